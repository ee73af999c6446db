import { z } from "zod";
import type { Observed, Phase } from "../../engine/definition/view.ts";
import { RefusedError } from "../../engine/errors.ts";
import { accepted } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { HostDime } from "./account.ts";
import type { Family } from "./services.ts";

/** What VPSes and dedicated servers have in common: status, suspension and power. */

interface Row {
  status?: string | undefined;
}
type Views = Observed<{ row: Row; detail: Row }>;

export const cuidText = (example: string) =>
  z.string().regex(/^[^\s/:]+$/, { error: `is not a HostDime API ID, such as ${example}` });

/** Status as reported by HostDime. `clientsuspend` is a suspension by the customer, `suspended` one by HostDime. */
export const statusOf = (observed: Views): string | undefined => observed.row?.status ?? observed.detail?.status;

/** Undefined for other statuses, such as that of a VPS that is being built. */
export const isSuspended = ({ status }: Row): boolean | undefined =>
  status === "active" ? false : status === "suspended" || status === "clientsuspend" ? true : undefined;

const PHASES: Readonly<Record<string, Phase>> = {
  active: { is: "ready" },
  suspended: { is: "ready" },
  clientsuspend: { is: "ready" },
  cancelled: { is: "gone" },
  failed: { is: "failed", why: "failed" },
};

export function phaseOf(observed: Views): Phase | undefined {
  const status = statusOf(observed);
  return status === undefined ? undefined : (PHASES[status] ?? { is: "pending" });
}

/**
 * HostDime may refuse a power call if there is nothing to do (§4). No view shows whether a service runs, so only here does the
 * text of a refusal count as success, with a warning, if it is about the service's state and not about work in progress.
 */
export async function power(
  { api, key: cuid, warn }: { api: HostDime; key: string; warn(text: string): void },
  method: string,
): Promise<void> {
  try {
    await api.call(method, "write", { cuid }, accepted);
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "conflict" && isAlreadySo(error.words))) {
      throw error;
    }
    warn(
      `HostDime refused ${method}: ${error.words}. This counts as done, because HostDime does not report whether it is running.`,
    );
  }
}

const isAlreadySo = (words: string): boolean =>
  /\balready\b/i.test(words) &&
  !/\b(being|progress|pending|queued|busy|locked|process\w*|\w*(start|stopp|boot)ing)\b/i.test(words);

const TITLES: Readonly<Record<Family, string>> = { vps: "VPS", server: "dedicated server" };

/** Suspends a service or ends its suspension. */
export async function suspend(
  api: HostDime,
  family: Family,
  { key, observed, suspended }: { key: string; observed: Views; suspended: boolean | undefined },
): Promise<void> {
  if (suspended === false && statusOf(observed) === "suspended") {
    throw new RefusedError(
      `HostDime suspended ${TITLES[family]} ${key} itself, usually for an unpaid bill or abuse, and only HostDime can unsuspend it. See the portal, https://core.hostdime.com.`,
    );
  }
  await api.call(`${family}.${suspended === true ? "suspend" : "unsuspend"}`, "write", { cuid: key }, accepted);
}

interface ReleaseContext {
  api: HostDime;
  key: string;
  previous: { inputs: { onDelete?: "none" | "stop" | "suspend" | undefined } } | undefined;
  observed: Views;
  warn(text: string): void;
}

/** Releases an adopted service, in the state that `onDelete` asks for. `what`: the service, for the warning. */
export async function release(
  context: ReleaseContext,
  { family, stop, what }: { family: Family; stop: string; what: string },
): Promise<"released"> {
  const { api, key, previous, observed, warn } = context;
  const onDelete = statusOf(observed) === "active" ? previous?.inputs.onDelete : undefined;
  if (onDelete === "stop") {
    await power(context, stop);
  } else if (onDelete === "suspend") {
    await api.call(`${family}.suspend`, "write", { cuid: key }, accepted);
  }
  warn(`${what} was released: it stays at HostDime and is charged until you cancel it in the portal.`);
  return "released";
}

interface Inputs {
  suspended?: boolean | undefined;
  powerState?: string | undefined;
  restartTrigger?: string | undefined;
}
interface Context {
  desired: Inputs;
  previous: { inputs: Inputs } | undefined;
}

/** Suspending stops a service, and unsuspending does not start it. */
export const isLifted = (was: Inputs, now: Inputs): boolean => was.suspended === true && now.suspended === false;

/** A change of the trigger only restarts a service that should be running. */
export const isRestartDue = ({ desired, previous }: Context): boolean =>
  previous?.inputs.restartTrigger !== undefined &&
  desired.restartTrigger !== undefined &&
  previous.inputs.restartTrigger !== desired.restartTrigger &&
  desired.powerState !== "stopped" &&
  desired.suspended !== true;

import type { OperationContext } from "../../engine/definition/context.ts";
import type { PassingRefusal } from "../../engine/definition/task.ts";
import { DeadlineError, messageOf, RefusedError } from "../../engine/errors.ts";
import { CloudError } from "../../http/errors.ts";
import { type GigeNet, numbered } from "./account.ts";
import { hostnameOf, instances, networks, phaseOf, type TagChanges, type Views } from "./instance-views.ts";
import { assigned, done, passwordOf } from "./schemas.ts";

/** Changes of an instance that take more than one call. */

type Working = Pick<
  OperationContext<GigeNet, Views, object, object>,
  "api" | "key" | "observed" | "poll" | "warn" | "entry"
>;

const isRefused = (error: unknown, ...kinds: readonly string[]): error is CloudError =>
  error instanceof CloudError && kinds.includes(error.kind);

export const modify = ({ api, key }: Working, attribute: string, value: string, effect: "idempotent" | "write") =>
  api.call("ModifyInstanceAttribute", effect, { InstanceId: key, [`${attribute}.Value`]: value }, done);

/**
 * A hostname can be refused for an instance that is terminated and goes on being known for a while, as in a replacement
 * that keeps the name. So it is asked for again, unless another instance that is there has it.
 */
export const HOSTNAME_TAKEN: PassingRefusal<Pick<Working, "api" | "key"> & { desired: { name?: string | undefined } }> =
  {
    waitingFor: "for its hostname to be free",
    limitSeconds: 300,
    isPassing: async (error, { api, key, desired: { name } }) =>
      error instanceof CloudError &&
      error.code === "InvalidHostname.Duplicate" &&
      !(await instances(api)).some(
        ([other, row]) => other !== key && hostnameOf(row, name) === name && phaseOf({ row })?.is !== "gone",
      ),
  };

/** The one call that leads an instance towards a power state. */
export const switchPower = ({ api, key }: Working, to: string): Promise<void> =>
  api.call(to === "running" ? "StartInstances" : "StopInstances", "idempotent", numbered("InstanceId", [key]), done);

/** Whether an instance must be off for a resize is not documented; at EC2 it must. */
export const resizePower = [
  { state: "stopped", insteadOf: ["running"], ifRefused: (error: unknown) => isRefused(error, "conflict") },
];

/** Makes and deletes tag keys until an instance has its marker and, where the program names tags, those and no others. */
export async function setTags({ api, key }: Working, { missing, surplus }: TagChanges): Promise<void> {
  const tags = (keys: readonly string[]) => ({ ...numbered("ResourceId", [key]), ...numbered("Tag", keys, "Key") });
  if (missing.length > 0) {
    await api.call("CreateTags", "idempotent", tags(missing), done);
  }
  // Never without keys: then all tags would go.
  if (surplus.length > 0) {
    await api.call("DeleteTags", "idempotent", tags(surplus), done);
  }
}

const networkOf = async ({ api, key }: Working) => (await networks(api, [key]))[0]?.[1];

/** Buys one more address. Undefined: it was bought, and which one it is, is not known. */
async function assign(op: Working, count: number, before: readonly string[]): Promise<string | undefined> {
  // Whatever becomes of the look, what was bought stays bought.
  const inspect = async () => {
    const network = await networkOf(op).catch(() => undefined);
    const fresh = network?.addresses.filter((ip) => !before.includes(ip)) ?? [];
    return { counted: network?.additionalIps, ip: fresh.length === 1 ? fresh[0] : undefined };
  };
  try {
    const answer = await op.api.call("AssignPublicIpAddress", "create", { InstanceId: op.key }, assigned);
    return answer?.publicIp ?? (await inspect()).ip;
  } catch (error) {
    const { counted, ip } =
      error instanceof CloudError && error.effect === "unknown"
        ? await inspect()
        : { counted: undefined, ip: undefined };
    // The answer is lost: one more on the bill and one more in the list is the one that was bought.
    if (counted !== count + 1 || ip === undefined) {
      throw error;
    }
    return ip;
  }
}

/**
 * Buys and gives back additional addresses until their number is right. Given back are only those in `own`, the newest
 * first, and only where no others are counted: GigeNET's list does not tell additional addresses from elastic ones, and
 * what somebody else has made is not for a number to take away. `keep` is given what is left after every call.
 */
export async function setAddresses(
  context: Working,
  [has, wanted]: readonly [has: number, wanted: number],
  own: readonly string[],
  keepAddresses: (kept: { ownIps: string[]; askedIps?: number | undefined }) => void,
): Promise<void> {
  const seen = own.filter((ip) => context.observed.network?.addresses.includes(ip));
  // What somebody has taken away is no longer its own.
  let left = seen.length < own.length && seen.length === has ? seen : own;
  for (let count = has; count < wanted; count += 1) {
    // Should the answer be lost, the next run must not ask again as if nothing had been asked for.
    keepAddresses({ ownIps: [...left], askedIps: count + 1 });
    const ip = await assign(context, count, [...(context.observed.network?.addresses ?? []), ...left]).catch(
      (error: unknown) => {
        if (error instanceof CloudError && error.effect === "none") {
          keepAddresses({ ownIps: [...left], askedIps: count });
        }
        throw error;
      },
    );
    left = ip === undefined ? left : [...left, ip];
    keepAddresses({ ownIps: [...left] });
  }
  for (let count = has; count > wanted; ) {
    const ip = left.at(-1);
    if (ip === undefined || left.length < count) {
      throw new RefusedError(
        `The instance has ${count} additional addresses and additionalIps is ${wanted}, but this resource created only ${left.length} of them. Unassign the others in GigeNET's dashboard, or set additionalIps to ${count}.`,
      );
    }
    left = left.slice(0, -1);
    try {
      await context.api.call("UnassignPublicIpAddress", "idempotent", { PublicIp: ip }, done);
      count -= 1;
    } catch (error) {
      const now = isRefused(error, "notFound") ? await networkOf(context) : undefined;
      if (now === undefined || now.addresses.includes(ip)) {
        throw error;
      }
      // Gone already, by this call or before: the bill tells whether it was one of those that were counted.
      count = now.additionalIps ?? count;
    }
    keepAddresses({ ownIps: [...left] });
  }
}

/**
 * Refuses to buy what an earlier run has asked for already, if the bill counts no additional address at all: whether
 * GigeNET's bill counts them is known from a sample only, so that this proves nothing.
 */
export function refuseUncounted(counted: number | undefined, requested: number | undefined, wanted: number): void {
  if ((counted ?? 0) === 0 && requested !== undefined && requested > 0 && wanted > 0) {
    throw new RefusedError(
      `An earlier run asked GigeNET for ${requested} additional ${requested === 1 ? "address" : "addresses"}, but the bill (DescribeReservedInstances) counts none. It is not known whether they were bought, so the request was not repeated. Check GigeNET's dashboard. If the instance has none, set additionalIps to 0, run pulumi up, and set it to ${wanted} again. If it has some, GigeNET does not count them: remove additionalIps from the program, and change their number in the dashboard.`,
    );
  }
}

/** The root password, another than `old`; waits so many seconds for it. It is worth a warning, and not the instance. */
export async function password(context: Working, limitSeconds: number, old?: string): Promise<string | undefined> {
  const get = async () =>
    (await context.api.call("GetPasswordData", "read", { InstanceId: context.key }, passwordOf(context.key)))
      .passwordData;
  try {
    return await context.poll("its password", get, (text) => text !== undefined && text !== old, limitSeconds);
  } catch (error) {
    if (!(error instanceof CloudError || error instanceof DeadlineError)) {
      throw error;
    }
    context.warn(`its password could not be read: ${messageOf(error)}`);
    return undefined;
  }
}

/**
 * Takes addresses that outlive the instance off it; what Terminate does to them is not documented. Each is named before:
 * whoever is killed after the call says nothing any more. What is refused is an additional address, which goes with the
 * instance, or is off already.
 */
export async function releaseElastic(context: Working, own: readonly string[]): Promise<void> {
  for (const ip of (context.observed.network?.addresses ?? []).filter((address) => !own.includes(address))) {
    context.warn(
      `address ${ip} may be elastic; if so, it is removed from the instance, but stays in the account and is charged.`,
    );
    try {
      await context.api.call("DisassociateAddress", "idempotent", { PublicIp: ip }, done);
    } catch (error) {
      if (!isRefused(error, "notFound", "invalid", "conflict")) {
        throw error;
      }
    }
  }
}

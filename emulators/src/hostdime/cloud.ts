import type { CloudEmulator, CloudReply, CloudRequest, CloudSettings } from "../core/cloud.ts";
import { HostDimeCloudState } from "./cloud-state.ts";
import type { EncodedTree } from "./encoding.ts";
import { HostDimeError, invalid } from "./errors.ts";
import type { ParameterMap } from "./form.ts";
import { Guard, Overload } from "./guard.ts";
import { act, letGo, perform } from "./machine.ts";
import { Call } from "./methods/method.ts";
import { methodNames, methodOf } from "./methods/methods.ts";
import { failure, type Manner, page, success } from "./reply.ts";
import { formatOf, type HostDimeInspection, inspect, isTaken } from "./request.ts";
import { defaultAccounts } from "./seeds.ts";
import type { HostDimeCredentials } from "./signature.ts";
import { defaultSwitches, withPatch } from "./switches.ts";

/** HostDime API v1. */
export function createHostDime(settings: CloudSettings): CloudEmulator<HostDimeInspection> {
  const { clock } = settings;
  const accounts = (settings.accounts ?? defaultAccounts).map(toCredentials);
  const initial = withPatch(defaultSwitches, settings.switches);
  const keys = accounts.map((account) => account.publicKey);
  const cloudState = new HostDimeCloudState(clock, initial, keys);
  const guard = new Guard(cloudState);
  const now = (): number => clock.wall() / 1000 + cloud.skewSeconds;

  const cloud: CloudEmulator<HostDimeInspection> = {
    name: "hostdime",
    accounts: accounts.map(({ publicKey, privateKey }) => ({ publicKey, privateKey })),
    store: cloudState.store,
    get memory() {
      return { ...cloudState.memory, ...guard.memory };
    },
    operations: [...methodNames, initial.createMethod, initial.cancelMethod],
    environment: (endpoint) => ({
      HOSTDIME_ENDPOINT: endpoint,
      HOSTDIME_PUBLIC_KEY: accounts[0]?.publicKey ?? "",
      HOSTDIME_PRIVATE_KEY: accounts[0]?.privateKey ?? "",
    }),
    settle: () => cloudState.timeline.settle((event) => perform(cloudState, event)),
    inspect: (request) => inspect(request, cloudState, accounts, now()),
    handle: (request, inspection) => answer(request, inspection, cloudState, guard, now()),
    errorReply: (text, request) =>
      failure(new HostDimeError(500, text), { format: formatOf(request.path) ?? "json" }, cloudState.switches),
    onDelete: (kind, id) => {
      if (kind === "vps" || kind === "server") letGo(cloudState, id);
    },
    act: ({ action, id }) => act(cloudState, action, String(id)),
    numbering: () => cloudState.numbering(),
    get switches() {
      return cloudState.switches;
    },
    setSwitches: (patch) => {
      cloudState.switches = withPatch(cloudState.switches, patch);
    },
    skewSeconds: 0,
    reset: () => {
      guard.reset();
      cloudState.reset(initial, keys);
    },
  };
  return cloud;
}

/** With a colon in a key, the concatenated text that is hashed would be ambiguous (docs/api/hostdime.md §1.5). */
function toCredentials(account: Readonly<Record<string, string>> | HostDimeCredentials): HostDimeCredentials {
  const { publicKey = "", privateKey = "" } = account;
  if (!/^[^:]+$/.test(publicKey) || !/^[^:]+$/.test(privateKey)) {
    throw new Error("hostdime: publicKey and privateKey must be texts without a colon");
  }
  return { publicKey, privateKey };
}

/**
 * Carries out a call, or returns its error. Errors below the envelope have their own status (docs/api/hostdime.md
 * §4.2).
 */
function answer(
  request: CloudRequest,
  inspection: HostDimeInspection,
  cloudState: HostDimeCloudState,
  guard: Guard,
  now: number,
): CloudReply {
  const { route, refusal, signed } = inspection;
  if (!route) return page(404, "Not Found");
  if (!isTaken(request, cloudState.switches)) return page(405, "Method Not Allowed", { allow: "POST" });
  const manner = mannerOf(inspection);
  try {
    if (refusal) throw refusal;
    if (signed) guard.admit(signed.publicKey, signed.unique, now);
    return success(run(inspection, cloudState), manner, cloudState.switches);
  } catch (error) {
    if (error instanceof Overload) return page(429, error.message, { "retry-after": "1" });
    if (error instanceof HostDimeError) return failure(error, manner, cloudState.switches);
    throw error;
  }
}

function run(
  { route, signed, sent = new Map(), wellFormed }: HostDimeInspection,
  cloudState: HostDimeCloudState,
): EncodedTree {
  const method = route && methodOf(route.method, cloudState);
  if (!method) throw new HostDimeError(405, "unknown method");
  if (wellFormed === false) throw new HostDimeError(400, "the parameters are not valid UTF-8");
  if (route.format === "json" && sent.has("callback") && callbackOf(sent) === undefined) throw invalid("callback");
  return method.run(new Call(cloudState, signed?.publicKey ?? "", sent));
}

/** JSONP is only for JSON, and its name is restricted (docs/api/hostdime.md §4.2). */
function mannerOf({ route, sent }: HostDimeInspection): Manner {
  const callback = route?.format === "json" && sent ? callbackOf(sent) : undefined;
  return { format: route?.format ?? "json", ...(callback === undefined ? {} : { callback }) };
}

function callbackOf(sent: ParameterMap): string | undefined {
  const name = sent.get("callback");
  return typeof name === "string" && /^[A-Za-z_$][A-Za-z0-9_$.]{0,63}$/.test(name) ? name : undefined;
}

import { CallCounter } from "../core/call-counter.ts";
import type { CloudAction, CloudEmulator, CloudReply, CloudRequest, CloudSettings } from "../core/cloud.ts";
import type { Memory } from "../core/memory.ts";
import { Call } from "./actions/action.ts";
import { actionNames } from "./actions/actions.ts";
import { NaverCloudState } from "./cloud-state.ts";
import { errorOfText, GatewayError, ServiceError } from "./errors.ts";
import { letGo, outOfBand, perform } from "./machine.ts";
import { type Formats, failure, success } from "./reply.ts";
import { formatOf, gatewayFormatOf, inspect, type NaverInspection, serviceFormatOf } from "./request.ts";
import { defaultAccounts } from "./seeds.ts";
import type { NaverCredentials } from "./signature.ts";
import { defaultSwitches, withPatch } from "./switches.ts";

/** The Server and VPC APIs of the NAVER Cloud Platform. */
export function createNaver(settings: CloudSettings): CloudEmulator<NaverInspection> {
  const { clock, seed } = settings;
  const accounts = (settings.accounts ?? defaultAccounts).map(toCredentials);
  const initial = withPatch(defaultSwitches, settings.switches);
  const keys = accounts.map((account) => account.accessKey);
  const cloudState = new NaverCloudState(clock, seed, initial, keys);
  const rate = new Rate(cloudState);

  const cloud: CloudEmulator<NaverInspection> = {
    name: "naver",
    accounts: accounts.map(({ accessKey, secretKey }) => ({ accessKey, secretKey })),
    store: cloudState.store,
    get memory() {
      return { ...cloudState.memory, ...rate.memory };
    },
    operations: actionNames,
    environment: (endpoint) => ({
      NAVER_ENDPOINT: endpoint,
      NCLOUD_API_GW: endpoint,
      NCLOUD_ACCESS_KEY: accounts[0]?.accessKey ?? "",
      NCLOUD_SECRET_KEY: accounts[0]?.secretKey ?? "",
      NCLOUD_REGION: cloudState.regions[0]?.code ?? "",
    }),
    settle: () => cloudState.timeline.settle((event) => perform(cloudState, event)),
    inspect: (request) => inspect(request, accounts, cloudState.switches, clock.wall() + cloud.skewSeconds * 1000),
    handle: (request, inspection) => answer(request, inspection, cloudState, rate),
    errorReply: (text, request) => failure(errorOfText(text), formatsOf(request), cloudState.switches),
    onDelete: (kind, id) => letGo(cloudState, kind, id),
    act: (action) => act(cloudState, action),
    numbering: () => cloudState.ids.snapshot(),
    get switches() {
      return cloudState.switches;
    },
    setSwitches: (patch) => {
      cloudState.switches = withPatch(cloudState.switches, patch);
    },
    skewSeconds: 0,
    reset: () => {
      rate.reset();
      cloudState.reset(initial, keys);
    },
  };
  return cloud;
}

function toCredentials(account: Readonly<Record<string, string>> | NaverCredentials): NaverCredentials {
  const { accessKey = "", secretKey = "" } = account;
  if (accessKey === "" || secretKey === "") throw new Error("naver: an account has accessKey and secretKey");
  return { accessKey, secretKey };
}

function formatsOf(request: CloudRequest): Formats {
  return { service: serviceFormatOf(request), gateway: gatewayFormatOf(request) };
}

/** Carries out a call or returns its error; a rejected call changes nothing. */
function answer(
  request: CloudRequest,
  inspection: NaverInspection,
  cloudState: NaverCloudState,
  rate: Rate,
): CloudReply {
  const undo = inspection.kind === "write" ? cloudState.store.snapshot() : undefined;
  try {
    const { action, account, sent } = admit(inspection, cloudState, rate);
    const members = action.run(new Call(cloudState, account, sent));
    return success(inspection.operation, members, cloudState.requestIds.uuid(), formatOf(sent), cloudState.switches);
  } catch (error) {
    const reported = error instanceof ServiceError || error instanceof GatewayError;
    undo?.();
    if (reported) return failure(error, formatsOf(request), cloudState.switches);
    throw error;
  }
}

/** The checks before the service, in this order: path, encoding, signature, rate and rights. */
function admit({ operation, action, sent, verdict }: NaverInspection, { switches }: NaverCloudState, rate: Rate) {
  if (!action) throw new GatewayError("300", "no such API");
  if (!sent) throw new GatewayError("100", "the parameters are not UTF-8");
  if (!verdict.ok) {
    if (switches.authenticationError === "gateway")
      throw new GatewayError("200", "Invalid authentication information.");
    if (verdict.fails === "key") throw new ServiceError("800", "invalid consumer key");
    throw new ServiceError("801", "invalid signature");
  }
  rate.count(verdict.accessKey);
  if (switches.deniedActions.includes(operation)) throw new GatewayError("210", `no permission for ${operation}`);
  return { action, account: verdict.accessKey, sent };
}

/** Counts each account's calls in the current second. */
class Rate {
  readonly #cloudState: NaverCloudState;
  readonly #calls = new CallCounter();

  constructor(cloudState: NaverCloudState) {
    this.#cloudState = cloudState;
  }

  get memory(): Memory {
    return { calls: this.#calls };
  }

  reset(): void {
    this.#calls.reset();
  }

  count(account: string): void {
    const { callsPerSecond, blocksAfter, overRate, retryAfter } = this.#cloudState.switches;
    const limits = { window: 1, calls: callsPerSecond, blocksAfter };
    const verdict = this.#calls.count(account, this.#cloudState.timeline.now, limits);
    if (verdict === "within") return;
    if (verdict === "blocked") throw new GatewayError("210", "blocked");
    const headers = retryAfter === null ? undefined : { "retry-after": String(retryAfter) };
    throw new GatewayError(overRate, "too many requests", headers);
  }
}

function act(cloudState: NaverCloudState, { action, id }: CloudAction): void {
  const run = Object.hasOwn(outOfBand, action) ? outOfBand[action] : undefined;
  if (!run) throw new Error(`naver has no action ${action}; it has ${Object.keys(outOfBand).join(", ")}`);
  const server = cloudState.servers.find(String(id));
  if (!server) throw new Error(`there is no server with id ${JSON.stringify(id)}`);
  run(cloudState, server);
}

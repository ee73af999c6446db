import { CallCounter } from "../core/call-counter.ts";
import type { CloudAction, CloudEmulator, CloudReply, CloudRequest, CloudSettings, Inspection } from "../core/cloud.ts";
import { keepMap, type Memory } from "../core/memory.ts";
import { mergeSwitches } from "../core/switches.ts";
import { type Actions, Call } from "./actions/action.ts";
import { catalogActions } from "./actions/catalog.ts";
import { dnsActions } from "./actions/dns.ts";
import { imageActions } from "./actions/images.ts";
import { keyScriptActions } from "./actions/keys-scripts.ts";
import { networkActions } from "./actions/networks.ts";
import { securityGroupActions } from "./actions/security-groups.ts";
import { vmActions } from "./actions/vm.ts";
import { vmAddressActions } from "./actions/vm-addresses.ts";
import { volumeActions } from "./actions/volumes.ts";
import { LunaNodeCloudState } from "./cloud-state.ts";
import { authenticationText, LunaNodeError } from "./errors.ts";
import type { Vm, VmPhase } from "./model.ts";
import { type EncodedTree, escapeHtml, phpJson } from "./php.ts";
import { defaultAccounts } from "./seeds.ts";
import { checkSignature, decodeForm, type JsonObject, type LunaNodeCredentials } from "./signature.ts";
import { defaultSwitches, switchChoices } from "./switches.ts";
import { letGo, perform } from "./vm-machine.ts";

/** Every call of the emulator, by `category/action`. */
export const actions: Actions = {
  ...vmActions,
  ...vmAddressActions,
  ...imageActions,
  ...volumeActions,
  ...networkActions,
  ...dnsActions,
  ...securityGroupActions,
  ...keyScriptActions,
  ...catalogActions,
};

interface LunaNodeInspection extends Inspection {
  /** The ID of the account with a valid signature. */
  readonly apiId?: string;
  readonly nonce?: number;
  /** Set if a value is neither text nor number. */
  readonly invalidParameter?: string;
}

/** The LunaNode Dynamic API. */
export function createLunaNode(settings: CloudSettings): CloudEmulator<LunaNodeInspection> {
  const { clock, seed } = settings;
  const accounts = (settings.accounts ?? defaultAccounts).map(toCredentials);
  const initial = mergeSwitches(defaultSwitches, settings.switches, switchChoices);
  const ids = accounts.map((account) => account.apiId);
  const cloudState = new LunaNodeCloudState(clock, seed, initial, ids);
  const guard = new Guard(cloudState);

  const cloud: CloudEmulator<LunaNodeInspection> = {
    name: "lunanode",
    accounts: accounts.map(({ apiId, apiKey }) => ({ apiId, apiKey })),
    store: cloudState.store,
    numbering: () => cloudState.ids.snapshot(),
    get memory() {
      return { ...cloudState.memory, ...guard.memory };
    },
    operations: Object.keys(actions),
    environment: (endpoint) => ({
      LUNANODE_ENDPOINT: endpoint,
      LUNANODE_API_ID: accounts[0]?.apiId ?? "",
      LUNANODE_API_KEY: accounts[0]?.apiKey ?? "",
    }),
    settle: () => cloudState.timeline.settle((event) => perform(cloudState, event)),
    inspect: (request) => inspect(request, accounts, clock.wall() / 1000 + cloud.skewSeconds, cloudState),
    handle: (request, inspection) => {
      if (!handlerOf(request)) return notFoundPage();
      try {
        guard.admit(request, inspection);
        return success(run(cloudState, inspection), cloudState);
      } catch (error) {
        if (error instanceof Refusal) return error.reply;
        if (error instanceof LunaNodeError) return failure(error.message, cloudState);
        throw error;
      }
    },
    errorReply: (text) => failure(text, cloudState),
    onDelete: (kind, id) => {
      if (kind === "vm") letGo(cloudState, id);
    },
    act: (action) => act(cloudState, action),
    get switches() {
      return cloudState.switches;
    },
    setSwitches: (patch) => {
      cloudState.switches = mergeSwitches(cloudState.switches, patch, switchChoices);
    },
    skewSeconds: 0,
    reset: () => {
      guard.reset();
      cloudState.reset(seed, initial, ids);
    },
  };
  return cloud;
}

function toCredentials(account: Readonly<Record<string, string>> | LunaNodeCredentials): LunaNodeCredentials {
  const { apiId = "", apiKey = "" } = account;
  if (apiId.length !== 16 || apiKey.length !== 128) throw new Error("lunanode: apiId has 16 characters, apiKey 128");
  return { apiId, apiKey };
}

/** `category/action` of the path, which must have a trailing slash; undefined for any other path. */
function handlerOf(request: CloudRequest): string | undefined {
  const match = /^\/api\/([a-z0-9]+)\/([a-z0-9_-]+)\/$/.exec(request.path);
  return match && request.method === "POST" ? `${match[1]}/${match[2]}` : undefined;
}

function inspect(
  request: CloudRequest,
  accounts: readonly LunaNodeCredentials[],
  now: number,
  cloudState: LunaNodeCloudState,
): LunaNodeInspection {
  const operation = handlerOf(request);
  if (!operation) {
    return { operation: "?", kind: "read", signature: "none", parameters: {}, note: "not POST /api/category/action/" };
  }
  const kind = actions[operation]?.kind ?? "read";
  const form = decodeForm(request.body);
  const { nonceWindow, upperCaseSignatures, boundSourceIp } = cloudState.switches;
  const limits = { window: nonceWindow, upperCase: upperCaseSignatures };
  const verdict = checkSignature({ handler: `${operation}/`, form, accounts, now, ...limits });
  if (!verdict.ok) return { operation, kind, signature: verdict.signature, parameters: {}, note: verdict.note };
  const { parameters, invalid } = readParameters(verdict.req);
  const elsewhere = boundSourceIp !== null && boundSourceIp !== request.sourceIp;
  return {
    ...{ operation, kind, signature: "ok", parameters, nonce: verdict.nonce },
    ...(invalid === undefined ? {} : { invalidParameter: invalid }),
    ...(elsewhere ? { note: `the key is bound to ${boundSourceIp}` } : { apiId: verdict.account.apiId }),
  };
}

/** Texts and numbers are accepted; null, nested and boolean values are not (docs/api/lunanode.md §1.1, §7). */
function readParameters(req: JsonObject): { parameters: Record<string, string>; invalid?: string } {
  const parameters: Record<string, string> = {};
  let invalid: string | undefined;
  for (const [name, value] of Object.entries(req)) {
    if (name === "api_id" || name === "api_partialkey") continue;
    if (typeof value === "string" || typeof value === "number") parameters[name] = String(value);
    else invalid ??= name;
  }
  return { parameters, ...(invalid === undefined ? {} : { invalid }) };
}

/** A reply that is not the usual envelope. */
class Refusal extends Error {
  readonly reply: CloudReply;

  constructor(reply: CloudReply) {
    super(reply.error);
    this.reply = reply;
  }
}

/** The checks between a request and its action, apart from the signature: nonce order, rate, restricted keys. */
class Guard {
  readonly #cloudState: LunaNodeCloudState;
  readonly #nonces = new Map<string, number>();
  readonly #calls = new CallCounter();

  constructor(cloudState: LunaNodeCloudState) {
    this.#cloudState = cloudState;
  }

  get memory(): Memory {
    return { nonces: keepMap(this.#nonces), calls: this.#calls };
  }

  reset(): void {
    this.#nonces.clear();
    this.#calls.reset();
  }

  admit(request: CloudRequest, { operation, apiId, nonce = 0 }: LunaNodeInspection): void {
    const { switches } = this.#cloudState;
    if (apiId === undefined) throw new LunaNodeError(authenticationText);
    const last = this.#nonces.get(apiId) ?? 0;
    if (switches.nonceIncreasing && nonce <= last) throw new LunaNodeError(authenticationText);
    this.#nonces.set(apiId, Math.max(nonce, last));
    this.#countCall(apiId);
    const allowed = switches.restrictedTo;
    if (allowed.length > 0 && !allowed.includes(operation.replace("/", "."))) {
      throw new LunaNodeError(switches.restrictedText);
    }
    if (actions[operation]) return;
    if (switches.unknownCall === "404") throw new Refusal(notFoundPage());
    throw new LunaNodeError(`invalid action ${request.path}`);
  }

  #countCall(apiId: string): void {
    const { callsPerSecond, blocksAfter, overRate, rateText } = this.#cloudState.switches;
    const limits = { window: 1, calls: callsPerSecond, blocksAfter };
    const verdict = this.#calls.count(apiId, this.#cloudState.timeline.now, limits);
    if (verdict === "within") return;
    if (verdict === "blocked")
      throw new Refusal({
        status: 403,
        headers: { "content-type": "text/plain" },
        body: "blocked\n",
        error: "blocked",
      });
    if (overRate === "envelope") throw new LunaNodeError(rateText);
    const headers = { "content-type": "text/plain", "retry-after": "1" };
    throw new Refusal({ status: 429, headers, body: `${rateText}\n`, error: rateText });
  }
}

function run(cloudState: LunaNodeCloudState, inspection: LunaNodeInspection): Record<string, EncodedTree> {
  const { operation, apiId = "", parameters, invalidParameter } = inspection;
  if (invalidParameter !== undefined) throw new LunaNodeError(`invalid parameter ${invalidParameter}`);
  const action = actions[operation];
  if (!action) throw new LunaNodeError("invalid action");
  const call = new Call(cloudState, apiId, parameters);
  for (const name of action.required) call.text(name);
  return action.run(call);
}

function success(reply: Record<string, EncodedTree>, cloudState: LunaNodeCloudState): CloudReply {
  const { emptyLists } = cloudState.switches;
  const isLeftOut = (value: EncodedTree): boolean =>
    emptyLists === "absent" && Array.isArray(value) && value.length === 0;
  const members = Object.entries(reply).filter(([, value]) => !isLeftOut(value));
  return envelope({ ...Object.fromEntries(members), success: "yes" }, cloudState);
}

/** Errors come with HTTP 200; their text can be HTML-escaped (docs/api/lunanode.md §1.3). */
function failure(text: string, cloudState: LunaNodeCloudState): CloudReply {
  return { ...envelope({ success: "no", error: escapeHtml(text) }, cloudState), error: text };
}

function envelope(body: Record<string, EncodedTree>, cloudState: LunaNodeCloudState): CloudReply {
  return { status: 200, headers: { "content-type": cloudState.switches.contentType }, body: phpJson(body) };
}

function notFoundPage(): CloudReply {
  const body = "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n";
  return { status: 404, headers: { "content-type": "text/html" }, body, error: "404 page" };
}

type VmAction = (cloudState: LunaNodeCloudState, vm: Vm) => void;

/** Out-of-band changes that affect more than a field. */
const outOfBand: Readonly<Record<string, VmAction>> = {
  "power-off": (cloudState, vm) => drop(cloudState, vm, "offline"),
  fail: (cloudState, vm) => drop(cloudState, vm, "error"),
  suspend: (cloudState, vm) => drop(cloudState, vm, "suspended"),
  "lose-address": (cloudState, vm) => {
    const [primary] = cloudState.addressesOf(vm.id);
    if (primary) cloudState.changeFloatingIp(primary.id, { vmId: "" });
  },
};

/** Puts a VM into a phase at once, canceling what was in progress. */
function drop(cloudState: LunaNodeCloudState, vm: Vm, phase: VmPhase): void {
  cloudState.timeline.cancel((event) => event.id === vm.id);
  cloudState.vms.patch(vm.id, { phase });
}

function act(cloudState: LunaNodeCloudState, { action, id }: CloudAction): void {
  const run = Object.hasOwn(outOfBand, action) ? outOfBand[action] : undefined;
  if (!run) throw new Error(`lunanode has no action ${action}; it has ${Object.keys(outOfBand).join(", ")}`);
  const vm = cloudState.vms.find(String(id));
  if (!vm) throw new Error(`there is no vm with id ${JSON.stringify(id)}`);
  run(cloudState, vm);
}

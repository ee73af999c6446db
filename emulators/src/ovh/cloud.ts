import type { CloudAction, CloudEmulator, CloudReply, CloudRequest, CloudSettings } from "../core/cloud.ts";
import { Ids } from "../core/ids.ts";
import { mergeSwitches } from "../core/switches.ts";
import { removeChildren, removeParts } from "./balancers.ts";
import { OvhCloudState } from "./cloud-state.ts";
import { decide, expire, findCredential } from "./consumer-keys.ts";
import { badRequest, OvhError } from "./errors.ts";
import { Guard } from "./guard.ts";
import { inspect, type OvhInspection } from "./inspect.ts";
import { letGo, perform } from "./instance-machine.ts";
import { removeFirewall } from "./ip-firewalls.ts";
import type { BackupSchedule, Credential, Instance, Phase } from "./model.ts";
import { routeNames } from "./routes/router.ts";
import { run } from "./run-route.ts";
import { defaultAccounts } from "./seeds.ts";
import type { OvhCredentials } from "./signature.ts";
import { runSchedule } from "./snapshots.ts";
import { defaultSwitches, switchChoices } from "./switches.ts";
import { issueToken, tokenPath } from "./token-endpoint.ts";
import { validationPage, validationPath } from "./validation-page.ts";

/** The OVHcloud API: authentication, consumer keys and Public Cloud instances. */
export function createOvh(settings: CloudSettings): CloudEmulator<OvhInspection> {
  const { clock, seed } = settings;
  const accounts = settings.accounts?.map(toCredentials) ?? defaultAccounts;
  const initial = mergeSwitches(defaultSwitches, settings.switches, switchChoices);
  const cloudState = new OvhCloudState(clock, seed, initial, accounts);
  const guard = new Guard(cloudState);
  const queries = new Ids(`${seed}/query`);
  const identified = (reply: CloudReply): CloudReply => withQueryId(reply, queries);

  return {
    name: "ovh",
    accounts: accounts.map((account) => ({ ...account })),
    store: cloudState.store,
    get memory() {
      return { ...cloudState.memory, ...guard.memory, queries };
    },
    operations: [...routeNames, `POST ${tokenPath}`, `GET ${validationPath}`, `POST ${validationPath}`],
    environment: (endpoint) => ({
      OVH_ENDPOINT: `${endpoint}/1.0`,
      OVH_APPLICATION_KEY: accounts[0]?.applicationKey ?? "",
      OVH_APPLICATION_SECRET: accounts[0]?.applicationSecret ?? "",
      OVH_CONSUMER_KEY: accounts[0]?.consumerKey ?? "",
      OVH_CLOUD_PROJECT_SERVICE: accounts[0]?.project ?? "",
    }),
    settle: () => cloudState.timeline.settle((event) => perform(cloudState, event)),
    inspect: (request) => inspect(cloudState, request),
    handle: (request, inspection) => identified(answer(cloudState, guard, request, inspection)),
    errorReply: (text) => identified(failure(badRequest(text), cloudState)),
    onDelete: (kind, id) => {
      if (kind === "instance") letGo(cloudState, id);
      if (kind === "ipFirewall") removeFirewall(cloudState, id);
      if (kind === "gateway") cloudState.removeInterfacesOf(id);
      if (kind === "loadBalancer") removeParts(cloudState, id);
      removeChildren(cloudState, id);
    },
    act: (action) => act(cloudState, action),
    numbering: () => cloudState.ids.snapshot(),
    get switches() {
      return cloudState.switches;
    },
    setSwitches: (patch) => {
      cloudState.switches = mergeSwitches(cloudState.switches, patch, switchChoices);
    },
    get skewSeconds() {
      return cloudState.skewSeconds;
    },
    set skewSeconds(seconds) {
      cloudState.skewSeconds = seconds;
    },
    reset: () => {
      guard.reset();
      cloudState.reset(initial, accounts);
    },
  };
}

function toCredentials(account: Readonly<Record<string, string>>): OvhCredentials {
  const { applicationKey = "", applicationSecret = "", consumerKey = "", project = "" } = account;
  if (!applicationKey || !applicationSecret || !consumerKey || !/^[0-9a-f]{32}$/.test(project))
    throw new Error("ovh: an account has applicationKey, applicationSecret, consumerKey and project (32 hex digits)");
  return { applicationKey, applicationSecret, consumerKey, project };
}

function answer(cloudState: OvhCloudState, guard: Guard, request: CloudRequest, inspection: OvhInspection): CloudReply {
  if (request.path === tokenPath && request.method === "POST") return issueToken(cloudState, request);
  if (request.path === validationPath && ["GET", "POST"].includes(request.method))
    return validationPage(cloudState, request);
  try {
    const identity = guard.admit(request, inspection);
    const { body, headers } = run(cloudState, request, inspection, identity);
    const text = cloudState.switches.voidBody === "null" ? "null" : "";
    return ok(body === undefined ? text : JSON.stringify(body), headers);
  } catch (error) {
    if (error instanceof OvhError) return failure(error, cloudState);
    throw error;
  }
}

const json = { "content-type": "application/json; charset=utf-8" };

function ok(body: string, headers: Readonly<Record<string, string>> = {}): CloudReply {
  return { status: 200, headers: { ...json, ...headers }, body };
}

function failure(error: OvhError, { switches }: OvhCloudState): CloudReply {
  const { status, headers } = error.detail;
  return { status, headers: { ...json, ...headers }, body: error.body(switches.errorStyle), error: error.message };
}

/** Every response has one (docs/api/ovh.md §2.2). */
function withQueryId(reply: CloudReply, queries: Ids): CloudReply {
  const digits = queries.hex(40);
  const id = `EU.ext-1.${digits.slice(0, 8)}.${queries.next("query", 10_000)}.${digits.slice(8)}`;
  return { ...reply, headers: { ...reply.headers, "x-ovh-queryid": id } };
}

type InstanceAction = (cloudState: OvhCloudState, instance: Instance) => void;
type KeyAction = (cloudState: OvhCloudState, credential: Credential) => void;

/** Out-of-band changes that affect more than a field: `id` is an instance … */
const instanceActions: Readonly<Record<string, InstanceAction>> = {
  "power-off": (cloudState, instance) => drop(cloudState, instance, "shutoff"),
  fail: (cloudState, instance) => drop(cloudState, instance, "error"),
  suspend: (cloudState, instance) => drop(cloudState, instance, "suspended"),
  "lose-address": (cloudState, { id }) => {
    const [first] = cloudState.interfacesOf(id);
    if (first) cloudState.interfaces.patch(first.id, { ips: [] });
  },
};

/** … a backup schedule … */
const scheduleActions: Readonly<Record<string, (cloudState: OvhCloudState, schedule: BackupSchedule) => void>> = {
  "run-schedule": runSchedule,
};

/** … or a credential: its id, the consumer key, or the token of its validation page. */
const keyActions: Readonly<Record<string, KeyAction>> = {
  "validate-key": (cloudState, credential) => decide(cloudState, credential, "validated"),
  "refuse-key": (cloudState, credential) => decide(cloudState, credential, "refused"),
  "expire-key": expire,
};

/** Puts an instance into a phase at once, canceling what was in progress. */
function drop(cloudState: OvhCloudState, { id }: Instance, phase: Phase): void {
  cloudState.timeline.cancel((event) => event.id === id);
  cloudState.instances.patch(id, { phase });
}

function act(cloudState: OvhCloudState, { action, id }: CloudAction): void {
  const onInstance = Object.hasOwn(instanceActions, action) ? instanceActions[action] : undefined;
  const onKey = Object.hasOwn(keyActions, action) ? keyActions[action] : undefined;
  const onSchedule = Object.hasOwn(scheduleActions, action) ? scheduleActions[action] : undefined;
  if (onSchedule) {
    onSchedule(cloudState, known(cloudState.backupSchedules.find(String(id)), "backup schedule", id));
  } else if (onInstance) {
    onInstance(cloudState, known(cloudState.instances.find(String(id)), "instance", id));
  } else if (onKey) {
    onKey(cloudState, known(findCredential(cloudState, String(id)), "credential", id));
  } else {
    const names = [...[instanceActions, scheduleActions, keyActions].flatMap((actions) => Object.keys(actions))];
    throw new Error(`ovh has no action ${action}; it has ${names.join(", ")}`);
  }
}

function known<T>(row: T | undefined, kind: string, id: unknown): T {
  if (row === undefined) throw new Error(`there is no ${kind} with id ${JSON.stringify(id)}`);
  return row;
}

import type { CloudEmulator, CloudSettings } from "../core/cloud.ts";
import { mergeSwitches } from "../core/switches.ts";
import type { Actions } from "./actions/action.ts";
import { addressActions } from "./actions/addresses.ts";
import { attributeActions } from "./actions/attributes.ts";
import { catalogActions } from "./actions/catalog.ts";
import { instanceActions } from "./actions/instances.ts";
import { keyActions } from "./actions/keys.ts";
import { runActions } from "./actions/run-instances.ts";
import { sessionActions } from "./actions/sessions.ts";
import { tagActions } from "./actions/tags.ts";
import type { Rules, SigningKey } from "./authentication.ts";
import { GigeNetCloudState } from "./cloud-state.ts";
import { GigeNetError } from "./errors.ts";
import { Guard } from "./guard.ts";
import { type GigeNetInspection, inspect, isApi } from "./inspection.ts";
import { letGo, perform } from "./instance-machine.ts";
import { act } from "./out-of-band.ts";
import { Parameters } from "./parameters.ts";
import { notFoundPage, Replies } from "./replies.ts";
import { defaultAccounts, type GigeNetCredentials, ownerId } from "./seeds.ts";
import { defaultSwitches, switchChoices } from "./switches.ts";
import type { Xml } from "./xml.ts";

/** The GigeNET Cloud API, version 2. */
export function createGigeNet(settings: CloudSettings): CloudEmulator<GigeNetInspection> {
  const { clock, seed } = settings;
  const accounts = (settings.accounts ?? defaultAccounts).map(toCredentials);
  const initial = mergeSwitches(defaultSwitches, settings.switches, switchChoices);
  const cloudState = new GigeNetCloudState(clock, seed, initial);
  const guard = new Guard(cloudState);
  const replies = new Replies(cloudState, seed);
  const wall = (): number => clock.wall() + cloud.skewSeconds * 1000;
  const actions: Actions = {
    ...runActions,
    ...instanceActions,
    ...attributeActions,
    ...addressActions,
    ...catalogActions,
    ...keyActions,
    ...tagActions,
    ...sessionActions(wall),
  };

  const cloud: CloudEmulator<GigeNetInspection> = {
    name: "gigenet",
    accounts: accounts.map(({ apiKey, apiHash }) => ({ apiKey, apiHash })),
    store: cloudState.store,
    numbering: () => cloudState.ids.snapshot(),
    get memory() {
      return { ...cloudState.memory, ...guard.memory, ...replies.memory };
    },
    operations: Object.keys(actions),
    environment: (endpoint) => ({
      GIGENET_ENDPOINT: endpoint,
      GIGENET_API_KEY: accounts[0]?.apiKey ?? "",
      GIGENET_API_HASH: accounts[0]?.apiHash ?? "",
    }),
    settle: () => cloudState.timeline.settle((event) => perform(cloudState, event)),
    inspect: (request) => inspect(request, actions, rulesOf(cloudState, accounts, wall())),
    handle: (request, inspection) => {
      if (!isApi(request)) return notFoundPage();
      try {
        guard.admit(request.sourceIp, inspection);
        return replies.success(inspection.operation, run(cloudState, actions, inspection));
      } catch (error) {
        if (error instanceof GigeNetError) return replies.failure(error);
        throw error;
      }
    },
    errorReply: (text) => replies.failure(GigeNetError.parse(text)),
    onDelete: (kind, id) => {
      if (kind === "instance") letGo(cloudState, id);
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
      replies.reset();
      cloudState.reset(seed, initial);
    },
  };
  return cloud;
}

function toCredentials(account: Readonly<Record<string, string>> | GigeNetCredentials): GigeNetCredentials {
  const { apiKey = "", apiHash = "" } = account;
  if (!/^[\w-]+$/.test(apiKey) || apiHash === "") throw new Error("gigenet: an account has an apiKey and an apiHash");
  return { apiKey, apiHash };
}

function rulesOf(cloudState: GigeNetCloudState, accounts: readonly GigeNetCredentials[], now: number): Rules {
  const { strictSignatures: strict, presignedV4: presigned, clockWindow: window } = cloudState.switches;
  const keyOf = (accessKey: string): SigningKey | undefined => {
    const index = accounts.findIndex(({ apiKey }) => apiKey === accessKey);
    const account = accounts[index];
    if (account) return { owner: ownerId(index), secret: account.apiHash };
    const session = cloudState.sessions.find(accessKey);
    return session && { owner: session.account, secret: session.secret, session };
  };
  return { keyOf, now, window, strict, presigned };
}

/** Checks a signed call and, unless it is a dry run, carries it out. */
function run(
  cloudState: GigeNetCloudState,
  actions: Actions,
  { operation, owner = "", pairs }: GigeNetInspection,
): Xml {
  const parameters = Parameters.of(pairs);
  if (!parameters.get("Action")) throw new GigeNetError("MissingAction");
  const action = Object.hasOwn(actions, operation) ? actions[operation] : undefined;
  if (!action) throw new GigeNetError("InvalidAction");
  const dryRun = parameters.flag("DryRun");
  const carryOut = action.prepare({ cloudState, owner, parameters });
  if (dryRun) throw new GigeNetError("DryRunOperation", undefined, cloudState.switches.dryRunStatus);
  return carryOut();
}

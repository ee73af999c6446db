import { hostdime as samples } from "../samples/hostdime.ts";
import type { ContractTarget } from "../suite/target.ts";

const noCall = (what: string) => ({ cannot: `HostDime has no known call that ${what}.`, see: "§4" });
const freeText = {
  cannot: "Plans and systems are free text in an undocumented call; there is no list of them.",
  see: "§3.2",
};

export const hostdime: ContractTarget<"hostdime"> = {
  cloud: "hostdime",
  title: "HostDime",
  token: "hostdime:Vps",
  nameIn: ({ name }) => String(name),
  forms: { json: { format: "json" }, xml: { format: "xml" }, yml: { format: "yml" } },
  // Makes it possible to order: HostDime documents no such call.
  switches: { ordering: true },
  program: { name: "web", order: { plan: "vps-1", os: "Ubuntu 24.04" } },
  kind: "vps",
  alive: ({ status }) => status !== "cancelled",
  keyOf: (id) => id,
  calls: { create: "vps.create", remove: "vps.cancel", list: "vps.list", one: "vps.get" },
  adopting: (_program, id) => ({ cuid: id }),
  rename: noCall("renames"),
  resize: noCall("changes a plan"),
  set: { cannot: "A VPS has no set that an input could manage.", see: "§3.3" },
  stoppedWork: noCall("makes a change for which a VPS must be stopped"),
  replace: { order: { plan: "vps-1", os: "Debian 12" } },
  exclusive: { cannot: "A VPS has no input whose value another VPS could have.", see: "§3.2" },
  power: {
    stopped: { powerState: "stopped", forceStop: true },
    running: { powerState: "running", forceStop: true },
    isRunning: ({ power }) => power === "running",
    drift: { cannot: "No known field shows whether a VPS runs.", see: "§3.3" },
  },
  drifts: {
    cuid: { cannot: "It is the ID itself.", see: "§3.3" },
    suspended: {
      program: false,
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { status: "clientsuspend" }),
      shows: true,
    },
  },
  protection: noCall("protects from cancellation"),
  build: {
    fails: { buildOutcome: "failed" },
    why: /HostDime VPS V\d+ could not be built: failed/,
    endless: { buildOutcome: "never" },
    usual: { buildOutcome: "active" },
    rescue: (account, server) =>
      account.changeOutOfBand(server, { status: "active", power: "running", ipMain: "198.18.0.99" }),
  },
  refusals: {
    quota: {
      provoke: (account) => {
        account.set({ vpsQuota: 0 });
        return () => account.set({ vpsQuota: null });
      },
      matches: /VPS limit reached/,
      suggests: /Cancel what you do not need, or ask HostDime's support/,
    },
    capacity: {
      provoke: (account) => {
        account.set({ fullPlans: ["vps-1"] });
        return () => account.set({ fullPlans: [] });
      },
      matches: /no capacity is available/,
      suggests: /Choose another plan, or run pulumi up again later/,
    },
  },
  misspelt: freeText,
  badKey: {
    config: { privateKey: "no-such-private-key-0001" },
    message: /Check that both API keys belong together/,
  },
  identity: { cannot: "No call for the account is known.", see: "§3.2" },
  clock: /clock is right: it is 3600 s behind HostDime's/,
  strangeState: {
    switches: { words: { active: "humming" } },
    usual: { words: { active: "active" } },
    quoted: /"humming" after 3m/,
  },
  secrets: {},
  perServer: { "vps.get": { most: 1, why: "vps.list shows no system, memory or disk" } },
  polls: ["vps.list"],
  always: [],
  samples,
  refresh: { lists: 1, singles: 0, why: "" },
  soak: {
    switches: { durations: { build: 4, stop: 2, cancel: 2 } },
    // Addresses are created and deleted with their service.
    bookkeeping: ["rdns"],
    // Two deployments that adopt the same server both have it.
    without: ["hostdime:DedicatedServer"],
  },
};

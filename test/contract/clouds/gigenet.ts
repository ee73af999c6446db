import { gigenet as samples } from "../samples/gigenet.ts";
import type { ContractTarget } from "../suite/target.ts";

export const gigenet: ContractTarget<"gigenet"> = {
  cloud: "gigenet",
  title: "GigeNET",
  token: "gigenet:Instance",
  nameIn: ({ hostname }) => String(hostname),
  forms: { xml: {} },
  program: { name: "web", plan: "gcl.2", image: "ubuntu64_16.04" },
  kind: "instance",
  alive: ({ phase }) => phase !== "deleted",
  keyOf: (id) => id.split("/").at(-1) ?? "",
  calls: {
    create: "RunInstances",
    remove: "TerminateInstances",
    list: "DescribeInstances",
    one: "DescribeInstances",
  },
  adopting: (program, id) => ({ ...program, adopt: id }),
  rename: { to: { name: "fred" }, isDone: ({ hostname }) => hostname === "fred" },
  resize: {
    up: { plan: "gcl.4" },
    isDone: ({ type }) => type === "gcl.4",
    down: { refused: /disk/i },
  },
  set: { key: "tags", members: async () => ["ours", "theirs", "next"] },
  stoppedWork: {
    switches: { resizeNeedsStop: true },
    rest: { powerState: "running" },
    isAtRest: ({ phase }) => phase === "on",
    change: { plan: "gcl.4" },
    isChanged: ({ type }) => type === "gcl.4",
    calls: { leave: "StopInstances", work: "ModifyInstanceAttribute", back: "StartInstances" },
    refusal: { error: "InsufficientFunds", matches: /InsufficientFunds.*Add funds/, after: 1 },
  },
  replace: { image: "debian64_9" },
  exclusive: {
    cannot: "The program sets no address of an instance: elastic ones are associated elsewhere.",
    see: "§3.2",
  },
  power: {
    stopped: { powerState: "stopped" },
    running: { powerState: "running" },
    isRunning: ({ phase }) => phase === "on",
    drift: (account, { id }) => account.act("power-off", id),
  },
  drifts: {
    name: {
      program: "web",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { hostname: "joe" }),
      shows: "joe",
    },
    zone: { cannot: "An instance does not move between zones.", see: "§3.2" },
    assignPrivateIp: {
      program: true,
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { privateIp: "" }),
      shows: false,
      reported: true,
    },
    additionalIps: {
      program: 1,
      changeOutOfBand: (account, { id }) => {
        const [address] = account.objects("address").filter(({ instanceId }) => instanceId === id);
        account.emulators.change({ cloud: "gigenet", kind: "address", id: address?.id ?? "", delete: true });
      },
      shows: 0,
    },
    plan: {
      program: "gcl.2",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { type: "gcl.1" }),
      shows: "1vcpu_1024m_30gb",
    },
    image: {
      program: "ubuntu64_16.04",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { imageId: "debian64_9" }),
      shows: "debian64_9",
      reported: true,
    },
    tags: {
      program: ["blue"],
      changeOutOfBand: (account, server) =>
        account.changeOutOfBand(server, {
          tags: [...[server.tags].flat().filter((tag) => tag !== "blue" && tag !== "red"), "red"],
        }),
      shows: ["red"],
    },
    powerState: {
      program: "running",
      changeOutOfBand: (account, { id }) => account.act("power-off", id),
      shows: "stopped",
    },
  },
  protection: { cannot: "GigeNET has no termination protection.", see: "§3.1" },
  build: {
    fails: { buildOutcome: "error" },
    why: /could not be built/,
    endless: { buildOutcome: "never" },
    usual: { buildOutcome: "on" },
    rescue: (account, server) =>
      account.changeOutOfBand(server, { phase: "on", outcome: "on", launchedAt: account.clock.now() }),
  },
  refusals: {
    quota: {
      provoke: (account) => {
        account.set({ instanceQuota: 0 });
        return () => account.set({ instanceQuota: null });
      },
      matches: /more instances than the account may have/,
      suggests: /Delete|Remove|support|limit/i,
    },
    capacity: {
      provoke: (account) => {
        account.set({ fullZones: ["ord1"] });
        return () => account.set({ fullZones: [] });
      },
      matches: /no capacity/,
      suggests: /another zone|another plan|again later/i,
    },
  },
  misspelt: {
    plan: { program: { plan: "gcl.22" }, message: /plan: "gcl\.22" is not a GigeNET .*Did you mean "gcl\.2"/ },
    image: { program: { image: "ubuntu64_16.4" }, message: /image: "ubuntu64_16\.4" is not a GigeNET .*Did you mean/ },
  },
  badKey: { config: { apiHash: "no-such-hash-0000000000000000000000000001" }, message: /signature does not match/i },
  identity: {
    cannot: "Only the rows of instances name their owner, so an empty account cannot be identified.",
    see: "§2",
  },
  clock: "corrected",
  strangeState: {
    switches: { words: { on: "humming" }, codes: { on: 77 } },
    usual: { words: { on: "on" }, codes: { on: 0 } },
    quoted: /"humming" after 3m/,
  },
  secrets: {},
  perServer: {
    GetPasswordData: { most: 1, why: "the password of an instance is in no list" },
    ModifyInstanceAttribute: { most: 1, why: "RunInstances takes no hostname" },
  },
  polls: ["DescribeInstances", "DescribeReservedInstances", "DescribeAddresses"],
  always: ["Version"],
  // The token after the marker.
  newEachTime: /(?<=^pulumi-[0-9a-f]{16}-).+$/,
  samples,
  refresh: { lists: 1, singles: 0, why: "" },
  soak: {
    switches: { durations: { build: 4, stop: 2, start: 2, modify: 1, resize: 4, terminate: 2, linger: 10 } },
    taken: ["additionalIps"],
    bookkeeping: ["launch", "session"],
    links: ["gigenet:ElasticIpAssociation"],
  },
};

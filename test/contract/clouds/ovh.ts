import type { CloudObject } from "../../../emulators/src/index.ts";
import { secondProject, serviceAccounts } from "../../../emulators/src/ovh/seeds.ts";
import { connect } from "../../../provider/src/clouds/ovh/account.ts";
import type { Parameters, Route } from "../../../provider/src/clouds/ovh/request.ts";
import { created } from "../../../provider/src/clouds/ovh/schemas.ts";
import { makeNetwork, PROJECT } from "../../support/ovh-fixture.ts";
import { ovh as samples } from "../samples/ovh.ts";
import type { EmulatedAccount } from "../suite/account.ts";
import type { ContractTarget } from "../suite/target.ts";

/** The ID of an object with this name in a region. */
const idOf = (account: EmulatedAccount, kind: string, name: string): string =>
  account.objects(kind).find((each) => each.name === name && each.region === "GRA11")?.id ?? "";

const apiOf = (account: EmulatedAccount) => connect(account.settings(), account.dependencies()).api;

/** A call that the provider does not make. */
function stagedCall(account: EmulatedAccount, route: Route, parameters: Parameters): Promise<{ id: string }> {
  const api = apiOf(account);
  return api.call(route, "write", { serviceName: api.project, ...parameters }, created);
}

const phase = (wanted: string) => (row: CloudObject) => row.phase === wanted;

/** Compares with the ID that the emulator gives b3-16 in GRA11. */
const isLarge = ({ flavorId }: CloudObject): boolean => flavorId === "e4981f65-a0d1-4feb-b391-f3736c5ab27d";

export const ovh: ContractTarget<"ovh"> = {
  cloud: "ovh",
  title: "OVHcloud",
  token: "ovh:Instance",
  nameIn: ({ name }) => String(name),
  forms: { json: {} },
  program: { name: "web", region: "GRA11", plan: "b3-8", image: "Ubuntu 24.04" },
  kind: "instance",
  alive: ({ phase }) => phase !== "deleted",
  keyOf: (id) => id.split("/").at(-1) ?? "",
  calls: {
    create: "POST /cloud/project/{serviceName}/instance",
    remove: "DELETE /cloud/project/{serviceName}/instance/{instanceId}",
    list: "GET /cloud/project/{serviceName}/instance",
    one: "GET /cloud/project/{serviceName}/instance/{instanceId}",
  },
  adopting: (program, id) => ({ ...program, adopt: id }),
  rename: { to: { name: "fred" }, isDone: ({ name }) => name === "fred" },
  resize: {
    up: { plan: "b3-16" },
    isDone: isLarge,
    down: { refused: /shrink a disk/ },
  },
  set: {
    key: "networks",
    members: async (account) => {
      const { clock } = account;
      const { api } = connect(account.settings(), account.dependencies());
      for (const [name, block] of [
        ["theirs", "10.1.0"],
        ["next", "10.2.0"],
      ] as const) {
        await makeNetwork({ api, clock, serviceName: api.project }, { name, region: "GRA11", block });
      }
      return ["Ext-Net", "theirs", "next"];
    },
  },
  stoppedWork: {
    rest: { powerState: "shelved" },
    isAtRest: phase("shelved"),
    change: { plan: "b3-16" },
    isChanged: isLarge,
    calls: {
      leave: "POST /cloud/project/{serviceName}/instance/{instanceId}/unshelve",
      work: "POST /cloud/project/{serviceName}/instance/{instanceId}/resize",
      back: "POST /cloud/project/{serviceName}/instance/{instanceId}/shelve",
    },
    refusal: { error: "Quota exceeded for cores", matches: /Quota exceeded for cores.*raise the project's quota/ },
  },
  replace: { image: "Debian 12" },
  exclusive: {
    fixedIps: {
      put: async (account) => {
        const { clock } = account;
        const api = apiOf(account);
        await makeNetwork({ api, clock, serviceName: api.project }, { name: "back", region: "GRA11", block: "10.1.0" });
        return { networks: ["back"], fixedIps: { back: "10.1.0.50" } };
      },
      replace: { image: "Debian 12" },
    },
    bootVolume: {
      put: async (account) => {
        for (const name of ["one", "two"]) {
          await stagedCall(account, `POST ${PROJECT}/instance/group`, { name, region: "GRA11", type: "affinity" });
        }
        const volume = { name: "root", region: "GRA11", type: "classic", size: 50 };
        const imageId = idOf(account, "image", "Ubuntu 24.04");
        await stagedCall(account, `POST ${PROJECT}/volume`, { ...volume, imageId });
        await account.clock.sleep(60_000);
        return { image: undefined, bootVolume: String(account.objects("volume").at(-1)?.id), group: "one" };
      },
      replace: { group: "two" },
    },
  },
  power: {
    stopped: { powerState: "stopped" },
    running: { powerState: "running" },
    isRunning: phase("active"),
    drift: (account, { id }) => account.act("power-off", id),
  },
  drifts: {
    name: {
      program: "web",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { name: "joe" }),
      shows: "joe",
    },
    region: { cannot: "An instance does not move between regions.", see: "§3.7" },
    plan: {
      program: "b3-8",
      changeOutOfBand: (account, server) =>
        account.changeOutOfBand(server, { flavorId: idOf(account, "flavor", "c3-4") }),
      shows: "c3-4",
    },
    image: {
      program: "Ubuntu 24.04",
      changeOutOfBand: (account, server) =>
        account.changeOutOfBand(server, { imageId: idOf(account, "image", "Debian 12") }),
      shows: "Debian 12",
      reported: true,
    },
    sshKeys: { cannot: "An instance keeps the key that it was created with.", see: "§3.7" },
    networks: {
      program: ["Ext-Net"],
      changeOutOfBand: (account, { id }) => {
        const port = account.objects("interface").find(({ instanceId }) => instanceId === id);
        account.emulators.change({ cloud: "ovh", kind: "interface", id: port?.id ?? "", delete: true });
      },
      shows: [],
    },
    fixedIps: { cannot: "Needs a private network; covered by the tests of networks.", see: "§4.4" },
    powerState: {
      program: "running",
      changeOutOfBand: (account, { id }) => account.act("power-off", id),
      shows: "stopped",
    },
    rescueMode: {
      program: false,
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { phase: "rescue" }),
      shows: true,
    },
    monthlyBilling: {
      program: false,
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { billing: "monthly" }),
      shows: true,
      reported: true,
    },
    availabilityZone: { cannot: "An instance does not move between zones.", see: "§3.7" },
    autobackup: {
      program: { cron: "0 2 * * *", rotation: 3 },
      changeOutOfBand: (account) => {
        const [schedule] = account.objects("backupSchedule");
        account.emulators.change({ cloud: "ovh", kind: "backupSchedule", id: schedule?.id ?? "", delete: true });
      },
      shows: { cron: "", rotation: 0 },
    },
  },
  protection: { cannot: "Generation A has no protection against deletion.", see: "§3.3" },
  build: {
    fails: { buildOutcome: "error" },
    why: /OVHcloud instance .* could not be built: ERROR/,
    endless: { buildOutcome: "never" },
    usual: { buildOutcome: "active" },
    rescue: (account, server) => {
      account.changeOutOfBand(server, { phase: "active" });
      for (const port of account.objects("interface").filter(({ instanceId }) => instanceId === server.id)) {
        account.emulators.change({ cloud: "ovh", kind: "interface", id: port.id, set: { state: "ACTIVE" } });
      }
    },
  },
  refusals: {
    quota: {
      provoke: (account) => {
        account.set({ instanceQuota: 0 });
        return () => account.set({ instanceQuota: null });
      },
      matches: /Quota exceeded for instances/,
      suggests: /raise the project's quota/,
    },
    capacity: {
      provoke: (account) => {
        account.set({ fullRegions: ["GRA11"] });
        return () => account.set({ fullRegions: [] });
      },
      matches: /No capacity is available/,
      suggests: /Choose another region or plan/,
    },
  },
  misspelt: {
    plan: { program: { plan: "b3-9" }, message: /plan: "b3-9" is not an OVHcloud flavor.*Did you mean "b3-8"/ },
    image: {
      program: { image: "Ubuntu 24.4" },
      message: /image: .* is not an OVHcloud image.*Did you mean "Ubuntu 24\.04"/,
    },
  },
  badKey: { config: { applicationSecret: "x".repeat(32) }, message: /Invalid signature.*Check that applicationKey/ },
  identity: {
    call: "GET /auth/details",
    denied: { status: 403, body: '{"class":"Client::Forbidden","message":"This call has not been granted"}' },
    sibling: ({ endpoint }) => ({ endpoint, ...serviceAccounts[0], project: secondProject }),
  },
  clock: "corrected",
  strangeState: {
    switches: { words: { active: "HUMMING" } },
    usual: { words: { active: "ACTIVE" } },
    quoted: /"HUMMING" after 3m/,
  },
  secrets: { userData: "#!/bin/sh\necho canary-7d0c5b91e4" },
  perServer: {},
  polls: ["GET /cloud/project/{serviceName}/instance"],
  always: ["serviceName"],
  samples,
  refresh: { lists: 1, singles: 0, why: "" },
  soak: {
    switches: {
      durations: {
        ...{ build: 4, stop: 2, start: 2, resize: 4, verifyResize: 1, delete: 2, linger: 5, portRelease: 2 },
        ...{ attach: 1, detach: 1, operationStart: 1, operation: 2, volume: 2, volumeBackup: 2, snapshot: 4 },
        ...{ distantCopy: 4, user: 1 },
      },
    },
    taken: ["autobackup"],
    // A zone is only listed: it shows whether changes of its records are published.
    bookkeeping: ["operation", "vpsTask", "dedicatedTask", "credential", "application", "oauthClient", "dnsZone"],
    comesWith: ["gatewayInterface"],
    // Once for all deployments: a region is activated (docs/api/ovh.md §5.5), an address of the account is moved, a name or the
    // firewall of an address is set, a server is adopted.
    without: [
      "ovh:ProjectRegion",
      "ovh:AdditionalIpAttachment",
      "ovh:IpReverse",
      "ovh:IpFirewall",
      "ovh:Vps",
      "ovh:DedicatedServer",
    ],
    secrets: { "ovh:Instance": { userData: "#!/bin/sh\necho swordfish-5d1c7a90e3 > /root/key\n" } },
    // Lists have no envelope: this one says that there is nothing.
    lies: ["[]"],
  },
};

import { openAccount } from "../../../provider/src/clouds/lunanode/account.ts";
import { done } from "../../../provider/src/clouds/lunanode/schemas.ts";
import { lunanode as samples } from "../samples/lunanode.ts";
import type { EmulatedAccount } from "../suite/account.ts";
import type { ContractTarget } from "../suite/target.ts";

/** A call that the provider does not make. */
async function call(account: EmulatedAccount, name: string, parameters: Record<string, string>): Promise<void> {
  const { api } = openAccount(account.settings(), account.dependencies());
  await api.call(name, "write", parameters, done);
}

const row = (key: string, value: unknown) => (server: Readonly<Record<string, unknown>>) => server[key] === value;

export const lunanode: ContractTarget<"lunanode"> = {
  cloud: "lunanode",
  title: "LunaNode",
  token: "lunanode:Vm",
  nameIn: ({ hostname }) => String(hostname),
  forms: { json: {} },
  program: { name: "web", plan: "m.2", image: "Ubuntu 24.04 64-bit" },
  kind: "vm",
  alive: ({ phase }) => phase !== "deleted",
  keyOf: (id) => id.split("/").at(-1) ?? "",
  calls: { create: "vm/create", remove: "vm/delete", list: "vm/list", one: "vm/info" },
  adopting: (program, id) => ({ ...program, adopt: id }),
  rename: { to: { name: "fred" }, isDone: row("hostname", "fred") },
  resize: {
    up: { plan: "m.4" },
    isDone: row("planId", "88"),
    down: { refused: /smaller|disk/i },
  },
  set: {
    key: "securityGroups",
    members: async (account) => {
      const names = ["ours", "theirs", "next"] as const;
      for (const name of names) {
        await call(account, "securitygroup/create", { region: "toronto", name });
      }
      return names;
    },
  },
  stoppedWork: {
    switches: { resizeNeedsStop: true },
    rest: { powerState: "running" },
    isAtRest: row("phase", "online"),
    change: { plan: "m.4" },
    isChanged: row("planId", "88"),
    calls: { leave: "vm/stop", work: "vm/resize", back: "vm/start" },
    refusal: { error: "insufficient credit", matches: /insufficient credit.*Add credit/, after: 1 },
  },
  replace: { image: "Debian 12 64-bit" },
  exclusive: {
    floatingIp: {
      put: async (account) => {
        await call(account, "floating/add", { region: "toronto" });
        return { floatingIp: String(account.objects("floatingIp").find(({ vmId }) => vmId === "")?.id) };
      },
      replace: { image: "Debian 12 64-bit" },
    },
    privateIps: { put: async () => ({ privateIps: ["172.20.9.1"] }), replace: { image: "Debian 12 64-bit" } },
    bootVolume: {
      put: async (account) => {
        const image = account.objects("image").find(({ name }) => String(name).startsWith("Ubuntu 24.04 64-bit"));
        await call(account, "volume/create", {
          region: "toronto",
          label: "root",
          size: "40",
          image: String(image?.id),
        });
        await account.clock.sleep(600_000);
        return { image: undefined, volumeVirtio: false, bootVolume: String(account.objects("volume").at(-1)?.id) };
      },
      replace: { volumeVirtio: true },
    },
  },
  power: {
    stopped: { powerState: "stopped" },
    running: { powerState: "running" },
    isRunning: row("phase", "online"),
    drift: (account, { id }) => account.act("power-off", id),
  },
  drifts: {
    name: {
      program: "web",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { hostname: "joe" }),
      shows: "joe",
    },
    region: { cannot: "A VM does not move between regions.", see: "§2" },
    plan: {
      program: "m.2",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { planId: "86" }),
      shows: "m.1",
    },
    image: {
      program: "Ubuntu 24.04 64-bit",
      changeOutOfBand: (account, server) =>
        account.changeOutOfBand(server, { imageName: "Debian 12 64-bit (template)" }),
      shows: "Debian 12 64-bit (template)",
      reported: true,
    },
    securityGroups: {
      program: ["default"],
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { groupIds: [] }),
      shows: [],
    },
    privateIps: {
      program: ["172.20.9.1"],
      changeOutOfBand: (account, server) =>
        account.changeOutOfBand(server, { extraPrivateIps: ["172.20.9.1", "172.20.9.2"] }),
      shows: ["172.20.9.1", "172.20.9.2"],
    },
    floatingIp: { cannot: "Needs an address of the account; covered by the tests of addresses.", see: "§3.6" },
    powerState: {
      program: "running",
      changeOutOfBand: (account, { id }) => account.act("power-off", id),
      shows: "stopped",
    },
  },
  protection: { cannot: "LunaNode has no protection against deletion.", see: "§4" },
  build: {
    fails: { buildOutcome: "error" },
    why: /LunaNode VM .* could not be built/,
    endless: { buildOutcome: "never" },
    usual: { buildOutcome: "online" },
    rescue: (account, server) => account.changeOutOfBand(server, { phase: "online", privateIp: "172.20.0.9" }),
  },
  refusals: {
    quota: {
      provoke: (account) => {
        account.set({ vmQuota: 0 });
        return () => account.set({ vmQuota: null });
      },
      matches: /virtual machine limit reached/,
      suggests: /ask LunaNode's support for a higher limit/,
    },
    capacity: {
      provoke: (account) => {
        account.set({ fullRegions: ["toronto"] });
        return () => account.set({ fullRegions: [] });
      },
      matches: /no capacity is available/,
      suggests: /Choose another region or plan, or run pulumi up again later/,
    },
  },
  misspelt: {
    plan: { program: { plan: "m.22" }, message: /plan: "m\.22" is not a LunaNode plan.*Did you mean "m\.2"/ },
    image: {
      program: { image: "Ubuntu 24.04 64-bits" },
      message: /image: .* is not a LunaNode image.*Did you mean "Ubuntu 24\.04 64-bit/,
    },
  },
  badKey: { config: { apiKey: "x".repeat(128) }, message: /authentication failure.*API ID and key belong together/ },
  identity: { cannot: "No call names the account: only its credit can be read.", see: "§2.5" },
  clock: /authentication failure.*clock is right/,
  strangeState: {
    switches: { words: { online: "Quiescing" }, listShowsStatus: false },
    usual: { words: { online: "Online" }, listShowsStatus: true },
    quoted: /"Quiescing" after 3m/,
  },
  secrets: {},
  perServer: { "vm/info": { most: 1, why: "the image's name is in no list" } },
  polls: ["vm/list"],
  always: [],
  samples,
  refresh: { lists: 1, singles: 1, why: "vm/list shows no image: §3.1" },
  soak: {
    switches: { durations: { build: 4, address: 2, powerOff: 2, powerOn: 2, reboot: 2, resize: 4, delete: 2 } },
    links: ["lunanode:FloatingIpAttachment", "lunanode:ReverseDns", "lunanode:VolumeAttachment"],
    // A domain and a dynamic name are there once for all deployments. An address of an interrupted create is only warned of
    // (docs/api/lunanode.md §4.3).
    without: [
      ...["lunanode:DnsZone", "lunanode:DnsRecord", "lunanode:DynamicDns"],
      ...["lunanode:FloatingIp", "lunanode:FloatingIpAttachment"],
    ],
  },
};

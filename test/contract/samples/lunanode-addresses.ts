import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { call } from "./lunanode-call.ts";

const network: Samples = () => ({
  kind: "network",
  program: { name: "office", subnet: "10.5.0.0/16", dns: ["8.8.8.8"] },
  sends: { "network/create": "dns name region subnet" },
  destroys: { "network/delete": "net_id region" },
  inputs: {
    name: { value: "fred", sends: { "network/create": "name" } },
    region: {
      value: "montreal",
      sends: { "network/create": "region" },
      destroys: { "network/delete": "region" },
    },
    subnet: { value: "10.6.0.0/24", sends: { "network/create": "subnet" } },
    dns: { value: ["1.1.1.1", "9.9.9.9"], sends: { "network/create": "dns" } },
  },
  drifts: {
    name: { set: { name: "home" }, shows: "home", reported: true },
    region: { cannot: "A network is listed with its region only, and does not move.", see: "§4.4" },
    subnet: { set: { subnet: "10.7.0.0/16" }, shows: "10.7.0.0/16", reported: true },
  },
});

/** The account has one that belongs to somebody else, and that no VM has. */
const floatingIp: Samples = async (account) => {
  await call(account, "floating/add", { region: "toronto" });
  const [theirs = ""] = freeAddresses(account);
  return {
    kind: "floatingIp",
    program: { otherAddresses: [theirs] },
    sends: { "floating/add": "region" },
    destroys: { "floating/delete": "ip region" },
    inputs: {
      region: { value: "montreal", sends: { "floating/add": "region" }, destroys: { "floating/delete": "region" } },
      reverseDns: [
        {
          value: "web.example.com",
          sends: { "dns/set": "hostname ip" },
          change: { to: "db.example.com", sends: { "dns/set": "hostname ip" } },
        },
        {
          value: "web.example.com",
          sends: { "dns/set": "hostname ip" },
          change: { to: "", sends: { "dns/set": "hostname ip" } },
        },
      ],
      otherAddresses: [
        { value: [], sends: { "floating/add": "region" }, refused: "the other address may be an interrupted run's" },
        { value: [theirs, "203.0.113.9"], sends: {}, change: { to: [theirs], sends: {} } },
      ],
    },
    drifts: {
      region: { cannot: "An address does not move between regions.", see: "§4.3" },
      reverseDns: {
        program: "web.example.com",
        set: { reverse: "else.example.com" },
        shows: "else.example.com",
      },
    },
  };
};

/** VMs that run, and addresses. */
async function withVms(account: EmulatedAccount, names: readonly string[]): Promise<void> {
  for (const hostname of names) {
    await call(account, "vm/create", {
      hostname,
      plan_id: "m.1",
      image_id: idOf(account, "image", { region: "toronto" }),
    });
    await call(account, "floating/add", { region: "toronto" });
  }
  await account.clock.sleep(600_000);
}

const freeAddresses = (account: EmulatedAccount): string[] =>
  account.objects("floatingIp").flatMap(({ id, vmId }) => (vmId === "" ? [id] : []));

/** An address of its own for another object. */
async function allocated(account: EmulatedAccount): Promise<string> {
  const before = new Set(freeAddresses(account));
  await call(account, "floating/add", { region: "toronto" });
  return freeAddresses(account).find((ip) => !before.has(ip)) ?? "";
}

const floatingIpAttachment: Samples = async (account) => {
  await withVms(account, ["web", "db"]);
  const [first = "", second = ""] = freeAddresses(account);
  const attach = { "vm/floatingip-add": "ip vm_id" };
  const detach = { "vm/floatingip-delete": "ip keep vm_id" };
  return {
    another: async (on) => ({ floatingIp: await allocated(on) }),
    parent: { kind: "floatingIp", input: "floatingIp" },
    program: { floatingIp: first, vm: "web" },
    sends: attach,
    destroys: detach,
    inputs: {
      floatingIp: { value: second, sends: { "vm/floatingip-add": "ip" }, destroys: { "vm/floatingip-delete": "ip" } },
      vm: {
        value: idOf(account, "vm", { hostname: "db" }),
        sends: { "vm/floatingip-add": "vm_id" },
        destroys: { "vm/floatingip-delete": "vm_id" },
        change: {
          to: "web",
          sends: { ...attach, ...detach },
          order: ["vm/floatingip-delete", "vm/floatingip-add"],
        },
      },
    },
    drifts: {
      floatingIp: { cannot: "The attachment is that of the address.", see: "§4.3" },
      vm: {
        changeOutOfBand: (on, id) =>
          on.emulators.change({ cloud: "lunanode", kind: "floatingIp", id, set: { vmId: "" } }),
        shows: "",
      },
    },
  };
};

const reverseDns: Samples = async (account) => {
  for (const _ of ["first", "second"]) {
    await call(account, "floating/add", { region: "toronto" });
  }
  const [first = "", second = ""] = freeAddresses(account);
  const set = { "dns/set": "hostname ip" };
  return {
    another: async (on) => ({ ip: await allocated(on) }),
    parent: { kind: "floatingIp", input: "ip" },
    program: { ip: first, hostname: "web.example.com" },
    sends: set,
    destroys: set,
    inputs: {
      ip: { value: second, sends: { "dns/set": "ip" }, destroys: { "dns/set": "ip" } },
      hostname: {
        value: "db.example.com",
        sends: { "dns/set": "hostname" },
        change: { to: "mx.example.com", sends: set },
      },
    },
    outputs: {
      formerHostname: { is: () => "" },
      writtenHostname: { is: (_, engine) => engine.outputs.hostname },
    },
    drifts: {
      ip: { cannot: "The entry is that of the address.", see: "§4.3" },
      hostname: {
        changeOutOfBand: (on, id) =>
          on.emulators.change({ cloud: "lunanode", kind: "floatingIp", id, set: { reverse: "else.example.com" } }),
        shows: "else.example.com",
      },
    },
  };
};

/** Networks, addresses and what is attached to them. */
export const addressSamples: Readonly<Record<string, Samples>> = {
  "lunanode:Network": network,
  "lunanode:FloatingIp": floatingIp,
  "lunanode:FloatingIpAttachment": floatingIpAttachment,
  "lunanode:ReverseDns": reverseDns,
};

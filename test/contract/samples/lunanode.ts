import { idOf, type Samples } from "../suite/samples.ts";
import { addressSamples } from "./lunanode-addresses.ts";
import { call } from "./lunanode-call.ts";
import { dnsSamples } from "./lunanode-dns.ts";
import { storageSamples } from "./lunanode-storage.ts";

const PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMadeUpMadeUpMadeUpMadeUpMadeUpMadeUpMade me@desk";

const vm: Samples = async (account) => {
  const region = "toronto";
  for (const name of ["web", "db"]) {
    await call(account, "securitygroup/create", { region, name });
    await call(account, "script/create", { name, content: "#!/bin/sh\n" });
    await call(account, "sshkey/add", { label: name, sshkey: PUBLIC_KEY });
    await call(account, "floating/add", { region });
  }
  for (const where of [region, "montreal"]) {
    await call(account, "network/create", { region: where, name: "office", subnet: "10.5.0.0/16", dns: "8.8.8.8" });
  }
  await call(account, "volume/create", { region, label: "boot", size: "20" });
  await account.clock.sleep(600_000);
  const bootVolume = idOf(account, "volume", { label: "boot" });
  const [ip, other] = account.objects("floatingIp").map(({ id }) => id);
  const fromVolume = { image: undefined, bootVolume };
  return {
    program: { name: "web", plan: "m.2", image: "Ubuntu 24.04 64-bit" },
    sends: { "vm/create": "hostname image_id plan_id region" },
    destroys: { "vm/stop": "vm_id", "vm/delete": "vm_id" },
    inputs: {
      name: {
        value: "fred",
        sends: { "vm/create": "hostname" },
        change: { to: "joe", sends: { "vm/rename": "hostname vm_id" } },
      },
      region: { value: "montreal", sends: { "vm/create": "image_id region" } },
      plan: {
        value: "m.4",
        sends: { "vm/create": "plan_id" },
        change: { to: "m.8", sends: { "vm/resize": "plan_id vm_id" } },
      },
      image: { value: "Debian 12 64-bit", sends: { "vm/create": "image_id" } },
      onImageChange: {
        value: "reimage",
        next: { image: "Debian 12 64-bit" },
        // Without it another VM is created.
        sends: {
          "vm/create": "hostname image_id plan_id region",
          "vm/reimage": "image_id vm_id",
          ...{ "vm/stop": "vm_id", "vm/delete": "vm_id" },
        },
        destroys: { "vm/stop": "vm_id", "vm/delete": "vm_id" },
        change: { to: "replace", sends: {} },
      },
      bootVolume: { value: bootVolume, together: { image: undefined }, sends: { "vm/create": "image_id volume_id" } },
      volumeVirtio: { value: true, beside: fromVolume, sends: { "vm/create": "volume_virtio" } },
      sshKeys: { value: ["web", "db"], sends: { "vm/create": "key_id" } },
      startupScripts: { value: ["web", "db"], sends: { "vm/create": "scripts" } },
      securityGroups: {
        value: ["web", "default"],
        sends: { "vm/create": "securitygroups" },
        change: {
          to: ["db", "default"],
          sends: { "vm/securitygroup-add": "group_id vm_id", "vm/securitygroup-remove": "group_id vm_id" },
        },
      },
      network: { value: "office", sends: { "vm/create": "net_id" } },
      privateIps: {
        value: ["172.20.9.1", "172.20.9.2"],
        sends: { "vm/ip-add": "ip vm_id" },
        change: {
          to: ["172.20.9.2", "172.20.9.3"],
          sends: { "vm/ip-add": "ip vm_id", "vm/ip-delete": "ip vm_id" },
          order: ["vm/ip-add", "vm/ip-delete"],
        },
      },
      floatingIp: [
        {
          value: ip,
          sends: { "vm/create": "ip" },
          destroys: { "vm/floatingip-delete": "ip keep vm_id" },
          change: {
            to: other,
            sends: { "vm/floatingip-add": "ip vm_id", "vm/floatingip-delete": "ip keep vm_id" },
          },
        },
        {
          value: ip,
          switches: { addressFails: true },
          sends: { "vm/create": "ip", "vm/floatingip-add": "ip" },
          destroys: { "vm/floatingip-delete": "ip keep vm_id" },
        },
      ],
      powerState: [
        {
          value: "stopped",
          sends: { "vm/stop": "vm_id" },
          destroys: { "vm/stop": "vm_id" },
          change: { to: "running", sends: { "vm/start": "vm_id" } },
        },
        {
          value: "shelved",
          sends: { "vm/shelve": "vm_id" },
          destroys: { "vm/stop": "vm_id" },
          change: {
            to: "running",
            beside: { name: "joe" },
            sends: { "vm/unshelve": "vm_id", "vm/rename": "hostname vm_id" },
            order: ["vm/unshelve", "vm/rename"],
          },
        },
      ],
      restartTrigger: { value: "1", sends: {}, change: { to: "2", sends: { "vm/reboot": "vm_id" } } },
      chargeForCpu: { value: true, sends: { "vm/set-fairshare": "charge_for_cpu vm_id" } },
      fairShareNoLend: { value: false, sends: { "vm/set-fairshare": "fairshare_nolend vm_id" } },
      setPassword: { value: true, beside: fromVolume, sends: { "vm/create": "set_password" } },
      affinityGroup: {
        value: "0b5a4d4e-6a0f-4a53-8d3f-9c6f0a6d1f11",
        sends: { "vm/create": "affinity_group" },
      },
    },
    outputs: {
      assignedIp: { is: (_, engine) => engine.outputs.ip },
    },
    removals: {
      "a volume": {
        isAdopted: true,
        attach: (on, vm_id) => call(on, "volume/attach", { volume_id: bootVolume, vm_id, target: "auto" }),
        sends: { "vm/stop": "vm_id", "vm/floatingip-delete": "ip keep vm_id", "vm/delete": "vm_id" },
        matches: new RegExp(`volume boot \\(${bootVolume}\\) stays`),
      },
    },
  };
};

const sshKey: Samples = () => ({
  kind: "sshKey",
  program: { name: "me", publicKey: PUBLIC_KEY },
  sends: { "sshkey/add": "label sshkey" },
  destroys: { "sshkey/remove": "key_id" },
  inputs: {
    name: { value: "fred", sends: { "sshkey/add": "label" } },
    publicKey: { value: PUBLIC_KEY.replace("Made", "Else"), sends: { "sshkey/add": "sshkey" } },
  },
  drifts: {
    name: { set: { label: "joe" }, shows: "joe", reported: true },
    publicKey: { set: { value: PUBLIC_KEY.replace("Made", "Else") }, shows: /Else/, reported: true },
  },
});

const securityGroup: Samples = async (account) => {
  const region = "toronto";
  await call(account, "securitygroup/create", { region, name: "office" });
  const office = idOf(account, "securityGroup", { name: "office", region });
  const https = { direction: "ingress", protocol: "tcp", portMin: 443 };
  const ssh = { ...https, portMin: 22, portMax: 23, cidr: "203.0.113.0/24", label: "ssh" };
  const insert = "direction group_id protocol region remote_type remote_value type";
  return {
    kind: "securityGroup",
    program: { name: "web", rules: [] },
    sends: { "securitygroup/create": "name region" },
    destroys: { "securitygroup/delete": "group_id region" },
    inputs: {
      name: {
        value: "fred",
        sends: { "securitygroup/create": "name" },
        change: { to: "joe", sends: { "securitygroup/rename": "group_id name region" } },
      },
      region: {
        value: "montreal",
        sends: { "securitygroup/create": "region" },
        destroys: { "securitygroup/delete": "region" },
      },
      rules: [
        {
          value: [https],
          sends: { "securitygroup/rule-insert": `${insert} port_min port_max` },
          change: {
            to: [ssh],
            sends: {
              "securitygroup/rule-insert": `${insert} port_min port_max label`,
              "securitygroup/rule-delete": "group_id region rule_id",
            },
          },
        },
        {
          value: [{ direction: "ingress", protocol: "any", ethertype: "IPv6", group: office }],
          sends: { "securitygroup/rule-insert": insert },
        },
      ],
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe" },
      region: { cannot: "A group does not move between regions.", see: "§4.5" },
      rules: {
        changeOutOfBand: (on, group_id) =>
          call(on, "securitygroup/rule-insert", {
            ...{ region, group_id, direction: "ingress", type: "IPv4", protocol: "icmp" },
            ...{ remote_type: "cidr", remote_value: "0.0.0.0/0" },
          }),
        shows: [{ direction: "ingress", protocol: "icmp" }],
      },
    },
  };
};

export const lunanode: Readonly<Record<string, Samples>> = {
  "lunanode:Vm": vm,
  "lunanode:SshKey": sshKey,
  "lunanode:SecurityGroup": securityGroup,
  ...addressSamples,
  ...dnsSamples,
  ...storageSamples,
};

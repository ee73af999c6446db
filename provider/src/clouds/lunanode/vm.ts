import { z } from "zod";
import { type Live, type Op, resourceKit, scopedId } from "../../engine/definition.ts";
import { RefusedError } from "../../engine/problems.ts";
import type { LunaNode } from "./account.ts";
import { addresses, info, ipOf, login, power, powerOf, stateOf, stateWord, type Views, whole } from "./vm-live.ts";
import { done, vmCreated, vmList } from "./wire.ts";

const { required, optional, output, define } = resourceKit<LunaNode, Views>();

const POWER_CALLS = { running: "vm/start", stopped: "vm/stop", shelved: "vm/shelve" } as const;
/** Seconds that a guest has to shut down before its VM is deleted all the same. */
const STOP_LIMIT = 60;
/** Seconds for an address after "Online"; attaching it can fail, and LunaNode's own billing module then asks again. */
const ADDRESS_LIMIT = 60;
/** Seconds for a resize, which LunaNode confirms even when it will not happen. */
const RESIZE_LIMIT = 300;

/** How the address of a VM is given: kept on the account when it leaves the VM. */
const detach = (api: LunaNode, vm_id: string, ip: string): Promise<void> =>
  api.call("vm/floatingip-delete", "idempotent", { vm_id, ip, keep: "yes" }, done);

async function unshelve(op: Pick<Op<LunaNode, Views, object, object>, "api" | "key" | "until">): Promise<void> {
  await op.api.call("vm/unshelve", "write", { vm_id: op.key }, done);
  await op.until("to be unshelved", (live) => power(live) === "running");
}

const ref = z.string().min(1);

export const vm = define({
  token: "lunanode:Vm",
  noun: "VM",
  description: "A LunaNode virtual machine.",
  inputs: {
    name: optional(z.string().min(1).max(64), {
      description:
        "Name in the panel, and the host name at first boot (`hostname`). Generated from the resource's name if absent.",
      change: "update",
      read: { from: { row: (row) => row.name ?? row.hostname }, drift: "repair" },
    }),
    region: optional(ref, {
      description: "Region, by id or name, such as `toronto`.",
      change: "replace",
      default: "toronto",
      catalogue: "regions",
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    plan: required(ref, {
      description: "Plan, by id or name, such as `m.2`. A change resizes the VM; the disk cannot become smaller.",
      change: "update",
      catalogue: "plans",
      read: { from: { row: (row) => row.plan_id }, drift: "repair" },
    }),
    image: optional(ref, {
      description:
        "Image to install, by id or name, such as `Ubuntu 24.04 64-bit`. Exactly one of `image` and `bootVolume`.",
      change: "replace",
      catalogue: "images",
      read: { from: { detail: (detail) => detail.image }, drift: "report" },
    }),
    bootVolume: optional(ref, {
      description: "Id of the volume to boot from (`volume_id`), instead of `image`.",
      change: "replace",
    }),
    volumeVirtio: optional(z.boolean(), {
      description: "Attach the boot volume by virtio instead of IDE (`volume_virtio`).",
      change: "replace",
    }),
    sshKeys: optional(z.array(ref), {
      description: "SSH keys that the first boot installs, by id or label (`key_id`).",
      change: "initial",
      catalogue: "sshKeys",
    }),
    startupScripts: optional(z.array(ref), {
      description: "Startup scripts that run at first boot, by id or name (`scripts`).",
      change: "initial",
      catalogue: "scripts",
    }),
    securityGroups: optional(z.array(ref), {
      description: "Security groups, by id or name; attached and detached in place.",
      change: "update",
      unordered: true,
      catalogue: "securityGroups",
      read: {
        from: { detail: (detail) => [...new Set([...detail.securitygroups, ...detail.security_groups])] },
        drift: "repair",
      },
    }),
    network: optional(ref, {
      description: "Virtual network, by id or name (`net_id`).",
      change: "replace",
      catalogue: "networks",
    }),
    floatingIp: optional(z.ipv4(), {
      description:
        "Address of the account to give to the VM (`ip`), instead of a new one. It stays on the account when the VM is deleted.",
      change: "update",
      read: {
        from: {
          row: (row, given) => (given !== undefined && row.primaryip === given ? given : undefined),
          // Nothing given, nothing managed: an imported VM keeps its address as its own.
          detail: (detail, given) =>
            given === undefined || addresses(detail).includes(given) ? given : (detail.ip ?? ""),
        },
        drift: "repair",
      },
    }),
    powerState: optional(z.enum(["running", "stopped", "shelved"]), {
      description:
        "`running`, `stopped` (still charged) or `shelved` (storage and addresses are still charged). Left alone if absent.",
      change: "update",
      read: {
        from: { row: (row) => powerOf(row.os_status), detail: (detail) => powerOf(detail.status_nohtml) },
        drift: "repair",
      },
    }),
    setPassword: optional(z.boolean(), {
      description: "Generate a password also for a snapshot or volume (`set_password`); templates always get one.",
      change: "initial",
    }),
    affinityGroup: optional(ref, { description: "UUID of an affinity group (`affinity_group`).", change: "replace" }),
  },
  outputs: {
    ip: output(z.string(), {
      follows: ["floatingIp"],
      always: true,
      description: "Public IPv4 address.",
      from: { row: (row) => row.primaryip, detail: (detail) => detail.ip },
    }),
    privateIp: output(z.string(), {
      follows: [],
      description: "Private IPv4 address.",
      from: { row: (row) => row.privateip, detail: (detail) => detail.privateip },
    }),
    ipv6: output(z.array(z.string()), {
      follows: [],
      description: "IPv6 addresses.",
      from: { detail: (detail) => detail.ipv6 },
    }),
    status: output(z.string(), {
      always: true,
      description: "State in LunaNode's word.",
      from: {
        detail: (detail) => detail.status_nohtml,
        // The list has another word for the same state; it alone is no change.
        row: (row, known) =>
          stateOf(known) !== undefined && stateOf(known) === stateOf(row.os_status) ? known : row.os_status,
      },
    }),
    planId: output(z.string(), {
      follows: ["plan"],
      always: true,
      description: "Id of the plan.",
      from: { row: (row) => row.plan_id },
    }),
    imageName: output(z.string(), {
      follows: [],
      description: "Name of the image that is installed.",
      from: { detail: (detail) => detail.image },
    }),
    memoryMb: output(z.int(), {
      follows: ["plan"],
      description: "Memory in MB.",
      from: { row: (row) => whole(row.ram) },
    }),
    vcpus: output(z.int(), {
      follows: ["plan"],
      description: "Virtual CPUs.",
      from: { row: (row) => whole(row.vcpu) },
    }),
    diskGb: output(z.int(), {
      follows: ["plan"],
      description: "Disk in GB.",
      from: { row: (row) => whole(row.storage) },
    }),
    assignedIp: output(z.string(), {
      follows: ["floatingIp"],
      description:
        "The address that LunaNode took for this VM; it is given back with the VM. Others are kept on the account.",
    }),
    username: output(z.string(), {
      follows: [],
      description: "User of the first login.",
      from: { detail: (detail) => login(detail, "username") },
    }),
    password: output(z.string(), {
      follows: [],
      description: "Generated password of the first login.",
      secret: true,
      from: { detail: (detail) => login(detail, "password") },
    }),
  },
  scope: (want) => want.region ?? "toronto",
  listBy: { region: "all" },
  id: scopedId("toronto/81ebdd9e-178f-49a4-816b-a1fc46fc5869"),
  name: { input: "name", max: 64, character: /[A-Za-z0-9.-]/ },
  views: {
    row: {
      allScopes: true,
      list: async (api) => {
        const { vms } = await api.call("vm/list", "read", {}, vmList);
        return vms.map((row) => [row.vm_id, row, row.region] as const);
      },
      one: info,
    },
    detail: { one: info },
  },
  // vm/info's words for an unknown VM are certain in one wording only; absence from the list is certain.
  gone: "list",
  settle: 30,
  nameOf: (live) => live.row?.name ?? live.row?.hostname,
  validate: (_want, isSet) =>
    isSet("image") === isSet("bootVolume")
      ? [{ property: "image", reason: "set exactly one of image and bootVolume: what the VM boots from" }]
      : [],
  create: async ({ api, want }) => {
    const yes = (set: boolean | undefined) => (set === true ? "yes" : undefined);
    const { vm_id } = await api.call(
      "vm/create",
      "create",
      {
        hostname: want.name,
        plan_id: want.plan,
        region: want.region,
        image_id: want.image,
        volume_id: want.bootVolume,
        volume_virtio: yes(want.volumeVirtio),
        key_id: someOf(want.sshKeys),
        scripts: someOf(want.startupScripts),
        securitygroups: someOf(want.securityGroups),
        net_id: want.network,
        ip: want.floatingIp,
        set_password: yes(want.setPassword),
        affinity_group: want.affinityGroup,
      },
      vmCreated,
    );
    return vm_id;
  },
  state: (live) => {
    const word = stateWord(live);
    const known = stateOf(word)?.[1] ?? "pending";
    if (word === undefined) {
      // Without os_status in the list only the detail tells.
      return live.detail === undefined ? undefined : { is: "pending" };
    }
    return known === "failed" ? { is: "failed", why: word } : { is: known };
  },
  words: stateWord,
  steps: [
    {
      does: "have an address",
      fields: [],
      due: (op) =>
        op.creating &&
        (ipOf(op.live) === undefined ||
          (op.want.floatingIp === undefined && op.prior?.outputs.assignedIp === undefined)),
      run: async (op) => {
        const attached = (live: Live<Views>) => ipOf(live) !== undefined;
        if (!attached(op.live) && !(await op.within(ADDRESS_LIMIT, "to have an address", attached))) {
          await op.api.call("vm/floatingip-add", "write", { vm_id: op.key, ip: op.want.floatingIp }, done);
          await op.until("to have an address", attached);
        }
        if (op.want.floatingIp === undefined) {
          op.keep({ assignedIp: ipOf(op.live) });
        }
      },
    },
    {
      does: "be unshelved",
      fields: [],
      due: (op) => power(op.live) === "shelved" && op.want.powerState !== undefined && op.want.powerState !== "shelved",
      run: unshelve,
    },
    {
      does: "be renamed",
      fields: ["name"],
      run: (op) => op.api.call("vm/rename", "idempotent", { vm_id: op.key, hostname: op.want.name }, done),
    },
    {
      does: "be resized",
      fields: ["plan"],
      run: async (op) => {
        const before = op.current("plan");
        const name = async (plan: string) => (await op.entry("plans", plan))?.name ?? plan;
        const disk = Number((await op.entry("plans", op.want.plan))?.facts?.storage ?? Number.NaN);
        const has = Number(op.live.row?.storage ?? Number.NaN);
        if (op.want.bootVolume === undefined && disk < has) {
          throw new RefusedError(
            `LunaNode cannot make a disk smaller: the VM has ${has} GB, and the plan has ${disk} GB. Choose a plan with at least ${has} GB, or make another VM.`,
          );
        }
        await op.api.call("vm/resize", "idempotent", { vm_id: op.key, plan_id: op.want.plan }, done);
        const moved = (live: Live<Views>) => live.row?.plan_id !== before && stateOf(stateWord(live))?.[1] === "ready";
        if (!(await op.within(RESIZE_LIMIT, "to be resized", moved))) {
          throw new RefusedError(
            `LunaNode accepted the resize of the VM and did not do it; it does so for a smaller disk and for a VM that was installed from an ISO, and tells the reason by e-mail only. The VM still has plan ${await name(before ?? "")}. Set plan back, or make another VM.`,
          );
        }
      },
    },
    {
      does: "have its security groups",
      fields: ["securityGroups"],
      run: async ({ api, key, want, current }) => {
        const wanted = want.securityGroups ?? [];
        const present = current("securityGroups") ?? [];
        // Attached first, so that the VM is never without what it needs.
        for (const group_id of wanted.filter((group) => !present.includes(group))) {
          await api.call("vm/securitygroup-add", "idempotent", { vm_id: key, group_id }, done);
        }
        for (const group_id of present.filter((group) => !wanted.includes(group))) {
          await api.call("vm/securitygroup-remove", "idempotent", { vm_id: key, group_id }, done);
        }
      },
    },
    {
      does: "have its floating IP",
      fields: ["floatingIp"],
      run: async (op) => {
        await op.api.call("vm/floatingip-add", "write", { vm_id: op.key, ip: op.want.floatingIp }, done);
        const old = op.prior?.inputs.floatingIp;
        if (old !== undefined && old !== op.want.floatingIp && addresses(op.live.detail).includes(old)) {
          await detach(op.api, op.key, old);
        }
      },
    },
    {
      does: "reach its power state",
      fields: ["powerState"],
      run: async (op) => {
        const wanted = op.want.powerState;
        if (wanted !== undefined) {
          await op.api.call(POWER_CALLS[wanted], "idempotent", { vm_id: op.key }, done);
          await op.until(`to be ${wanted}`, (live) => power(live) === wanted);
        }
      },
    },
  ],
  remove: async (op) => {
    const { api, key } = op;
    // vm/delete gives every address back that is still attached; only the one that came with the VM may go.
    const kept = addresses(op.live.detail).filter((ip) => ip !== op.prior?.outputs.assignedIp);
    if (power(op.live) === "running") {
      await api.call("vm/stop", "idempotent", { vm_id: key }, done);
      if (!(await op.within(STOP_LIMIT, "to stop before it is deleted", (live) => power(live) !== "running"))) {
        op.warn(`the guest did not shut down within ${STOP_LIMIT} s; the VM is deleted all the same.`);
      }
    }
    for (const ip of kept) {
      await detach(api, key, ip);
    }
    await api.call("vm/delete", "idempotent", { vm_id: key }, done);
  },
});

const someOf = (list: readonly string[] | undefined): readonly string[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list;

import { type Live, resourceKit, scopedId } from "../../engine/definition.ts";
import { RefusedError } from "../../engine/problems.ts";
import { CloudError } from "../../http/errors.ts";
import type { LunaNode } from "./account.ts";
import { inputs, outputs } from "./vm-fields.ts";
import { addressLeftovers, attach, detach, keepAddresses, volumesOf } from "./vm-leftovers.ts";
import { addresses, info, ipOf, power, stateOf, stateWord, type Views } from "./vm-live.ts";
import { done, vmCreated, vmRow } from "./wire.ts";

const { define } = resourceKit<LunaNode, Views>();

/** Seconds that a guest has to shut down before its VM is deleted all the same. */
const STOP_LIMIT = 60;
/** Seconds for an address after "Online"; attaching it can fail, and LunaNode's own billing module then asks again. */
const ADDRESS_LIMIT = 60;
/** Seconds for a resize, which LunaNode confirms even when it will not happen. */
const RESIZE_LIMIT = 300;

/** The call that leads a VM towards a power state. */
const switchCall = (from: string | undefined, to: string): string =>
  from === "shelved" ? "vm/unshelve" : to === "shelved" ? "vm/shelve" : to === "running" ? "vm/start" : "vm/stop";

const isConflict = (error: unknown): boolean => error instanceof CloudError && error.kind === "conflict";

export const vm = define({
  token: "lunanode:Vm",
  noun: "VM",
  description: "A LunaNode virtual machine.",
  inputs,
  outputs,
  isCharged: true,
  scope: (want) => want.region ?? "toronto",
  listBy: { region: "all" },
  id: scopedId("toronto/81ebdd9e-178f-49a4-816b-a1fc46fc5869"),
  name: { input: "name", max: 64, character: /[A-Za-z0-9.-]/ },
  views: {
    row: {
      allScopes: true,
      list: async (api) => {
        const vms = await api.list("vm/list", {}, "vms", vmRow);
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
  power,
  switchPower: ({ api, key, live }, to) => api.call(switchCall(power(live), to), "idempotent", { vm_id: key }, done),
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
      also: ["powerState"],
      due: (op) => power(op.live) === "shelved" && op.want.powerState !== undefined && op.want.powerState !== "shelved",
      run: (op) => op.bring("running"),
    },
    {
      does: "be renamed",
      fields: ["name"],
      run: (op) => op.api.call("vm/rename", "idempotent", { vm_id: op.key, hostname: op.want.name }, done),
    },
    {
      does: "be resized",
      fields: ["plan"],
      // Whether a VM must be off for it, or off its shelf, is not documented (§3.5).
      requiresPower: [
        { state: "stopped", insteadOf: ["running"], ifRefused: isConflict },
        { state: "running", insteadOf: ["shelved"], ifRefused: isConflict },
      ],
      precondition: async (op) => {
        const disk = Number((await op.entry("plans", op.want.plan))?.facts?.storage ?? Number.NaN);
        const has = Number(op.live.row?.storage ?? Number.NaN);
        if (op.want.bootVolume === undefined && disk < has) {
          throw new RefusedError(
            `LunaNode cannot make a disk smaller: the VM has ${has} GB, and the plan has ${disk} GB. Choose a plan with at least ${has} GB, or make another VM.`,
          );
        }
      },
      run: async (op) => {
        const before = op.current("plan");
        const name = async (plan: string) => (await op.entry("plans", plan))?.name ?? plan;
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
      severalCalls: true,
      run: async (op) => {
        const { api, at, key, want } = op;
        if (op.current("floatingIp") !== want.floatingIp) {
          await attach(op, want.floatingIp);
        }
        const old = op.prior?.inputs.floatingIp;
        if (old !== undefined && old !== want.floatingIp && addresses((await info(api, at)).detail).includes(old)) {
          await detach(api, key, old);
        }
      },
    },
    {
      does: "reach its power state",
      fields: ["powerState"],
      run: async ({ bring, want: { powerState } }) => (powerState === undefined ? undefined : bring(powerState)),
    },
  ],
  removalPower: { state: "stopped", insteadOf: ["running"], limitSeconds: STOP_LIMIT },
  remove: async (op) => {
    const volumes = await volumesOf(op);
    await keepAddresses(op);
    if (volumes.length > 0) {
      op.warn(`${volumes.join(" and ")} stays on the account when the VM is deleted, and is charged.`);
    }
    await op.api.call("vm/delete", "idempotent", { vm_id: op.key }, done);
  },
  leftovers: addressLeftovers,
});

const someOf = (list: readonly string[] | undefined): readonly string[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list;

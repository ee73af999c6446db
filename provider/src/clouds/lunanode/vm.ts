import { wrongAddresses } from "../../engine/definition/addresses.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { changeMembers } from "../../engine/definition/members.ts";
import { isOtherImage } from "../../engine/definition/other-image.ts";
import { powerStep } from "../../engine/definition/power-step.ts";
import { CloudError } from "../../http/errors.ts";
import type { LunaNode } from "./account.ts";
import { attachmentOf } from "./addresses.ts";
import { done, vmCreated, vmRow } from "./schemas.ts";
import { reimage, setFairShare } from "./vm-changes.ts";
import { inputs, outputs } from "./vm-fields.ts";
import { addressLeftovers, attach, detach, keepAddresses, volumesOf } from "./vm-leftovers.ts";
import { addresses, info, ipOf, power, stateOf, statusText, type Views } from "./vm-views.ts";

const { define } = resourceKit<LunaNode, Views>();

/** Seconds to wait for the guest to shut down before the VM is deleted anyway. */
const STOP_LIMIT = 60;
/** Seconds to wait for an address after "Online". Attaching it can fail; LunaNode's own billing module then requests it again. */
const ADDRESS_LIMIT = 60;

/** The next call to bring a VM to a power state. */
const switchCall = (from: string | undefined, to: string): string =>
  from === "shelved" ? "vm/unshelve" : to === "shelved" ? "vm/shelve" : to === "running" ? "vm/start" : "vm/stop";

const isConflict = (error: unknown): boolean => error instanceof CloudError && error.kind === "conflict";

export const vm = define({
  token: "lunanode:Vm",
  noun: "VM",
  description: "A LunaNode virtual machine.",
  see: "https://www.lunanode.com/api/vm",
  inputs,
  outputs,
  isCharged: true,
  scope: (desired) => desired.region ?? "toronto",
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
  // Only one of vm/info's errors for an unknown VM is unambiguous. Absence from the list is certain.
  absenceProof: "list",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name ?? observed.row?.hostname,
  validate: (_desired, isSet) =>
    isSet("image") === isSet("bootVolume")
      ? [{ property: "image", reason: "set exactly one of image and bootVolume, which the VM boots from" }]
      : [],
  validateEntries: ({ privateIps }, entry, hasChanged) =>
    hasChanged("privateIps")
      ? wrongAddresses("privateIps", privateIps, { noun: "network", entry: entry("network") })
      : [],
  claims: ({ floatingIp }) => (floatingIp === undefined ? {} : { floatingIp: attachmentOf(floatingIp) }),
  create: async ({ api, desired }) => {
    const yes = (set: boolean | undefined) => (set === true ? "yes" : undefined);
    const { vm_id } = await api.call(
      "vm/create",
      "create",
      {
        hostname: desired.name,
        plan_id: desired.plan,
        region: desired.region,
        image_id: desired.image,
        volume_id: desired.bootVolume,
        volume_virtio: yes(desired.volumeVirtio),
        key_id: someOf(desired.sshKeys),
        scripts: someOf(desired.startupScripts),
        securitygroups: someOf(desired.securityGroups),
        net_id: desired.network,
        ip: desired.floatingIp,
        set_password: yes(desired.setPassword),
        affinity_group: desired.affinityGroup,
      },
      vmCreated,
    );
    return vm_id;
  },
  state: (observed) => {
    const word = statusText(observed);
    const known = stateOf(word)?.[1] ?? "pending";
    if (word === undefined) {
      // If the list has no os_status, only the detail has the status.
      return observed.detail === undefined ? undefined : { is: "pending" };
    }
    return known === "failed" ? { is: "failed", why: word } : { is: known };
  },
  power,
  switchPower: ({ api, key, observed }, to) =>
    api.call(switchCall(power(observed), to), "idempotent", { vm_id: key }, done),
  statusText: statusText,
  steps: [
    {
      label: "have an address",
      fields: [],
      comesByItself: { withinSeconds: ADDRESS_LIMIT, isThere: (observed) => ipOf(observed) !== undefined },
      run: ({ api, key, desired, change }) =>
        change(
          "to have an address",
          () => api.call("vm/floatingip-add", "write", { vm_id: key, ip: desired.floatingIp }, done),
          (observed) => ipOf(observed) !== undefined,
        ),
    },
    {
      label: "show the address that came with it",
      fields: [],
      due: ({ creating, desired, previous, observed }) =>
        creating &&
        desired.floatingIp === undefined &&
        previous?.outputs.assignedIp === undefined &&
        ipOf(observed) !== undefined,
      run: async ({ observed, setOutputs }) => setOutputs({ assignedIp: ipOf(observed) }),
    },
    {
      label: "be unshelved",
      fields: [],
      also: ["powerState"],
      due: (context) =>
        power(context.observed) === "shelved" &&
        context.desired.powerState !== undefined &&
        context.desired.powerState !== "shelved",
      run: (context) => context.bringToPowerState("running"),
    },
    {
      label: "be renamed",
      fields: ["name"],
      run: (context) =>
        context.api.call("vm/rename", "idempotent", { vm_id: context.key, hostname: context.desired.name }, done),
    },
    {
      label: "be resized",
      fields: ["plan"],
      // It is not documented whether a VM must be stopped or unshelved for a resize (§3.5).
      requiresPower: [
        { state: "stopped", insteadOf: ["running"], ifRefused: isConflict },
        { state: "running", insteadOf: ["shelved"], ifRefused: isConflict },
      ],
      mayBeIgnored: {
        withinSeconds: 300,
        hint: () =>
          "It does so for a smaller disk and for a VM that was installed from an ISO, and tells the reason by e-mail only.",
      },
      run: ({ api, key, desired }) => api.call("vm/resize", "idempotent", { vm_id: key, plan_id: desired.plan }, done),
    },
    {
      label: "be reimaged",
      fields: ["image"],
      due: (context) => context.desired.onImageChange === "reimage" && isOtherImage(context),
      requiresPower: [{ state: "running", insteadOf: ["shelved"], ifRefused: isConflict }],
      run: reimage,
    },
    {
      label: "have its fair share",
      fields: ["chargeForCpu", "fairShareNoLend"],
      due: ({ creating, desired }) =>
        creating && (desired.chargeForCpu !== undefined || desired.fairShareNoLend !== undefined),
      run: setFairShare,
    },
    {
      label: "have its security groups",
      fields: ["securityGroups"],
      run: ({ api, key, desired, observedInput }) => {
        const change =
          (verb: "add" | "remove") =>
          ([group_id]: readonly string[]) =>
            api.call(`vm/securitygroup-${verb}`, "idempotent", { vm_id: key, group_id }, done);
        return changeMembers({
          present: observedInput("securityGroups") ?? [],
          wanted: desired.securityGroups ?? [],
          fits: (present, group) => present === group,
          oneACall: true,
          add: change("add"),
          remove: change("remove"),
        });
      },
    },
    {
      label: "have its private addresses",
      fields: ["privateIps"],
      run: ({ api, key, desired, observedInput }) => {
        const change =
          (verb: "add" | "delete") =>
          ([ip]: readonly string[]) =>
            api.call(`vm/ip-${verb}`, "idempotent", { vm_id: key, ip }, done);
        return changeMembers({
          present: observedInput("privateIps") ?? [],
          wanted: desired.privateIps ?? [],
          fits: (present, ip) => present === ip,
          oneACall: true,
          add: change("add"),
          remove: change("delete"),
        });
      },
    },
    {
      label: "have its floating IP",
      fields: ["floatingIp"],
      severalCalls: true,
      run: async (context) => {
        const { api, at, desired } = context;
        if (context.observedInput("floatingIp") !== desired.floatingIp) {
          await attach(context, desired.floatingIp);
        }
        const old = context.previous?.inputs.floatingIp;
        if (old !== undefined && old !== desired.floatingIp && addresses((await info(api, at)).detail).includes(old)) {
          await detach(context, old);
        }
      },
    },
    powerStep,
    {
      label: "be restarted",
      fields: ["restartTrigger"],
      run: async ({ api, key, observed }) => {
        if (power(observed) === "running") {
          await api.call("vm/reboot", "write", { vm_id: key }, done);
        }
      },
    },
  ],
  removalPower: { state: "stopped", insteadOf: ["running"], limitSeconds: STOP_LIMIT },
  remove: async (context) => {
    const volumes = await volumesOf(context);
    await keepAddresses(context);
    if (volumes.length > 0) {
      context.warn(`${volumes.join(" and ")} stays in the account when the VM is deleted, and is charged.`);
    }
    await context.api.call("vm/delete", "idempotent", { vm_id: context.key }, done);
  },
  leftovers: addressLeftovers,
});

const someOf = (list: readonly string[] | undefined): readonly string[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list;

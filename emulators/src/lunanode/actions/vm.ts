import { LunaNodeError } from "../errors.ts";
import type { Image, Vm } from "../model.ts";
import type { EncodedTree } from "../php.ts";
import { enter, type MoveName, move, mustBe, remove } from "../vm-machine.ts";
import { vmInfo, vmRow } from "../vm-view.ts";
import { type Action, type Actions, type Call, read, write } from "./action.ts";
import { addImage } from "./images.ts";
import { createVm } from "./vm-create.ts";

const theVm = (call: Call): Vm => call.cloudState.vm(call.text("vm_id"), call.account);

export const vmActions: Actions = {
  "vm/create": write([], createVm),
  "vm/list": read([], listVms),
  "vm/info": read(["vm_id"], infoOfVm),
  "vm/start": power("start"),
  "vm/stop": power("stop"),
  "vm/reboot": power("reboot"),
  "vm/rescue": power("rescue"),
  "vm/shelve": power("shelve"),
  "vm/unshelve": power("unshelve"),
  "vm/diskswap": write(["vm_id"], swapDisks),
  "vm/delete": write(["vm_id"], deleteVm),
  "vm/reimage": write(["vm_id", "image_id"], reimage),
  "vm/resize": write(["vm_id", "plan_id"], resize),
  "vm/rename": write(["vm_id", "hostname"], rename),
  "vm/snapshot": write(["vm_id", "name"], snapshot),
  "vm/vnc": read(["vm_id"], vnc),
  "vm/usage": read(["vm_id", "key"], usage),
  "vm/set-fairshare": write(["vm_id"], setFairshare),
};

function power(name: MoveName): Action {
  return write(["vm_id"], (call) => {
    move(call.cloudState, theVm(call), name);
    return {};
  });
}

/** A region parameter, which one client sends, is ignored (docs/api/lunanode.md §2.1: effect unknown). */
function listVms({ cloudState, account }: Call): Record<string, EncodedTree> {
  const displayed = cloudState.vms.where((vm) => vm.account === account);
  return { vms: displayed.map((vm) => vmRow(cloudState, vm)) };
}

function infoOfVm(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  const displayed = cloudState.own(cloudState.vms, "vm", call.text("vm_id"), account);
  const vm = displayed.phase === "deleted" && cloudState.switches.deletedLingers === "shown" ? displayed : theVm(call);
  return { info: vmInfo(cloudState, vm), extra: vmRow(cloudState, vm) };
}

function swapDisks(call: Call): Record<string, EncodedTree> {
  const vm = theVm(call);
  if (vm.phase !== "offline") throw new LunaNodeError("the VM must be stopped before disk swap can proceed");
  call.cloudState.vms.patch(vm.id, { diskSwapped: !vm.diskSwapped });
  return {};
}

function deleteVm(call: Call): Record<string, EncodedTree> {
  remove(call.cloudState, theVm(call));
  return {};
}

function reimage(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const vm = theVm(call);
  const image = activeImage(call);
  if (image.region !== vm.region) throw new LunaNodeError("invalid image selection");
  mustBe(cloudState, vm, "rebuild", ["online", "offline", "error"]);
  cloudState.vms.patch(vm.id, { imageId: image.id, imageName: image.name, fromIso: image.format === "iso" });
  enter(cloudState, vm, "rebuilding", "reimage", { type: "phase", id: vm.id, to: "online" });
  return {};
}

function activeImage(call: Call): Image {
  const image = call.cloudState.images.find(call.text("image_id"));
  if (!image || (image.account !== "" && image.account !== call.account) || image.status !== "active") {
    throw new LunaNodeError("invalid image selection");
  }
  return image;
}

/**
 * LunaNode reports success for a resize that will not happen: to a smaller disk, unless the VM boots from a volume, and
 * for a VM created from an ISO (docs/api/lunanode.md §3.5).
 */
function resize(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const vm = theVm(call);
  const plan = cloudState.plan(call.text("plan_id"));
  if (!plan) throw new LunaNodeError("invalid plan selection");
  if (cloudState.switches.resizeNeedsStop && vm.phase !== "offline") {
    throw new LunaNodeError("the VM must be stopped before resize can proceed");
  }
  mustBe(cloudState, vm, "resize", ["online", "offline"]);
  const shrinks = vm.volumeId === "" && plan.storage < (cloudState.planOf(vm)?.storage ?? 0);
  if (shrinks || vm.fromIso || plan.id === vm.planId || cloudState.switches.resizeIgnored) return {};
  enter(cloudState, vm, "resizing", "resize", { type: "resized", id: vm.id, planId: plan.id, to: vm.phase });
  return {};
}

function rename(call: Call): Record<string, EncodedTree> {
  call.cloudState.vms.patch(theVm(call).id, { hostname: call.text("hostname") });
  return {};
}

function snapshot(call: Call): Record<string, EncodedTree> {
  const { cloudState } = call;
  const vm = theVm(call);
  mustBe(cloudState, vm, "createImage", ["online", "offline"]);
  const gigabytes = cloudState.planOf(vm)?.storage ?? 1;
  const format = { format: "qcow2", virtio: !vm.fromIso, bytes: Math.round((gigabytes * 1e9) / 4) } as const;
  return { image_id: addImage(call, vm.region, call.text("name"), format) };
}

function vnc(call: Call): Record<string, EncodedTree> {
  const vm = theVm(call);
  mustBe(call.cloudState, vm, "vnc", ["online", "rescue"]);
  const token = call.cloudState.ids.hex(32);
  return { vnc_url: `https://${vm.region}.lunanode.com:6080/vnc_auto.html?token=${token}` };
}

/** Points every ten minutes over the last hour, or since creation. */
function usage(call: Call): Record<string, EncodedTree> {
  const vm = theVm(call);
  const fields: Readonly<Record<string, readonly string[]>> = {
    bandwidth: ["incoming_rate", "outgoing_rate", "total_rate"],
    cpu: ["percent"],
    io: ["read", "write"],
  };
  const key = call.text("key");
  const wanted = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (!wanted) throw new LunaNodeError("invalid key");
  const now = Math.floor(call.cloudState.timeline.now / 1000);
  const times = Array.from({ length: 6 }, (_, index) => now - (6 - index) * 600);
  const points = times.filter((time) => time * 1000 >= vm.createdAt);
  return {
    usage: points.map((time) => ({
      unix_time: String(time),
      ...Object.fromEntries(wanted.map((name) => [name, "0.00"])),
    })),
  };
}

function setFairshare(call: Call): Record<string, EncodedTree> {
  const vm = theVm(call);
  const [charge, noLend] = [call.flag("charge_for_cpu"), call.flag("fairshare_nolend")];
  call.cloudState.vms.patch(vm.id, { fairshare: `charge_for_cpu=${charge},fairshare_nolend=${noLend}` });
  return {};
}

import type { LunaNodeCloudState } from "../cloud-state.ts";
import { LunaNodeError, notFound } from "../errors.ts";
import type { Image, Network, Vm, Volume } from "../model.ts";
import type { EncodedTree } from "../php.ts";
import { defaultNetwork, defaultRegion } from "../seeds.ts";
import type { Call } from "./action.ts";

/** vm/create: checks all references, replies at once with the ID, and builds later (docs/api/lunanode.md §3.1). */
export function createVm(call: Call): Record<string, EncodedTree> {
  const { cloudState, account } = call;
  requireBasics(call);
  const region = call.region(defaultRegion);
  const plan = cloudState.plan(call.text("plan_id"));
  if (!plan) throw new LunaNodeError("invalid plan selection");
  const image = call.get("image_id") === undefined ? undefined : imageOf(call, region);
  const volume = call.get("volume_id") === undefined ? undefined : volumeOf(call, region);
  const network = networkOf(call, region);
  const groupIds = groupsOf(call, region);
  const wantedIp = call.get("ip") === undefined ? "" : addressOf(call, region);
  const keyIds = call.list("key_id").map((id) => cloudState.own(cloudState.keys, "key", id, account).id);
  const scriptIds = call.list("scripts").map((id) => cloudState.own(cloudState.scripts, "script", id, account).id);
  const setPassword = call.flag("set_password");
  call.flag("volume_virtio");
  refuseBeyondLimits(call, region);

  const template = image?.account === "" && image.format === "qcow2";
  const vm = cloudState.vms.put({
    ...{ id: cloudState.ids.uuid(), account, phase: "build", hostname: call.text("hostname"), region, planId: plan.id },
    ...{ imageId: image?.id ?? "", imageName: image?.name ?? "", fromIso: image?.format === "iso" },
    ...{ volumeId: volume?.id ?? "", networkId: network?.id ?? "", groupIds, keyIds, scriptIds },
    ...{ privateIp: "", extraPrivateIps: [], wantedIp },
    ...{ addressComes: !cloudState.switches.addressFails, outcome: cloudState.switches.buildOutcome },
    ...{ loginDetails: keyIds.length === 0 && (template || setPassword) ? login(cloudState, image) : "" },
    ...{ diskSwapped: false, fairshare: "", createdAt: cloudState.timeline.now },
  } satisfies Vm);
  if (volume) cloudState.volumes.patch(volume.id, { status: "in-use", vmId: vm.id });
  if (vm.outcome !== "never")
    cloudState.timeline.after(cloudState.switches.durations.build, { type: "built", id: vm.id });
  return { vm_id: vm.id };
}

function requireBasics(call: Call): void {
  const source = call.get("image_id") || call.get("volume_id");
  const whole = call.get("hostname") && call.get("plan_id") && source;
  if (!whole && call.cloudState.switches.oldMissingTexts)
    throw new LunaNodeError("hostname, plan_id, and/or image_id not set");
  call.text("hostname");
  call.text("plan_id");
  if (!source) call.missing("image_id");
}

function imageOf(call: Call, region: string): Image {
  const image = call.cloudState.images.find(call.text("image_id"));
  const visible = image && (image.account === "" || image.account === call.account);
  if (!visible || image.region !== region || image.status !== "active") {
    throw new LunaNodeError("invalid image selection");
  }
  return image;
}

function volumeOf(call: Call, region: string): Volume {
  const { cloudState, account } = call;
  const volume = cloudState.ownIn(cloudState.volumes, "volume", call.get("volume_id") ?? "", account, region);
  if (volume.status !== "available") throw notFound("volume", cloudState.switches);
  return volume;
}

function networkOf(call: Call, region: string): Network | undefined {
  const { cloudState, account } = call;
  const id = call.get("net_id");
  if (id !== undefined) return cloudState.ownIn(cloudState.networks, "network", id, account, region);
  const own = cloudState.networks.where((network) => network.account === account && network.region === region);
  return own.find((network) => network.name === defaultNetwork.name) ?? own[0];
}

function groupsOf(call: Call, region: string): string[] {
  const { cloudState, account } = call;
  const ids = call.list("securitygroups");
  if (ids.length > 0)
    return ids.map((id) => cloudState.ownIn(cloudState.groups, "security group", id, account, region).id);
  const isDefault = (one: { account: string; region: string; name: string }): boolean =>
    one.account === account && one.region === region && one.name === "default";
  return cloudState.groups.where(isDefault).map((group) => group.id);
}

/** `ip` must be an unattached address of the account that no other VM is waiting for (docs/api/lunanode.md §2.1). */
function addressOf(call: Call, region: string): string {
  const { cloudState, account } = call;
  const ip = cloudState.ownIn(cloudState.floatingIps, "floating IP", call.get("ip") ?? "", account, region);
  const awaited = cloudState.vms.where((vm) => vm.wantedIp === ip.id).some((vm) => awaitsAddress(cloudState, vm.id));
  if (ip.vmId !== "" || awaited) throw notFound("floating IP", cloudState.switches);
  return ip.id;
}

function awaitsAddress(cloudState: LunaNodeCloudState, vmId: string): boolean {
  return cloudState.timeline.awaits(
    (event) => event.id === vmId && (event.type === "built" || event.type === "address-due"),
  );
}

function refuseBeyondLimits({ cloudState, account }: Call, region: string): void {
  const { vmQuota, quotaText, fullRegions, capacityText } = cloudState.switches;
  cloudState.needCredit();
  const owned = cloudState.vms.where((vm) => vm.account === account && vm.phase !== "deleted").length;
  if (vmQuota !== null && owned >= vmQuota) throw new LunaNodeError(quotaText);
  if (fullRegions.includes(region)) throw new LunaNodeError(capacityText);
}

function login(cloudState: LunaNodeCloudState, image: Image | undefined): string {
  const user = image?.name.split(" ")[0]?.toLowerCase();
  const password = `password: ${cloudState.ids.hex(12)}`;
  return user ? `username: ${user}; ${password}` : password;
}

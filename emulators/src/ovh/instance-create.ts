import type { OvhCloudState } from "./cloud-state.ts";
import { isDown } from "./down-services.ts";
import { badReference, badRequest, forbidden, OvhError, unknownReference } from "./errors.ts";
import { mustHaveMonths } from "./instance-machine.ts";
import type { Flavor, Image, Instance, Region } from "./model.ts";
import { addInterface, type Lease, lease, type Plug } from "./ports.ts";

/** An automatic backup requested with an instance. */
export interface Backup {
  readonly cron: string;
  readonly rotation: number;
}

/** An instance to create, whichever call requests it. Absent IDs are "". */
export interface Wanted {
  readonly account: string;
  readonly project: string;
  readonly region: string;
  readonly name: string;
  readonly flavorId: string;
  readonly imageId: string;
  readonly volumeId: string;
  readonly sshKeyId: string;
  readonly userData: string;
  readonly groupId: string;
  readonly availabilityZone: string;
  readonly autobackup?: Backup | undefined;
  readonly monthly: boolean;
  readonly plugs: readonly Plug[];
}

/** The activated region with this name, if it is available. */
export function usableRegion(cloudState: OvhCloudState, project: string, name: string): Region {
  const active = cloudState.projects.find(project)?.regions.includes(name);
  const region = active ? cloudState.regions.find(name) : undefined;
  if (!region) throw badReference("Region", name, cloudState.switches);
  if (region.status === "UP") return region;
  const detail = { status: 503, class: "Server::InternalServerError::Maintenance" };
  throw new OvhError({ ...detail, message: `Region ${name} is under maintenance` });
}

/** Checks all references and creates the instances; they build later. */
export function addInstances(cloudState: OvhCloudState, wanted: Wanted, count = 1): Instance[] {
  const { project, region, switches } = { ...wanted, switches: cloudState.switches };
  const flavor = flavorIn(cloudState, region, wanted.flavorId);
  if (wanted.imageId !== "") fit(imageIn(cloudState, project, region, wanted.imageId), flavor);
  else if (wanted.volumeId === "") throw badRequest("Missing parameter: imageId or volumeId");
  else mustBoot(cloudState, wanted);
  if (wanted.sshKeyId !== "") keyIn(cloudState, wanted);
  const group = wanted.groupId === "" ? undefined : cloudState.groups.find(wanted.groupId);
  if (wanted.groupId !== "" && (group?.project !== project || group.region !== region))
    throw badReference("Instance group", wanted.groupId, switches);
  refuseBeyondLimits(cloudState, wanted, flavor, count);
  if (wanted.monthly) mustHaveMonths(flavor);
  const leases = Array.from({ length: count }, () => wanted.plugs);
  return leasePerInstance(cloudState, region, leases).map((ports, index) => {
    return addInstance(
      cloudState,
      { ...wanted, name: count === 1 ? wanted.name : `${wanted.name}-${index + 1}` },
      ports,
    );
  });
}

/** All addresses are found before the first instance is created. */
function leasePerInstance(cloudState: OvhCloudState, region: string, plugs: readonly (readonly Plug[])[]): Lease[][] {
  const all = lease(cloudState, region, plugs.flat());
  const each = plugs[0]?.length ?? 0;
  return plugs.map((_, index) => all.slice(index * each, (index + 1) * each));
}

function addInstance(cloudState: OvhCloudState, wanted: Wanted, leases: readonly Lease[]): Instance {
  const { account, project, region, name, flavorId, imageId, volumeId, sshKeyId, userData } = wanted;
  const { switches, timeline } = cloudState;
  const noRoom = switches.capacity === "error-state" && switches.fullRegions.includes(region);
  const instance = cloudState.instances.put({
    ...{ id: cloudState.ids.uuid(), account, project, phase: "build", name, region, flavorId, imageId, volumeId },
    ...{ sshKeyId, userData, billing: wanted.monthly ? "activating" : "hourly" },
    ...{ monthlySince: wanted.monthly ? timeline.now : 0, groupId: wanted.groupId },
    ...{ availabilityZone: zoneOf(cloudState, wanted), rescuePassword: "", locked: false },
    ...{ outcome: noRoom ? "error" : switches.buildOutcome, createdAt: timeline.now },
  } satisfies Instance);
  for (const one of leases) addInterface(cloudState, instance, one);
  if (volumeId !== "") cloudState.volumes.patch(volumeId, { status: "in-use", instanceIds: [instance.id] });
  const { build, backupSchedule } = switches.durations;
  if (wanted.autobackup !== undefined)
    timeline.after(build + backupSchedule, { type: "backup-scheduled", id: instance.id, ...wanted.autobackup });
  if (instance.outcome !== "never") timeline.after(switches.durations.build, { type: "built", id: instance.id });
  if (wanted.monthly) timeline.after(switches.durations.monthlyBilling, { type: "billed", id: instance.id });
  return instance;
}

/** Flavors of other regions have other IDs (docs/api/ovh.md §4.9). */
export function flavorIn(cloudState: OvhCloudState, region: string, id: string): Flavor {
  const flavor = cloudState.flavors.find(id);
  if (flavor?.region !== region) throw badReference("Flavor", id, cloudState.switches);
  return flavor;
}

export function imageIn(cloudState: OvhCloudState, project: string, region: string, id: string): Image {
  const image = cloudState.images.find(id);
  const visible = image && (image.project === "" || image.project === project);
  if (!visible || image.region !== region || !["active", "deprecated"].includes(image.status))
    throw badReference("Image", id, cloudState.switches);
  return image;
}

/** Rejects an image that is for other flavors or too large for this one. */
export function fit(image: Image, flavor: Flavor): void {
  if (image.type !== flavor.osType) throw badRequest(`Image ${image.name} cannot be used with flavor ${flavor.name}`);
  if (image.minDisk <= flavor.disk && image.minRam <= flavor.ram) return;
  throw badRequest(`Flavor ${flavor.name} is too small for image ${image.name}`);
}

/** Only one instance at a time can boot from a volume. */
function mustBoot(cloudState: OvhCloudState, { project, region, volumeId }: Wanted): void {
  const volume = cloudState.volumes.find(volumeId);
  if (volume?.project !== project || volume.region !== region)
    throw badReference("Volume", volumeId, cloudState.switches);
  if (!volume.bootable) throw badRequest(`Volume ${volumeId} is not bootable`);
  if (volume.status !== "available") throw badRequest(`Volume ${volumeId} is ${volume.status}`);
}

function keyIn(cloudState: OvhCloudState, { project, region, sshKeyId }: Wanted): void {
  const key = cloudState.sshKeys.find(`${project}/${sshKeyId}`);
  if (!key?.regions.includes(region)) throw unknownReference(`ssh (id = ${sshKeyId})`, cloudState.switches);
}

/** In regions with three zones, the default is the cloud's choice (docs/api/ovh.md §5.6). */
export function zoneOf(
  cloudState: OvhCloudState,
  { region, availabilityZone }: Pick<Wanted, "region" | "availabilityZone">,
): string {
  const zones = cloudState.regions.find(region)?.availabilityZones ?? [];
  if (availabilityZone === "") return zones[0] ?? "";
  if (!zones.includes(availabilityZone)) throw badReference("Availability zone", availabilityZone, cloudState.switches);
  return availabilityZone;
}

function refuseBeyondLimits(
  cloudState: OvhCloudState,
  { project, region }: Wanted,
  flavor: Flavor,
  count: number,
): void {
  const { instanceQuota, quotaText, fullRegions, capacity, capacityText } = cloudState.switches;
  const owned = cloudState.inProject(cloudState.instances, project).filter(({ phase }) => phase !== "deleted").length;
  if (instanceQuota !== null && owned + count > instanceQuota) throw forbidden(quotaText);
  const full = fullRegions.includes(region) && capacity === "refused";
  const down = isDown(cloudState, region) || isDown(cloudState, region, "instance");
  if (full || down || !flavor.available) throw badRequest(capacityText);
  if (flavor.quota < count) throw forbidden(quotaText);
}

import type { OvhCloudState } from "../cloud-state.ts";
import { isDown } from "../down-services.ts";
import { type EncodedTree, isoDate } from "../encoding.ts";
import { notFound } from "../errors.ts";
import type { Flavor, Image, Region } from "../model.ts";
import { deleteSnapshot } from "../snapshots.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

export const catalogRoutes: Routes = under("/cloud/project/{serviceName}", {
  "GET /flavor": (call) =>
    inRegions(call, call.cloudState.flavors.all()).map((one) => flavorView(call.cloudState, one)),
  "GET /flavor/{flavorId}": (call) =>
    flavorView(call.cloudState, visibleOne(call, call.cloudState.flavors.all(), "flavor", "flavorId")),
  "GET /image": (call) => inRegions(call, publicImages(call)).filter(wantedImage(call)).map(imageView),
  "GET /image/{imageId}": (call) => imageView(visibleOne(call, publicImages(call), "image", "imageId")),
  "GET /snapshot": (call) => inRegions(call, snapshots(call)).map(imageView),
  "GET /snapshot/{imageId}": (call) => imageView(visibleOne(call, snapshots(call), "snapshot", "imageId")),
  "DELETE /snapshot/{imageId}": removeSnapshot,
  "GET /region": (call) => [...projectOf(call).regions],
  "GET /region/{regionName}": (call) => regionView(call.cloudState, activeRegion(call)),
  "GET /regionAvailable": (call) => {
    const { regions } = projectOf(call);
    const others = call.cloudState.regions.where(({ id }) => !regions.includes(id));
    return others.map(({ id, type, continentCode, datacenterLocation }) => ({
      ...{ name: id, type, continentCode, datacenterLocation },
    }));
  },
});

interface InRegion {
  readonly id: string;
  readonly region: string;
}

/** The rows of the project's regions, or of the requested region only. */
function inRegions<Row extends InRegion>(call: Call, rows: readonly Row[]): Row[] {
  const { regions } = projectOf(call);
  const wanted = call.query.get("region");
  return rows.filter(({ region }) => regions.includes(region) && (wanted === null || wanted === region));
}

function visibleOne<Row extends InRegion>(call: Call, rows: readonly Row[], kind: string, parameter: string): Row {
  const { regions } = projectOf(call);
  const row = rows.find(({ id, region }) => id === call.param(parameter) && regions.includes(region));
  if (!row) throw notFound(kind, call.cloudState.switches);
  return row;
}

function publicImages({ cloudState }: Call): Image[] {
  return cloudState.images.where((one) => one.visibility === "public");
}

function snapshots(call: Call): Image[] {
  return call.cloudState.inProject(call.cloudState.images, projectOf(call).id);
}

/** `flavorType` has no effect here: all images are compatible with all types of flavors. */
function wantedImage({ query }: Call): (image: Image) => boolean {
  const osType = query.get("osType");
  return ({ type }) => osType === null || osType === type;
}

/** The region of the path, if the project has activated it. */
export function activeRegion(call: Call): Region {
  const name = call.param("regionName");
  const region = projectOf(call).regions.includes(name) ? call.cloudState.regions.find(name) : undefined;
  if (!region) throw notFound("region", call.cloudState.switches);
  return region;
}

/** 1 GB of `ram` is 1000 MiB in the machine (docs/api/ovh.md §4.9). */
export function flavorView({ switches }: OvhCloudState, flavor: Flavor): EncodedTree {
  const { id, name, region, type, osType, vcpus, disk, available, quota, monthly } = flavor;
  const ram = switches.flavorMemory === "GB" ? flavor.ram / 1000 : flavor.ram;
  const capable = ["resize", "snapshot", "volume", "failoverip"].map((one) => ({ name: one, enabled: true }));
  const isSold = switches.flavorPlanCodes === "given";
  const planCodes = {
    hourly: isSold ? planCode(flavor, false) : null,
    monthly: isSold && monthly ? planCode(flavor, true) : null,
    license: null,
  };
  return {
    ...{ id, name, region, type, osType, vcpus, ram, disk, available, quota, planCodes, capabilities: capable },
    ...{ inboundBandwidth: 500, outboundBandwidth: 500 },
  };
}

export function planCode({ name }: Flavor, monthly: boolean): string {
  return `${name}.${monthly ? "monthly.postpaid" : "consumption"}`;
}

export function imageView(image: Image): EncodedTree {
  const { id, name, region, status, visibility, type, user, minDisk, minRam, size, createdAt } = image;
  return {
    ...{ id, name, region, status, visibility, type, user, minDisk, minRam, size, creationDate: isoDate(createdAt) },
    ...{ flavorType: null, planCode: null, tags: [] },
  };
}

/** Returns the deleted image, as in the schema. */
function removeSnapshot(call: Call): EncodedTree {
  const image = visibleOne(call, snapshots(call), "snapshot", "imageId");
  deleteSnapshot(call.cloudState, image.id);
  return imageView(image);
}

export function regionView(cloudState: OvhCloudState, region: Region): EncodedTree {
  const { id, type, continentCode, countryCode, datacenterLocation, availabilityZones } = region;
  const services = ["instance", "network", "volume", "image"].map((name) => ({
    ...{ name, status: isDown(cloudState, id, name) ? "DOWN" : "UP" },
    endpoint: `https://${name}.${id.toLowerCase()}.example.net`,
  }));
  const where = { continentCode, countryCode, datacenterLocation, availabilityZones };
  const status = isDown(cloudState, id) ? "DOWN" : region.status;
  return { name: id, type, status, ...where, services, ipCountries: [] };
}

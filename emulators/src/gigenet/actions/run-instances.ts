import { createHash } from "node:crypto";
import type { GigeNetCloudState } from "../cloud-state.ts";
import { GigeNetError, missing } from "../errors.ts";
import { instanceItem } from "../instance-view.ts";
import type { Instance } from "../model.ts";
import { invalid, type Parameters } from "../parameters.ts";
import { defaultZone, type Image, type InstanceType, images } from "../seeds.ts";
import { items, type Xml } from "../xml.ts";
import { type Actions, type Call, write } from "./action.ts";

export const runActions: Actions = { RunInstances: write(runInstances) };

/** Billing terms, in hours (docs/api/gigenet.md §2). */
const billingTerms = [1, 730, 2190];

/** Checked instances to create. */
interface Order {
  readonly image: Image;
  readonly type: InstanceType;
  readonly zone: string;
  readonly count: number;
  readonly additional: number;
  readonly tags: readonly string[];
  readonly billingTerm: number;
}

function runInstances(call: Call): () => Xml {
  const { cloudState, owner, parameters } = call;
  const token = cloudState.switches.enforceClientToken ? (parameters.get("ClientToken") ?? "") : "";
  const before = token === "" ? undefined : cloudState.launches.find(`${owner}/${token}`);
  if (before) return repeat(call, before);
  const order = check(call);
  return () => {
    const created = Array.from({ length: order.count }, () => make(call, order));
    if (token !== "") {
      const id = `${owner}/${token}`;
      cloudState.launches.put({
        id,
        account: owner,
        digest: digest(parameters),
        instanceIds: created.map((one) => one.id),
      });
    }
    return reply(call, created);
  };
}

function check({ cloudState, owner, parameters }: Call): Order {
  const image = imageFor(parameters.text("ImageId"));
  const type = cloudState.type(parameters.text("InstanceType"));
  mustFit(type, image, "InvalidInstanceType");
  const zone = cloudState.zone(parameters.get("Placement.AvailabilityZone") || defaultZone);
  const billingTerm = parameters.int("BillingTerm", 730);
  if (!billingTerms.includes(billingTerm)) throw invalid("BillingTerm", `is none of ${billingTerms.join(", ")}`);
  const nics = parameters.structures("NetworkInterface");
  const additional = nics.filter((nic) => nic.flag("AssociatePublicIpAddress")).length;
  const tags = launchTags(cloudState, parameters);
  const count = countFor(cloudState, owner, parameters);
  cloudState.needFunds();
  cloudState.needAddresses(owner, additional * count);
  cloudState.needTags(owner, tags.length * count);
  if (cloudState.switches.fullZones.includes(zone)) {
    const { capacityCode } = cloudState.switches;
    throw GigeNetError.undocumented(capacityCode, `There is no capacity for ${type.name} in ${zone} now`, 500);
  }
  return { image, type, zone, count, additional, tags, billingTerm };
}

export function imageNamed(id: string): Image {
  const image = images.find((one) => one.id === id);
  if (!image) throw missing("InvalidAMIID.NotFound", id);
  return image;
}

/** An image that is available for new instances. */
export function imageFor(id: string): Image {
  const image = imageNamed(id);
  if (image.state !== "active") throw new GigeNetError("InvalidAMIID.NotAvailable");
  return image;
}

/** A type can be too small for an operating system (docs/api/gigenet.md §3.2). */
export function mustFit(
  type: InstanceType,
  image: Image,
  code: "InvalidInstanceType" | "InvalidInstanceAttributeValue",
): void {
  if (type.memory < image.memory || type.disk < image.disk) {
    throw new GigeNetError(code, `${type.name} is too small for ${image.id}`);
  }
}

/** MaxCount, or as many as the quota allows if that is at least MinCount. */
function countFor({ switches, instances }: GigeNetCloudState, owner: string, parameters: Parameters): number {
  const least = parameters.int("MinCount", 1);
  const most = parameters.int("MaxCount", Math.max(least, 1));
  if (least < 1 || most < least) throw invalid("MinCount", "must be 1 at least and MaxCount at most");
  if (most > 50) throw new GigeNetError("RequestResourceCountExceeded");
  const owned = instances.where((row) => row.account === owner && row.phase !== "deleted").length;
  const left = switches.instanceQuota === null ? most : switches.instanceQuota - owned;
  if (left < least) throw new GigeNetError("MaxSpotInstanceCountExceeded");
  return Math.min(most, left);
}

/** SDKs send `Tag.N`, the documentation has `Tags`; it is unknown which one is read (docs/api/gigenet.md §2). */
function launchTags({ switches }: GigeNetCloudState, parameters: Parameters): string[] {
  const names = ["Tag", "Tags"].filter((name) => switches.launchTags === "both" || switches.launchTags === name);
  const forInstances = parameters
    .structures("TagSpecification")
    .filter((one) => (one.get("ResourceType") ?? "instance") === "instance");
  const keys = forInstances.flatMap((one) =>
    names.flatMap((name) => one.structures(name).map((tag) => tag.get("Key") ?? "")),
  );
  return [...new Set(keys.filter((key) => key !== ""))];
}

function make({ cloudState, owner, parameters }: Call, order: Order): Instance {
  const { timeline, switches, ids } = cloudState;
  const { zone, type, image, tags, billingTerm } = order;
  const instance = cloudState.instances.put({
    ...{ id: String(ids.next("instance", 2760)), account: owner, phase: "building", zone, tags, billingTerm },
    ...{ hostname: cloudState.defaultHostname(zone), type: type.name, launchType: type.name, imageId: image.id },
    ...{ publicIp: cloudState.publicIp(), privateIp: "", subnetId: "" },
    ...{ wantsPrivateIp: Boolean(parameters.get("PrivateIpAddress")), keyName: parameters.get("KeyName") ?? "" },
    ...{ password: ids.hex(12), outcome: switches.buildOutcome, tasks: [], launchedAt: 0 },
    ...{ visibleFrom: timeline.now + switches.durations.appear * 1000 },
  } satisfies Instance);
  for (let n = 0; n < order.additional; n++) cloudState.addAddress("additional", owner, zone, instance.id);
  if (instance.outcome !== "never") timeline.after(switches.durations.build, { type: "built", id: instance.id });
  return instance;
}

/** The same token with the same parameters returns the same instances (EC2's rule; docs/api/gigenet.md §3.1). */
function repeat(call: Call, launch: { readonly digest: string; readonly instanceIds: readonly string[] }): () => Xml {
  if (launch.digest !== digest(call.parameters)) throw new GigeNetError("IdempotentParameterMismatch");
  const created = launch.instanceIds.flatMap((id) => call.cloudState.instances.find(id) ?? []);
  return () => reply(call, created);
}

function digest(parameters: Parameters): string {
  return createHash("sha256").update(parameters.fingerprint()).digest("hex");
}

/** reservationId is always `0` (docs/api/gigenet.md §2). */
function reply({ cloudState, owner }: Call, created: readonly Instance[]): Xml {
  const rows = created.map((one) => instanceItem(cloudState, one));
  if (cloudState.switches.runReply === "reservation") {
    return [["reservation", [["ownerId", owner], items("instances", rows)]]];
  }
  return [["reservationId", "0"], ["ownerId", owner], items("instancesSet", rows)];
}

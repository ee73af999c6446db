import type { GigeNetCloudState } from "./cloud-state.ts";
import type { Instance, Phase } from "./model.ts";
import { images, reportedType } from "./seeds.ts";
import { type Element, items, type Xml } from "./xml.ts";

/** `2018-03-20T18:17:59+00:00`; 0 becomes the epoch, which stands for "not yet" (docs/api/gigenet.md §4). */
export function isoOffset(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`;
}

/** Code and name of a phase. */
export function stateOf({ switches }: GigeNetCloudState, phase: Phase): Xml {
  return [
    ["code", switches.codes[phase]],
    ["name", switches.words[phase]],
  ];
}

export function typeOf({ switches }: GigeNetCloudState, { type }: Instance): string {
  return switches.reportedTypes === "name" ? type : reportedType(type);
}

/** An instance as RunInstances and DescribeInstances show it, in the documented order (docs/api/gigenet.md §4). */
export function instanceItem(cloudState: GigeNetCloudState, instance: Instance): Xml {
  const { switches } = cloudState;
  const domain = switches.dnsNames === "domain" ? ".thegcloud.com" : "";
  const state = stateOf(cloudState, instance.phase);
  return [
    ["imageId", instance.imageId],
    ["instanceId", instance.id],
    ["instanceType", typeOf(cloudState, instance)],
    ["placement", [["availabilityZone", instance.zone]]],
    ["launchTime", isoOffset(instance.launchedAt)],
    ["privateDnsName", `${instance.hostname}${domain}`],
    ["privateIpAddress", instance.privateIp || "none"],
    ["publicIpAddress", instance.publicIp],
    ["state", state],
    ...optional("subnetId", instance.subnetId),
    ["architecture", "x86_64"],
    ["virtualizationType", "hvm"],
    ["rootDeviceName", "/dev/sda1"],
    ["hypervisor", "xenserver"],
    ["platform", images.find((image) => image.id === instance.imageId)?.platform ?? "Other"],
    items(
      "tagSet",
      instance.tags.map((key) => [["key", key]]),
    ),
    ...aliases(cloudState, [
      ["instanceState", state],
      ["ipAddress", instance.publicIp],
    ]),
    ...extra(cloudState),
  ];
}

/** EC2's names of elements that GigeNET names differently, if the switch is on. */
export function aliases({ switches }: GigeNetCloudState, elements: Xml): Xml {
  return switches.awsAliases ? elements : [];
}

/** An unknown element, if the switch is on. */
export function extra({ switches }: GigeNetCloudState): Xml {
  return switches.extraElements ? [["futureFeature", [["enabled", true]]]] : [];
}

function optional(name: string, value: string): Element[] {
  return value === "" ? [] : [[name, value]];
}

/** EC2's word for the health of an instance, and for the check behind it. */
const health: Partial<Record<Phase, readonly [status: string, check: string]>> = {
  on: ["ok", "passed"],
  building: ["initializing", "initializing"],
  error: ["impaired", "failed"],
};

/** A row of DescribeInstanceStatus: unlike in EC2, statuses are in `item` (docs/api/gigenet.md §4). */
export function statusItem(cloudState: GigeNetCloudState, instance: Instance): Xml {
  const [word, check] = health[instance.phase] ?? ["not-applicable", "insufficient-data"];
  const details = items("details", [
    [
      ["name", "reachability"],
      ["status", check],
    ],
  ]);
  const status: Xml = [["status", word], details];
  const wrapped: Xml = [["item", status], ...aliases(cloudState, status)];
  return [
    ["instanceId", instance.id],
    ["availabilityZone", instance.zone],
    ["instanceState", stateOf(cloudState, instance.phase)],
    ["systemStatus", wrapped],
    ["instanceStatus", wrapped],
    items("eventsSet", instance.tasks.map(eventItem)),
    ...extra(cloudState),
  ];
}

/** Queued work, such as `instance-modify` (docs/api/gigenet.md §3.1). */
function eventItem({ name, since }: Instance["tasks"][number]): Xml {
  return [
    ["code", `instance-${name}`],
    ["description", name],
    ["notAfter", isoOffset(since)],
    ["notBefore", isoOffset(since)],
  ];
}

import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { GigeNet } from "./account.ts";
import {
  hasPrivateIp,
  hostnameOf,
  ipOf,
  isMarker,
  launchTimeOf,
  planOf,
  powerOf,
  privateIpOf,
  sizeIn,
  stateCode,
  statusText,
  tagsOf,
  type Views,
} from "./instance-views.ts";

/** What can be said of an instance, and what it tells. */

const { required, optional, output } = resourceKit<GigeNet, Views>();

const ref = z.string().min(1);
const hostname = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, {
    error: "is no hostname: letters, digits, dots and hyphens",
  });

export const inputs = {
  name: optional(hostname, {
    description:
      "Hostname (`Hostname`): letters, digits, dots and hyphens. Two instances of an account cannot have the same. Generated from the resource's name if absent. Beside it, the instance bears a tag key `pulumi-<16 hex>-<8 hex>`: the first part is made from the name, by which an interrupted creation is found again, the second is another one for every creation.",
    change: "update",
    read: { from: { row: hostnameOf }, drift: "repair" },
  }),
  zone: optional(ref, {
    description:
      "Zone (`Placement.AvailabilityZone`), such as `ord1`. If absent, the zone of the configuration at the time of creation.",
    change: "replace",
    catalog: "zones",
    read: { from: { row: ({ placement }) => placement?.availabilityZone }, drift: "report" },
  }),
  plan: required(ref, {
    description:
      "Instance type (`InstanceType`), such as `gcl.2`. A change resizes the instance; the disk cannot become smaller. GigeNET shows an instance's type under another name (`custom_…`), so types are compared by cores, memory and disk: between two of the same size there is no difference to be seen, and nothing is done.",
    change: "update",
    interrupts: "may stop",
    catalog: "plans",
    read: { from: { row: planOf }, drift: "repair" },
  }),
  image: required(ref, {
    description:
      "Image (`ImageId`), by id or description, such as `centos64_7`. A change replaces the instance, unless `reinstallOnImageChange` is set.",
    change: (_was, _now, { reinstallOnImageChange }) => (reinstallOnImageChange === true ? "update" : "replace"),
    catalog: "images",
    read: { from: { row: ({ imageId }) => imageId }, drift: "report" },
  }),
  reinstallOnImageChange: optional(z.boolean(), {
    description:
      "`true`: a change of `image` in the program reinstalls the instance (`OperatingSystem`) instead of replacing it. **All its data is erased**, and it gets a new password; id and addresses stay. GigeNET does this within one family of systems only, and refuses it otherwise. An image that was changed elsewhere is never the reason for a reinstallation.",
    change: "update",
  }),
  billingTerm: optional(z.literal([1, 730, 2190]), {
    description:
      "Hours that are paid for at once (`BillingTerm`): `1`, `730` (a month) or `2190` (three months). It is always sent, as GigeNET's own default has changed from one hour to a month.",
    change: "initial",
    default: 1,
  }),
  assignPrivateIp: optional(z.boolean(), {
    description: "Whether the instance has a private address beside the public one (`PrivateIpAddress`).",
    change: "replace",
    read: { from: { row: hasPrivateIp }, drift: "report" },
  }),
  additionalIps: optional(z.int().min(0), {
    description:
      "Number of public addresses beside the first one (`AssociatePublicIpAddress`, `AssignPublicIpAddress`). They are charged for, bound to the instance, and go with it. A smaller number gives back the newest; only addresses that this resource has made are given back. Left alone if absent.",
    change: "update",
    merge: "count",
    read: { from: { network: ({ additionalIps }) => additionalIps }, drift: "repair" },
  }),
  tags: optional(z.array(z.string().min(1).max(127)), {
    description:
      "Tag keys (`TagSpecification`); GigeNET's tags have no values. Made and deleted in place. Keys of the form `pulumi-<16 hex>` and `pulumi-<16 hex>-<8 hex>` are the provider's own. Left alone if absent.",
    change: "update",
    unordered: true,
    read: { from: { row: (row) => tagsOf(row).filter((tag) => !isMarker(tag)) }, drift: "repair" },
  }),
  powerState: optional(z.enum(["running", "stopped"]), {
    description:
      "`running` or `stopped`; an instance that is paused counts as stopped. A stopped one is still charged. Left alone if absent.",
    change: "update",
    read: { from: { row: powerOf }, drift: "repair" },
  }),
  restartTrigger: optional(z.string(), {
    description: "Any change of this text restarts the instance (`RebootInstances`); one that is off is left alone.",
    change: "trigger",
  }),
};

export const outputs = {
  ip: output(z.string(), { dependsOn: [], always: true, description: "Public IPv4 address.", from: { row: ipOf } }),
  privateIp: output(z.string(), { dependsOn: [], description: "Private IPv4 address.", from: { row: privateIpOf } }),
  furtherIps: output(z.array(z.string()), {
    dependsOn: ["additionalIps"],
    description:
      "Public IPv4 addresses beside `ip`: additional ones, and elastic ones that are associated with the instance.",
    from: { network: ({ addresses }) => [...addresses] },
  }),
  ownIps: output(z.array(z.string()), {
    dependsOn: ["additionalIps"],
    description: "Of `furtherIps`, those that this resource has made for `additionalIps`, oldest first.",
  }),
  askedIps: output(z.int(), {
    dependsOn: ["additionalIps"],
    description: "How many additional addresses GigeNET was asked for when this resource last bought one.",
  }),
  status: output(z.string(), { always: true, description: "State in GigeNET's word.", from: { row: statusText } }),
  statusCode: output(z.int(), {
    description: "State as a number: 0 is on, 3 is off, 4 is neither yet.",
    from: { row: stateCode },
  }),
  hostname: output(z.string(), {
    dependsOn: ["name"],
    description: "Hostname as GigeNET shows it, some with its own domain (`privateDnsName`).",
    from: { row: ({ privateDnsName }) => privateDnsName },
  }),
  availabilityZone: output(z.string(), {
    dependsOn: [],
    always: true,
    description: "Zone that the instance is in.",
    from: { row: ({ placement }) => placement?.availabilityZone },
  }),
  reportedType: output(z.string(), {
    dependsOn: ["plan"],
    description: "Instance type as GigeNET shows it, such as `custom_cpu_4vcpu_3200m_60gb`.",
    from: { row: ({ instanceType }) => instanceType },
  }),
  vcpus: output(z.int(), {
    dependsOn: ["plan"],
    description: "Virtual CPUs.",
    from: { row: ({ instanceType }) => sizeIn(instanceType)?.cores },
  }),
  memoryMb: output(z.int(), {
    dependsOn: ["plan"],
    description: "Memory in MB.",
    from: { row: ({ instanceType }) => sizeIn(instanceType)?.memory },
  }),
  diskGb: output(z.int(), {
    dependsOn: ["plan"],
    description: "Disk in GB.",
    from: { row: ({ instanceType }) => sizeIn(instanceType)?.disk },
  }),
  imageId: output(z.string(), {
    dependsOn: ["image"],
    description: "Id of the image that is installed.",
    from: { row: ({ imageId }) => imageId },
  }),
  platform: output(z.string(), {
    dependsOn: ["image"],
    description: "Family of the operating system, such as `Centos`.",
    from: { row: ({ platform }) => platform },
  }),
  subnetId: output(z.string(), {
    dependsOn: [],
    description: "Id of the subnet.",
    from: { row: ({ subnetId }) => subnetId },
  }),
  launchTime: output(z.string(), {
    dependsOn: ["image"],
    description: "When it was launched, in ISO 8601.",
    from: { row: launchTimeOf },
  }),
  password: output(z.string(), {
    dependsOn: ["image"],
    description:
      "Generated password of `root` or the administrator, as it was after the creation or the last reinstallation.",
    secret: true,
  }),
};

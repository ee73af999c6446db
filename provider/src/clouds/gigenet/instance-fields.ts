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

/** Inputs and outputs of an instance. */

const { required, optional, output } = resourceKit<GigeNet, Views>();

const ref = z.string().min(1);
const hostname = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, {
    error: "is not a hostname: use letters, digits, dots and hyphens",
  });

export const inputs = {
  name: optional(hostname, {
    description:
      "Hostname (`Hostname`): letters, digits, dots and hyphens; unique in the account. Generated from the resource's name if absent. The provider also adds a tag key `pulumi-<16 hex>-<8 hex>`. The first part is a hash of the name, by which an interrupted create is found again; the second part is new for each create.",
    change: "update",
    read: { from: { row: hostnameOf }, drift: "repair" },
  }),
  zone: optional(ref, {
    description:
      "Zone (`Placement.AvailabilityZone`), such as `ord1`. If absent, the configuration's zone at the time of creation.",
    change: "replace",
    catalog: "zones",
    read: { from: { row: ({ placement }) => placement?.availabilityZone }, drift: "report" },
  }),
  plan: required(ref, {
    description:
      "Instance type (`InstanceType`), such as `gcl.2`. A change resizes the instance. GigeNET shows an instance's type under another name (`custom_…`), so types are compared by cores, memory and disk: between two of the same size there is no difference to be seen, and nothing is done.",
    change: "update",
    interrupts: "may stop",
    catalog: "plans",
    growOnly: { what: "disk", unit: "GB", sizeOf: (plan, entry) => sizeIn(plan)?.disk ?? entry?.info?.diskGb },
    read: { from: { row: planOf }, drift: "repair" },
  }),
  image: required(ref, {
    description:
      "Image (`ImageId`), by ID or description, such as `centos64_7`. With `reinstallOnImageChange`, a change reinstalls the instance instead of replacing it.",
    change: (_was, _now, { reinstallOnImageChange }) => (reinstallOnImageChange === true ? "update" : "replace"),
    catalog: "images",
    read: { from: { row: ({ imageId }) => imageId }, drift: "report" },
  }),
  reinstallOnImageChange: optional(z.boolean(), {
    description:
      "If `true`, a change of `image` in the program reinstalls the instance (`OperatingSystem`) instead of replacing it. **This erases all its data** and sets a new password; the ID and addresses stay. GigeNET allows it only within one family of systems. Drift of the image never causes a reinstallation.",
    change: "update",
  }),
  billingTerm: optional(z.literal([1, 730, 2190]), {
    description:
      "Billing term in hours (`BillingTerm`): `1`, `730` (a month) or `2190` (three months). Always sent, because GigeNET's own default has changed from an hour to a month.",
    change: "initial",
    default: 1,
  }),
  assignPrivateIp: optional(z.boolean(), {
    description: "Whether the instance also gets a private address (`PrivateIpAddress`).",
    change: "replace",
    read: { from: { row: hasPrivateIp }, drift: "report" },
  }),
  additionalIps: optional(z.int().min(0), {
    description:
      "Number of additional public addresses (`AssociatePublicIpAddress`, `AssignPublicIpAddress`). They are charged, bound to the instance and deleted with it. A smaller number releases the newest; only addresses that this resource created are released. Unmanaged if absent.",
    change: "update",
    merge: "count",
    read: { from: { network: ({ additionalIps }) => additionalIps }, drift: "repair" },
  }),
  tags: optional(z.array(z.string().min(1).max(127)), {
    description:
      "Tag keys (`TagSpecification`); GigeNET's tags have no values. Keys of the form `pulumi-<16 hex>` and `pulumi-<16 hex>-<8 hex>` are reserved for the provider. Unmanaged if absent.",
    change: "update",
    unordered: true,
    read: { from: { row: (row) => tagsOf(row).filter((tag) => !isMarker(tag)) }, drift: "repair" },
  }),
  powerState: optional(z.enum(["running", "stopped"]), {
    description: "`running` or `stopped` (still charged). A paused instance counts as stopped. Unmanaged if absent.",
    change: "update",
    withoutIt: "running",
    read: { from: { row: powerOf }, drift: "repair" },
  }),
  passwordTrigger: optional(z.string(), {
    description:
      "Any text. A change sets a new random password of `root` or the administrator (`Password`), which is then in `password`. GigeNET does not accept a password of your own.",
    change: "trigger",
  }),
  restartTrigger: optional(z.string(), {
    description: "Any text. A change restarts the instance (`RebootInstances`), unless it is off.",
    change: "trigger",
  }),
};

export const outputs = {
  ip: output(z.string(), { dependsOn: [], always: true, description: "Public IPv4 address.", from: { row: ipOf } }),
  privateIp: output(z.string(), { dependsOn: [], description: "Private IPv4 address.", from: { row: privateIpOf } }),
  furtherIps: output(z.array(z.string()), {
    dependsOn: ["additionalIps"],
    description: "Public IPv4 addresses other than `ip`: additional and associated elastic addresses.",
    from: { network: ({ addresses }) => [...addresses] },
  }),
  ownIps: output(z.array(z.string()), {
    dependsOn: ["additionalIps"],
    description: "Those of `furtherIps` that this resource created for `additionalIps`, oldest first.",
  }),
  askedIps: output(z.int(), {
    dependsOn: ["additionalIps"],
    description: "Number of additional addresses requested when this resource last bought one.",
  }),
  status: output(z.string(), {
    always: true,
    description: "Status as reported by GigeNET.",
    from: { row: statusText },
  }),
  statusCode: output(z.int(), {
    description: "Status as a number: 0 is on, 3 is off, 4 is in between.",
    from: { row: stateCode },
  }),
  hostname: output(z.string(), {
    dependsOn: ["name"],
    description: "Hostname as reported by GigeNET, sometimes with its own domain (`privateDnsName`).",
    from: { row: ({ privateDnsName }) => privateDnsName },
  }),
  availabilityZone: output(z.string(), {
    dependsOn: [],
    always: true,
    description: "Zone of the instance.",
    from: { row: ({ placement }) => placement?.availabilityZone },
  }),
  reportedType: output(z.string(), {
    dependsOn: ["plan"],
    description: "Instance type as reported by GigeNET, such as `custom_cpu_4vcpu_3200m_60gb`.",
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
    description: "ID of the installed image.",
    from: { row: ({ imageId }) => imageId },
  }),
  platform: output(z.string(), {
    dependsOn: ["image"],
    description: "Family of the operating system, such as `Centos`.",
    from: { row: ({ platform }) => platform },
  }),
  subnetId: output(z.string(), {
    dependsOn: [],
    description: "ID of the subnet.",
    from: { row: ({ subnetId }) => subnetId },
  }),
  launchTime: output(z.string(), {
    dependsOn: ["image"],
    description: "Launch time in ISO 8601.",
    from: { row: launchTimeOf },
  }),
  password: output(z.string(), {
    dependsOn: ["image", "passwordTrigger"],
    description:
      "Generated password of `root` or the administrator, as of the creation, the last reinstallation or the last change of `passwordTrigger`.",
    secret: true,
  }),
};

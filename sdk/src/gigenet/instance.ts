// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface InstanceArgs {
  /**
   * Hostname (`Hostname`): letters, digits, dots and hyphens. Two instances of an account cannot have the same.
   * Generated from the resource's name if absent. Beside it, the instance bears a tag key `pulumi-<16 hex>-<8 hex>`:
   * the first part is made from the name, by which an interrupted creation is found again, the second is another one
   * for every creation.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Zone (`Placement.AvailabilityZone`), such as `ord1`. If absent, the zone of the configuration at the time of
   * creation.
   *
   * A change replaces the instance. It is read back: a change made elsewhere is told as a warning, and left as it
   * is. `pulumi preview` checks that there is such a zone.
   */
  zone?: pulumi.Input<string> | undefined;

  /**
   * Instance type (`InstanceType`), such as `gcl.2`. A change resizes the instance; the disk cannot become smaller.
   * GigeNET shows an instance's type under another name (`custom_…`), so types are compared by cores, memory and
   * disk: between two of the same size there is no difference to be seen, and nothing is done.
   *
   * A change is made in place; where the cloud refuses it while the instance runs, it is stopped and started again.
   * It is read back: `pulumi refresh` shows a change made elsewhere, and the next `pulumi up` undoes it.
   * `pulumi preview` checks that there is such an instance type.
   */
  plan: pulumi.Input<string>;

  /**
   * Image (`ImageId`), by id or description, such as `centos64_7`. A change replaces the instance, unless
   * `reinstallOnImageChange` is set.
   *
   * A change is made in place where the cloud can do that, and else replaces the instance. It is read back: a change
   * made elsewhere is told as a warning, and left as it is. `pulumi preview` checks that there is such an image.
   */
  image: pulumi.Input<string>;

  /**
   * `true`: a change of `image` in the program reinstalls the instance (`OperatingSystem`) instead of replacing it.
   * **All its data is erased**, and it gets a new password; id and addresses stay. GigeNET does this within one
   * family of systems only, and refuses it otherwise. An image that was changed elsewhere is never the reason for a
   * reinstallation.
   *
   * A change is made in place. It cannot be read back: a change made elsewhere is not seen.
   */
  reinstallOnImageChange?: pulumi.Input<boolean> | undefined;

  /**
   * Hours that are paid for at once (`BillingTerm`): `1`, `730` (a month) or `2190` (three months). It is always
   * sent, as GigeNET's own default has changed from one hour to a month.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the instance, set the
   * resource option `replaceOnChanges: ["billingTerm"]`. It cannot be read back: a change made elsewhere is not
   * seen. Default: `1`.
   */
  billingTerm?: pulumi.Input<1 | 730 | 2190> | undefined;

  /**
   * Whether the instance has a private address beside the public one (`PrivateIpAddress`).
   *
   * A change replaces the instance. It is read back: a change made elsewhere is told as a warning, and left as it
   * is.
   */
  assignPrivateIp?: pulumi.Input<boolean> | undefined;

  /**
   * Number of public addresses beside the first one (`AssociatePublicIpAddress`, `AssignPublicIpAddress`). They are
   * charged for, bound to the instance, and go with it. A smaller number gives back the newest; only addresses that
   * this resource has made are given back. Left alone if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  additionalIps?: pulumi.Input<number> | undefined;

  /**
   * Tag keys (`TagSpecification`); GigeNET's tags have no values. Made and deleted in place. Keys of the form
   * `pulumi-<16 hex>` and `pulumi-<16 hex>-<8 hex>` are the provider's own. Left alone if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  tags?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * `running` or `stopped`; an instance that is paused counts as stopped. A stopped one is still charged. Left alone
   * if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  powerState?: pulumi.Input<"running" | "stopped"> | undefined;

  /**
   * Any change of this text restarts the instance (`RebootInstances`); one that is off is left alone.
   *
   * A change of a value that was set before runs the action, once; setting it for the first time runs nothing.
   */
  restartTrigger?: pulumi.Input<string> | undefined;

  /**
   * Takes over an existing object by its id instead of making one. Refused where the object differs in something
   * that cannot be changed in place. Remove it after the first successful `pulumi up`; while it is set, a change
   * that would replace the object is an error.
   */
  adopt?: pulumi.Input<string> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` sets the
   * same.
   *
   * Defaults: `15m` to create, `15m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "gigenet:Instance",
  properties: [
    "name",
    "zone",
    "plan",
    "image",
    "reinstallOnImageChange",
    "billingTerm",
    "assignPrivateIp",
    "additionalIps",
    "tags",
    "powerState",
    "restartTrigger",
    "adopt",
    "timeouts",
    "ip",
    "privateIp",
    "furtherIps",
    "ownIps",
    "askedIps",
    "status",
    "statusCode",
    "hostname",
    "availabilityZone",
    "reportedType",
    "vcpus",
    "memoryMb",
    "diskGb",
    "imageId",
    "platform",
    "subnetId",
    "launchTime",
    "password",
    "failure",
  ],
  secrets: ["password"],
};

/** A GigeNET cloud instance (Cloud Machine). */
export class Instance extends Resource {
  /**
   * Hostname (`Hostname`): letters, digits, dots and hyphens. Two instances of an account cannot have the same.
   * Generated from the resource's name if absent. Beside it, the instance bears a tag key `pulumi-<16 hex>-<8 hex>`:
   * the first part is made from the name, by which an interrupted creation is found again, the second is another one
   * for every creation.
   */
  declare readonly name: pulumi.Output<string>;

  /**
   * Zone (`Placement.AvailabilityZone`), such as `ord1`. If absent, the zone of the configuration at the time of
   * creation.
   */
  declare readonly zone: pulumi.Output<string | undefined>;

  /**
   * Instance type (`InstanceType`), such as `gcl.2`. A change resizes the instance; the disk cannot become smaller.
   * GigeNET shows an instance's type under another name (`custom_…`), so types are compared by cores, memory and
   * disk: between two of the same size there is no difference to be seen, and nothing is done.
   */
  declare readonly plan: pulumi.Output<string>;

  /**
   * Image (`ImageId`), by id or description, such as `centos64_7`. A change replaces the instance, unless
   * `reinstallOnImageChange` is set.
   */
  declare readonly image: pulumi.Output<string>;

  /**
   * `true`: a change of `image` in the program reinstalls the instance (`OperatingSystem`) instead of replacing it.
   * **All its data is erased**, and it gets a new password; id and addresses stay. GigeNET does this within one
   * family of systems only, and refuses it otherwise. An image that was changed elsewhere is never the reason for a
   * reinstallation.
   */
  declare readonly reinstallOnImageChange: pulumi.Output<boolean | undefined>;

  /**
   * Hours that are paid for at once (`BillingTerm`): `1`, `730` (a month) or `2190` (three months). It is always
   * sent, as GigeNET's own default has changed from one hour to a month.
   */
  declare readonly billingTerm: pulumi.Output<1 | 730 | 2190 | undefined>;

  /** Whether the instance has a private address beside the public one (`PrivateIpAddress`). */
  declare readonly assignPrivateIp: pulumi.Output<boolean | undefined>;

  /**
   * Number of public addresses beside the first one (`AssociatePublicIpAddress`, `AssignPublicIpAddress`). They are
   * charged for, bound to the instance, and go with it. A smaller number gives back the newest; only addresses that
   * this resource has made are given back. Left alone if absent.
   */
  declare readonly additionalIps: pulumi.Output<number | undefined>;

  /**
   * Tag keys (`TagSpecification`); GigeNET's tags have no values. Made and deleted in place. Keys of the form
   * `pulumi-<16 hex>` and `pulumi-<16 hex>-<8 hex>` are the provider's own. Left alone if absent.
   */
  declare readonly tags: pulumi.Output<string[] | undefined>;

  /**
   * `running` or `stopped`; an instance that is paused counts as stopped. A stopped one is still charged. Left alone
   * if absent.
   */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | undefined>;

  /** Any change of this text restarts the instance (`RebootInstances`); one that is off is left alone. */
  declare readonly restartTrigger: pulumi.Output<string | undefined>;

  /**
   * Takes over an existing object by its id instead of making one. Refused where the object differs in something
   * that cannot be changed in place. Remove it after the first successful `pulumi up`; while it is set, a change
   * that would replace the object is an error.
   */
  declare readonly adopt: pulumi.Output<string | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` sets the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** Public IPv4 address. */
  declare readonly ip: pulumi.Output<string>;

  /** Private IPv4 address. */
  declare readonly privateIp: pulumi.Output<string | undefined>;

  /** Public IPv4 addresses beside `ip`: additional ones, and elastic ones that are associated with the instance. */
  declare readonly furtherIps: pulumi.Output<string[] | undefined>;

  /** Of `furtherIps`, those that this resource has made for `additionalIps`, oldest first. */
  declare readonly ownIps: pulumi.Output<string[] | undefined>;

  /** How many additional addresses GigeNET was asked for when this resource last bought one. */
  declare readonly askedIps: pulumi.Output<number | undefined>;

  /** State in GigeNET's word. */
  declare readonly status: pulumi.Output<string>;

  /** State as a number: 0 is on, 3 is off, 4 is neither yet. */
  declare readonly statusCode: pulumi.Output<number | undefined>;

  /** Hostname as GigeNET shows it, some with its own domain (`privateDnsName`). */
  declare readonly hostname: pulumi.Output<string | undefined>;

  /** Zone that the instance is in. */
  declare readonly availabilityZone: pulumi.Output<string>;

  /** Instance type as GigeNET shows it, such as `custom_cpu_4vcpu_3200m_60gb`. */
  declare readonly reportedType: pulumi.Output<string | undefined>;

  /** Virtual CPUs. */
  declare readonly vcpus: pulumi.Output<number | undefined>;

  /** Memory in MB. */
  declare readonly memoryMb: pulumi.Output<number | undefined>;

  /** Disk in GB. */
  declare readonly diskGb: pulumi.Output<number | undefined>;

  /** Id of the image that is installed. */
  declare readonly imageId: pulumi.Output<string | undefined>;

  /** Family of the operating system, such as `Centos`. */
  declare readonly platform: pulumi.Output<string | undefined>;

  /** Id of the subnet. */
  declare readonly subnetId: pulumi.Output<string | undefined>;

  /** When it was launched, in ISO 8601. */
  declare readonly launchTime: pulumi.Output<string | undefined>;

  /** Generated password of `root` or the administrator, as it was after the creation or the last reinstallation. */
  declare readonly password: pulumi.Output<string | undefined>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: InstanceArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: InstanceArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: InstanceArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Instance {
    return new Instance(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Instance {
    return Resource.isOf(shape, value);
  }
}

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface InstanceArgs {
  /**
   * Hostname (`Hostname`): letters, digits, dots and hyphens; unique in the account. Generated from the resource's
   * name if absent. The provider also adds a tag key `pulumi-<16 hex>-<8 hex>`. The first part is a hash of the
   * name, by which an interrupted create is found again; the second part is new for each create.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Zone (`Placement.AvailabilityZone`), such as `ord1`. If absent, the configuration's zone at the time of
   * creation.
   *
   * A change replaces the instance. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * zone exists.
   */
  zone?: pulumi.Input<string> | undefined;

  /**
   * Instance type (`InstanceType`), such as `gcl.2`. A change resizes the instance. GigeNET shows an instance's type
   * under another name (`custom_…`), so types are compared by cores, memory and disk: between two of the same size
   * there is no difference to be seen, and nothing is done.
   *
   * Can be changed in place: if the cloud refuses it while the instance is running, the instance is stopped and
   * started again. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. A change that would shrink
   * the disk is refused. `pulumi preview` checks that the instance type exists.
   */
  plan: pulumi.Input<string>;

  /**
   * Image (`ImageId`), by ID or description, such as `centos64_7`. With `reinstallOnImageChange`, a change
   * reinstalls the instance instead of replacing it.
   *
   * Changed in place if the cloud can do that; otherwise a change replaces the instance. Drift is reported in a
   * warning, not repaired. `pulumi preview` checks that the image exists.
   */
  image: pulumi.Input<string>;

  /**
   * If `true`, a change of `image` in the program reinstalls the instance (`OperatingSystem`) instead of replacing
   * it. **This erases all its data** and sets a new password; the ID and addresses stay. GigeNET allows it only
   * within one family of systems. Drift of the image never causes a reinstallation.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  reinstallOnImageChange?: pulumi.Input<boolean> | undefined;

  /**
   * Billing term in hours (`BillingTerm`): `1`, `730` (a month) or `2190` (three months). Always sent, because
   * GigeNET's own default has changed from an hour to a month.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the instance instead, set the
   * resource option `replaceOnChanges: ["billingTerm"]`. Cannot be read back, so drift is not detected. Default:
   * `1`.
   *
   * @default 1
   */
  billingTerm?: pulumi.Input<1 | 730 | 2190> | undefined;

  /**
   * Whether the instance also gets a private address (`PrivateIpAddress`).
   *
   * A change replaces the instance. Drift is reported in a warning, not repaired.
   */
  assignPrivateIp?: pulumi.Input<boolean> | undefined;

  /**
   * Number of additional public addresses (`AssociatePublicIpAddress`, `AssignPublicIpAddress`). They are charged,
   * bound to the instance and deleted with it. A smaller number releases the newest; only addresses that this
   * resource created are released. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  additionalIps?: pulumi.Input<number> | undefined;

  /**
   * Tag keys (`TagSpecification`); GigeNET's tags have no values. Keys of the form `pulumi-<16 hex>` and
   * `pulumi-<16 hex>-<8 hex>` are reserved for the provider. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  tags?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * `running` or `stopped` (still charged). A paused instance counts as stopped. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  powerState?: pulumi.Input<"running" | "stopped"> | undefined;

  /**
   * Any text. A change sets a new random password of `root` or the administrator (`Password`), which is then in
   * `password`. GigeNET does not accept a password of your own.
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  passwordTrigger?: pulumi.Input<string> | undefined;

  /**
   * Any text. A change restarts the instance (`RebootInstances`), unless it is off.
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  restartTrigger?: pulumi.Input<string> | undefined;

  /**
   * ID of an existing object to adopt instead of creating one. Fails if the object differs from the program in
   * something that cannot be changed in place. Remove it after the first successful `pulumi up`: while it is set, a
   * change that would replace the object is an error.
   */
  adopt?: pulumi.Input<string> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
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
    "passwordTrigger",
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

/**
 * A GigeNET cloud instance (Cloud Machine).
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = new indiecloud.gigenet.Instance("web", {
 *     zone: "ord1",
 *     plan: "gcl.2",
 *     image: "ubuntu64_16.04",
 *     tags: ["shop"],
 * });
 * export const ip = web.ip;
 * export const password = web.password;
 * ```
 *
 * @see https://github.com/gigenet-projects/gcloud-golang-api
 */
export class Instance extends Resource {
  /**
   * Hostname (`Hostname`): letters, digits, dots and hyphens; unique in the account. Generated from the resource's
   * name if absent. The provider also adds a tag key `pulumi-<16 hex>-<8 hex>`. The first part is a hash of the
   * name, by which an interrupted create is found again; the second part is new for each create.
   */
  declare readonly name: pulumi.Output<string>;

  /**
   * Zone (`Placement.AvailabilityZone`), such as `ord1`. If absent, the configuration's zone at the time of
   * creation.
   */
  declare readonly zone: pulumi.Output<string | undefined>;

  /**
   * Instance type (`InstanceType`), such as `gcl.2`. A change resizes the instance. GigeNET shows an instance's type
   * under another name (`custom_…`), so types are compared by cores, memory and disk: between two of the same size
   * there is no difference to be seen, and nothing is done.
   */
  declare readonly plan: pulumi.Output<string>;

  /**
   * Image (`ImageId`), by ID or description, such as `centos64_7`. With `reinstallOnImageChange`, a change
   * reinstalls the instance instead of replacing it.
   */
  declare readonly image: pulumi.Output<string>;

  /**
   * If `true`, a change of `image` in the program reinstalls the instance (`OperatingSystem`) instead of replacing
   * it. **This erases all its data** and sets a new password; the ID and addresses stay. GigeNET allows it only
   * within one family of systems. Drift of the image never causes a reinstallation.
   */
  declare readonly reinstallOnImageChange: pulumi.Output<boolean | undefined>;

  /**
   * Billing term in hours (`BillingTerm`): `1`, `730` (a month) or `2190` (three months). Always sent, because
   * GigeNET's own default has changed from an hour to a month.
   */
  declare readonly billingTerm: pulumi.Output<1 | 730 | 2190 | undefined>;

  /** Whether the instance also gets a private address (`PrivateIpAddress`). */
  declare readonly assignPrivateIp: pulumi.Output<boolean | undefined>;

  /**
   * Number of additional public addresses (`AssociatePublicIpAddress`, `AssignPublicIpAddress`). They are charged,
   * bound to the instance and deleted with it. A smaller number releases the newest; only addresses that this
   * resource created are released. Unmanaged if absent.
   */
  declare readonly additionalIps: pulumi.Output<number | undefined>;

  /**
   * Tag keys (`TagSpecification`); GigeNET's tags have no values. Keys of the form `pulumi-<16 hex>` and
   * `pulumi-<16 hex>-<8 hex>` are reserved for the provider. Unmanaged if absent.
   */
  declare readonly tags: pulumi.Output<string[] | undefined>;

  /** `running` or `stopped` (still charged). A paused instance counts as stopped. Unmanaged if absent. */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | undefined>;

  /**
   * Any text. A change sets a new random password of `root` or the administrator (`Password`), which is then in
   * `password`. GigeNET does not accept a password of your own.
   */
  declare readonly passwordTrigger: pulumi.Output<string | undefined>;

  /** Any text. A change restarts the instance (`RebootInstances`), unless it is off. */
  declare readonly restartTrigger: pulumi.Output<string | undefined>;

  /**
   * ID of an existing object to adopt instead of creating one. Fails if the object differs from the program in
   * something that cannot be changed in place. Remove it after the first successful `pulumi up`: while it is set, a
   * change that would replace the object is an error.
   */
  declare readonly adopt: pulumi.Output<string | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** Public IPv4 address. */
  declare readonly ip: pulumi.Output<string>;

  /** Private IPv4 address. */
  declare readonly privateIp: pulumi.Output<string | undefined>;

  /** Public IPv4 addresses other than `ip`: additional and associated elastic addresses. */
  declare readonly furtherIps: pulumi.Output<string[] | undefined>;

  /** Those of `furtherIps` that this resource created for `additionalIps`, oldest first. */
  declare readonly ownIps: pulumi.Output<string[] | undefined>;

  /** Number of additional addresses requested when this resource last bought one. */
  declare readonly askedIps: pulumi.Output<number | undefined>;

  /** Status as reported by GigeNET. */
  declare readonly status: pulumi.Output<string>;

  /** Status as a number: 0 is on, 3 is off, 4 is in between. */
  declare readonly statusCode: pulumi.Output<number | undefined>;

  /** Hostname as reported by GigeNET, sometimes with its own domain (`privateDnsName`). */
  declare readonly hostname: pulumi.Output<string | undefined>;

  /** Zone of the instance. */
  declare readonly availabilityZone: pulumi.Output<string>;

  /** Instance type as reported by GigeNET, such as `custom_cpu_4vcpu_3200m_60gb`. */
  declare readonly reportedType: pulumi.Output<string | undefined>;

  /** Virtual CPUs. */
  declare readonly vcpus: pulumi.Output<number | undefined>;

  /** Memory in MB. */
  declare readonly memoryMb: pulumi.Output<number | undefined>;

  /** Disk in GB. */
  declare readonly diskGb: pulumi.Output<number | undefined>;

  /** ID of the installed image. */
  declare readonly imageId: pulumi.Output<string | undefined>;

  /** Family of the operating system, such as `Centos`. */
  declare readonly platform: pulumi.Output<string | undefined>;

  /** ID of the subnet. */
  declare readonly subnetId: pulumi.Output<string | undefined>;

  /** Launch time in ISO 8601. */
  declare readonly launchTime: pulumi.Output<string | undefined>;

  /**
   * Generated password of `root` or the administrator, as of the creation, the last reinstallation or the last
   * change of `passwordTrigger`.
   */
  declare readonly password: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
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

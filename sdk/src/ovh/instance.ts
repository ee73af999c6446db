// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface InstanceArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the instance. Cannot be read back, so drift is not detected.
   */
  project?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the instance. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Flavor (`flavorId`), by id or name, such as `b3-8`. A change resizes the instance.
   *
   * Can be changed in place: the instance is rebooted. `pulumi refresh` detects drift, and the next `pulumi up`
   * reverts it. A change that would shrink the disk is refused. `pulumi preview` checks that the flavor exists.
   */
  plan: pulumi.Input<string>;

  /**
   * Image or snapshot to install (`imageId`), by ID or name, such as `Ubuntu 24.04`. Set exactly one of `image` and
   * `bootVolume`. `onImageChange` says what a change does.
   *
   * Changed in place if the cloud can do that; otherwise a change replaces the instance. Drift is reported in a
   * warning, not repaired. `pulumi preview` checks that the image exists.
   */
  image?: pulumi.Input<string> | undefined;

  /**
   * What a change of `image` does: `replace` (the default) creates a new instance; `reinstall` **erases the disk**
   * but keeps the instance, its ID and its addresses. User data may not run again.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  onImageChange?: pulumi.Input<"replace" | "reinstall"> | undefined;

  /**
   * Volume to boot from (`volumeId`), by ID or name, instead of `image`.
   *
   * A change replaces the instance. Cannot be read back, so drift is not detected. Only one object can have it at a
   * time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the volume
   * exists.
   */
  bootVolume?: pulumi.Input<string> | undefined;

  /**
   * SSH key that the first boot installs (`sshKeyId`), by ID or name: a list of one.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the instance instead, set the
   * resource option `replaceOnChanges: ["sshKeys"]`. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the SSH key exists.
   */
  sshKeys?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Script or cloud-init text for the first boot (`userData`), as plain text.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the instance instead, set the
   * resource option `replaceOnChanges: ["userData"]`. Cannot be read back, so drift is not detected. A secret in the
   * state.
   */
  userData?: pulumi.Input<string> | undefined;

  /**
   * All networks of the instance, including public ones, by name or either ID (`networkId`), such as `Ext-Net`. A
   * new instance is in the public network if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the network exists.
   */
  networks?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Fixed addresses in private networks (`ip`), by network in the spelling of `networks`. A change attaches the new
   * address, then detaches the old one.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. Only one object
   * can have it at a time, so a replacement that keeps it deletes the old object first.
   */
  fixedIps?: pulumi.Input<{ [key: string]: pulumi.Input<string> }> | undefined;

  /**
   * `running`, `stopped` (still charged) or `shelved` (kept as a snapshot; only storage is charged). A paused or
   * suspended instance counts as stopped. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  powerState?: pulumi.Input<"running" | "stopped" | "shelved"> | undefined;

  /**
   * Whether it runs OVHcloud's rescue system instead of its own, with its disk as a second one (`rescueMode`). A
   * change reboots it. Unmanaged if absent.
   *
   * Can be changed in place: the instance is rebooted. `pulumi refresh` detects drift, and the next `pulumi up`
   * reverts it.
   */
  rescueMode?: pulumi.Input<boolean> | undefined;

  /**
   * Any text. A change reboots the instance, unless it is off or in rescue mode.
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  restartTrigger?: pulumi.Input<string> | undefined;

  /**
   * Whether to charge by the month instead of by the hour (`monthlyBilling`). An instance cannot switch back to
   * hourly billing: `false` is then an error.
   *
   * Can be changed in place. Drift is reported in a warning, not repaired.
   */
  monthlyBilling?: pulumi.Input<boolean> | undefined;

  /**
   * Instance group (`groupId`), which places instances near or apart from each other, by ID or name.
   *
   * A change replaces the instance. Cannot be read back, so drift is not detected. `pulumi preview` checks that the
   * instance group exists.
   */
  group?: pulumi.Input<string> | undefined;

  /**
   * Zone, in a region with several, such as `eu-west-par-a`. OVHcloud chooses one if absent.
   *
   * A change replaces the instance. Drift is reported in a warning, not repaired.
   */
  availabilityZone?: pulumi.Input<string> | undefined;

  /**
   * Automatic backups (`autobackup`). A change creates a new schedule and deletes the old one; existing backups stay
   * and are charged. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  autobackup?: pulumi.Input<InstanceAutobackupArgs> | undefined;

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
   * Defaults: `60m` to create, `60m` to update and `20m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

export interface InstanceAutobackupArgs {
  /** Schedule as a cron expression, such as `0 2 * * *`. */
  cron: pulumi.Input<string>;

  /** Number of backups to keep. */
  rotation: pulumi.Input<number>;
}

export interface InstanceAutobackup {
  /** Schedule as a cron expression, such as `0 2 * * *`. */
  cron: string;

  /** Number of backups to keep. */
  rotation: number;
}

const shape: Shape = {
  token: "ovh:Instance",
  properties: [
    "name",
    "project",
    "region",
    "plan",
    "image",
    "onImageChange",
    "bootVolume",
    "sshKeys",
    "userData",
    "networks",
    "fixedIps",
    "powerState",
    "rescueMode",
    "restartTrigger",
    "monthlyBilling",
    "group",
    "availabilityZone",
    "autobackup",
    "adopt",
    "timeouts",
    "ip",
    "privateIp",
    "ipv6",
    "status",
    "planId",
    "imageId",
    "instanceId",
    "rescuePassword",
    "createdAt",
    "failure",
  ],
  secrets: ["userData", "rescuePassword"],
};

/**
 * An OVHcloud Public Cloud instance: a virtual machine.
 *
 * ## Example Usage
 *
 * A web server with your SSH key.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const laptop = new indiecloud.ovh.SshKey("laptop", {publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp you@laptop"});
 * const web = new indiecloud.ovh.Instance("web", {
 *     region: "GRA11",
 *     plan: "b3-8",
 *     image: "Ubuntu 24.04",
 *     sshKeys: [laptop.keyId],
 *     userData: `#cloud-config
 * packages: [nginx]
 * `,
 * });
 * export const ip = web.ip;
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class Instance extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Project (`serviceName`). If absent, the configuration's. */
  declare readonly project: pulumi.Output<string | undefined>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Flavor (`flavorId`), by id or name, such as `b3-8`. A change resizes the instance. */
  declare readonly plan: pulumi.Output<string>;

  /**
   * Image or snapshot to install (`imageId`), by ID or name, such as `Ubuntu 24.04`. Set exactly one of `image` and
   * `bootVolume`. `onImageChange` says what a change does.
   */
  declare readonly image: pulumi.Output<string | undefined>;

  /**
   * What a change of `image` does: `replace` (the default) creates a new instance; `reinstall` **erases the disk**
   * but keeps the instance, its ID and its addresses. User data may not run again.
   */
  declare readonly onImageChange: pulumi.Output<"replace" | "reinstall" | undefined>;

  /** Volume to boot from (`volumeId`), by ID or name, instead of `image`. */
  declare readonly bootVolume: pulumi.Output<string | undefined>;

  /** SSH key that the first boot installs (`sshKeyId`), by ID or name: a list of one. */
  declare readonly sshKeys: pulumi.Output<string[] | undefined>;

  /** Script or cloud-init text for the first boot (`userData`), as plain text. */
  declare readonly userData: pulumi.Output<string | undefined>;

  /**
   * All networks of the instance, including public ones, by name or either ID (`networkId`), such as `Ext-Net`. A
   * new instance is in the public network if absent.
   */
  declare readonly networks: pulumi.Output<string[] | undefined>;

  /**
   * Fixed addresses in private networks (`ip`), by network in the spelling of `networks`. A change attaches the new
   * address, then detaches the old one.
   */
  declare readonly fixedIps: pulumi.Output<{ [key: string]: string } | undefined>;

  /**
   * `running`, `stopped` (still charged) or `shelved` (kept as a snapshot; only storage is charged). A paused or
   * suspended instance counts as stopped. Unmanaged if absent.
   */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | "shelved" | undefined>;

  /**
   * Whether it runs OVHcloud's rescue system instead of its own, with its disk as a second one (`rescueMode`). A
   * change reboots it. Unmanaged if absent.
   */
  declare readonly rescueMode: pulumi.Output<boolean | undefined>;

  /** Any text. A change reboots the instance, unless it is off or in rescue mode. */
  declare readonly restartTrigger: pulumi.Output<string | undefined>;

  /**
   * Whether to charge by the month instead of by the hour (`monthlyBilling`). An instance cannot switch back to
   * hourly billing: `false` is then an error.
   */
  declare readonly monthlyBilling: pulumi.Output<boolean | undefined>;

  /** Instance group (`groupId`), which places instances near or apart from each other, by ID or name. */
  declare readonly group: pulumi.Output<string | undefined>;

  /** Zone, in a region with several, such as `eu-west-par-a`. OVHcloud chooses one if absent. */
  declare readonly availabilityZone: pulumi.Output<string | undefined>;

  /**
   * Automatic backups (`autobackup`). A change creates a new schedule and deletes the old one; existing backups stay
   * and are charged. Unmanaged if absent.
   */
  declare readonly autobackup: pulumi.Output<InstanceAutobackup | undefined>;

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

  /** Public IPv4 address, or empty if it no longer has one. */
  declare readonly ip: pulumi.Output<string>;

  /** Private IPv4 address, or empty if it no longer has one. */
  declare readonly privateIp: pulumi.Output<string | undefined>;

  /** IPv6 addresses. */
  declare readonly ipv6: pulumi.Output<string[] | undefined>;

  /** Status as reported by OVHcloud, such as `ACTIVE`. */
  declare readonly status: pulumi.Output<string>;

  /** ID of the flavor. */
  declare readonly planId: pulumi.Output<string>;

  /** ID of the installed image. */
  declare readonly imageId: pulumi.Output<string | undefined>;

  /** ID of the instance. */
  declare readonly instanceId: pulumi.Output<string>;

  /** Password of the rescue system, while `rescueMode` is on. */
  declare readonly rescuePassword: pulumi.Output<string | undefined>;

  /** Creation time in ISO 8601. */
  declare readonly createdAt: pulumi.Output<string | undefined>;

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

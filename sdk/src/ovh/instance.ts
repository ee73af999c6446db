// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface InstanceArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`), where it is not that of the configuration.
   *
   * A change replaces the instance. It cannot be read back: a change made elsewhere is not seen.
   */
  project?: pulumi.Input<string> | undefined;

  /**
   * Region that the project has activated, number included, such as `GRA11`.
   *
   * A change replaces the instance. It is read back: a change made elsewhere is told as a warning, and left as it
   * is. `pulumi preview` checks that there is such a region.
   */
  region: pulumi.Input<string>;

  /**
   * Flavor (`flavorId`), by id or name, such as `b3-8`. A change resizes the instance; the disk cannot become
   * smaller.
   *
   * A change is made in place; the instance is rebooted. It is read back: `pulumi refresh` shows a change made
   * elsewhere, and the next `pulumi up` undoes it. `pulumi preview` checks that there is such a flavor.
   */
  plan: pulumi.Input<string>;

  /**
   * Image or snapshot to install (`imageId`), by id or name, such as `Ubuntu 24.04`. Exactly one of `image` and
   * `bootVolume`. A change makes another instance, unless `onImageChange` says otherwise.
   *
   * A change is made in place where the cloud can do that, and else replaces the instance. It is read back: a change
   * made elsewhere is told as a warning, and left as it is. `pulumi preview` checks that there is such an image.
   */
  image?: pulumi.Input<string> | undefined;

  /**
   * What a change of `image` does: `replace` (the default) makes another instance; `reinstall` keeps the instance,
   * its id and its addresses, and erases its disk. User data is not run again for sure.
   *
   * A change is made in place. It cannot be read back: a change made elsewhere is not seen.
   */
  onImageChange?: pulumi.Input<"replace" | "reinstall"> | undefined;

  /**
   * Id of the volume to boot from (`volumeId`), instead of `image`.
   *
   * A change replaces the instance. It cannot be read back: a change made elsewhere is not seen. Only one object can
   * have it at a time: a replacement that keeps it deletes the old object first.
   */
  bootVolume?: pulumi.Input<string> | undefined;

  /**
   * The SSH key that the first boot installs (`sshKeyId`), by id or name: a list of one.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the instance, set the
   * resource option `replaceOnChanges: ["sshKeys"]`. It is read back: a change made elsewhere is told as a warning,
   * and left as it is. `pulumi preview` checks that there is such an SSH key.
   */
  sshKeys?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Script or cloud-init text for the first boot (`userData`), as plain text. Cannot be read back.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the instance, set the
   * resource option `replaceOnChanges: ["userData"]`. It cannot be read back: a change made elsewhere is not seen. A
   * secret in the state.
   */
  userData?: pulumi.Input<string> | undefined;

  /**
   * All networks of the instance, public ones too, by name or either id (`networkId`); such as `Ext-Net`. Attached
   * and detached in place. A new instance is in the public network if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it. `pulumi preview` checks that there is such a network.
   */
  networks?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Fixed addresses in private networks (`ip`), by network as `networks` has it. A change attaches the new address,
   * then detaches the old one.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it. Only one object can have it at a time: a replacement that keeps it deletes the old object
   * first.
   */
  fixedIps?: pulumi.Input<{ [key: string]: pulumi.Input<string> }> | undefined;

  /**
   * `running`, `stopped` (still charged) or `shelved` (kept as a snapshot; only storage is charged). A paused or
   * suspended instance counts as stopped. Left alone if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  powerState?: pulumi.Input<"running" | "stopped" | "shelved"> | undefined;

  /**
   * Charge by the month instead of by the hour (`monthlyBilling`). One way: an instance never goes back to hourly
   * billing, and `false` for one that is charged by the month is an error.
   *
   * A change is made in place. It is read back: a change made elsewhere is told as a warning, and left as it is.
   */
  monthlyBilling?: pulumi.Input<boolean> | undefined;

  /**
   * Instance group (`groupId`) that places it near others or apart from them, by id or name.
   *
   * A change replaces the instance. It cannot be read back: a change made elsewhere is not seen. `pulumi preview`
   * checks that there is such an instance group.
   */
  group?: pulumi.Input<string> | undefined;

  /**
   * Zone of a region that has several, such as `eu-west-par-a`. OVHcloud chooses if absent.
   *
   * A change replaces the instance. It is read back: a change made elsewhere is told as a warning, and left as it
   * is.
   */
  availabilityZone?: pulumi.Input<string> | undefined;

  /**
   * Automatic backups (`autobackup`). A change makes another schedule and deletes the old one; the backups that it
   * has made stay, and are charged. Left alone if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  autobackup?: pulumi.Input<InstanceAutobackupArgs> | undefined;

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
   * Defaults: `60m` to create, `60m` to update and `20m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

export interface InstanceAutobackupArgs {
  /** When, as a cron line such as `0 2 * * *`. */
  cron: pulumi.Input<string>;

  /** How many backups are kept. */
  rotation: pulumi.Input<number>;
}

export interface InstanceAutobackup {
  /** When, as a cron line such as `0 2 * * *`. */
  cron: string;

  /** How many backups are kept. */
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
    "createdAt",
    "failure",
  ],
  secrets: ["userData"],
};

/** An OVHcloud Public Cloud instance: a virtual machine. */
export class Instance extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Project (`serviceName`), where it is not that of the configuration. */
  declare readonly project: pulumi.Output<string | undefined>;

  /** Region that the project has activated, number included, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /**
   * Flavor (`flavorId`), by id or name, such as `b3-8`. A change resizes the instance; the disk cannot become
   * smaller.
   */
  declare readonly plan: pulumi.Output<string>;

  /**
   * Image or snapshot to install (`imageId`), by id or name, such as `Ubuntu 24.04`. Exactly one of `image` and
   * `bootVolume`. A change makes another instance, unless `onImageChange` says otherwise.
   */
  declare readonly image: pulumi.Output<string | undefined>;

  /**
   * What a change of `image` does: `replace` (the default) makes another instance; `reinstall` keeps the instance,
   * its id and its addresses, and erases its disk. User data is not run again for sure.
   */
  declare readonly onImageChange: pulumi.Output<"replace" | "reinstall" | undefined>;

  /** Id of the volume to boot from (`volumeId`), instead of `image`. */
  declare readonly bootVolume: pulumi.Output<string | undefined>;

  /** The SSH key that the first boot installs (`sshKeyId`), by id or name: a list of one. */
  declare readonly sshKeys: pulumi.Output<string[] | undefined>;

  /** Script or cloud-init text for the first boot (`userData`), as plain text. Cannot be read back. */
  declare readonly userData: pulumi.Output<string | undefined>;

  /**
   * All networks of the instance, public ones too, by name or either id (`networkId`); such as `Ext-Net`. Attached
   * and detached in place. A new instance is in the public network if absent.
   */
  declare readonly networks: pulumi.Output<string[] | undefined>;

  /**
   * Fixed addresses in private networks (`ip`), by network as `networks` has it. A change attaches the new address,
   * then detaches the old one.
   */
  declare readonly fixedIps: pulumi.Output<{ [key: string]: string } | undefined>;

  /**
   * `running`, `stopped` (still charged) or `shelved` (kept as a snapshot; only storage is charged). A paused or
   * suspended instance counts as stopped. Left alone if absent.
   */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | "shelved" | undefined>;

  /**
   * Charge by the month instead of by the hour (`monthlyBilling`). One way: an instance never goes back to hourly
   * billing, and `false` for one that is charged by the month is an error.
   */
  declare readonly monthlyBilling: pulumi.Output<boolean | undefined>;

  /** Instance group (`groupId`) that places it near others or apart from them, by id or name. */
  declare readonly group: pulumi.Output<string | undefined>;

  /** Zone of a region that has several, such as `eu-west-par-a`. OVHcloud chooses if absent. */
  declare readonly availabilityZone: pulumi.Output<string | undefined>;

  /**
   * Automatic backups (`autobackup`). A change makes another schedule and deletes the old one; the backups that it
   * has made stay, and are charged. Left alone if absent.
   */
  declare readonly autobackup: pulumi.Output<InstanceAutobackup | undefined>;

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

  /** Public IPv4 address; empty once it has none any more. */
  declare readonly ip: pulumi.Output<string>;

  /** Private IPv4 address; empty once it has none any more. */
  declare readonly privateIp: pulumi.Output<string | undefined>;

  /** IPv6 addresses. */
  declare readonly ipv6: pulumi.Output<string[] | undefined>;

  /** Status in OVHcloud's word, such as `ACTIVE`. */
  declare readonly status: pulumi.Output<string>;

  /** Id of the flavor. */
  declare readonly planId: pulumi.Output<string>;

  /** Id of the image that is installed. */
  declare readonly imageId: pulumi.Output<string | undefined>;

  /** Id of the instance at OVHcloud. */
  declare readonly instanceId: pulumi.Output<string>;

  /** When it was made, in ISO 8601. */
  declare readonly createdAt: pulumi.Output<string | undefined>;

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

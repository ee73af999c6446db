// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VmArgs {
  /**
   * Name in the panel, and the host name at first boot (`hostname`). Generated from the resource's name if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by id or name, such as `toronto`.
   *
   * A change replaces the VM. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * `pulumi preview` checks that there is such a region. Default: `"toronto"`.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Plan, by id or name, such as `m.2`. A change resizes the VM; the disk cannot become smaller.
   *
   * A change is made in place; where the cloud refuses it while the VM runs, it is stopped and started again. It is
   * read back: `pulumi refresh` shows a change made elsewhere, and the next `pulumi up` undoes it. `pulumi preview`
   * checks that there is such a plan.
   */
  plan: pulumi.Input<string>;

  /**
   * Image to install, by id or name, such as `Ubuntu 24.04 64-bit`. Exactly one of `image` and `bootVolume`.
   *
   * A change replaces the VM. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * `pulumi preview` checks that there is such an image.
   */
  image?: pulumi.Input<string> | undefined;

  /**
   * Id of the volume to boot from (`volume_id`), instead of `image`.
   *
   * A change replaces the VM. It cannot be read back: a change made elsewhere is not seen. Only one object can have
   * it at a time: a replacement that keeps it deletes the old object first.
   */
  bootVolume?: pulumi.Input<string> | undefined;

  /**
   * Attach the boot volume by virtio instead of IDE (`volume_virtio`).
   *
   * A change replaces the VM. It cannot be read back: a change made elsewhere is not seen.
   */
  volumeVirtio?: pulumi.Input<boolean> | undefined;

  /**
   * SSH keys that the first boot installs, by id or label (`key_id`).
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the VM, set the
   * resource option `replaceOnChanges: ["sshKeys"]`. It cannot be read back: a change made elsewhere is not seen.
   * `pulumi preview` checks that there is such an SSH key.
   */
  sshKeys?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Startup scripts that run at first boot, by id or name (`scripts`).
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the VM, set the
   * resource option `replaceOnChanges: ["startupScripts"]`. It cannot be read back: a change made elsewhere is not
   * seen. `pulumi preview` checks that there is such a startup script.
   */
  startupScripts?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Security groups, by id or name; attached and detached in place.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it. `pulumi preview` checks that there is such a security group.
   */
  securityGroups?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Virtual network, by id or name (`net_id`).
   *
   * A change replaces the VM. It cannot be read back: a change made elsewhere is not seen. `pulumi preview` checks
   * that there is such a network.
   */
  network?: pulumi.Input<string> | undefined;

  /**
   * Address of the account to give to the VM (`ip`), instead of a new one. It stays on the account when the VM is
   * deleted.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it. Only one object can have it at a time: a replacement that keeps it deletes the old object
   * first.
   */
  floatingIp?: pulumi.Input<string> | undefined;

  /**
   * `running`, `stopped` (still charged) or `shelved` (storage and addresses are still charged). Left alone if
   * absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  powerState?: pulumi.Input<"running" | "stopped" | "shelved"> | undefined;

  /**
   * Generate a password also for a snapshot or volume (`set_password`); templates always get one.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the VM, set the
   * resource option `replaceOnChanges: ["setPassword"]`. It cannot be read back: a change made elsewhere is not
   * seen.
   */
  setPassword?: pulumi.Input<boolean> | undefined;

  /**
   * UUID of an affinity group (`affinity_group`).
   *
   * A change replaces the VM. It cannot be read back: a change made elsewhere is not seen.
   */
  affinityGroup?: pulumi.Input<string> | undefined;

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
   * Defaults: `10m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "lunanode:Vm",
  properties: [
    "name",
    "region",
    "plan",
    "image",
    "bootVolume",
    "volumeVirtio",
    "sshKeys",
    "startupScripts",
    "securityGroups",
    "network",
    "floatingIp",
    "powerState",
    "setPassword",
    "affinityGroup",
    "adopt",
    "timeouts",
    "ip",
    "privateIp",
    "ipv6",
    "status",
    "planId",
    "imageName",
    "memoryMb",
    "vcpus",
    "diskGb",
    "assignedIp",
    "username",
    "password",
    "failure",
  ],
  secrets: ["password"],
};

/** A LunaNode virtual machine. */
export class Vm extends Resource {
  /** Name in the panel, and the host name at first boot (`hostname`). Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region, by id or name, such as `toronto`. */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Plan, by id or name, such as `m.2`. A change resizes the VM; the disk cannot become smaller. */
  declare readonly plan: pulumi.Output<string>;

  /** Image to install, by id or name, such as `Ubuntu 24.04 64-bit`. Exactly one of `image` and `bootVolume`. */
  declare readonly image: pulumi.Output<string | undefined>;

  /** Id of the volume to boot from (`volume_id`), instead of `image`. */
  declare readonly bootVolume: pulumi.Output<string | undefined>;

  /** Attach the boot volume by virtio instead of IDE (`volume_virtio`). */
  declare readonly volumeVirtio: pulumi.Output<boolean | undefined>;

  /** SSH keys that the first boot installs, by id or label (`key_id`). */
  declare readonly sshKeys: pulumi.Output<string[] | undefined>;

  /** Startup scripts that run at first boot, by id or name (`scripts`). */
  declare readonly startupScripts: pulumi.Output<string[] | undefined>;

  /** Security groups, by id or name; attached and detached in place. */
  declare readonly securityGroups: pulumi.Output<string[] | undefined>;

  /** Virtual network, by id or name (`net_id`). */
  declare readonly network: pulumi.Output<string | undefined>;

  /**
   * Address of the account to give to the VM (`ip`), instead of a new one. It stays on the account when the VM is
   * deleted.
   */
  declare readonly floatingIp: pulumi.Output<string | undefined>;

  /**
   * `running`, `stopped` (still charged) or `shelved` (storage and addresses are still charged). Left alone if
   * absent.
   */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | "shelved" | undefined>;

  /** Generate a password also for a snapshot or volume (`set_password`); templates always get one. */
  declare readonly setPassword: pulumi.Output<boolean | undefined>;

  /** UUID of an affinity group (`affinity_group`). */
  declare readonly affinityGroup: pulumi.Output<string | undefined>;

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

  /** IPv6 addresses. */
  declare readonly ipv6: pulumi.Output<string[] | undefined>;

  /** State in LunaNode's word. */
  declare readonly status: pulumi.Output<string>;

  /** Id of the plan. */
  declare readonly planId: pulumi.Output<string>;

  /** Name of the image that is installed. */
  declare readonly imageName: pulumi.Output<string | undefined>;

  /** Memory in MB. */
  declare readonly memoryMb: pulumi.Output<number | undefined>;

  /** Virtual CPUs. */
  declare readonly vcpus: pulumi.Output<number | undefined>;

  /** Disk in GB. */
  declare readonly diskGb: pulumi.Output<number | undefined>;

  /** The address that LunaNode took for this VM; it is given back with the VM. Others are kept on the account. */
  declare readonly assignedIp: pulumi.Output<string | undefined>;

  /** User of the first login. */
  declare readonly username: pulumi.Output<string | undefined>;

  /** Generated password of the first login. */
  declare readonly password: pulumi.Output<string | undefined>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: VmArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: VmArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: VmArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Vm {
    return new Vm(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Vm {
    return Resource.isOf(shape, value);
  }
}

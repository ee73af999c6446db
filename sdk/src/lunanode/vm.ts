// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VmArgs {
  /**
   * Name in the panel, and the hostname at first boot (`hostname`). Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by ID or name, such as `toronto`.
   *
   * A change replaces the VM. Drift is reported in a warning, not repaired. `pulumi preview` checks that the region
   * exists. Default: `"toronto"`.
   *
   * @default "toronto"
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Plan, by id or name, such as `m.2`. A change resizes the VM.
   *
   * Can be changed in place: if the cloud refuses it while the VM is running, the VM is stopped and started again.
   * `pulumi refresh` detects drift, and the next `pulumi up` reverts it. A change that would shrink the disk is
   * refused. `pulumi preview` checks that the plan exists.
   */
  plan: pulumi.Input<string>;

  /**
   * Image to install, by ID or name, such as `Ubuntu 24.04 64-bit`. Set exactly one of `image` and `bootVolume`.
   * `onImageChange` says what a change does.
   *
   * Changed in place if the cloud can do that; otherwise a change replaces the VM. Drift is reported in a warning,
   * not repaired. `pulumi preview` checks that the image exists.
   */
  image?: pulumi.Input<string> | undefined;

  /**
   * What a change of `image` does: `replace` (the default) creates a new VM; `reimage` **erases the disk** but keeps
   * the VM, its ID and its addresses. Drift of the image never causes it.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  onImageChange?: pulumi.Input<"replace" | "reimage"> | undefined;

  /**
   * Volume to boot from (`volume_id`), by ID or name, instead of `image`.
   *
   * A change replaces the VM. Cannot be read back, so drift is not detected. Only one object can have it at a time,
   * so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the volume exists.
   */
  bootVolume?: pulumi.Input<string> | undefined;

  /**
   * Whether to attach the boot volume with virtio instead of IDE (`volume_virtio`).
   *
   * A change replaces the VM. Cannot be read back, so drift is not detected.
   */
  volumeVirtio?: pulumi.Input<boolean> | undefined;

  /**
   * SSH keys that the first boot installs, by ID or label (`key_id`).
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the VM instead, set the resource
   * option `replaceOnChanges: ["sshKeys"]`. Cannot be read back, so drift is not detected. `pulumi preview` checks
   * that the SSH key exists.
   */
  sshKeys?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Startup scripts that run at first boot, by ID or name (`scripts`).
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the VM instead, set the resource
   * option `replaceOnChanges: ["startupScripts"]`. Cannot be read back, so drift is not detected. `pulumi preview`
   * checks that the startup script exists.
   */
  startupScripts?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Security groups, by ID or name.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the security group exists.
   */
  securityGroups?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Virtual network, by ID or name (`net_id`).
   *
   * A change replaces the VM. Cannot be read back, so drift is not detected. `pulumi preview` checks that the
   * network exists.
   */
  network?: pulumi.Input<string> | undefined;

  /**
   * Further private IPv4 addresses of the VM in its network (`vm/ip-add`), beside `privateIp`. Set them up in the
   * guest yourself. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. Only one object
   * can have it at a time, so a replacement that keeps it deletes the old object first.
   */
  privateIps?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Address of the account for the VM (`ip`), or the ID of a `FloatingIp`, instead of a new address. It stays in the
   * account when the VM is deleted.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. Only one object
   * can have it at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that
   * the floating IP exists.
   */
  floatingIp?: pulumi.Input<string> | undefined;

  /**
   * `running`, `stopped` (still charged) or `shelved` (storage and addresses are still charged). Unmanaged if
   * absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  powerState?: pulumi.Input<"running" | "stopped" | "shelved"> | undefined;

  /**
   * Any text. A change reboots the VM (`vm/reboot`), unless it is off.
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  restartTrigger?: pulumi.Input<string> | undefined;

  /**
   * Whether CPU time above the plan's share is charged instead of slowed down (`charge_for_cpu`). LunaNode does not
   * document the call, and shows nothing of it.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the VM instead, set the resource
   * option `replaceOnChanges: ["chargeForCpu"]`. Cannot be read back, so drift is not detected.
   */
  chargeForCpu?: pulumi.Input<boolean> | undefined;

  /**
   * Whether the VM does not lend its unused CPU share to others (`fairshare_nolend`).
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the VM instead, set the resource
   * option `replaceOnChanges: ["fairShareNoLend"]`. Cannot be read back, so drift is not detected.
   */
  fairShareNoLend?: pulumi.Input<boolean> | undefined;

  /**
   * Whether to generate a password for a snapshot or volume too (`set_password`); templates always get one.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the VM instead, set the resource
   * option `replaceOnChanges: ["setPassword"]`. Cannot be read back, so drift is not detected.
   */
  setPassword?: pulumi.Input<boolean> | undefined;

  /**
   * UUID of an affinity group (`affinity_group`).
   *
   * A change replaces the VM. Cannot be read back, so drift is not detected.
   */
  affinityGroup?: pulumi.Input<string> | undefined;

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
    "onImageChange",
    "bootVolume",
    "volumeVirtio",
    "sshKeys",
    "startupScripts",
    "securityGroups",
    "network",
    "privateIps",
    "floatingIp",
    "powerState",
    "restartTrigger",
    "chargeForCpu",
    "fairShareNoLend",
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

/**
 * A LunaNode virtual machine.
 *
 * ## Example Usage
 *
 * A web server: SSH for your key, HTTP and HTTPS for everyone.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const laptop = new indiecloud.lunanode.SshKey("laptop", {publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp you@laptop"});
 * const firewall = new indiecloud.lunanode.SecurityGroup("firewall", {
 *     region: "toronto",
 *     rules: [
 *         {
 *             direction: "ingress",
 *             protocol: "tcp",
 *             portMin: 22,
 *         },
 *         {
 *             direction: "ingress",
 *             protocol: "tcp",
 *             portMin: 80,
 *         },
 *         {
 *             direction: "ingress",
 *             protocol: "tcp",
 *             portMin: 443,
 *         },
 *     ],
 * });
 * const web = new indiecloud.lunanode.Vm("web", {
 *     region: "toronto",
 *     plan: "m.2",
 *     image: "Ubuntu 24.04 64-bit",
 *     sshKeys: [laptop.id],
 *     securityGroups: [firewall.id],
 * });
 * export const ip = web.ip;
 * ```
 *
 * @see https://www.lunanode.com/api/vm
 */
export class Vm extends Resource {
  /** Name in the panel, and the hostname at first boot (`hostname`). Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region, by ID or name, such as `toronto`. */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Plan, by id or name, such as `m.2`. A change resizes the VM. */
  declare readonly plan: pulumi.Output<string>;

  /**
   * Image to install, by ID or name, such as `Ubuntu 24.04 64-bit`. Set exactly one of `image` and `bootVolume`.
   * `onImageChange` says what a change does.
   */
  declare readonly image: pulumi.Output<string | undefined>;

  /**
   * What a change of `image` does: `replace` (the default) creates a new VM; `reimage` **erases the disk** but keeps
   * the VM, its ID and its addresses. Drift of the image never causes it.
   */
  declare readonly onImageChange: pulumi.Output<"replace" | "reimage" | undefined>;

  /** Volume to boot from (`volume_id`), by ID or name, instead of `image`. */
  declare readonly bootVolume: pulumi.Output<string | undefined>;

  /** Whether to attach the boot volume with virtio instead of IDE (`volume_virtio`). */
  declare readonly volumeVirtio: pulumi.Output<boolean | undefined>;

  /** SSH keys that the first boot installs, by ID or label (`key_id`). */
  declare readonly sshKeys: pulumi.Output<string[] | undefined>;

  /** Startup scripts that run at first boot, by ID or name (`scripts`). */
  declare readonly startupScripts: pulumi.Output<string[] | undefined>;

  /** Security groups, by ID or name. */
  declare readonly securityGroups: pulumi.Output<string[] | undefined>;

  /** Virtual network, by ID or name (`net_id`). */
  declare readonly network: pulumi.Output<string | undefined>;

  /**
   * Further private IPv4 addresses of the VM in its network (`vm/ip-add`), beside `privateIp`. Set them up in the
   * guest yourself. Unmanaged if absent.
   */
  declare readonly privateIps: pulumi.Output<string[] | undefined>;

  /**
   * Address of the account for the VM (`ip`), or the ID of a `FloatingIp`, instead of a new address. It stays in the
   * account when the VM is deleted.
   */
  declare readonly floatingIp: pulumi.Output<string | undefined>;

  /**
   * `running`, `stopped` (still charged) or `shelved` (storage and addresses are still charged). Unmanaged if
   * absent.
   */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | "shelved" | undefined>;

  /** Any text. A change reboots the VM (`vm/reboot`), unless it is off. */
  declare readonly restartTrigger: pulumi.Output<string | undefined>;

  /**
   * Whether CPU time above the plan's share is charged instead of slowed down (`charge_for_cpu`). LunaNode does not
   * document the call, and shows nothing of it.
   */
  declare readonly chargeForCpu: pulumi.Output<boolean | undefined>;

  /** Whether the VM does not lend its unused CPU share to others (`fairshare_nolend`). */
  declare readonly fairShareNoLend: pulumi.Output<boolean | undefined>;

  /** Whether to generate a password for a snapshot or volume too (`set_password`); templates always get one. */
  declare readonly setPassword: pulumi.Output<boolean | undefined>;

  /** UUID of an affinity group (`affinity_group`). */
  declare readonly affinityGroup: pulumi.Output<string | undefined>;

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

  /** IPv6 addresses. */
  declare readonly ipv6: pulumi.Output<string[] | undefined>;

  /** Status as reported by LunaNode. */
  declare readonly status: pulumi.Output<string>;

  /** ID of the plan. */
  declare readonly planId: pulumi.Output<string>;

  /** Name of the installed image. */
  declare readonly imageName: pulumi.Output<string | undefined>;

  /** Memory in MB. */
  declare readonly memoryMb: pulumi.Output<number | undefined>;

  /** Virtual CPUs. */
  declare readonly vcpus: pulumi.Output<number | undefined>;

  /** Disk in GB. */
  declare readonly diskGb: pulumi.Output<number | undefined>;

  /**
   * Address that LunaNode allocated for this VM; released when the VM is deleted. Other addresses stay in the
   * account.
   */
  declare readonly assignedIp: pulumi.Output<string | undefined>;

  /** User for the first login. */
  declare readonly username: pulumi.Output<string | undefined>;

  /** Generated password for the first login. */
  declare readonly password: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
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

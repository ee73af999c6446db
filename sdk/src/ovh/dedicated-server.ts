// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface DedicatedServerArgs {
  /**
   * The server to adopt, such as `ns3012345.ip-198-51-100.eu`.
   *
   * A change replaces the dedicated server. Drift is reported in a warning, not repaired. Only one object can have
   * it at a time, so a replacement that keeps it deletes the old object first.
   */
  serviceName: pulumi.Input<string>;

  /**
   * Name in the panel, which belongs to the service (`/services`). Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  displayName?: pulumi.Input<string> | undefined;

  /**
   * Whether OVHcloud watches it by ping, and acts if it does not answer. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  monitoring?: pulumi.Input<boolean> | undefined;

  /**
   * What its next reboot starts (`bootId`): `harddisk`, `rescue`, or the ID of a boot. Change `restartTrigger` with
   * it to reboot at once. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the boot exists.
   */
  boot?: pulumi.Input<string> | undefined;

  /**
   * Key for the rescue system. Without one, OVHcloud sends a password by e-mail. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  rescueSshKey?: pulumi.Input<string> | undefined;

  /**
   * Operating system that is installed (`operatingSystem`), such as `debian12_64`. A change is refused unless
   * `onImageChange` says otherwise.
   *
   * Can be changed in place: the dedicated server is rebooted. Drift is reported in a warning, not repaired.
   * `pulumi preview` checks that the operating system exists.
   */
  image?: pulumi.Input<string> | undefined;

  /**
   * What a change of `image` does: `refuse` (the default) is an error; `reinstall` installs it and **erases the
   * disks**.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  onImageChange?: pulumi.Input<"refuse" | "reinstall"> | undefined;

  /**
   * Host name that a reinstallation sets. A change is used by the next one.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the dedicated server instead, set
   * the resource option `replaceOnChanges: ["hostname"]`. Cannot be read back, so drift is not detected.
   */
  hostname?: pulumi.Input<string> | undefined;

  /**
   * Key that a reinstallation installs (`sshKey`). A change is used by the next one.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the dedicated server instead, set
   * the resource option `replaceOnChanges: ["publicSshKey"]`. Cannot be read back, so drift is not detected.
   */
  publicSshKey?: pulumi.Input<string> | undefined;

  /**
   * Any text. A change resets the server: its system is not shut down first.
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  restartTrigger?: pulumi.Input<string> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   *
   * Defaults: `120m` to create, `120m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "ovh:DedicatedServer",
  properties: [
    "serviceName",
    "displayName",
    "monitoring",
    "boot",
    "rescueSshKey",
    "image",
    "onImageChange",
    "hostname",
    "publicSshKey",
    "restartTrigger",
    "timeouts",
    "status",
    "ip",
    "plan",
    "region",
    "datacenter",
    "operatingSystem",
    "failure",
  ],
  secrets: [],
};

/**
 * An OVHcloud dedicated server, adopted with `serviceName`. Order one in the panel; deleting the resource releases
 * the server, which stays and is charged until you cancel it there. For its reverse DNS name and its firewall, use
 * `IpReverse` and `IpFirewall`.
 *
 * ## Example Usage
 *
 * A server that was ordered in the panel.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const database = new indiecloud.ovh.DedicatedServer("database", {
 *     serviceName: "ns3012345.ip-198-51-100.eu",
 *     displayName: "database",
 *     monitoring: true,
 * });
 * export const ip = database.ip;
 * ```
 *
 * @see https://github.com/ovh/terraform-provider-ovh
 */
export class DedicatedServer extends Resource {
  /** The server to adopt, such as `ns3012345.ip-198-51-100.eu`. */
  declare readonly serviceName: pulumi.Output<string>;

  /** Name in the panel, which belongs to the service (`/services`). Unmanaged if absent. */
  declare readonly displayName: pulumi.Output<string | undefined>;

  /** Whether OVHcloud watches it by ping, and acts if it does not answer. Unmanaged if absent. */
  declare readonly monitoring: pulumi.Output<boolean | undefined>;

  /**
   * What its next reboot starts (`bootId`): `harddisk`, `rescue`, or the ID of a boot. Change `restartTrigger` with
   * it to reboot at once. Unmanaged if absent.
   */
  declare readonly boot: pulumi.Output<string | undefined>;

  /** Key for the rescue system. Without one, OVHcloud sends a password by e-mail. Unmanaged if absent. */
  declare readonly rescueSshKey: pulumi.Output<string | undefined>;

  /**
   * Operating system that is installed (`operatingSystem`), such as `debian12_64`. A change is refused unless
   * `onImageChange` says otherwise.
   */
  declare readonly image: pulumi.Output<string | undefined>;

  /**
   * What a change of `image` does: `refuse` (the default) is an error; `reinstall` installs it and **erases the
   * disks**.
   */
  declare readonly onImageChange: pulumi.Output<"refuse" | "reinstall" | undefined>;

  /** Host name that a reinstallation sets. A change is used by the next one. */
  declare readonly hostname: pulumi.Output<string | undefined>;

  /** Key that a reinstallation installs (`sshKey`). A change is used by the next one. */
  declare readonly publicSshKey: pulumi.Output<string | undefined>;

  /** Any text. A change resets the server: its system is not shut down first. */
  declare readonly restartTrigger: pulumi.Output<string | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** State as reported by OVHcloud, such as `ok`. */
  declare readonly status: pulumi.Output<string>;

  /** IPv4 address. */
  declare readonly ip: pulumi.Output<string | undefined>;

  /** Model (`commercialRange`). */
  declare readonly plan: pulumi.Output<string | undefined>;

  /** Region. */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Data center, such as `rbx8`. */
  declare readonly datacenter: pulumi.Output<string | undefined>;

  /** Operating system (`os`), as OVHcloud shows it. */
  declare readonly operatingSystem: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: DedicatedServerArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: DedicatedServerArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: DedicatedServerArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): DedicatedServer {
    return new DedicatedServer(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is DedicatedServer {
    return Resource.isOf(shape, value);
  }
}

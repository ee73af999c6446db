// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface NasVolumeArgs {
  /**
   * Name (`volumeName`): 3 to 20 letters and digits. NAVER Cloud shows it with the number of the member before it:
   * output `volumeName`. Generated from the resource's name if absent. It cannot be changed: a change is only
   * recorded.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the NAS volume instead, set the
   * resource option `replaceOnChanges: ["name"]`. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the NAS volume. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Zone, such as `KR-2` (`zoneCode`). NAVER Cloud chooses one if absent.
   *
   * A change replaces the NAS volume. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * zone exists.
   */
  zone?: pulumi.Input<string> | undefined;

  /**
   * `NFS` for Linux or `CIFS` for Windows (`volumeAllotmentProtocolTypeCode`).
   *
   * A change replaces the NAS volume. Drift is reported in a warning, not repaired.
   */
  protocol: pulumi.Input<"NFS" | "CIFS">;

  /**
   * Size in GB: 500 to 20000, in steps of 100. It grows in place, and never shrinks.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. A change that
   * would shrink the NAS volume is refused.
   */
  size: pulumi.Input<number>;

  /**
   * Servers that can use it, by number (`serverInstanceNo`) or ID. Those that are added can write. NAVER Cloud
   * changes them for NFS only. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  servers?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * User name for `CIFS` (`cifsUserName`), needed for the first such volume of an account.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the NAS volume instead, set the
   * resource option `replaceOnChanges: ["cifsUser"]`. Cannot be read back, so drift is not detected.
   */
  cifsUser?: pulumi.Input<string> | undefined;

  /**
   * Password of that user (`cifsUserPassword`).
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the NAS volume instead, set the
   * resource option `replaceOnChanges: ["cifsPassword"]`. Cannot be read back, so drift is not detected. A secret in
   * the state.
   */
  cifsPassword?: pulumi.Input<string> | undefined;

  /**
   * Whether the volume is encrypted (`isEncryptedVolume`).
   *
   * A change replaces the NAS volume. Drift is reported in a warning, not repaired.
   */
  encrypted?: pulumi.Input<boolean> | undefined;

  /**
   * Whether NAVER Cloud refuses to delete it (`isReturnProtection`). While it is true, deleting the resource is an
   * error.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  returnProtection?: pulumi.Input<boolean> | undefined;

  /**
   * Description (`nasVolumeDescription`), at most 1000 bytes.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the NAS volume instead, set the
   * resource option `replaceOnChanges: ["description"]`. Drift is reported in a warning, not repaired.
   */
  description?: pulumi.Input<string> | undefined;

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
   * Defaults: `30m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:NasVolume",
  properties: [
    "name",
    "region",
    "zone",
    "protocol",
    "size",
    "servers",
    "cifsUser",
    "cifsPassword",
    "encrypted",
    "returnProtection",
    "description",
    "adopt",
    "timeouts",
    "nasVolumeInstanceNo",
    "volumeName",
    "mountInformation",
    "status",
    "failure",
  ],
  secrets: ["cifsPassword"],
};

/**
 * A NAS volume that servers mount by NFS or CIFS. It costs money until it is deleted.
 *
 * ## Example Usage
 *
 * Storage that two servers mount by NFS.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const blue = new indiecloud.naver.Server("blue", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: "shop-front",
 * });
 * const green = new indiecloud.naver.Server("green", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: "shop-front",
 * });
 * const uploads = new indiecloud.naver.NasVolume("uploads", {
 *     protocol: "NFS",
 *     size: 500,
 *     servers: [
 *         blue.id,
 *         green.id,
 *     ],
 * });
 * export const mount = uploads.mountInformation;
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/storage-vnas-volume-createnasvolumeinstance
 */
export class NasVolume extends Resource {
  /**
   * Name (`volumeName`): 3 to 20 letters and digits. NAVER Cloud shows it with the number of the member before it:
   * output `volumeName`. Generated from the resource's name if absent. It cannot be changed: a change is only
   * recorded.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Zone, such as `KR-2` (`zoneCode`). NAVER Cloud chooses one if absent. */
  declare readonly zone: pulumi.Output<string | undefined>;

  /** `NFS` for Linux or `CIFS` for Windows (`volumeAllotmentProtocolTypeCode`). */
  declare readonly protocol: pulumi.Output<"NFS" | "CIFS">;

  /** Size in GB: 500 to 20000, in steps of 100. It grows in place, and never shrinks. */
  declare readonly size: pulumi.Output<number>;

  /**
   * Servers that can use it, by number (`serverInstanceNo`) or ID. Those that are added can write. NAVER Cloud
   * changes them for NFS only. Unmanaged if absent.
   */
  declare readonly servers: pulumi.Output<string[] | undefined>;

  /** User name for `CIFS` (`cifsUserName`), needed for the first such volume of an account. */
  declare readonly cifsUser: pulumi.Output<string | undefined>;

  /** Password of that user (`cifsUserPassword`). */
  declare readonly cifsPassword: pulumi.Output<string | undefined>;

  /** Whether the volume is encrypted (`isEncryptedVolume`). */
  declare readonly encrypted: pulumi.Output<boolean | undefined>;

  /**
   * Whether NAVER Cloud refuses to delete it (`isReturnProtection`). While it is true, deleting the resource is an
   * error.
   */
  declare readonly returnProtection: pulumi.Output<boolean | undefined>;

  /** Description (`nasVolumeDescription`), at most 1000 bytes. */
  declare readonly description: pulumi.Output<string | undefined>;

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

  /** Number of the volume. */
  declare readonly nasVolumeInstanceNo: pulumi.Output<string>;

  /** Name as NAVER Cloud shows it, such as `n2638000_data`. */
  declare readonly volumeName: pulumi.Output<string | undefined>;

  /** What to mount, such as `10.250.0.7:/n2638000_data`. */
  declare readonly mountInformation: pulumi.Output<string | undefined>;

  /** Status as reported by NAVER Cloud, such as `CREAT`. */
  declare readonly status: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: NasVolumeArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: NasVolumeArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: NasVolumeArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): NasVolume {
    return new NasVolume(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is NasVolume {
    return Resource.isOf(shape, value);
  }
}

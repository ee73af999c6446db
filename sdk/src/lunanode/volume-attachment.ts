// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VolumeAttachmentArgs {
  /**
   * Volume, by ID or name.
   *
   * A change replaces the volume attachment. Drift is reported in a warning, not repaired. Only one object can have
   * it at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the
   * volume exists.
   */
  volume: pulumi.Input<string>;

  /**
   * VM to attach it to, by ID or name, in the region of the volume. A change moves the volume.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the VM exists.
   */
  vm: pulumi.Input<string>;

  /**
   * Device name that LunaNode is asked for (`target`), such as `/dev/vdc`. The guest may choose another one, so
   * mount by UUID. `auto` if absent.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the volume attachment instead,
   * set the resource option `replaceOnChanges: ["target"]`. Cannot be read back, so drift is not detected.
   */
  target?: pulumi.Input<string> | undefined;

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
  token: "lunanode:VolumeAttachment",
  properties: ["volume", "vm", "target", "adopt", "timeouts", "volumeId", "status", "failure"],
  secrets: [],
};

/**
 * Attaches a volume to a VM. Deleting it detaches the volume, which keeps its data. Unmount the file system in the
 * guest first.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const database = new indiecloud.lunanode.Vm("database", {
 *     region: "toronto",
 *     plan: "m.2",
 *     image: "Debian 12 64-bit",
 * });
 * const data = new indiecloud.lunanode.Volume("data", {
 *     region: "toronto",
 *     size: 50,
 * });
 * const dataOnDatabase = new indiecloud.lunanode.VolumeAttachment("dataOnDatabase", {
 *     volume: data.id,
 *     vm: database.id,
 *     target: "/dev/vdc",
 * });
 * ```
 *
 * @see https://www.lunanode.com/api/volume
 */
export class VolumeAttachment extends Resource {
  /** Volume, by ID or name. */
  declare readonly volume: pulumi.Output<string>;

  /** VM to attach it to, by ID or name, in the region of the volume. A change moves the volume. */
  declare readonly vm: pulumi.Output<string>;

  /**
   * Device name that LunaNode is asked for (`target`), such as `/dev/vdc`. The guest may choose another one, so
   * mount by UUID. `auto` if absent.
   */
  declare readonly target: pulumi.Output<string | undefined>;

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

  /** ID of the volume, without its region. */
  declare readonly volumeId: pulumi.Output<string>;

  /** Status of the volume as reported by LunaNode, such as `in-use`. */
  declare readonly status: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: VolumeAttachmentArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: VolumeAttachmentArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: VolumeAttachmentArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): VolumeAttachment {
    return new VolumeAttachment(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is VolumeAttachment {
    return Resource.isOf(shape, value);
  }
}

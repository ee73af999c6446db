// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface FloatingIpAttachmentArgs {
  /**
   * The address, or the ID of a `FloatingIp`.
   *
   * A change replaces the floating IP attachment. Drift is reported in a warning, not repaired. Only one object can
   * have it at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the
   * floating IP exists.
   */
  floatingIp: pulumi.Input<string>;

  /**
   * VM to attach it to, by ID or name, in the region of the address. A change moves the address.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the VM exists.
   */
  vm: pulumi.Input<string>;

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
  token: "lunanode:FloatingIpAttachment",
  properties: ["floatingIp", "vm", "adopt", "timeouts", "ip", "failure"],
  secrets: [],
};

/**
 * Attaches a floating IP to a VM, beside the addresses that the VM has already. Deleting it detaches the address and
 * keeps it in the account.
 *
 * ## Example Usage
 *
 * Move the address to another server by changing `vm`.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const blue = new indiecloud.lunanode.Vm("blue", {
 *     region: "toronto",
 *     plan: "m.1",
 *     image: "Ubuntu 24.04 64-bit",
 * });
 * const site = new indiecloud.lunanode.FloatingIp("site", {region: "toronto"});
 * const siteOnBlue = new indiecloud.lunanode.FloatingIpAttachment("siteOnBlue", {
 *     floatingIp: site.id,
 *     vm: blue.id,
 * });
 * ```
 *
 * @see https://www.lunanode.com/api/vm
 */
export class FloatingIpAttachment extends Resource {
  /** The address, or the ID of a `FloatingIp`. */
  declare readonly floatingIp: pulumi.Output<string>;

  /** VM to attach it to, by ID or name, in the region of the address. A change moves the address. */
  declare readonly vm: pulumi.Output<string>;

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

  /** The address. */
  declare readonly ip: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: FloatingIpAttachmentArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: FloatingIpAttachmentArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: FloatingIpAttachmentArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): FloatingIpAttachment {
    return new FloatingIpAttachment(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is FloatingIpAttachment {
    return Resource.isOf(shape, value);
  }
}

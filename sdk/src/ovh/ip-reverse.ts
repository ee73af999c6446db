// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface IpReverseArgs {
  /**
   * The address (`ipReverse`), spelled as OVHcloud lists it.
   *
   * A change replaces the reverse DNS entry. Drift is reported in a warning, not repaired. Only one object can have
   * it at a time, so a replacement that keeps it deletes the old object first.
   */
  ip: pulumi.Input<string>;

  /**
   * The block that the address belongs to (`ip`), as the panel shows it. Required for IPv6. An IPv4 address is a
   * block of its own if absent.
   *
   * A change replaces the reverse DNS entry. Drift is reported in a warning, not repaired.
   */
  block?: pulumi.Input<string> | undefined;

  /**
   * Host name, which must already resolve to the address. Letter case and a dot at the end are ignored.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  reverse: pulumi.Input<string>;

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
  token: "ovh:IpReverse",
  properties: ["ip", "block", "reverse", "adopt", "timeouts", "formerReverse", "writtenReverse", "failure"],
  secrets: [],
};

/**
 * The reverse DNS name (PTR) of an address of the account: an additional IP, or one that came with a VPS or a
 * server. Deleting the resource restores the previous name.
 *
 * ## Example Usage
 *
 * The name of the address that came with a VPS.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const mailName = new indiecloud.ovh.IpReverse("mailName", {
 *     ip: "198.51.100.23",
 *     reverse: "mail.example.com",
 * });
 * ```
 *
 * @see https://github.com/ovh/terraform-provider-ovh
 */
export class IpReverse extends Resource {
  /** The address (`ipReverse`), spelled as OVHcloud lists it. */
  declare readonly ip: pulumi.Output<string>;

  /**
   * The block that the address belongs to (`ip`), as the panel shows it. Required for IPv6. An IPv4 address is a
   * block of its own if absent.
   */
  declare readonly block: pulumi.Output<string | undefined>;

  /** Host name, which must already resolve to the address. Letter case and a dot at the end are ignored. */
  declare readonly reverse: pulumi.Output<string>;

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

  /** The name before this resource first set one, which deletion restores. Empty if there was none. */
  declare readonly formerReverse: pulumi.Output<string | undefined>;

  /** The name that this resource last set. Deletion restores the previous name only if this one is still set. */
  declare readonly writtenReverse: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: IpReverseArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: IpReverseArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: IpReverseArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): IpReverse {
    return new IpReverse(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is IpReverse {
    return Resource.isOf(shape, value);
  }
}

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ReverseDnsArgs {
  /**
   * The address, such as the output `ip` of a VM, or the ID of a `FloatingIp` without `reverseDns`.
   *
   * A change replaces the reverse DNS entry. Drift is reported in a warning, not repaired. Only one object can have
   * it at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the
   * floating IP exists.
   */
  ip: pulumi.Input<string>;

  /**
   * Host name. Letter case and a trailing dot are ignored.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  hostname: pulumi.Input<string>;

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
  token: "lunanode:ReverseDns",
  properties: ["ip", "hostname", "adopt", "timeouts", "formerHostname", "writtenHostname", "failure"],
  secrets: [],
};

/**
 * The reverse DNS name (PTR) of an address that no `FloatingIp` of the program sets it for, such as the address that
 * came with a VM. Deleting the resource restores the previous name.
 *
 * ## Example Usage
 *
 * The name of the address that came with a VM.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const mail = new indiecloud.lunanode.Vm("mail", {
 *     region: "toronto",
 *     plan: "m.2",
 *     image: "Debian 12 64-bit",
 * });
 * const mailName = new indiecloud.lunanode.ReverseDns("mailName", {
 *     ip: mail.ip,
 *     hostname: "mail.example.com",
 * });
 * ```
 *
 * @see https://www.lunanode.com/api/overview
 */
export class ReverseDns extends Resource {
  /** The address, such as the output `ip` of a VM, or the ID of a `FloatingIp` without `reverseDns`. */
  declare readonly ip: pulumi.Output<string>;

  /** Host name. Letter case and a trailing dot are ignored. */
  declare readonly hostname: pulumi.Output<string>;

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

  /** The name before this resource first set one, which deletion restores. Empty if it was LunaNode's own. */
  declare readonly formerHostname: pulumi.Output<string | undefined>;

  /** The name that this resource last set. Deletion restores the previous name only if this one is still set. */
  declare readonly writtenHostname: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: ReverseDnsArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ReverseDnsArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ReverseDnsArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ReverseDns {
    return new ReverseDns(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is ReverseDns {
    return Resource.isOf(shape, value);
  }
}

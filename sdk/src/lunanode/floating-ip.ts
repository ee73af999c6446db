// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface FloatingIpArgs {
  /**
   * Region, by ID or name, such as `toronto`.
   *
   * A change replaces the floating IP. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists. Default: `"toronto"`.
   *
   * @default "toronto"
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Reverse DNS name (PTR). An empty text restores LunaNode's own name. Letter case and a trailing dot are ignored.
   * Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  reverseDns?: pulumi.Input<string> | undefined;

  /**
   * Unattached addresses of the account that belong to something else. Without them, nothing is created while the
   * region has an address that no VM has and no known resource manages: an interrupted run could have allocated it.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  otherAddresses?: pulumi.Input<pulumi.Input<string>[]> | undefined;

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
  token: "lunanode:FloatingIp",
  properties: ["region", "reverseDns", "otherAddresses", "adopt", "timeouts", "ip", "hostname", "failure"],
  secrets: [],
};

/**
 * A public IPv4 address of the account, independent of any VM. Give it to a VM with `floatingIp` of the VM or with a
 * `FloatingIpAttachment`. It is charged also while it is unattached.
 *
 * ## Example Usage
 *
 * An address that stays when the server behind it is replaced.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const site = new indiecloud.lunanode.FloatingIp("site", {
 *     region: "toronto",
 *     reverseDns: "www.example.com",
 * });
 * const web = new indiecloud.lunanode.Vm("web", {
 *     region: "toronto",
 *     plan: "m.1",
 *     image: "Ubuntu 24.04 64-bit",
 *     floatingIp: site.id,
 * });
 * export const ip = site.ip;
 * ```
 *
 * @see https://www.lunanode.com/api/overview
 */
export class FloatingIp extends Resource {
  /** Region, by ID or name, such as `toronto`. */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * Reverse DNS name (PTR). An empty text restores LunaNode's own name. Letter case and a trailing dot are ignored.
   * Unmanaged if absent.
   */
  declare readonly reverseDns: pulumi.Output<string | undefined>;

  /**
   * Unattached addresses of the account that belong to something else. Without them, nothing is created while the
   * region has an address that no VM has and no known resource manages: an interrupted run could have allocated it.
   */
  declare readonly otherAddresses: pulumi.Output<string[] | undefined>;

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

  /** Reverse DNS name as LunaNode shows it. */
  declare readonly hostname: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: FloatingIpArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: FloatingIpArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: FloatingIpArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): FloatingIp {
    return new FloatingIp(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is FloatingIp {
    return Resource.isOf(shape, value);
  }
}

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface DynamicDnsArgs {
  /**
   * Name without its domain: `web` is `web.lndyn.com`. Unique among all users of LunaNode.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name: pulumi.Input<string>;

  /**
   * IPv4 address.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  ip: pulumi.Input<string>;

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
  token: "lunanode:DynamicDns",
  properties: ["name", "ip", "adopt", "timeouts", "dynId", "hostname", "failure"],
  secrets: [],
};

/**
 * A name below `lndyn.com` for an address, from LunaNode's dynamic DNS.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = new indiecloud.lunanode.Vm("web", {
 *     region: "toronto",
 *     plan: "m.1",
 *     image: "Ubuntu 24.04 64-bit",
 * });
 * const shop = new indiecloud.lunanode.DynamicDns("shop", {
 *     name: "example-shop",
 *     ip: web.ip,
 * });
 * export const hostname = shop.hostname;
 * ```
 *
 * @see https://www.lunanode.com/api/overview
 */
export class DynamicDns extends Resource {
  /** Name without its domain: `web` is `web.lndyn.com`. Unique among all users of LunaNode. */
  declare readonly name: pulumi.Output<string>;

  /** IPv4 address. */
  declare readonly ip: pulumi.Output<string>;

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

  /** ID of the name. */
  declare readonly dynId: pulumi.Output<string>;

  /** Host name, such as `web.lndyn.com`. */
  declare readonly hostname: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: DynamicDnsArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: DynamicDnsArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: DynamicDnsArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): DynamicDns {
    return new DynamicDns(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is DynamicDns {
    return Resource.isOf(shape, value);
  }
}

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface PublicIpArgs {
  /**
   * Identifies the address. NAVER Cloud's addresses have no name, so this is the description
   * (`publicIpDescription`), at most 1000 bytes. Generated from the resource's name if absent.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the public IP instead, set the
   * resource option `replaceOnChanges: ["name"]`. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the public IP. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Server to attach it to, by number (`serverInstanceNo`) or ID, in a `PUBLIC` subnet. An empty text detaches it.
   * Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. Only one object
   * can have it at a time, so a replacement that keeps it deletes the old object first.
   */
  server?: pulumi.Input<string> | undefined;

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
  token: "naver:PublicIp",
  properties: [
    "name",
    "region",
    "server",
    "adopt",
    "timeouts",
    "ip",
    "publicIpInstanceNo",
    "serverInstanceNo",
    "failure",
  ],
  secrets: [],
};

/**
 * A public IPv4 address of the account, independent of the server that it is attached to.
 *
 * ## Example Usage
 *
 * An address that stays when the server behind it is replaced.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = new indiecloud.naver.Server("web", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: "shop-front",
 * });
 * const site = new indiecloud.naver.PublicIp("site", {server: web.id});
 * export const ip = site.ip;
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vserver
 */
export class PublicIp extends Resource {
  /**
   * Identifies the address. NAVER Cloud's addresses have no name, so this is the description
   * (`publicIpDescription`), at most 1000 bytes. Generated from the resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * Server to attach it to, by number (`serverInstanceNo`) or ID, in a `PUBLIC` subnet. An empty text detaches it.
   * Unmanaged if absent.
   */
  declare readonly server: pulumi.Output<string | undefined>;

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

  /** Number of the public IP. */
  declare readonly publicIpInstanceNo: pulumi.Output<string>;

  /** Number of the server that it is attached to, or empty. */
  declare readonly serverInstanceNo: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: PublicIpArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: PublicIpArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: PublicIpArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): PublicIp {
    return new PublicIp(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is PublicIp {
    return Resource.isOf(shape, value);
  }
}

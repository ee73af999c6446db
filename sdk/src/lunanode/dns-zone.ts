// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface DnsZoneArgs {
  /**
   * Domain, such as `example.com`. Letter case and a trailing dot are ignored.
   *
   * A change replaces the DNS zone. Drift is reported in a warning, not repaired.
   */
  name: pulumi.Input<string>;

  /**
   * Time to live of the zone in seconds. LunaNode does not show it.
   *
   * A change replaces the DNS zone. Cannot be read back, so drift is not detected. Default: `3600`.
   *
   * @default 3600
   */
  ttl?: pulumi.Input<number> | undefined;

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
  token: "lunanode:DnsZone",
  properties: ["name", "ttl", "adopt", "timeouts", "zoneId", "failure"],
  secrets: [],
};

/**
 * A DNS zone of the account, for `DnsRecord`s. LunaNode cannot change one: every change replaces it, with all its
 * records. Deleting it deletes every record in it.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const site = new indiecloud.lunanode.DnsZone("site", {name: "example.com"});
 * const mail = new indiecloud.lunanode.DnsRecord("mail", {
 *     zone: site.id,
 *     name: "@",
 *     type: "MX",
 *     data: "mail.example.com",
 *     priority: 10,
 * });
 * ```
 *
 * @see https://www.lunanode.com/api/overview
 */
export class DnsZone extends Resource {
  /** Domain, such as `example.com`. Letter case and a trailing dot are ignored. */
  declare readonly name: pulumi.Output<string>;

  /** Time to live of the zone in seconds. LunaNode does not show it. */
  declare readonly ttl: pulumi.Output<number | undefined>;

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

  /** ID of the zone. */
  declare readonly zoneId: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: DnsZoneArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: DnsZoneArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: DnsZoneArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): DnsZone {
    return new DnsZone(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is DnsZone {
    return Resource.isOf(shape, value);
  }
}

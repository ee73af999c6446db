// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface DnsRecordArgs {
  /**
   * Zone (`zoneName`), such as `example.com`.
   *
   * A change replaces the DNS record. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * DNS zone exists.
   */
  zone: pulumi.Input<string>;

  /**
   * Name relative to the zone, such as `www`; `@` is the zone itself.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. Only one object
   * can have it at a time, so a replacement that keeps it deletes the old object first.
   */
  subDomain: pulumi.Input<string>;

  /**
   * Type, such as `A`, `AAAA`, `CNAME`, `MX` or `TXT`.
   *
   * A change replaces the DNS record. Drift is reported in a warning, not repaired.
   */
  fieldType: pulumi.Input<string>;

  /**
   * Data, such as an address, a text, or a host name, which is relative to the zone unless it ends with a dot.
   * Quotes around a text are ignored.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  target: pulumi.Input<string>;

  /**
   * Time to live in seconds. That of the zone if it was never set.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
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
  token: "ovh:DnsRecord",
  properties: ["zone", "subDomain", "fieldType", "target", "ttl", "adopt", "timeouts", "recordId", "fqdn", "failure"],
  secrets: [],
};

/**
 * A record of a DNS zone of the account. After a change the zone is refreshed, which publishes it: once for all
 * records that change at about the same time.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = new indiecloud.ovh.Instance("web", {
 *     region: "GRA11",
 *     plan: "b3-8",
 *     image: "Ubuntu 24.04",
 * });
 * const www = new indiecloud.ovh.DnsRecord("www", {
 *     zone: "example.com",
 *     subDomain: "www",
 *     fieldType: "A",
 *     target: web.ip,
 *     ttl: 300,
 * });
 * ```
 *
 * @see https://github.com/ovh/terraform-provider-ovh
 */
export class DnsRecord extends Resource {
  /** Zone (`zoneName`), such as `example.com`. */
  declare readonly zone: pulumi.Output<string>;

  /** Name relative to the zone, such as `www`; `@` is the zone itself. */
  declare readonly subDomain: pulumi.Output<string>;

  /** Type, such as `A`, `AAAA`, `CNAME`, `MX` or `TXT`. */
  declare readonly fieldType: pulumi.Output<string>;

  /**
   * Data, such as an address, a text, or a host name, which is relative to the zone unless it ends with a dot.
   * Quotes around a text are ignored.
   */
  declare readonly target: pulumi.Output<string>;

  /** Time to live in seconds. That of the zone if it was never set. */
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

  /** ID of the record. */
  declare readonly recordId: pulumi.Output<string>;

  /** Absolute name, such as `www.example.com`. */
  declare readonly fqdn: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: DnsRecordArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: DnsRecordArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: DnsRecordArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): DnsRecord {
    return new DnsRecord(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is DnsRecord {
    return Resource.isOf(shape, value);
  }
}

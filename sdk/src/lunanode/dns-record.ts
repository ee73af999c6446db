// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface DnsRecordArgs {
  /**
   * Zone, by ID or domain.
   *
   * A change replaces the DNS record. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * DNS zone exists.
   */
  zone: pulumi.Input<string>;

  /**
   * Name relative to the zone, such as `www`; `@` is the zone itself.
   *
   * A change replaces the DNS record. Drift is reported in a warning, not repaired. Only one object can have it at a
   * time, so a replacement that keeps it deletes the old object first.
   */
  name: pulumi.Input<string>;

  /**
   * Type, such as `A`, `AAAA`, `CNAME`, `MX` or `TXT`.
   *
   * A change replaces the DNS record. Drift is reported in a warning, not repaired.
   */
  type: pulumi.Input<string>;

  /**
   * Data, such as an address, a host name, or a text without quotes. A trailing dot and quotes around a text are
   * ignored.
   *
   * A change replaces the DNS record. Drift is reported in a warning, not repaired. Only one object can have it at a
   * time, so a replacement that keeps it deletes the old object first.
   */
  data: pulumi.Input<string>;

  /**
   * Time to live in seconds.
   *
   * A change replaces the DNS record. Drift is reported in a warning, not repaired. Default: `3600`.
   *
   * @default 3600
   */
  ttl?: pulumi.Input<number> | undefined;

  /**
   * Priority of an `MX` or `SRV` record (`aux`).
   *
   * A change replaces the DNS record. Drift is reported in a warning, not repaired.
   */
  priority?: pulumi.Input<number> | undefined;

  /**
   * Weight among records of the same name, passed on as it is. LunaNode does not show it.
   *
   * A change replaces the DNS record. Cannot be read back, so drift is not detected.
   */
  weight?: pulumi.Input<string> | undefined;

  /**
   * Region whose visitors get this record, passed on as it is. LunaNode does not show it.
   *
   * A change replaces the DNS record. Cannot be read back, so drift is not detected.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * ID of a monitor that takes the record out while it fails (`monitor_id`), passed on as it is. LunaNode does not
   * show it.
   *
   * A change replaces the DNS record. Cannot be read back, so drift is not detected.
   */
  monitor?: pulumi.Input<string> | undefined;

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
  token: "lunanode:DnsRecord",
  properties: [
    "zone",
    "name",
    "type",
    "data",
    "ttl",
    "priority",
    "weight",
    "region",
    "monitor",
    "adopt",
    "timeouts",
    "recordId",
    "fqdn",
    "failure",
  ],
  secrets: [],
};

/**
 * A record of a DNS zone. LunaNode cannot change one: a change creates the new record first and then deletes the old
 * one, if the two can be there together.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const site = new indiecloud.lunanode.DnsZone("site", {name: "example.com"});
 * const web = new indiecloud.lunanode.Vm("web", {
 *     region: "toronto",
 *     plan: "m.1",
 *     image: "Ubuntu 24.04 64-bit",
 * });
 * const www = new indiecloud.lunanode.DnsRecord("www", {
 *     zone: site.id,
 *     name: "www",
 *     type: "A",
 *     data: web.ip,
 *     ttl: 300,
 * });
 * ```
 *
 * @see https://www.lunanode.com/api/overview
 */
export class DnsRecord extends Resource {
  /** Zone, by ID or domain. */
  declare readonly zone: pulumi.Output<string>;

  /** Name relative to the zone, such as `www`; `@` is the zone itself. */
  declare readonly name: pulumi.Output<string>;

  /** Type, such as `A`, `AAAA`, `CNAME`, `MX` or `TXT`. */
  declare readonly type: pulumi.Output<string>;

  /**
   * Data, such as an address, a host name, or a text without quotes. A trailing dot and quotes around a text are
   * ignored.
   */
  declare readonly data: pulumi.Output<string>;

  /** Time to live in seconds. */
  declare readonly ttl: pulumi.Output<number | undefined>;

  /** Priority of an `MX` or `SRV` record (`aux`). */
  declare readonly priority: pulumi.Output<number | undefined>;

  /** Weight among records of the same name, passed on as it is. LunaNode does not show it. */
  declare readonly weight: pulumi.Output<string | undefined>;

  /** Region whose visitors get this record, passed on as it is. LunaNode does not show it. */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * ID of a monitor that takes the record out while it fails (`monitor_id`), passed on as it is. LunaNode does not
   * show it.
   */
  declare readonly monitor: pulumi.Output<string | undefined>;

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

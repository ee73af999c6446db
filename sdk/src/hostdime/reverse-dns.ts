// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ReverseDnsArgs {
  /**
   * Whether the address belongs to a `vps` or to a dedicated `server`.
   *
   * A change replaces the reverse DNS entry. Drift is reported in a warning, not repaired. Default: `"vps"`.
   *
   * @default "vps"
   */
  kind?: pulumi.Input<"vps" | "server"> | undefined;

  /**
   * The VPS or server with the address (`cuid`, called API ID in the portal).
   *
   * A change replaces the reverse DNS entry. Drift is reported in a warning, not repaired.
   */
  cuid: pulumi.Input<string>;

  /**
   * The address, spelled as HostDime lists it.
   *
   * A change replaces the reverse DNS entry. Drift is reported in a warning, not repaired. Only one object can have
   * it at a time, so a replacement that keeps it deletes the old object first.
   */
  ip: pulumi.Input<string>;

  /**
   * Hostname. Letter case and a trailing dot are ignored.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  ptr: pulumi.Input<string>;

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
  token: "hostdime:ReverseDns",
  properties: ["kind", "cuid", "ip", "ptr", "adopt", "timeouts", "formerPtr", "writtenPtr", "failure"],
  secrets: [],
};

/**
 * The reverse DNS name (PTR) of an address of a HostDime VPS or dedicated server. Deleting the resource restores the
 * previous name; HostDime cannot clear one.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const mail = new indiecloud.hostdime.Vps("mail", {cuid: "V1027"});
 * const mailName = new indiecloud.hostdime.ReverseDns("mailName", {
 *     cuid: mail.id,
 *     ip: "198.51.100.23",
 *     ptr: "mail.example.com",
 * });
 * ```
 *
 * @see https://api.hostdime.com/docs/request.html
 */
export class ReverseDns extends Resource {
  /** Whether the address belongs to a `vps` or to a dedicated `server`. */
  declare readonly kind: pulumi.Output<"vps" | "server" | undefined>;

  /** The VPS or server with the address (`cuid`, called API ID in the portal). */
  declare readonly cuid: pulumi.Output<string>;

  /** The address, spelled as HostDime lists it. */
  declare readonly ip: pulumi.Output<string>;

  /** Hostname. Letter case and a trailing dot are ignored. */
  declare readonly ptr: pulumi.Output<string>;

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

  /** The name before this resource first set one, which deletion restores. Absent if there was none. */
  declare readonly formerPtr: pulumi.Output<string | undefined>;

  /** The name that this resource last set. Deletion restores the previous name only if this one is still set. */
  declare readonly writtenPtr: pulumi.Output<string | undefined>;

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

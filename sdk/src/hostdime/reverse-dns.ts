// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ReverseDnsArgs {
  /**
   * Whether the address belongs to a `vps` or to a dedicated `server`.
   *
   * A change replaces the reverse DNS entry. It is read back: a change made elsewhere is told as a warning, and left
   * as it is. Default: `"vps"`.
   */
  kind?: pulumi.Input<"vps" | "server"> | undefined;

  /**
   * The VPS or server that has the address (`cuid`, called API ID in the portal).
   *
   * A change replaces the reverse DNS entry. It is read back: a change made elsewhere is told as a warning, and left
   * as it is.
   */
  cuid: pulumi.Input<string>;

  /**
   * The address, spelt as HostDime lists it.
   *
   * A change replaces the reverse DNS entry. It is read back: a change made elsewhere is told as a warning, and left
   * as it is. Only one object can have it at a time: a replacement that keeps it deletes the old object first.
   */
  ip: pulumi.Input<string>;

  /**
   * Host name. Letter case and a dot at the end make no difference.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  ptr: pulumi.Input<string>;

  /**
   * Takes over an existing object by its id instead of making one. Refused where the object differs in something
   * that cannot be changed in place. Remove it after the first successful `pulumi up`; while it is set, a change
   * that would replace the object is an error.
   */
  adopt?: pulumi.Input<string> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` sets the
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
 * The reverse DNS name (PTR) of an address of a HostDime VPS or dedicated server. Deleting the resource writes the
 * former name back; HostDime has no call that clears one.
 */
export class ReverseDns extends Resource {
  /** Whether the address belongs to a `vps` or to a dedicated `server`. */
  declare readonly kind: pulumi.Output<"vps" | "server" | undefined>;

  /** The VPS or server that has the address (`cuid`, called API ID in the portal). */
  declare readonly cuid: pulumi.Output<string>;

  /** The address, spelt as HostDime lists it. */
  declare readonly ip: pulumi.Output<string>;

  /** Host name. Letter case and a dot at the end make no difference. */
  declare readonly ptr: pulumi.Output<string>;

  /**
   * Takes over an existing object by its id instead of making one. Refused where the object differs in something
   * that cannot be changed in place. Remove it after the first successful `pulumi up`; while it is set, a change
   * that would replace the object is an error.
   */
  declare readonly adopt: pulumi.Output<string | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` sets the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** The name before the first one that was written here; deletion restores it. Absent: there was none. */
  declare readonly formerPtr: pulumi.Output<string | undefined>;

  /** The name that was last written here; while it stands, it is this resource's to take back. */
  declare readonly writtenPtr: pulumi.Output<string | undefined>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
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

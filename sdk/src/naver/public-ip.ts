// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface PublicIpArgs {
  /**
   * What tells it from others. NAVER Cloud's addresses have no name, so it is their description
   * (`publicIpDescription`), at most 1000 bytes. Generated from the resource's name if absent. Used at creation
   * only: no call changes it.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the public IP, set the
   * resource option `replaceOnChanges: ["name"]`. It is read back: a change made elsewhere is told as a warning, and
   * left as it is.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent.
   *
   * A change replaces the public IP. It is read back: a change made elsewhere is told as a warning, and left as it
   * is. `pulumi preview` checks that there is such a region.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Server to attach it to, by number (`serverInstanceNo`) or id; in a `PUBLIC` subnet. Empty text: attached to
   * none. Absent: left alone. Changed in place.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it. Only one object can have it at a time: a replacement that keeps it deletes the old object
   * first.
   */
  server?: pulumi.Input<string> | undefined;

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

/** A public IPv4 address of the account, which outlives the server that it is attached to. */
export class PublicIp extends Resource {
  /**
   * What tells it from others. NAVER Cloud's addresses have no name, so it is their description
   * (`publicIpDescription`), at most 1000 bytes. Generated from the resource's name if absent. Used at creation
   * only: no call changes it.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent. */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * Server to attach it to, by number (`serverInstanceNo`) or id; in a `PUBLIC` subnet. Empty text: attached to
   * none. Absent: left alone. Changed in place.
   */
  declare readonly server: pulumi.Output<string | undefined>;

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

  /** The address. */
  declare readonly ip: pulumi.Output<string>;

  /** Number of the public IP. */
  declare readonly publicIpInstanceNo: pulumi.Output<string>;

  /** Number of the server that has it; empty where none does. */
  declare readonly serverInstanceNo: pulumi.Output<string>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
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

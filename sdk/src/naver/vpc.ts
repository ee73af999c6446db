// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface VpcArgs {
  /**
   * Name (`vpcName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's name if
   * absent. A change makes another VPC.
   *
   * A change replaces the VPC. It is read back: a change made elsewhere is told as a warning, and left as it is.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent.
   *
   * A change replaces the VPC. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * `pulumi preview` checks that there is such a region.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Addresses, `/16` to `/28` within `10.0.0.0/8`, `172.16.0.0/12` or `192.168.0.0/16`. A change makes another VPC.
   *
   * A change replaces the VPC. It is read back: a change made elsewhere is told as a warning, and left as it is.
   */
  ipv4CidrBlock: pulumi.Input<string>;

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
   * Defaults: `60m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:Vpc",
  properties: [
    "name",
    "region",
    "ipv4CidrBlock",
    "adopt",
    "timeouts",
    "vpcNo",
    "status",
    "defaultNetworkAclNo",
    "defaultAccessControlGroupNo",
    "failure",
  ],
  secrets: [],
};

/**
 * A virtual private cloud. A default network ACL and a default access control group come with it. No call changes
 * one.
 */
export class Vpc extends Resource {
  /**
   * Name (`vpcName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's name if
   * absent. A change makes another VPC.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent. */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Addresses, `/16` to `/28` within `10.0.0.0/8`, `172.16.0.0/12` or `192.168.0.0/16`. A change makes another VPC. */
  declare readonly ipv4CidrBlock: pulumi.Output<string>;

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

  /** Number of the VPC. */
  declare readonly vpcNo: pulumi.Output<string>;

  /** State in NAVER Cloud's code. */
  declare readonly status: pulumi.Output<string>;

  /** Number of the network ACL that comes with the VPC. */
  declare readonly defaultNetworkAclNo: pulumi.Output<string | undefined>;

  /** Number of the access control group that comes with the VPC. */
  declare readonly defaultAccessControlGroupNo: pulumi.Output<string | undefined>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: VpcArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: VpcArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: VpcArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Vpc {
    return new Vpc(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Vpc {
    return Resource.isOf(shape, value);
  }
}

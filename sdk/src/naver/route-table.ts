// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface RouteTableArgs {
  /**
   * Name (`routeTableName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the route table. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the route table. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * VPC of the table, by name or number (`vpcNo`).
   *
   * A change replaces the route table. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the VPC exists.
   */
  vpc: pulumi.Input<string>;

  /**
   * Type of the subnets that can use it: `PUBLIC` or `PRIVATE` (`supportedSubnetTypeCode`).
   *
   * A change replaces the route table. Drift is reported in a warning, not repaired.
   */
  supportedSubnetType: pulumi.Input<"PUBLIC" | "PRIVATE">;

  /**
   * Description (`routeTableDescription`), at most 1000 bytes.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * All routes besides the one within the VPC, which every table has; other routes are removed. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  routes?: pulumi.Input<pulumi.Input<RouteTableRouteArgs>[]> | undefined;

  /**
   * All subnets that use the table, by name or number (`subnetNoList`); one that is removed gets the VPC's default
   * table. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. Only one object
   * can have it at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that
   * the subnet exists.
   */
  subnets?: pulumi.Input<pulumi.Input<string>[]> | undefined;

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

export interface RouteTableRouteArgs {
  /** Address range that is routed, such as `0.0.0.0/0`. Each once in a table. */
  destinationCidrBlock: pulumi.Input<string>;

  /** `NATGW`, `VPCPEERING` or `VGW` (`targetTypeCode`). */
  targetType: pulumi.Input<"NATGW" | "VPCPEERING" | "VGW">;

  /** Number or ID of the target (`targetNo`), such as `id` of a `NatGateway` or `VpcPeering`. */
  target: pulumi.Input<string>;

  /**
   * Name of the target, which NAVER Cloud requires too. That of a NAT gateway or VPC peering is looked up if absent.
   * Not compared.
   */
  targetName?: pulumi.Input<string> | undefined;
}

export interface RouteTableRoute {
  /** Address range that is routed, such as `0.0.0.0/0`. Each once in a table. */
  destinationCidrBlock: string;

  /** `NATGW`, `VPCPEERING` or `VGW` (`targetTypeCode`). */
  targetType: "NATGW" | "VPCPEERING" | "VGW";

  /** Number or ID of the target (`targetNo`), such as `id` of a `NatGateway` or `VpcPeering`. */
  target: string;

  /**
   * Name of the target, which NAVER Cloud requires too. That of a NAT gateway or VPC peering is looked up if absent.
   * Not compared.
   */
  targetName?: string | undefined;
}

const shape: Shape = {
  token: "naver:RouteTable",
  properties: [
    "name",
    "region",
    "vpc",
    "supportedSubnetType",
    "description",
    "routes",
    "subnets",
    "adopt",
    "timeouts",
    "routeTableNo",
    "isDefault",
    "failure",
  ],
  secrets: [],
};

/**
 * A route table of a VPC, with its routes and the subnets that use it.
 *
 * ## Example Usage
 *
 * Traffic for another VPC goes through a peering.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const shop = new indiecloud.naver.Vpc("shop", {ipv4CidrBlock: "10.20.0.0/16"});
 * const back = new indiecloud.naver.Subnet("back", {
 *     vpc: shop.vpcNo,
 *     subnet: "10.20.3.0/24",
 *     zone: "KR-1",
 *     subnetType: "PRIVATE",
 * });
 * const office = new indiecloud.naver.Vpc("office", {ipv4CidrBlock: "10.30.0.0/16"});
 * const toOffice = new indiecloud.naver.VpcPeering("toOffice", {
 *     sourceVpc: shop.id,
 *     targetVpc: office.id,
 * });
 * const routes = new indiecloud.naver.RouteTable("routes", {
 *     vpc: shop.vpcNo,
 *     supportedSubnetType: "PRIVATE",
 *     routes: [{
 *         destinationCidrBlock: "10.30.0.0/16",
 *         targetType: "VPCPEERING",
 *         target: toOffice.id,
 *     }],
 *     subnets: [back.subnetNo],
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/networking-vpc
 */
export class RouteTable extends Resource {
  /**
   * Name (`routeTableName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** VPC of the table, by name or number (`vpcNo`). */
  declare readonly vpc: pulumi.Output<string>;

  /** Type of the subnets that can use it: `PUBLIC` or `PRIVATE` (`supportedSubnetTypeCode`). */
  declare readonly supportedSubnetType: pulumi.Output<"PUBLIC" | "PRIVATE">;

  /** Description (`routeTableDescription`), at most 1000 bytes. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** All routes besides the one within the VPC, which every table has; other routes are removed. Unmanaged if absent. */
  declare readonly routes: pulumi.Output<RouteTableRoute[] | undefined>;

  /**
   * All subnets that use the table, by name or number (`subnetNoList`); one that is removed gets the VPC's default
   * table. Unmanaged if absent.
   */
  declare readonly subnets: pulumi.Output<string[] | undefined>;

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

  /** Number of the route table. */
  declare readonly routeTableNo: pulumi.Output<string>;

  /** Whether it is a default table, which is created and deleted with the VPC. */
  declare readonly isDefault: pulumi.Output<boolean | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: RouteTableArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: RouteTableArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: RouteTableArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): RouteTable {
    return new RouteTable(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is RouteTable {
    return Resource.isOf(shape, value);
  }
}

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface NatGatewayArgs {
  /**
   * Name (`natGatewayName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the NAT gateway. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the NAT gateway. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * VPC of the gateway, by name or number (`vpcNo`).
   *
   * A change replaces the NAT gateway. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the VPC exists.
   */
  vpc: pulumi.Input<string>;

  /**
   * Zone, such as `KR-1` (`zoneCode`).
   *
   * A change replaces the NAT gateway. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the zone exists.
   */
  zone: pulumi.Input<string>;

  /**
   * Subnet of the gateway with the usage type `NATGW`, by name or number (`subnetNo`).
   *
   * A change replaces the NAT gateway. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the subnet exists.
   */
  subnet?: pulumi.Input<string> | undefined;

  /**
   * Public IP of the account, by address, number or ID (`publicIpInstanceNo`). If absent, NAVER Cloud may create
   * one.
   *
   * A change replaces the NAT gateway. Drift is reported in a warning, not repaired. Only one object can have it at
   * a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the public IP
   * exists.
   */
  publicIp?: pulumi.Input<string> | undefined;

  /**
   * Address in the subnet.
   *
   * A change replaces the NAT gateway. Drift is reported in a warning, not repaired. Only one object can have it at
   * a time, so a replacement that keeps it deletes the old object first.
   */
  privateIp?: pulumi.Input<string> | undefined;

  /**
   * Description (`natGatewayDescription`), at most 1000 bytes.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  description?: pulumi.Input<string> | undefined;

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
   * Defaults: `60m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:NatGateway",
  properties: [
    "name",
    "region",
    "vpc",
    "zone",
    "subnet",
    "publicIp",
    "privateIp",
    "description",
    "adopt",
    "timeouts",
    "natGatewayInstanceNo",
    "ip",
    "publicIpInstanceNo",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A NAT gateway, through which servers in private subnets reach the internet: add a route to it to their route
 * table.
 *
 * ## Example Usage
 *
 * Servers in a private subnet reach the internet through a NAT gateway.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const main = new indiecloud.naver.Vpc("main", {ipv4CidrBlock: "10.20.0.0/16"});
 * const back = new indiecloud.naver.Subnet("back", {
 *     vpc: main.vpcNo,
 *     subnet: "10.20.3.0/24",
 *     zone: "KR-1",
 *     subnetType: "PRIVATE",
 * });
 * const forNat = new indiecloud.naver.Subnet("forNat", {
 *     vpc: main.vpcNo,
 *     subnet: "10.20.4.0/24",
 *     zone: "KR-1",
 *     subnetType: "PUBLIC",
 *     usageType: "NATGW",
 * });
 * const nat = new indiecloud.naver.NatGateway("nat", {
 *     vpc: main.vpcNo,
 *     zone: "KR-1",
 *     subnet: forNat.subnetNo,
 * });
 * const routes = new indiecloud.naver.RouteTable("routes", {
 *     vpc: main.vpcNo,
 *     supportedSubnetType: "PRIVATE",
 *     routes: [{
 *         destinationCidrBlock: "0.0.0.0/0",
 *         targetType: "NATGW",
 *         target: nat.id,
 *     }],
 *     subnets: [back.subnetNo],
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/networking-vpc
 */
export class NatGateway extends Resource {
  /**
   * Name (`natGatewayName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** VPC of the gateway, by name or number (`vpcNo`). */
  declare readonly vpc: pulumi.Output<string>;

  /** Zone, such as `KR-1` (`zoneCode`). */
  declare readonly zone: pulumi.Output<string>;

  /** Subnet of the gateway with the usage type `NATGW`, by name or number (`subnetNo`). */
  declare readonly subnet: pulumi.Output<string | undefined>;

  /**
   * Public IP of the account, by address, number or ID (`publicIpInstanceNo`). If absent, NAVER Cloud may create
   * one.
   */
  declare readonly publicIp: pulumi.Output<string | undefined>;

  /** Address in the subnet. */
  declare readonly privateIp: pulumi.Output<string | undefined>;

  /** Description (`natGatewayDescription`), at most 1000 bytes. */
  declare readonly description: pulumi.Output<string | undefined>;

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

  /** Number of the gateway. */
  declare readonly natGatewayInstanceNo: pulumi.Output<string>;

  /** Public IPv4 address, or empty. */
  declare readonly ip: pulumi.Output<string>;

  /** Number of the public IP, or empty. */
  declare readonly publicIpInstanceNo: pulumi.Output<string>;

  /** Status as reported by NAVER Cloud. */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: NatGatewayArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: NatGatewayArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: NatGatewayArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): NatGateway {
    return new NatGateway(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is NatGateway {
    return Resource.isOf(shape, value);
  }
}

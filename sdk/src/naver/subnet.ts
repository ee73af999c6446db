// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface SubnetArgs {
  /**
   * Name (`subnetName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * VPC of the subnet, by name or number (`vpcNo`).
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired. `pulumi preview` checks that the VPC
   * exists.
   */
  vpc: pulumi.Input<string>;

  /**
   * Address range, `/16` to `/28`, within that of the VPC.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired. Only one object can have it at a
   * time, so a replacement that keeps it deletes the old object first.
   */
  subnet: pulumi.Input<string>;

  /**
   * Zone, such as `KR-1` (`zoneCode`).
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * zone exists.
   */
  zone: pulumi.Input<string>;

  /**
   * `PUBLIC`, whose servers can have public IPs, or `PRIVATE` (`subnetTypeCode`).
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired.
   */
  subnetType: pulumi.Input<"PUBLIC" | "PRIVATE">;

  /**
   * `GEN` for servers (the default), `LOADB` for load balancers, `BM` for bare metal or `NATGW` for NAT gateways
   * (`usageTypeCode`).
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired.
   */
  usageType?: pulumi.Input<"GEN" | "LOADB" | "BM" | "NATGW"> | undefined;

  /**
   * Network ACL, by name or number (`networkAclNo`). The VPC's default one if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the network ACL exists.
   */
  networkAcl?: pulumi.Input<string> | undefined;

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
  token: "naver:Subnet",
  properties: [
    "name",
    "region",
    "vpc",
    "subnet",
    "zone",
    "subnetType",
    "usageType",
    "networkAcl",
    "adopt",
    "timeouts",
    "subnetNo",
    "status",
    "networkAclNo",
    "failure",
  ],
  secrets: [],
};

/**
 * A subnet of a VPC, in one zone.
 *
 * ## Example Usage
 *
 * A subnet for servers with public addresses, and one for a load balancer.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const main = new indiecloud.naver.Vpc("main", {ipv4CidrBlock: "10.20.0.0/16"});
 * const front = new indiecloud.naver.Subnet("front", {
 *     vpc: main.vpcNo,
 *     subnet: "10.20.1.0/24",
 *     zone: "KR-1",
 *     subnetType: "PUBLIC",
 * });
 * const balanced = new indiecloud.naver.Subnet("balanced", {
 *     vpc: main.vpcNo,
 *     subnet: "10.20.2.0/24",
 *     zone: "KR-1",
 *     subnetType: "PUBLIC",
 *     usageType: "LOADB",
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/networking-vpc
 */
export class Subnet extends Resource {
  /**
   * Name (`subnetName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** VPC of the subnet, by name or number (`vpcNo`). */
  declare readonly vpc: pulumi.Output<string>;

  /** Address range, `/16` to `/28`, within that of the VPC. */
  declare readonly subnet: pulumi.Output<string>;

  /** Zone, such as `KR-1` (`zoneCode`). */
  declare readonly zone: pulumi.Output<string>;

  /** `PUBLIC`, whose servers can have public IPs, or `PRIVATE` (`subnetTypeCode`). */
  declare readonly subnetType: pulumi.Output<"PUBLIC" | "PRIVATE">;

  /**
   * `GEN` for servers (the default), `LOADB` for load balancers, `BM` for bare metal or `NATGW` for NAT gateways
   * (`usageTypeCode`).
   */
  declare readonly usageType: pulumi.Output<"GEN" | "LOADB" | "BM" | "NATGW" | undefined>;

  /** Network ACL, by name or number (`networkAclNo`). The VPC's default one if absent. */
  declare readonly networkAcl: pulumi.Output<string | undefined>;

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

  /** Number of the subnet. */
  declare readonly subnetNo: pulumi.Output<string>;

  /** Status as reported by NAVER Cloud. */
  declare readonly status: pulumi.Output<string>;

  /** Number of its network ACL. */
  declare readonly networkAclNo: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: SubnetArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: SubnetArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: SubnetArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Subnet {
    return new Subnet(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Subnet {
    return Resource.isOf(shape, value);
  }
}

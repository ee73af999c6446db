// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface NetworkAclArgs {
  /**
   * Name (`networkAclName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the network ACL. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the network ACL. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * VPC of the network ACL, by name or number (`vpcNo`).
   *
   * A change replaces the network ACL. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the VPC exists.
   */
  vpc: pulumi.Input<string>;

  /**
   * Description (`networkAclDescription`), at most 1000 bytes.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * All rules for traffic into the subnets; other rules are removed. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  inbound?: pulumi.Input<pulumi.Input<NetworkAclInboundArgs>[]> | undefined;

  /**
   * All rules for traffic out of the subnets; other rules are removed. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  outbound?: pulumi.Input<pulumi.Input<NetworkAclOutboundArgs>[]> | undefined;

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

export interface NetworkAclInboundArgs {
  /** 1 to 199; the rule with the lowest number that matches decides. Each number once in a direction. */
  priority: pulumi.Input<number>;

  /** `TCP`, `UDP` or `ICMP`. */
  protocol: pulumi.Input<string>;

  /** `ALLOW` or `DROP` (`ruleActionCode`). */
  action: pulumi.Input<string>;

  /** Port such as `22`, or range such as `8000-8010`; required for TCP and UDP. */
  portRange?: pulumi.Input<string> | undefined;

  /** Address range of the other side, such as `203.0.113.0/24`. */
  ipBlock?: pulumi.Input<string> | undefined;

  /** Number or ID of a `NetworkAclDenyAllowGroup` with the addresses of the other side, instead of `ipBlock`. */
  denyAllowGroup?: pulumi.Input<string> | undefined;

  /** Free text; not compared. */
  description?: pulumi.Input<string> | undefined;
}

export interface NetworkAclInbound {
  /** 1 to 199; the rule with the lowest number that matches decides. Each number once in a direction. */
  priority: number;

  /** `TCP`, `UDP` or `ICMP`. */
  protocol: string;

  /** `ALLOW` or `DROP` (`ruleActionCode`). */
  action: string;

  /** Port such as `22`, or range such as `8000-8010`; required for TCP and UDP. */
  portRange?: string | undefined;

  /** Address range of the other side, such as `203.0.113.0/24`. */
  ipBlock?: string | undefined;

  /** Number or ID of a `NetworkAclDenyAllowGroup` with the addresses of the other side, instead of `ipBlock`. */
  denyAllowGroup?: string | undefined;

  /** Free text; not compared. */
  description?: string | undefined;
}

export interface NetworkAclOutboundArgs {
  /** 1 to 199; the rule with the lowest number that matches decides. Each number once in a direction. */
  priority: pulumi.Input<number>;

  /** `TCP`, `UDP` or `ICMP`. */
  protocol: pulumi.Input<string>;

  /** `ALLOW` or `DROP` (`ruleActionCode`). */
  action: pulumi.Input<string>;

  /** Port such as `22`, or range such as `8000-8010`; required for TCP and UDP. */
  portRange?: pulumi.Input<string> | undefined;

  /** Address range of the other side, such as `203.0.113.0/24`. */
  ipBlock?: pulumi.Input<string> | undefined;

  /** Number or ID of a `NetworkAclDenyAllowGroup` with the addresses of the other side, instead of `ipBlock`. */
  denyAllowGroup?: pulumi.Input<string> | undefined;

  /** Free text; not compared. */
  description?: pulumi.Input<string> | undefined;
}

export interface NetworkAclOutbound {
  /** 1 to 199; the rule with the lowest number that matches decides. Each number once in a direction. */
  priority: number;

  /** `TCP`, `UDP` or `ICMP`. */
  protocol: string;

  /** `ALLOW` or `DROP` (`ruleActionCode`). */
  action: string;

  /** Port such as `22`, or range such as `8000-8010`; required for TCP and UDP. */
  portRange?: string | undefined;

  /** Address range of the other side, such as `203.0.113.0/24`. */
  ipBlock?: string | undefined;

  /** Number or ID of a `NetworkAclDenyAllowGroup` with the addresses of the other side, instead of `ipBlock`. */
  denyAllowGroup?: string | undefined;

  /** Free text; not compared. */
  description?: string | undefined;
}

const shape: Shape = {
  token: "naver:NetworkAcl",
  properties: [
    "name",
    "region",
    "vpc",
    "description",
    "inbound",
    "outbound",
    "adopt",
    "timeouts",
    "networkAclNo",
    "isDefault",
    "failure",
  ],
  secrets: [],
};

/**
 * A network ACL of a VPC and its rules, for `networkAcl` of subnets.
 *
 * ## Example Usage
 *
 * HTTPS from everywhere, except from addresses that are banned.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const main = new indiecloud.naver.Vpc("main", {ipv4CidrBlock: "10.20.0.0/16"});
 * const banned = new indiecloud.naver.NetworkAclDenyAllowGroup("banned", {
 *     vpc: main.vpcNo,
 *     ipList: ["192.0.2.7"],
 * });
 * const border = new indiecloud.naver.NetworkAcl("border", {
 *     vpc: main.vpcNo,
 *     inbound: [
 *         {
 *             priority: 1,
 *             protocol: "TCP",
 *             action: "DROP",
 *             portRange: "1-65535",
 *             denyAllowGroup: banned.id,
 *         },
 *         {
 *             priority: 2,
 *             protocol: "TCP",
 *             action: "ALLOW",
 *             portRange: "443",
 *             ipBlock: "0.0.0.0/0",
 *         },
 *     ],
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/networking-vpc
 */
export class NetworkAcl extends Resource {
  /**
   * Name (`networkAclName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** VPC of the network ACL, by name or number (`vpcNo`). */
  declare readonly vpc: pulumi.Output<string>;

  /** Description (`networkAclDescription`), at most 1000 bytes. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** All rules for traffic into the subnets; other rules are removed. Unmanaged if absent. */
  declare readonly inbound: pulumi.Output<NetworkAclInbound[] | undefined>;

  /** All rules for traffic out of the subnets; other rules are removed. Unmanaged if absent. */
  declare readonly outbound: pulumi.Output<NetworkAclOutbound[] | undefined>;

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

  /** Number of the network ACL. */
  declare readonly networkAclNo: pulumi.Output<string>;

  /** Whether it is the VPC's default network ACL, which is created and deleted with the VPC. */
  declare readonly isDefault: pulumi.Output<boolean | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: NetworkAclArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: NetworkAclArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: NetworkAclArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): NetworkAcl {
    return new NetworkAcl(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is NetworkAcl {
    return Resource.isOf(shape, value);
  }
}

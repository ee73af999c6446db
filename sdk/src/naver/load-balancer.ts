// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface LoadBalancerArgs {
  /**
   * Name (`loadBalancerName`): 3 to 30 letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the load balancer. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the load balancer. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * `APPLICATION` (HTTP, HTTPS), `NETWORK` (TCP, UDP) or `NETWORK_PROXY` (TCP, TLS) (`loadBalancerTypeCode`).
   *
   * A change replaces the load balancer. Drift is reported in a warning, not repaired.
   */
  type: pulumi.Input<"APPLICATION" | "NETWORK" | "NETWORK_PROXY">;

  /**
   * `PUBLIC`, with public IPs of its own (the default), or `PRIVATE` (`loadBalancerNetworkTypeCode`).
   *
   * A change replaces the load balancer. Drift is reported in a warning, not repaired.
   */
  networkType?: pulumi.Input<"PUBLIC" | "PRIVATE"> | undefined;

  /**
   * Subnets with usageType `LOADB` of one VPC, each in another zone, by name or number (`subnetNoList`). Subnets can
   * be added, not removed.
   *
   * Can be changed in place. Drift is reported in a warning, not repaired. `pulumi preview` checks that the subnet
   * exists.
   */
  subnets: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * Performance (`throughputTypeCode`): `SMALL`, `MEDIUM`, `LARGE` or `XLARGE`; `DYNAMIC` for a network load
   * balancer.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  throughputType?: pulumi.Input<"SMALL" | "MEDIUM" | "LARGE" | "XLARGE" | "DYNAMIC"> | undefined;

  /**
   * Seconds for which an idle connection is kept, 1 to 3600; 60 if absent. Not for a network load balancer.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  idleTimeout?: pulumi.Input<number> | undefined;

  /**
   * Description (`loadBalancerDescription`), at most 1000 bytes.
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
   * Defaults: `60m` to create, `30m` to update and `30m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:LoadBalancer",
  properties: [
    "name",
    "region",
    "type",
    "networkType",
    "subnets",
    "throughputType",
    "idleTimeout",
    "description",
    "adopt",
    "timeouts",
    "domain",
    "ips",
    "loadBalancerInstanceNo",
    "vpcNo",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A load balancer of a VPC. Its listeners are resources of their own.
 *
 * ## Example Usage
 *
 * An application load balancer with a public address.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const main = new indiecloud.naver.Vpc("main", {ipv4CidrBlock: "10.20.0.0/16"});
 * const balanced = new indiecloud.naver.Subnet("balanced", {
 *     vpc: main.vpcNo,
 *     subnet: "10.20.2.0/24",
 *     zone: "KR-1",
 *     subnetType: "PUBLIC",
 *     usageType: "LOADB",
 * });
 * const balancer = new indiecloud.naver.LoadBalancer("balancer", {
 *     type: "APPLICATION",
 *     throughputType: "SMALL",
 *     subnets: [balanced.subnetNo],
 * });
 * export const domain = balancer.domain;
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/networking-vloadbalancer-loadbalancer-createloadbalancerinstance
 */
export class LoadBalancer extends Resource {
  /**
   * Name (`loadBalancerName`): 3 to 30 letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** `APPLICATION` (HTTP, HTTPS), `NETWORK` (TCP, UDP) or `NETWORK_PROXY` (TCP, TLS) (`loadBalancerTypeCode`). */
  declare readonly type: pulumi.Output<"APPLICATION" | "NETWORK" | "NETWORK_PROXY">;

  /** `PUBLIC`, with public IPs of its own (the default), or `PRIVATE` (`loadBalancerNetworkTypeCode`). */
  declare readonly networkType: pulumi.Output<"PUBLIC" | "PRIVATE" | undefined>;

  /**
   * Subnets with usageType `LOADB` of one VPC, each in another zone, by name or number (`subnetNoList`). Subnets can
   * be added, not removed.
   */
  declare readonly subnets: pulumi.Output<string[]>;

  /**
   * Performance (`throughputTypeCode`): `SMALL`, `MEDIUM`, `LARGE` or `XLARGE`; `DYNAMIC` for a network load
   * balancer.
   */
  declare readonly throughputType: pulumi.Output<"SMALL" | "MEDIUM" | "LARGE" | "XLARGE" | "DYNAMIC" | undefined>;

  /** Seconds for which an idle connection is kept, 1 to 3600; 60 if absent. Not for a network load balancer. */
  declare readonly idleTimeout: pulumi.Output<number | undefined>;

  /** Description (`loadBalancerDescription`), at most 1000 bytes. */
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

  /** Domain name of the load balancer, for a CNAME record. */
  declare readonly domain: pulumi.Output<string>;

  /** Addresses (`loadBalancerIpList`), one for each subnet of a public load balancer. */
  declare readonly ips: pulumi.Output<string[] | undefined>;

  /** Number of the load balancer. */
  declare readonly loadBalancerInstanceNo: pulumi.Output<string>;

  /** Number of the VPC. */
  declare readonly vpcNo: pulumi.Output<string | undefined>;

  /** Status as reported by NAVER Cloud: `USED` … */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: LoadBalancerArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: LoadBalancerArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): LoadBalancer {
    return new LoadBalancer(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is LoadBalancer {
    return Resource.isOf(shape, value);
  }
}

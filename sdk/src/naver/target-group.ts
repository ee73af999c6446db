// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface TargetGroupArgs {
  /**
   * Name (`targetGroupName`): 3 to 30 letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the target group. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the target group. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * VPC of the servers, by name or number (`vpcNo`).
   *
   * A change replaces the target group. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the VPC exists.
   */
  vpc: pulumi.Input<string>;

  /**
   * Protocol to the servers (`targetGroupProtocolTypeCode`): `HTTP` or `HTTPS` for an application load balancer,
   * `TCP` or `UDP` for a network load balancer, `PROXY_TCP` for a network proxy load balancer.
   *
   * A change replaces the target group. Drift is reported in a warning, not repaired.
   */
  protocol: pulumi.Input<"HTTP" | "HTTPS" | "TCP" | "UDP" | "PROXY_TCP">;

  /**
   * Port of the servers (`targetGroupPort`), 80 if absent.
   *
   * A change replaces the target group. Drift is reported in a warning, not repaired.
   */
  port?: pulumi.Input<number> | undefined;

  /**
   * Description (`targetGroupDescription`), at most 1000 bytes.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * All servers of the group, by number (`serverInstanceNo`) or ID; others are removed. Unmanaged if absent, as for
   * the servers of an auto scaling group.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  targets?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Load balancing algorithm (`algorithmTypeCode`): `RR` (round robin); `SIPHS` (source IP hash) or `LC` (least
   * connection) for HTTP, HTTPS and PROXY_TCP; `MH` (Maglev hash) for TCP and UDP.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  algorithm?: pulumi.Input<"RR" | "SIPHS" | "LC" | "MH"> | undefined;

  /**
   * Whether a client stays with one server (`useStickySession`). Not for PROXY_TCP.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  stickySession?: pulumi.Input<boolean> | undefined;

  /**
   * Whether servers get the client's address by the proxy protocol (`useProxyProtocol`). Only for PROXY_TCP.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  proxyProtocol?: pulumi.Input<boolean> | undefined;

  /**
   * Protocol of the health check (`healthCheckProtocolTypeCode`): `HTTP` or `HTTPS` for a group of one of these,
   * else `TCP`.
   *
   * A change replaces the target group. Drift is reported in a warning, not repaired.
   */
  healthCheckProtocol: pulumi.Input<"HTTP" | "HTTPS" | "TCP">;

  /**
   * Port of the health check, 80 if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  healthCheckPort?: pulumi.Input<number> | undefined;

  /**
   * Path that an HTTP or HTTPS check requests, `/` if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  healthCheckUrlPath?: pulumi.Input<string> | undefined;

  /**
   * Method of an HTTP or HTTPS check (`healthCheckHttpMethodTypeCode`): `HEAD` or `GET`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  healthCheckHttpMethod?: pulumi.Input<"HEAD" | "GET"> | undefined;

  /**
   * Seconds from one check to the next, 5 to 300; 30 if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  healthCheckCycle?: pulumi.Input<number> | undefined;

  /**
   * Successful checks until a server gets requests, 2 to 10; 2 if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  healthCheckUpThreshold?: pulumi.Input<number> | undefined;

  /**
   * Failed checks until a server gets none, 2 to 10; 2 if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  healthCheckDownThreshold?: pulumi.Input<number> | undefined;

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
  token: "naver:TargetGroup",
  properties: [
    "name",
    "region",
    "vpc",
    "protocol",
    "port",
    "description",
    "targets",
    "algorithm",
    "stickySession",
    "proxyProtocol",
    "healthCheckProtocol",
    "healthCheckPort",
    "healthCheckUrlPath",
    "healthCheckHttpMethod",
    "healthCheckCycle",
    "healthCheckUpThreshold",
    "healthCheckDownThreshold",
    "adopt",
    "timeouts",
    "targetGroupNo",
    "loadBalancerInstanceNo",
    "failure",
  ],
  secrets: [],
};

/**
 * A target group: the servers that a load balancer or an auto scaling group uses, and how they are checked.
 *
 * ## Example Usage
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
 * const web = new indiecloud.naver.Server("web", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: front.subnetNo,
 * });
 * const webServers = new indiecloud.naver.TargetGroup("webServers", {
 *     vpc: main.vpcNo,
 *     protocol: "HTTP",
 *     port: 8080,
 *     targets: [web.id],
 *     healthCheckProtocol: "HTTP",
 *     healthCheckPort: 8080,
 *     healthCheckUrlPath: "/healthz",
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/networking-vloadbalancer-targetgroup-createtargetgroup
 */
export class TargetGroup extends Resource {
  /**
   * Name (`targetGroupName`): 3 to 30 letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** VPC of the servers, by name or number (`vpcNo`). */
  declare readonly vpc: pulumi.Output<string>;

  /**
   * Protocol to the servers (`targetGroupProtocolTypeCode`): `HTTP` or `HTTPS` for an application load balancer,
   * `TCP` or `UDP` for a network load balancer, `PROXY_TCP` for a network proxy load balancer.
   */
  declare readonly protocol: pulumi.Output<"HTTP" | "HTTPS" | "TCP" | "UDP" | "PROXY_TCP">;

  /** Port of the servers (`targetGroupPort`), 80 if absent. */
  declare readonly port: pulumi.Output<number | undefined>;

  /** Description (`targetGroupDescription`), at most 1000 bytes. */
  declare readonly description: pulumi.Output<string | undefined>;

  /**
   * All servers of the group, by number (`serverInstanceNo`) or ID; others are removed. Unmanaged if absent, as for
   * the servers of an auto scaling group.
   */
  declare readonly targets: pulumi.Output<string[] | undefined>;

  /**
   * Load balancing algorithm (`algorithmTypeCode`): `RR` (round robin); `SIPHS` (source IP hash) or `LC` (least
   * connection) for HTTP, HTTPS and PROXY_TCP; `MH` (Maglev hash) for TCP and UDP.
   */
  declare readonly algorithm: pulumi.Output<"RR" | "SIPHS" | "LC" | "MH" | undefined>;

  /** Whether a client stays with one server (`useStickySession`). Not for PROXY_TCP. */
  declare readonly stickySession: pulumi.Output<boolean | undefined>;

  /** Whether servers get the client's address by the proxy protocol (`useProxyProtocol`). Only for PROXY_TCP. */
  declare readonly proxyProtocol: pulumi.Output<boolean | undefined>;

  /**
   * Protocol of the health check (`healthCheckProtocolTypeCode`): `HTTP` or `HTTPS` for a group of one of these,
   * else `TCP`.
   */
  declare readonly healthCheckProtocol: pulumi.Output<"HTTP" | "HTTPS" | "TCP">;

  /** Port of the health check, 80 if absent. */
  declare readonly healthCheckPort: pulumi.Output<number | undefined>;

  /** Path that an HTTP or HTTPS check requests, `/` if absent. */
  declare readonly healthCheckUrlPath: pulumi.Output<string | undefined>;

  /** Method of an HTTP or HTTPS check (`healthCheckHttpMethodTypeCode`): `HEAD` or `GET`. */
  declare readonly healthCheckHttpMethod: pulumi.Output<"HEAD" | "GET" | undefined>;

  /** Seconds from one check to the next, 5 to 300; 30 if absent. */
  declare readonly healthCheckCycle: pulumi.Output<number | undefined>;

  /** Successful checks until a server gets requests, 2 to 10; 2 if absent. */
  declare readonly healthCheckUpThreshold: pulumi.Output<number | undefined>;

  /** Failed checks until a server gets none, 2 to 10; 2 if absent. */
  declare readonly healthCheckDownThreshold: pulumi.Output<number | undefined>;

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

  /** Number of the group. */
  declare readonly targetGroupNo: pulumi.Output<string>;

  /** Number of the load balancer that uses it, or empty. */
  declare readonly loadBalancerInstanceNo: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: TargetGroupArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: TargetGroupArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: TargetGroupArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): TargetGroup {
    return new TargetGroup(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is TargetGroup {
    return Resource.isOf(shape, value);
  }
}

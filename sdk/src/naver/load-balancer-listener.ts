// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface LoadBalancerListenerArgs {
  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the load balancer listener. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Load balancer, by name or number (`loadBalancerInstanceNo`).
   *
   * A change replaces the load balancer listener. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the load balancer exists.
   */
  loadBalancer: pulumi.Input<string>;

  /**
   * Port, which no other listener of the load balancer has.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. Only one object
   * can have it at a time, so a replacement that keeps it deletes the old object first.
   */
  port: pulumi.Input<number>;

  /**
   * `HTTP` or `HTTPS` of an application load balancer, `TCP` or `UDP` of a network load balancer, `TCP` or `TLS` of
   * a network proxy load balancer (`protocolTypeCode`).
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  protocol: pulumi.Input<"HTTP" | "HTTPS" | "TCP" | "UDP" | "TLS">;

  /**
   * Target group of the default rule, by name or number (`targetGroupNo`). No other load balancer can use it.
   *
   * A change replaces the load balancer listener. Drift is reported in a warning, not repaired. Only one object can
   * have it at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the
   * target group exists.
   */
  targetGroup: pulumi.Input<string>;

  /**
   * Certificate of the Certificate Manager, by number (`sslCertificateNo`); required for HTTPS and TLS.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  sslCertificate?: pulumi.Input<string> | undefined;

  /**
   * Whether HTTP/2 is used. Only for HTTPS.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  useHttp2?: pulumi.Input<boolean> | undefined;

  /**
   * Oldest TLS version that is accepted (`tlsMinVersionTypeCode`): `TLSV10` if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  tlsMinVersion?: pulumi.Input<"TLSV10" | "TLSV11" | "TLSV12"> | undefined;

  /**
   * Cipher suites (`cipherSuiteList`), such as `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  cipherSuites?: pulumi.Input<pulumi.Input<string>[]> | undefined;

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
   * Defaults: `30m` to create, `30m` to update and `30m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:LoadBalancerListener",
  properties: [
    "region",
    "loadBalancer",
    "port",
    "protocol",
    "targetGroup",
    "sslCertificate",
    "useHttp2",
    "tlsMinVersion",
    "cipherSuites",
    "adopt",
    "timeouts",
    "listenerNo",
    "rules",
    "failure",
  ],
  secrets: [],
};

/**
 * A listener of a load balancer: a port whose requests go to a target group. Its other rules are set in the console;
 * NAVER Cloud's API only shows them.
 *
 * ## Example Usage
 *
 * Requests to port 80 go to a group of servers.
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
 *     subnets: [balanced.subnetNo],
 * });
 * const webServers = new indiecloud.naver.TargetGroup("webServers", {
 *     vpc: main.vpcNo,
 *     protocol: "HTTP",
 *     healthCheckProtocol: "HTTP",
 * });
 * const http = new indiecloud.naver.LoadBalancerListener("http", {
 *     loadBalancer: balancer.loadBalancerInstanceNo,
 *     port: 80,
 *     protocol: "HTTP",
 *     targetGroup: webServers.targetGroupNo,
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/networking-vloadbalancer-loadbalancer-createloadbalancerlistener
 */
export class LoadBalancerListener extends Resource {
  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Load balancer, by name or number (`loadBalancerInstanceNo`). */
  declare readonly loadBalancer: pulumi.Output<string>;

  /** Port, which no other listener of the load balancer has. */
  declare readonly port: pulumi.Output<number>;

  /**
   * `HTTP` or `HTTPS` of an application load balancer, `TCP` or `UDP` of a network load balancer, `TCP` or `TLS` of
   * a network proxy load balancer (`protocolTypeCode`).
   */
  declare readonly protocol: pulumi.Output<"HTTP" | "HTTPS" | "TCP" | "UDP" | "TLS">;

  /** Target group of the default rule, by name or number (`targetGroupNo`). No other load balancer can use it. */
  declare readonly targetGroup: pulumi.Output<string>;

  /** Certificate of the Certificate Manager, by number (`sslCertificateNo`); required for HTTPS and TLS. */
  declare readonly sslCertificate: pulumi.Output<string | undefined>;

  /** Whether HTTP/2 is used. Only for HTTPS. */
  declare readonly useHttp2: pulumi.Output<boolean | undefined>;

  /** Oldest TLS version that is accepted (`tlsMinVersionTypeCode`): `TLSV10` if absent. */
  declare readonly tlsMinVersion: pulumi.Output<"TLSV10" | "TLSV11" | "TLSV12" | undefined>;

  /** Cipher suites (`cipherSuiteList`), such as `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`. */
  declare readonly cipherSuites: pulumi.Output<string[] | undefined>;

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

  /** Number of the listener (`loadBalancerListenerNo`). */
  declare readonly listenerNo: pulumi.Output<string>;

  /** Its rules by priority, such as `1: host shop.example.com -> target group 1283401`. They are set in the console. */
  declare readonly rules: pulumi.Output<string[] | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: LoadBalancerListenerArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: LoadBalancerListenerArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: LoadBalancerListenerArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): LoadBalancerListener {
    return new LoadBalancerListener(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is LoadBalancerListener {
    return Resource.isOf(shape, value);
  }
}

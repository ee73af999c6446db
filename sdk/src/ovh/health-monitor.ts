// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface HealthMonitorArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the health monitor. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Pool, by ID or name.
   *
   * A change replaces the health monitor. Drift is reported in a warning, not repaired. Only one object can have it
   * at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the pool
   * exists.
   */
  pool: pulumi.Input<string>;

  /**
   * Kind of probe: `http`, `https`, `ping`, `sctp`, `tcp`, `tls-hello` or `udp-connect`.
   *
   * A change replaces the health monitor. Drift is reported in a warning, not repaired.
   */
  monitorType: pulumi.Input<"http" | "https" | "ping" | "sctp" | "tcp" | "tls-hello" | "udp-connect">;

  /**
   * Seconds between two probes.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  delay: pulumi.Input<number>;

  /**
   * Seconds until a probe has failed, fewer than `delay`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  timeout: pulumi.Input<number>;

  /**
   * Probes that must succeed until a member gets traffic.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  maxRetries: pulumi.Input<number>;

  /**
   * Probes that must fail until a member gets none any more.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  maxRetriesDown?: pulumi.Input<number> | undefined;

  /**
   * The request of an `http` or `https` probe.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  httpConfiguration?: pulumi.Input<HealthMonitorHttpConfigurationArgs> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the health monitor. Cannot be read back, so drift is not detected.
   */
  project?: pulumi.Input<string> | undefined;

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

export interface HealthMonitorHttpConfigurationArgs {
  /** Method of the request, such as `GET`. */
  httpMethod: pulumi.Input<"CONNECT" | "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PATCH" | "POST" | "PUT" | "TRACE">;

  /** `1.0` or `1.1`. */
  httpVersion?: pulumi.Input<"1.0" | "1.1"> | undefined;

  /** Path of the request, such as `/health`. */
  urlPath?: pulumi.Input<string> | undefined;

  /** Statuses of a healthy member, such as `200` or `200-204`. */
  expectedCodes?: pulumi.Input<string> | undefined;

  /** Host name that is sent, with version `1.1`. */
  domainName?: pulumi.Input<string> | undefined;
}

export interface HealthMonitorHttpConfiguration {
  /** Method of the request, such as `GET`. */
  httpMethod: "CONNECT" | "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PATCH" | "POST" | "PUT" | "TRACE";

  /** `1.0` or `1.1`. */
  httpVersion?: "1.0" | "1.1" | undefined;

  /** Path of the request, such as `/health`. */
  urlPath?: string | undefined;

  /** Statuses of a healthy member, such as `200` or `200-204`. */
  expectedCodes?: string | undefined;

  /** Host name that is sent, with version `1.1`. */
  domainName?: string | undefined;
}

const shape: Shape = {
  token: "ovh:HealthMonitor",
  properties: [
    "name",
    "region",
    "pool",
    "monitorType",
    "delay",
    "timeout",
    "maxRetries",
    "maxRetriesDown",
    "httpConfiguration",
    "project",
    "adopt",
    "timeouts",
    "healthMonitorId",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * Decides which members of a pool get traffic. A pool has one at most.
 *
 * ## Example Usage
 *
 * A member gets traffic as long as its health page answers.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const balancer = new indiecloud.ovh.LoadBalancer("balancer", {
 *     region: "GRA11",
 *     flavor: "small",
 *     subnet: "shop-back",
 * });
 * const webServers = new indiecloud.ovh.Pool("webServers", {
 *     region: "GRA11",
 *     loadBalancer: balancer.id,
 *     algorithm: "roundRobin",
 *     protocol: "http",
 * });
 * const healthPage = new indiecloud.ovh.HealthMonitor("healthPage", {
 *     region: "GRA11",
 *     pool: webServers.id,
 *     monitorType: "http",
 *     delay: 5,
 *     timeout: 3,
 *     maxRetries: 2,
 *     httpConfiguration: {
 *         httpMethod: "GET",
 *         urlPath: "/healthz",
 *         expectedCodes: "200",
 *     },
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class HealthMonitor extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Pool, by ID or name. */
  declare readonly pool: pulumi.Output<string>;

  /** Kind of probe: `http`, `https`, `ping`, `sctp`, `tcp`, `tls-hello` or `udp-connect`. */
  declare readonly monitorType: pulumi.Output<"http" | "https" | "ping" | "sctp" | "tcp" | "tls-hello" | "udp-connect">;

  /** Seconds between two probes. */
  declare readonly delay: pulumi.Output<number>;

  /** Seconds until a probe has failed, fewer than `delay`. */
  declare readonly timeout: pulumi.Output<number>;

  /** Probes that must succeed until a member gets traffic. */
  declare readonly maxRetries: pulumi.Output<number>;

  /** Probes that must fail until a member gets none any more. */
  declare readonly maxRetriesDown: pulumi.Output<number | undefined>;

  /** The request of an `http` or `https` probe. */
  declare readonly httpConfiguration: pulumi.Output<HealthMonitorHttpConfiguration | undefined>;

  /** Project (`serviceName`). If absent, the configuration's. */
  declare readonly project: pulumi.Output<string | undefined>;

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

  /** ID of the health monitor. */
  declare readonly healthMonitorId: pulumi.Output<string>;

  /** Status as reported by OVHcloud (`provisioningStatus`). */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: HealthMonitorArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: HealthMonitorArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: HealthMonitorArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): HealthMonitor {
    return new HealthMonitor(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is HealthMonitor {
    return Resource.isOf(shape, value);
  }
}

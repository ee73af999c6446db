// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface PoolArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the pool. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Load balancer, by ID or name.
   *
   * A change replaces the pool. Drift is reported in a warning, not repaired. `pulumi preview` checks that the load
   * balancer exists.
   */
  loadBalancer: pulumi.Input<string>;

  /**
   * How traffic is distributed: `roundRobin`, `leastConnections` or `sourceIP`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  algorithm: pulumi.Input<"leastConnections" | "roundRobin" | "sourceIP">;

  /**
   * Protocol to the members: `http`, `https`, `proxy`, `proxyV2`, `tcp`, `udp` or `sctp`.
   *
   * A change replaces the pool. Drift is reported in a warning, not repaired.
   */
  protocol: pulumi.Input<"http" | "https" | "proxy" | "proxyV2" | "sctp" | "tcp" | "udp">;

  /**
   * What keeps a client at one member.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  sessionPersistence?: pulumi.Input<PoolSessionPersistenceArgs> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the pool. Cannot be read back, so drift is not detected.
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

export interface PoolSessionPersistenceArgs {
  /** `httpCookie`, `appCookie`, `sourceIP` or `disabled`. */
  type: pulumi.Input<"appCookie" | "disabled" | "httpCookie" | "sourceIP">;

  /** Name of the cookie of `appCookie`. */
  cookieName?: pulumi.Input<string> | undefined;
}

export interface PoolSessionPersistence {
  /** `httpCookie`, `appCookie`, `sourceIP` or `disabled`. */
  type: "appCookie" | "disabled" | "httpCookie" | "sourceIP";

  /** Name of the cookie of `appCookie`. */
  cookieName?: string | undefined;
}

const shape: Shape = {
  token: "ovh:Pool",
  properties: [
    "name",
    "region",
    "loadBalancer",
    "algorithm",
    "protocol",
    "sessionPersistence",
    "project",
    "adopt",
    "timeouts",
    "poolId",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A pool of members of a load balancer, to which a listener or an L7 policy sends its traffic.
 *
 * ## Example Usage
 *
 * Two servers, each of which keeps its clients by a cookie.
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
 *     algorithm: "leastConnections",
 *     protocol: "http",
 *     sessionPersistence: {
 *         type: "httpCookie",
 *     },
 * });
 * const blue = new indiecloud.ovh.Member("blue", {
 *     region: "GRA11",
 *     pool: webServers.id,
 *     address: "10.0.0.50",
 *     protocolPort: 8080,
 * });
 * const green = new indiecloud.ovh.Member("green", {
 *     region: "GRA11",
 *     pool: webServers.id,
 *     address: "10.0.0.51",
 *     protocolPort: 8080,
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class Pool extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Load balancer, by ID or name. */
  declare readonly loadBalancer: pulumi.Output<string>;

  /** How traffic is distributed: `roundRobin`, `leastConnections` or `sourceIP`. */
  declare readonly algorithm: pulumi.Output<"leastConnections" | "roundRobin" | "sourceIP">;

  /** Protocol to the members: `http`, `https`, `proxy`, `proxyV2`, `tcp`, `udp` or `sctp`. */
  declare readonly protocol: pulumi.Output<"http" | "https" | "proxy" | "proxyV2" | "sctp" | "tcp" | "udp">;

  /** What keeps a client at one member. */
  declare readonly sessionPersistence: pulumi.Output<PoolSessionPersistence | undefined>;

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

  /** ID of the pool. */
  declare readonly poolId: pulumi.Output<string>;

  /** Status as reported by OVHcloud (`provisioningStatus`). */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: PoolArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: PoolArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: PoolArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Pool {
    return new Pool(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Pool {
    return Resource.isOf(shape, value);
  }
}

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface LoadBalancerListenerArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the listener. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Load balancer, by ID or name.
   *
   * A change replaces the listener. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * load balancer exists.
   */
  loadBalancer: pulumi.Input<string>;

  /**
   * Protocol: `http`, `https` (passed on), `terminatedHTTPS`, `tcp`, `udp`, `sctp` or `prometheus`.
   *
   * A change replaces the listener. Drift is reported in a warning, not repaired.
   */
  protocol: pulumi.Input<"http" | "https" | "prometheus" | "sctp" | "tcp" | "terminatedHTTPS" | "udp">;

  /**
   * Port.
   *
   * A change replaces the listener. Drift is reported in a warning, not repaired. Only one object can have it at a
   * time, so a replacement that keeps it deletes the old object first.
   */
  port: pulumi.Input<number>;

  /**
   * Pool to which traffic goes that no `L7Policy` matches, by ID or name.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the pool exists.
   */
  defaultPool?: pulumi.Input<string> | undefined;

  /**
   * Certificate of a `terminatedHTTPS` listener, by ID or name (`certificateId`).
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the certificate exists.
   */
  certificate?: pulumi.Input<string> | undefined;

  /**
   * Description.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * Address ranges that may connect. All if absent or empty.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  allowedCidrs?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Milliseconds without data from the client before a connection ends.
   *
   * A change replaces the listener. Drift is reported in a warning, not repaired.
   */
  timeoutClientData?: pulumi.Input<number> | undefined;

  /**
   * Milliseconds without data from the member before a connection ends.
   *
   * A change replaces the listener. Drift is reported in a warning, not repaired.
   */
  timeoutMemberData?: pulumi.Input<number> | undefined;

  /**
   * TLS versions of a `terminatedHTTPS` listener.
   *
   * A change replaces the listener. Drift is reported in a warning, not repaired.
   */
  tlsVersions?: pulumi.Input<pulumi.Input<"SSLv3" | "TLSv1" | "TLSv1.1" | "TLSv1.2" | "TLSv1.3">[]> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the listener. Cannot be read back, so drift is not detected.
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

const shape: Shape = {
  token: "ovh:LoadBalancerListener",
  properties: [
    "name",
    "region",
    "loadBalancer",
    "protocol",
    "port",
    "defaultPool",
    "certificate",
    "description",
    "allowedCidrs",
    "timeoutClientData",
    "timeoutMemberData",
    "tlsVersions",
    "project",
    "adopt",
    "timeouts",
    "listenerId",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A port of a load balancer, and the pool to which its traffic goes.
 *
 * ## Example Usage
 *
 * Requests to port 80 go to a pool.
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
 * const http = new indiecloud.ovh.LoadBalancerListener("http", {
 *     region: "GRA11",
 *     loadBalancer: balancer.id,
 *     protocol: "http",
 *     port: 80,
 *     defaultPool: webServers.id,
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class LoadBalancerListener extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Load balancer, by ID or name. */
  declare readonly loadBalancer: pulumi.Output<string>;

  /** Protocol: `http`, `https` (passed on), `terminatedHTTPS`, `tcp`, `udp`, `sctp` or `prometheus`. */
  declare readonly protocol: pulumi.Output<
    "http" | "https" | "prometheus" | "sctp" | "tcp" | "terminatedHTTPS" | "udp"
  >;

  /** Port. */
  declare readonly port: pulumi.Output<number>;

  /** Pool to which traffic goes that no `L7Policy` matches, by ID or name. */
  declare readonly defaultPool: pulumi.Output<string | undefined>;

  /** Certificate of a `terminatedHTTPS` listener, by ID or name (`certificateId`). */
  declare readonly certificate: pulumi.Output<string | undefined>;

  /** Description. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Address ranges that may connect. All if absent or empty. */
  declare readonly allowedCidrs: pulumi.Output<string[] | undefined>;

  /** Milliseconds without data from the client before a connection ends. */
  declare readonly timeoutClientData: pulumi.Output<number | undefined>;

  /** Milliseconds without data from the member before a connection ends. */
  declare readonly timeoutMemberData: pulumi.Output<number | undefined>;

  /** TLS versions of a `terminatedHTTPS` listener. */
  declare readonly tlsVersions: pulumi.Output<("SSLv3" | "TLSv1" | "TLSv1.1" | "TLSv1.2" | "TLSv1.3")[] | undefined>;

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

  /** ID of the listener. */
  declare readonly listenerId: pulumi.Output<string>;

  /** Status as reported by OVHcloud (`provisioningStatus`). */
  declare readonly status: pulumi.Output<string>;

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

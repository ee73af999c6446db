// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface LoadBalancerArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the load balancer. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Size, by ID or name, such as `small`, `medium`, `large` or `xl`, which decides the price.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the load balancer flavor exists.
   */
  flavor: pulumi.Input<string>;

  /**
   * Subnet in which it has its address, by ID or name.
   *
   * A change replaces the load balancer. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the subnet exists.
   */
  subnet: pulumi.Input<string>;

  /**
   * Gateway of the subnet, by ID or name, if the subnet has none yet. It is used at creation and not shown.
   *
   * A change replaces the load balancer. Cannot be read back, so drift is not detected. `pulumi preview` checks that
   * the gateway exists.
   */
  gateway?: pulumi.Input<string> | undefined;

  /**
   * Floating IP, by ID or address, such as the `id` of a `FloatingIp` without `instance`. The subnet needs a
   * gateway. Unmanaged if absent; it stays when the balancer is deleted.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. Only one object
   * can have it at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that
   * the floating IP exists.
   */
  floatingIp?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the load balancer. Cannot be read back, so drift is not detected.
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
   * Defaults: `30m` to create, `30m` to update and `20m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "ovh:LoadBalancer",
  properties: [
    "name",
    "region",
    "flavor",
    "subnet",
    "gateway",
    "floatingIp",
    "project",
    "adopt",
    "timeouts",
    "loadBalancerId",
    "status",
    "privateIp",
    "ip",
    "failure",
  ],
  secrets: [],
};

/**
 * A load balancer of the Public Cloud (Octavia) with an address in a private subnet and, if you give it one, a
 * floating IP. Its listeners, pools and members are resources of their own.
 *
 * ## Example Usage
 *
 * A load balancer in a private subnet, with a public address.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const back = new indiecloud.ovh.PrivateNetwork("back", {regions: ["GRA11"]});
 * const backInGravelines = new indiecloud.ovh.Subnet("backInGravelines", {
 *     region: "GRA11",
 *     network: back.id,
 *     cidr: "10.0.0.0/24",
 * });
 * const exit = new indiecloud.ovh.Gateway("exit", {
 *     region: "GRA11",
 *     subnet: backInGravelines.id,
 *     model: "s",
 * });
 * const site = new indiecloud.ovh.FloatingIp("site", {region: "GRA11"});
 * const balancer = new indiecloud.ovh.LoadBalancer("balancer", {
 *     region: "GRA11",
 *     flavor: "small",
 *     subnet: backInGravelines.id,
 *     floatingIp: site.id,
 * }, {
 *     dependsOn: [exit],
 * });
 * export const ip = site.ip;
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class LoadBalancer extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Size, by ID or name, such as `small`, `medium`, `large` or `xl`, which decides the price. */
  declare readonly flavor: pulumi.Output<string>;

  /** Subnet in which it has its address, by ID or name. */
  declare readonly subnet: pulumi.Output<string>;

  /** Gateway of the subnet, by ID or name, if the subnet has none yet. It is used at creation and not shown. */
  declare readonly gateway: pulumi.Output<string | undefined>;

  /**
   * Floating IP, by ID or address, such as the `id` of a `FloatingIp` without `instance`. The subnet needs a
   * gateway. Unmanaged if absent; it stays when the balancer is deleted.
   */
  declare readonly floatingIp: pulumi.Output<string | undefined>;

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

  /** ID of the load balancer. */
  declare readonly loadBalancerId: pulumi.Output<string>;

  /** Status as reported by OVHcloud (`provisioningStatus`). */
  declare readonly status: pulumi.Output<string>;

  /** Address in the subnet (`vipAddress`). */
  declare readonly privateIp: pulumi.Output<string | undefined>;

  /** Its floating IP, if it has one. */
  declare readonly ip: pulumi.Output<string | undefined>;

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

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface SubnetArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Private network, by ID (its own, `pn-…`, or that in the region) or name. It must exist in the region.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * private network exists.
   */
  network: pulumi.Input<string>;

  /**
   * Address range, such as `10.0.0.0/24`.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired. Only one object can have it at a
   * time, so a replacement that keeps it deletes the old object first.
   */
  cidr: pulumi.Input<string>;

  /**
   * Whether instances get their addresses by DHCP.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired. Default: `true`.
   *
   * @default true
   */
  enableDhcp?: pulumi.Input<boolean> | undefined;

  /**
   * Whether the subnet has a default gateway, which a `Gateway` needs.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired. Default: `true`.
   *
   * @default true
   */
  enableGatewayIp?: pulumi.Input<boolean> | undefined;

  /**
   * Address of the default gateway. The first of the range if absent.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired.
   */
  gatewayIp?: pulumi.Input<string> | undefined;

  /**
   * Ranges from which addresses are given out. The whole range if absent.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired.
   */
  allocationPools?: pulumi.Input<pulumi.Input<SubnetAllocationPoolArgs>[]> | undefined;

  /**
   * DNS servers that DHCP announces.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired.
   */
  dnsNameServers?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Announce OVHcloud's public DNS resolver (`useDefaultPublicDNSResolver`). OVHcloud does not show it.
   *
   * A change replaces the subnet. Cannot be read back, so drift is not detected.
   */
  useDefaultPublicDnsResolver?: pulumi.Input<boolean> | undefined;

  /**
   * Routes that DHCP announces.
   *
   * A change replaces the subnet. Drift is reported in a warning, not repaired.
   */
  hostRoutes?: pulumi.Input<pulumi.Input<SubnetHostRouteArgs>[]> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the subnet. Cannot be read back, so drift is not detected.
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

export interface SubnetAllocationPoolArgs {
  /** First address. */
  start: pulumi.Input<string>;

  /** Last address. */
  end: pulumi.Input<string>;
}

export interface SubnetAllocationPool {
  /** First address. */
  start: string;

  /** Last address. */
  end: string;
}

export interface SubnetHostRouteArgs {
  /** Address range that is reached by the route. */
  destination: pulumi.Input<string>;

  /** Address in the subnet to which packets are sent. */
  nextHop: pulumi.Input<string>;
}

export interface SubnetHostRoute {
  /** Address range that is reached by the route. */
  destination: string;

  /** Address in the subnet to which packets are sent. */
  nextHop: string;
}

const shape: Shape = {
  token: "ovh:Subnet",
  properties: [
    "name",
    "region",
    "network",
    "cidr",
    "enableDhcp",
    "enableGatewayIp",
    "gatewayIp",
    "allocationPools",
    "dnsNameServers",
    "useDefaultPublicDnsResolver",
    "hostRoutes",
    "project",
    "adopt",
    "timeouts",
    "subnetId",
    "gateway",
    "failure",
  ],
  secrets: [],
};

/**
 * A subnet of a private network in one region. OVHcloud cannot change one: every change replaces it.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const back = new indiecloud.ovh.PrivateNetwork("back", {regions: ["GRA11"]});
 * const backInGravelines = new indiecloud.ovh.Subnet("backInGravelines", {
 *     region: "GRA11",
 *     network: back.id,
 *     cidr: "10.0.0.0/24",
 *     allocationPools: [{
 *         start: "10.0.0.50",
 *         end: "10.0.0.200",
 *     }],
 *     dnsNameServers: ["9.9.9.9"],
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class Subnet extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Private network, by ID (its own, `pn-…`, or that in the region) or name. It must exist in the region. */
  declare readonly network: pulumi.Output<string>;

  /** Address range, such as `10.0.0.0/24`. */
  declare readonly cidr: pulumi.Output<string>;

  /** Whether instances get their addresses by DHCP. */
  declare readonly enableDhcp: pulumi.Output<boolean | undefined>;

  /** Whether the subnet has a default gateway, which a `Gateway` needs. */
  declare readonly enableGatewayIp: pulumi.Output<boolean | undefined>;

  /** Address of the default gateway. The first of the range if absent. */
  declare readonly gatewayIp: pulumi.Output<string | undefined>;

  /** Ranges from which addresses are given out. The whole range if absent. */
  declare readonly allocationPools: pulumi.Output<SubnetAllocationPool[] | undefined>;

  /** DNS servers that DHCP announces. */
  declare readonly dnsNameServers: pulumi.Output<string[] | undefined>;

  /** Announce OVHcloud's public DNS resolver (`useDefaultPublicDNSResolver`). OVHcloud does not show it. */
  declare readonly useDefaultPublicDnsResolver: pulumi.Output<boolean | undefined>;

  /** Routes that DHCP announces. */
  declare readonly hostRoutes: pulumi.Output<SubnetHostRoute[] | undefined>;

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

  /** ID of the subnet, without its network. */
  declare readonly subnetId: pulumi.Output<string>;

  /** Address of the default gateway, if it has one. */
  declare readonly gateway: pulumi.Output<string | undefined>;

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

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface MemberArgs {
  /**
   * Name in the panel.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the member. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Pool, by ID or name.
   *
   * A change replaces the member. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * pool exists.
   */
  pool: pulumi.Input<string>;

  /**
   * Address of the server, such as the `privateIp` of an instance in the balancer's subnet.
   *
   * A change replaces the member. Drift is reported in a warning, not repaired.
   */
  address: pulumi.Input<string>;

  /**
   * Port of the server.
   *
   * A change replaces the member. Drift is reported in a warning, not repaired.
   */
  protocolPort: pulumi.Input<number>;

  /**
   * Share of the traffic compared with other members.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  weight?: pulumi.Input<number> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the member. Cannot be read back, so drift is not detected.
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
  token: "ovh:Member",
  properties: [
    "name",
    "region",
    "pool",
    "address",
    "protocolPort",
    "weight",
    "project",
    "adopt",
    "timeouts",
    "memberId",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A server in a pool of a load balancer.
 *
 * ## Example Usage
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
 * const web = new indiecloud.ovh.Member("web", {
 *     region: "GRA11",
 *     pool: webServers.id,
 *     address: "10.0.0.50",
 *     protocolPort: 8080,
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class Member extends Resource {
  /** Name in the panel. */
  declare readonly name: pulumi.Output<string | undefined>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Pool, by ID or name. */
  declare readonly pool: pulumi.Output<string>;

  /** Address of the server, such as the `privateIp` of an instance in the balancer's subnet. */
  declare readonly address: pulumi.Output<string>;

  /** Port of the server. */
  declare readonly protocolPort: pulumi.Output<number>;

  /** Share of the traffic compared with other members. */
  declare readonly weight: pulumi.Output<number | undefined>;

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

  /** ID of the member, without its pool. */
  declare readonly memberId: pulumi.Output<string>;

  /** Status as reported by OVHcloud (`provisioningStatus`). */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: MemberArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: MemberArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: MemberArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Member {
    return new Member(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Member {
    return Resource.isOf(shape, value);
  }
}

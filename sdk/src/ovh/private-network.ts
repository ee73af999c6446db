// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface PrivateNetworkArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * VLAN, which other networks of the vRack share (`vlanId`); 0 is none. OVHcloud chooses one if absent.
   *
   * A change replaces the private network. Drift is reported in a warning, not repaired.
   */
  vlanId?: pulumi.Input<number> | undefined;

  /**
   * Regions in which it exists. A change adds the network to regions and deletes it in others, where nothing may use
   * it any more. All regions of the project if absent, which are then left alone.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the region exists.
   */
  regions?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the private network. Cannot be read back, so drift is not detected.
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
  token: "ovh:PrivateNetwork",
  properties: [
    "name",
    "vlanId",
    "regions",
    "project",
    "adopt",
    "timeouts",
    "networkId",
    "vlan",
    "openstackIds",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A private network (vRack) of a Public Cloud project, in one or more of its regions. It needs a `Subnet` in each
 * region in which something is to be attached to it.
 *
 * ## Example Usage
 *
 * An instance with a private address beside its public one.
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
 * const database = new indiecloud.ovh.Instance("database", {
 *     region: "GRA11",
 *     plan: "b3-8",
 *     image: "Debian 12",
 *     networks: [
 *         "Ext-Net",
 *         back.id,
 *     ],
 * }, {
 *     dependsOn: [backInGravelines],
 * });
 * export const privateIp = database.privateIp;
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class PrivateNetwork extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** VLAN, which other networks of the vRack share (`vlanId`); 0 is none. OVHcloud chooses one if absent. */
  declare readonly vlanId: pulumi.Output<number | undefined>;

  /**
   * Regions in which it exists. A change adds the network to regions and deletes it in others, where nothing may use
   * it any more. All regions of the project if absent, which are then left alone.
   */
  declare readonly regions: pulumi.Output<string[] | undefined>;

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

  /** ID of the network in the project (`pn-…`). */
  declare readonly networkId: pulumi.Output<string>;

  /** VLAN that it has. */
  declare readonly vlan: pulumi.Output<number | undefined>;

  /** ID of the network in each region (`openstackId`), by region. */
  declare readonly openstackIds: pulumi.Output<{ [key: string]: string } | undefined>;

  /** Status as reported by OVHcloud. */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: PrivateNetworkArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: PrivateNetworkArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: PrivateNetworkArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): PrivateNetwork {
    return new PrivateNetwork(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is PrivateNetwork {
    return Resource.isOf(shape, value);
  }
}

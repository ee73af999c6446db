// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface FloatingIpArgs {
  /**
   * Description, which identifies the address. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the floating IP. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Zone, in regions with several.
   *
   * A change replaces the floating IP. Drift is reported in a warning, not repaired.
   */
  availabilityZone?: pulumi.Input<string> | undefined;

  /**
   * Instance to which it leads, by ID or name, with an address in a private network whose subnet has a `Gateway`. A
   * change moves the address; an empty text detaches it. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the instance exists.
   */
  instance?: pulumi.Input<string> | undefined;

  /**
   * Private address of the instance to which it leads. The instance's first one if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  instanceIp?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the floating IP. Cannot be read back, so drift is not detected.
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
  token: "ovh:FloatingIp",
  properties: [
    "description",
    "region",
    "availabilityZone",
    "instance",
    "instanceIp",
    "project",
    "adopt",
    "timeouts",
    "ip",
    "floatingIpId",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A public IPv4 address of the project, independent of any instance, which leads to the private address of an
 * instance. It is charged also while it leads nowhere.
 *
 * ## Example Usage
 *
 * An address that stays when the instance behind it is replaced.
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
 * const web = new indiecloud.ovh.Instance("web", {
 *     region: "GRA11",
 *     plan: "b3-8",
 *     image: "Ubuntu 24.04",
 *     networks: [back.id],
 * }, {
 *     dependsOn: [exit],
 * });
 * const site = new indiecloud.ovh.FloatingIp("site", {
 *     region: "GRA11",
 *     instance: web.id,
 * });
 * export const ip = site.ip;
 * ```
 *
 * @see https://registry.terraform.io/providers/ovh/ovh/latest/docs/resources/cloud_floating_ip
 */
export class FloatingIp extends Resource {
  /** Description, which identifies the address. Generated from the resource's name if absent. */
  declare readonly description: pulumi.Output<string>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Zone, in regions with several. */
  declare readonly availabilityZone: pulumi.Output<string | undefined>;

  /**
   * Instance to which it leads, by ID or name, with an address in a private network whose subnet has a `Gateway`. A
   * change moves the address; an empty text detaches it. Unmanaged if absent.
   */
  declare readonly instance: pulumi.Output<string | undefined>;

  /** Private address of the instance to which it leads. The instance's first one if absent. */
  declare readonly instanceIp: pulumi.Output<string | undefined>;

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

  /** The address. */
  declare readonly ip: pulumi.Output<string>;

  /** ID of the address in OVHcloud's older API. */
  declare readonly floatingIpId: pulumi.Output<string | undefined>;

  /** Status as reported by OVHcloud (`resourceStatus`). */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: FloatingIpArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: FloatingIpArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: FloatingIpArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): FloatingIp {
    return new FloatingIp(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is FloatingIp {
    return Resource.isOf(shape, value);
  }
}

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface GatewayInterfaceArgs {
  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the gateway interface. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Gateway, by ID or name.
   *
   * A change replaces the gateway interface. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the gateway exists.
   */
  gateway: pulumi.Input<string>;

  /**
   * Subnet to connect, by ID or name. It must have a default gateway.
   *
   * A change replaces the gateway interface. Drift is reported in a warning, not repaired. Only one object can have
   * it at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the
   * subnet exists.
   */
  subnet: pulumi.Input<string>;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the gateway interface. Cannot be read back, so drift is not detected.
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
  token: "ovh:GatewayInterface",
  properties: ["region", "gateway", "subnet", "project", "adopt", "timeouts", "interfaceId", "ip", "failure"],
  secrets: [],
};

/**
 * Connects one more subnet to a gateway. The subnet in which the gateway was created is connected already. OVHcloud
 * cannot change one.
 *
 * ## Example Usage
 *
 * A second subnet on the gateway of the first.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const back = new indiecloud.ovh.PrivateNetwork("back", {regions: ["GRA11"]});
 * const first = new indiecloud.ovh.Subnet("first", {
 *     region: "GRA11",
 *     network: back.id,
 *     cidr: "10.0.0.0/24",
 * });
 * const second = new indiecloud.ovh.Subnet("second", {
 *     region: "GRA11",
 *     network: back.id,
 *     cidr: "10.0.1.0/24",
 * });
 * const exit = new indiecloud.ovh.Gateway("exit", {
 *     region: "GRA11",
 *     subnet: first.id,
 *     model: "s",
 * });
 * const secondOnExit = new indiecloud.ovh.GatewayInterface("secondOnExit", {
 *     region: "GRA11",
 *     gateway: exit.id,
 *     subnet: second.id,
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class GatewayInterface extends Resource {
  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Gateway, by ID or name. */
  declare readonly gateway: pulumi.Output<string>;

  /** Subnet to connect, by ID or name. It must have a default gateway. */
  declare readonly subnet: pulumi.Output<string>;

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

  /** ID of the interface, without its gateway. */
  declare readonly interfaceId: pulumi.Output<string>;

  /** Address of the gateway in the subnet. */
  declare readonly ip: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: GatewayInterfaceArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: GatewayInterfaceArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: GatewayInterfaceArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): GatewayInterface {
    return new GatewayInterface(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is GatewayInterface {
    return Resource.isOf(shape, value);
  }
}

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface GatewayArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the gateway. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Subnet that it is created in, by ID or name. The subnet must have a default gateway.
   *
   * A change replaces the gateway. Drift is reported in a warning, not repaired. Only one object can have it at a
   * time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that the subnet
   * exists.
   */
  subnet: pulumi.Input<string>;

  /**
   * Size, which decides the bandwidth and the price: `s`, `m`, `l`, `xl`, `2xl` or `3xl`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  model: pulumi.Input<"s" | "m" | "l" | "xl" | "2xl" | "3xl">;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the gateway. Cannot be read back, so drift is not detected.
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
  token: "ovh:Gateway",
  properties: [
    "name",
    "region",
    "subnet",
    "model",
    "project",
    "adopt",
    "timeouts",
    "gatewayId",
    "ip",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A gateway, which leads a subnet to the internet and is needed for floating IPs and public load balancers.
 * `GatewayInterface` adds further subnets.
 *
 * ## Example Usage
 *
 * A gateway leads the instances of a private network to the internet.
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
 * export const ip = exit.ip;
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class Gateway extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Subnet that it is created in, by ID or name. The subnet must have a default gateway. */
  declare readonly subnet: pulumi.Output<string>;

  /** Size, which decides the bandwidth and the price: `s`, `m`, `l`, `xl`, `2xl` or `3xl`. */
  declare readonly model: pulumi.Output<"s" | "m" | "l" | "xl" | "2xl" | "3xl">;

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

  /** ID of the gateway. */
  declare readonly gatewayId: pulumi.Output<string>;

  /** Public address from which the subnets reach the internet. */
  declare readonly ip: pulumi.Output<string | undefined>;

  /** Status as reported by OVHcloud. */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: GatewayArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: GatewayArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: GatewayArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Gateway {
    return new Gateway(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Gateway {
    return Resource.isOf(shape, value);
  }
}

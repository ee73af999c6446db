// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface NetworkArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * A change replaces the network. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by ID or name, such as `toronto`.
   *
   * A change replaces the network. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists. Default: `"toronto"`.
   *
   * @default "toronto"
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Range of the private addresses, such as `10.1.0.0/16`.
   *
   * A change replaces the network. Drift is reported in a warning, not repaired.
   */
  subnet: pulumi.Input<string>;

  /**
   * DNS servers for the VMs of the network. A new network needs them; LunaNode does not show them afterwards.
   *
   * A change replaces the network. Cannot be read back, so drift is not detected.
   */
  dns?: pulumi.Input<pulumi.Input<string>[]> | undefined;

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
  token: "lunanode:Network",
  properties: ["name", "region", "subnet", "dns", "adopt", "timeouts", "networkId", "failure"],
  secrets: [],
};

/**
 * A LunaNode virtual network, for `network` of a VM. LunaNode cannot change one: every change replaces it.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const back = new indiecloud.lunanode.Network("back", {
 *     region: "toronto",
 *     subnet: "10.20.0.0/24",
 *     dns: [
 *         "9.9.9.9",
 *         "149.112.112.112",
 *     ],
 * });
 * const database = new indiecloud.lunanode.Vm("database", {
 *     region: "toronto",
 *     plan: "m.2",
 *     image: "Debian 12 64-bit",
 *     network: back.id,
 * });
 * export const privateIp = database.privateIp;
 * ```
 *
 * @see https://www.lunanode.com/api/overview
 */
export class Network extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region, by ID or name, such as `toronto`. */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Range of the private addresses, such as `10.1.0.0/16`. */
  declare readonly subnet: pulumi.Output<string>;

  /** DNS servers for the VMs of the network. A new network needs them; LunaNode does not show them afterwards. */
  declare readonly dns: pulumi.Output<string[] | undefined>;

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

  /** ID of the network (`net_id`). */
  declare readonly networkId: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: NetworkArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: NetworkArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: NetworkArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Network {
    return new Network(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Network {
    return Resource.isOf(shape, value);
  }
}

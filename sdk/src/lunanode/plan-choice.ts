// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface PlanChoiceArgs {
  /**
   * Region, by ID or name, such as `toronto`.
   *
   * A change replaces the plan choice. `pulumi preview` checks that the region exists. Default: `"toronto"`.
   *
   * @default "toronto"
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Virtual CPUs that the plan has at least.
   *
   * Can be changed in place.
   */
  vcpus?: pulumi.Input<number> | undefined;

  /**
   * Memory that the plan has at least, in GB. 1000 MiB count as one GB.
   *
   * Can be changed in place.
   */
  memoryGb?: pulumi.Input<number> | undefined;

  /**
   * Disk that the plan has at least, in GB. A plan whose disk is not known does not fit.
   *
   * Can be changed in place.
   */
  diskGb?: pulumi.Input<number> | undefined;

  /**
   * Distribution and version of the image, such as `"ubuntu-24.04"`.
   *
   * Can be changed in place.
   */
  system: pulumi.Input<string>;

  /**
   * The plan. If absent, the cheapest that fits (if the cloud publishes prices), or else the smallest.
   *
   * Can be changed in place.
   */
  plan?: pulumi.Input<string> | undefined;

  /**
   * The image. If absent, the first by name that has the system and works with the plan.
   *
   * Can be changed in place.
   */
  image?: pulumi.Input<string> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   *
   * Defaults: `10m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "lunanode:PlanChoice",
  properties: ["region", "vcpus", "memoryGb", "diskGb", "system", "plan", "image", "timeouts", "failure"],
  secrets: [],
};

/**
 * The plan and image of LunaNode for what a server needs. It exists only in Pulumi's state and sends no changes to
 * LunaNode. The choice is made when the resource is created and when a requirement changes. Until then it stays,
 * even if a better plan appears.
 *
 * ## Example Usage
 *
 * The cheapest plan with 2 GB, and an image of Ubuntu. The choice stays the same until the resource is replaced.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const small = new indiecloud.lunanode.PlanChoice("small", {
 *     region: "toronto",
 *     memoryGb: 2,
 *     system: "ubuntu-24.04",
 * });
 * const web = new indiecloud.lunanode.Vm("web", {
 *     region: "toronto",
 *     plan: small.plan,
 *     image: small.image,
 * });
 * ```
 */
export class PlanChoice extends Resource {
  /** Region, by ID or name, such as `toronto`. */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Virtual CPUs that the plan has at least. */
  declare readonly vcpus: pulumi.Output<number | undefined>;

  /** Memory that the plan has at least, in GB. 1000 MiB count as one GB. */
  declare readonly memoryGb: pulumi.Output<number | undefined>;

  /** Disk that the plan has at least, in GB. A plan whose disk is not known does not fit. */
  declare readonly diskGb: pulumi.Output<number | undefined>;

  /** Distribution and version of the image, such as `"ubuntu-24.04"`. */
  declare readonly system: pulumi.Output<string>;

  /** The plan. If absent, the cheapest that fits (if the cloud publishes prices), or else the smallest. */
  declare readonly plan: pulumi.Output<string>;

  /** The image. If absent, the first by name that has the system and works with the plan. */
  declare readonly image: pulumi.Output<string>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: PlanChoiceArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: PlanChoiceArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: PlanChoiceArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): PlanChoice {
    return new PlanChoice(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is PlanChoice {
    return Resource.isOf(shape, value);
  }
}

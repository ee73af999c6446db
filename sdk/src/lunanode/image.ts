// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ImageArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region of the image, by ID or name, such as `toronto`.
   *
   * A change replaces the image. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists. Default: `"toronto"`.
   *
   * @default "toronto"
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * URL that LunaNode fetches the image from: `http`, `https` or `ftp`. Set exactly one of `location`, `vm` and
   * `copyOf`.
   *
   * A change replaces the image. Cannot be read back, so drift is not detected.
   */
  location?: pulumi.Input<string> | undefined;

  /**
   * Format of the file at `location`.
   *
   * A change replaces the image. Cannot be read back, so drift is not detected.
   */
  format?: pulumi.Input<"iso" | "qcow2"> | undefined;

  /**
   * Whether VMs of the image have virtio devices instead of IDE and e1000. Only with `location`.
   *
   * A change replaces the image. Cannot be read back, so drift is not detected.
   */
  virtio?: pulumi.Input<boolean> | undefined;

  /**
   * VM to take a snapshot of, by ID or name, in the region of the image. Stop it first for a consistent disk.
   *
   * A change replaces the image. Cannot be read back, so drift is not detected. `pulumi preview` checks that the VM
   * exists.
   */
  vm?: pulumi.Input<string> | undefined;

  /**
   * Image of the account to copy to `region`, by ID or name.
   *
   * A change replaces the image. Cannot be read back, so drift is not detected. `pulumi preview` checks that the
   * image exists.
   */
  copyOf?: pulumi.Input<string> | undefined;

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
   * Defaults: `60m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "lunanode:Image",
  properties: [
    "name",
    "region",
    "location",
    "format",
    "virtio",
    "vm",
    "copyOf",
    "adopt",
    "timeouts",
    "imageId",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * An image of the account: fetched from a URL, a snapshot of a VM, or a copy of an image of another region. It costs
 * money until it is deleted.
 *
 * ## Example Usage
 *
 * An image that LunaNode fetches from a URL.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const alpine = new indiecloud.lunanode.Image("alpine", {
 *     region: "toronto",
 *     location: "https://images.example.com/alpine-3.21.qcow2",
 *     format: "qcow2",
 *     virtio: true,
 * });
 * const web = new indiecloud.lunanode.Vm("web", {
 *     region: "toronto",
 *     plan: "m.1",
 *     image: alpine.id,
 * });
 * ```
 *
 * @see https://www.lunanode.com/api/image
 */
export class Image extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region of the image, by ID or name, such as `toronto`. */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * URL that LunaNode fetches the image from: `http`, `https` or `ftp`. Set exactly one of `location`, `vm` and
   * `copyOf`.
   */
  declare readonly location: pulumi.Output<string | undefined>;

  /** Format of the file at `location`. */
  declare readonly format: pulumi.Output<"iso" | "qcow2" | undefined>;

  /** Whether VMs of the image have virtio devices instead of IDE and e1000. Only with `location`. */
  declare readonly virtio: pulumi.Output<boolean | undefined>;

  /** VM to take a snapshot of, by ID or name, in the region of the image. Stop it first for a consistent disk. */
  declare readonly vm: pulumi.Output<string | undefined>;

  /** Image of the account to copy to `region`, by ID or name. */
  declare readonly copyOf: pulumi.Output<string | undefined>;

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

  /** ID of the image, without its region. */
  declare readonly imageId: pulumi.Output<string>;

  /** Status as reported by LunaNode, such as `active`. */
  declare readonly status: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: ImageArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ImageArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ImageArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Image {
    return new Image(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Image {
    return Resource.isOf(shape, value);
  }
}

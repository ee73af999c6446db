// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ServerImageArgs {
  /**
   * Name (`serverImageName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent. NAVER Cloud cannot rename an image: a change is only recorded.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the server image instead, set the
   * resource option `replaceOnChanges: ["name"]`. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the server image. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Server to create it from, by number (`serverInstanceNo`) or ID. Stop it first for a consistent disk. Set
   * `server`, `snapshot`, or both.
   *
   * A change replaces the server image. Drift is reported in a warning, not repaired.
   */
  server?: pulumi.Input<string> | undefined;

  /**
   * Snapshot of a root disk to create it from, by name, number or ID. Only for KVM. Without `server`, the image has
   * nothing else of a server.
   *
   * A change replaces the server image. Cannot be read back, so drift is not detected. `pulumi preview` checks that
   * the block storage snapshot exists.
   */
  snapshot?: pulumi.Input<string> | undefined;

  /**
   * Description (`serverImageDescription`), at most 1000 bytes.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the server image instead, set the
   * resource option `replaceOnChanges: ["description"]`. Drift is reported in a warning, not repaired.
   */
  description?: pulumi.Input<string> | undefined;

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
  token: "naver:ServerImage",
  properties: [
    "name",
    "region",
    "server",
    "snapshot",
    "description",
    "adopt",
    "timeouts",
    "serverImageNo",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * An image of the account, for `image` of a `Server`: a server image on KVM, a member server image on XEN and RHV.
 * It costs money until it is deleted.
 *
 * ## Example Usage
 *
 * An image of a server, and a server of that image.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const golden = new indiecloud.naver.Server("golden", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: "shop-front",
 *     powerState: "stopped",
 * });
 * const prepared = new indiecloud.naver.ServerImage("prepared", {server: golden.id});
 * const web = new indiecloud.naver.Server("web", {
 *     plan: "s2-g3",
 *     image: prepared.id,
 *     subnet: "shop-front",
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vserver-serverimage-createserverimage
 */
export class ServerImage extends Resource {
  /**
   * Name (`serverImageName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent. NAVER Cloud cannot rename an image: a change is only recorded.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * Server to create it from, by number (`serverInstanceNo`) or ID. Stop it first for a consistent disk. Set
   * `server`, `snapshot`, or both.
   */
  declare readonly server: pulumi.Output<string | undefined>;

  /**
   * Snapshot of a root disk to create it from, by name, number or ID. Only for KVM. Without `server`, the image has
   * nothing else of a server.
   */
  declare readonly snapshot: pulumi.Output<string | undefined>;

  /** Description (`serverImageDescription`), at most 1000 bytes. */
  declare readonly description: pulumi.Output<string | undefined>;

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

  /** Number of the image (`serverImageNo`, or `memberServerImageInstanceNo` on XEN and RHV). */
  declare readonly serverImageNo: pulumi.Output<string>;

  /** Status as reported by NAVER Cloud: `INIT`, then `CREAT`. */
  declare readonly status: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: ServerImageArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ServerImageArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ServerImageArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ServerImage {
    return new ServerImage(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is ServerImage {
    return Resource.isOf(shape, value);
  }
}

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface AdditionalIpAttachmentArgs {
  /**
   * The address, or its ID in the project.
   *
   * A change replaces the additional IP attachment. Drift is reported in a warning, not repaired. Only one object
   * can have it at a time, so a replacement that keeps it deletes the old object first. `pulumi preview` checks that
   * the additional IP exists.
   */
  ip: pulumi.Input<string>;

  /**
   * Instance to which it is routed, by ID or name. A change moves it.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the instance exists.
   */
  instance: pulumi.Input<string>;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the additional IP attachment. Cannot be read back, so drift is not detected.
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
  token: "ovh:AdditionalIpAttachment",
  properties: ["ip", "instance", "project", "adopt", "timeouts", "address", "failure"],
  secrets: [],
};

/**
 * Routes an additional IP (failover IP) of the project to an instance. It must have been ordered and moved to the
 * project before. OVHcloud can only move one: deleting the resource leaves it where it is, with a warning.
 *
 * ## Example Usage
 *
 * Move an address that you have ordered to another instance by changing `instance`.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const blue = new indiecloud.ovh.Instance("blue", {
 *     region: "GRA11",
 *     plan: "b3-8",
 *     image: "Ubuntu 24.04",
 * });
 * const siteOnBlue = new indiecloud.ovh.AdditionalIpAttachment("siteOnBlue", {
 *     ip: "192.0.2.10",
 *     instance: blue.id,
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class AdditionalIpAttachment extends Resource {
  /** The address, or its ID in the project. */
  declare readonly ip: pulumi.Output<string>;

  /** Instance to which it is routed, by ID or name. A change moves it. */
  declare readonly instance: pulumi.Output<string>;

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
  declare readonly address: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: AdditionalIpAttachmentArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: AdditionalIpAttachmentArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: AdditionalIpAttachmentArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): AdditionalIpAttachment {
    return new AdditionalIpAttachment(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is AdditionalIpAttachment {
    return Resource.isOf(shape, value);
  }
}

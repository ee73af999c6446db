// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface StartupScriptArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * The script. The first line names the interpreter, such as `#!/bin/sh`, or is `#cloud-config`. Sent with Unix
   * line ends.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. A secret in the
   * state.
   */
  content: pulumi.Input<string>;

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
  token: "lunanode:StartupScript",
  properties: ["name", "content", "adopt", "timeouts", "scriptId", "failure"],
  secrets: ["content"],
};

/**
 * A script of the account that VMs run at first boot, for `startupScripts` of a VM. A change does not reach VMs that
 * exist.
 *
 * ## Example Usage
 *
 * cloud-init installs nginx at the first boot.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const nginx = new indiecloud.lunanode.StartupScript("nginx", {content: `#cloud-config
 * packages: [nginx]
 * `});
 * const web = new indiecloud.lunanode.Vm("web", {
 *     region: "toronto",
 *     plan: "m.1",
 *     image: "Ubuntu 24.04 64-bit",
 *     startupScripts: [nginx.id],
 * });
 * ```
 *
 * @see https://lunanode.com/api/script
 */
export class StartupScript extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /**
   * The script. The first line names the interpreter, such as `#!/bin/sh`, or is `#cloud-config`. Sent with Unix
   * line ends.
   */
  declare readonly content: pulumi.Output<string>;

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

  /** ID of the script. */
  declare readonly scriptId: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: StartupScriptArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: StartupScriptArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: StartupScriptArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): StartupScript {
    return new StartupScript(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is StartupScript {
    return Resource.isOf(shape, value);
  }
}

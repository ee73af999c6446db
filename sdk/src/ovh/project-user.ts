// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ProjectUserArgs {
  /**
   * Description in the panel, by which an interrupted run finds the user again. Generated from the resource's name
   * if absent.
   *
   * A change replaces the project user. Drift is reported in a warning, not repaired.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * Roles, by name or ID, such as `compute_operator`. A change adds and removes what the program does. Unmanaged if
   * absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the role exists.
   */
  roles?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Any text. A change gives the user a new password (`regeneratePassword`).
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  passwordTrigger?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the project user. Cannot be read back, so drift is not detected.
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
  token: "ovh:ProjectUser",
  properties: [
    "description",
    "roles",
    "passwordTrigger",
    "project",
    "adopt",
    "timeouts",
    "userId",
    "username",
    "password",
    "openstackId",
    "status",
    "failure",
  ],
  secrets: ["password"],
};

/**
 * An OpenStack user of a Public Cloud project, for OpenStack's own tools. OVHcloud chooses its name and password.
 * `getUserOpenrc` returns its environment.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const ci = new indiecloud.ovh.ProjectUser("ci", {
 *     description: "continuous integration",
 *     roles: ["compute_operator"],
 * });
 * export const username = ci.username;
 * export const password = ci.password;
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class ProjectUser extends Resource {
  /**
   * Description in the panel, by which an interrupted run finds the user again. Generated from the resource's name
   * if absent.
   */
  declare readonly description: pulumi.Output<string>;

  /**
   * Roles, by name or ID, such as `compute_operator`. A change adds and removes what the program does. Unmanaged if
   * absent.
   */
  declare readonly roles: pulumi.Output<string[] | undefined>;

  /** Any text. A change gives the user a new password (`regeneratePassword`). */
  declare readonly passwordTrigger: pulumi.Output<string | undefined>;

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

  /** ID of the user, without its project. */
  declare readonly userId: pulumi.Output<string>;

  /** Name that OVHcloud gave it, such as `user-3fc8a1`. */
  declare readonly username: pulumi.Output<string>;

  /** Password. OVHcloud shows it only once, so an adopted or imported user has none. */
  declare readonly password: pulumi.Output<string | undefined>;

  /** ID in OpenStack. */
  declare readonly openstackId: pulumi.Output<string | undefined>;

  /** Status as reported by OVHcloud, such as `ok`. */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: ProjectUserArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ProjectUserArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ProjectUserArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ProjectUser {
    return new ProjectUser(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is ProjectUser {
    return Resource.isOf(shape, value);
  }
}

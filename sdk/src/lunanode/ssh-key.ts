// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface SshKeyArgs {
  /**
   * Label in the panel (`label`), unique in the account. Generated from the resource's name if absent.
   *
   * A change replaces the SSH key. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * The key, as in `~/.ssh/id_ed25519.pub`.
   *
   * A change replaces the SSH key. Drift is reported in a warning, not repaired.
   */
  publicKey: pulumi.Input<string>;

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
  token: "lunanode:SshKey",
  properties: ["name", "publicKey", "adopt", "timeouts", "keyId", "failure"],
  secrets: [],
};

/**
 * A public SSH key of the account, for `sshKeys` of a VM. LunaNode cannot change one.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const laptop = new indiecloud.lunanode.SshKey("laptop", {publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp you@laptop"});
 * const web = new indiecloud.lunanode.Vm("web", {
 *     region: "toronto",
 *     plan: "m.1",
 *     image: "Debian 12 64-bit",
 *     sshKeys: [laptop.id],
 * });
 * ```
 *
 * @see https://lunanode.com/api/sshkey
 */
export class SshKey extends Resource {
  /** Label in the panel (`label`), unique in the account. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** The key, as in `~/.ssh/id_ed25519.pub`. */
  declare readonly publicKey: pulumi.Output<string>;

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

  /** ID of the key. */
  declare readonly keyId: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: SshKeyArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: SshKeyArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: SshKeyArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): SshKey {
    return new SshKey(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is SshKey {
    return Resource.isOf(shape, value);
  }
}

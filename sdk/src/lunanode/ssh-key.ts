// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface SshKeyArgs {
  /**
   * Label in the panel (`label`); must be unique. Generated from the resource's name if absent.
   *
   * A change replaces the SSH key. It is read back: a change made elsewhere is told as a warning, and left as it is.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * The key, as in `~/.ssh/id_ed25519.pub`.
   *
   * A change replaces the SSH key. It is read back: a change made elsewhere is told as a warning, and left as it is.
   */
  publicKey: pulumi.Input<string>;

  /**
   * Takes over an existing object by its id instead of making one. Refused where the object differs in something
   * that cannot be changed in place. Remove it after the first successful `pulumi up`; while it is set, a change
   * that would replace the object is an error.
   */
  adopt?: pulumi.Input<string> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` sets the
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

/** A public SSH key of the account, for `sshKeys` of a VM. LunaNode has no call that changes one. */
export class SshKey extends Resource {
  /** Label in the panel (`label`); must be unique. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** The key, as in `~/.ssh/id_ed25519.pub`. */
  declare readonly publicKey: pulumi.Output<string>;

  /**
   * Takes over an existing object by its id instead of making one. Refused where the object differs in something
   * that cannot be changed in place. Remove it after the first successful `pulumi up`; while it is set, a change
   * that would replace the object is an error.
   */
  declare readonly adopt: pulumi.Output<string | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` sets the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** Id of the key at LunaNode. */
  declare readonly keyId: pulumi.Output<string>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
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

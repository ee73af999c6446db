// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface KeyPairArgs {
  /**
   * Name (`KeyName`), unique in the account. Generated from the resource's name if absent.
   *
   * A change replaces the key pair. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Your own public key to import (`ImportKeyPair`), as in `~/.ssh/id_ed25519.pub`. If absent, GigeNET generates a
   * key pair and returns the private key once, as the output `privateKey`. GigeNET shows only a fingerprint, so
   * drift cannot be seen.
   *
   * A change replaces the key pair. Cannot be read back, so drift is not detected.
   */
  publicKey?: pulumi.Input<string> | undefined;

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
  token: "gigenet:KeyPair",
  properties: ["name", "publicKey", "adopt", "timeouts", "fingerprint", "privateKey", "failure"],
  secrets: ["privateKey"],
};

/**
 * An SSH key of the account. **It does nothing for instances**: GigeNET's documentation calls key pairs a preview
 * that its virtual machines do not use, so no instance takes one. Sign in with the instance's `password`, and
 * install keys yourself.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const laptop = new indiecloud.gigenet.KeyPair("laptop", {publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExamp you@laptop"});
 * export const fingerprint = laptop.fingerprint;
 * ```
 *
 * @see https://github.com/gigenet-projects/gcloud-golang-api
 */
export class KeyPair extends Resource {
  /** Name (`KeyName`), unique in the account. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /**
   * Your own public key to import (`ImportKeyPair`), as in `~/.ssh/id_ed25519.pub`. If absent, GigeNET generates a
   * key pair and returns the private key once, as the output `privateKey`. GigeNET shows only a fingerprint, so
   * drift cannot be seen.
   */
  declare readonly publicKey: pulumi.Output<string | undefined>;

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

  /** Fingerprint as reported by GigeNET. */
  declare readonly fingerprint: pulumi.Output<string | undefined>;

  /**
   * Private key in PEM, if GigeNET generated the key pair. Returned only at creation: an imported or adopted one has
   * none.
   */
  declare readonly privateKey: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: KeyPairArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: KeyPairArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: KeyPairArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): KeyPair {
    return new KeyPair(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is KeyPair {
    return Resource.isOf(shape, value);
  }
}

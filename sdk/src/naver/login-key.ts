// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface LoginKeyArgs {
  /**
   * Name (`keyName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's name if
   * absent. A change makes another key.
   *
   * A change replaces the login key. It is read back: a change made elsewhere is told as a warning, and left as it
   * is.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent.
   *
   * A change replaces the login key. It is read back: a change made elsewhere is told as a warning, and left as it
   * is. `pulumi preview` checks that there is such a region.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * RSA public key of your own to import (`importLoginKey`). If absent, NAVER Cloud makes a pair and shows the
   * private half once, as the output `privateKey`. A change makes another key.
   *
   * A change replaces the login key. It is read back: a change made elsewhere is told as a warning, and left as it
   * is.
   */
  publicKey?: pulumi.Input<string> | undefined;

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
  token: "naver:LoginKey",
  properties: ["name", "region", "publicKey", "adopt", "timeouts", "keyName", "fingerprint", "privateKey", "failure"],
  secrets: ["privateKey"],
};

/** A login key, which protects the administrator's password of servers. NAVER Cloud makes it, or takes a public key. */
export class LoginKey extends Resource {
  /**
   * Name (`keyName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's name if
   * absent. A change makes another key.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent. */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * RSA public key of your own to import (`importLoginKey`). If absent, NAVER Cloud makes a pair and shows the
   * private half once, as the output `privateKey`. A change makes another key.
   */
  declare readonly publicKey: pulumi.Output<string | undefined>;

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

  /** Name of the key. */
  declare readonly keyName: pulumi.Output<string>;

  /** Fingerprint, as the console shows it. */
  declare readonly fingerprint: pulumi.Output<string | undefined>;

  /** Private half in PEM, where NAVER Cloud made the key. Shown once: an imported or adopted key has none. */
  declare readonly privateKey: pulumi.Output<string | undefined>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: LoginKeyArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: LoginKeyArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: LoginKeyArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): LoginKey {
    return new LoginKey(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is LoginKey {
    return Resource.isOf(shape, value);
  }
}

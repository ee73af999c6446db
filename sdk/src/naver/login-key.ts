// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface LoginKeyArgs {
  /**
   * Name (`keyName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the login key. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the login key. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Your own RSA public key to import (`importLoginKey`). If absent, NAVER Cloud generates a key pair and returns
   * the private key once, as the output `privateKey`.
   *
   * A change replaces the login key. Drift is reported in a warning, not repaired.
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
  token: "naver:LoginKey",
  properties: ["name", "region", "publicKey", "adopt", "timeouts", "keyName", "fingerprint", "privateKey", "failure"],
  secrets: ["privateKey"],
};

/**
 * A login key, which protects the administrator's password of servers. NAVER Cloud generates it, or imports a public
 * key.
 *
 * ## Example Usage
 *
 * With the private key that NAVER Cloud generates, you can decrypt the administrator's password of the server.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const login = new indiecloud.naver.LoginKey("login", {});
 * const web = new indiecloud.naver.Server("web", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: "shop-front",
 *     loginKey: login.keyName,
 * });
 * export const privateKey = login.privateKey;
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vserver
 */
export class LoginKey extends Resource {
  /**
   * Name (`keyName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * Your own RSA public key to import (`importLoginKey`). If absent, NAVER Cloud generates a key pair and returns
   * the private key once, as the output `privateKey`.
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

  /** Name of the key. */
  declare readonly keyName: pulumi.Output<string>;

  /** Fingerprint, as in the console. */
  declare readonly fingerprint: pulumi.Output<string | undefined>;

  /**
   * Private key in PEM, if NAVER Cloud generated the key. Returned only at creation: an imported or adopted key has
   * none.
   */
  declare readonly privateKey: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
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

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface LaunchConfigurationArgs {
  /**
   * Name (`launchConfigurationName`): up to 255 lowercase letters, digits and `-`, beginning with a letter.
   * Generated from the resource's name if absent.
   *
   * A change replaces the launch configuration. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the launch configuration. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`).
   *
   * A change replaces the launch configuration. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the server spec exists.
   */
  plan: pulumi.Input<string>;

  /**
   * Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`).
   *
   * A change replaces the launch configuration. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the image exists. Its hypervisor must be that of `plan`; of several with one name, it is the one
   * that fits.
   */
  image: pulumi.Input<string>;

  /**
   * Login key of the servers, by name (`loginKeyName`). The newest key of the account if absent.
   *
   * A change replaces the launch configuration. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the login key exists.
   */
  loginKey?: pulumi.Input<string> | undefined;

  /**
   * Init script that runs at first boot, by name or number (`initScriptNo`).
   *
   * A change replaces the launch configuration. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the init script exists.
   */
  initScript?: pulumi.Input<string> | undefined;

  /**
   * Whether the volume of a server is encrypted (`isEncryptedVolume`).
   *
   * A change replaces the launch configuration. Drift is reported in a warning, not repaired.
   */
  encryptedVolume?: pulumi.Input<boolean> | undefined;

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
  token: "naver:LaunchConfiguration",
  properties: [
    "name",
    "region",
    "plan",
    "image",
    "loginKey",
    "initScript",
    "encryptedVolume",
    "adopt",
    "timeouts",
    "launchConfigurationNo",
    "failure",
  ],
  secrets: [],
};

/**
 * What the servers of an auto scaling group are made of. NAVER Cloud cannot change one: a change creates another,
 * and the group then uses it for its next servers.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const login = new indiecloud.naver.LoginKey("login", {});
 * const web = new indiecloud.naver.LaunchConfiguration("web", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     loginKey: login.keyName,
 * });
 * const webServers = new indiecloud.naver.AutoScalingGroup("webServers", {
 *     launchConfiguration: web.launchConfigurationNo,
 *     subnet: "shop-front",
 *     minSize: 1,
 *     maxSize: 3,
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vautoscaling-launchconfiguration-createlaunchconfiguration
 */
export class LaunchConfiguration extends Resource {
  /**
   * Name (`launchConfigurationName`): up to 255 lowercase letters, digits and `-`, beginning with a letter.
   * Generated from the resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`). */
  declare readonly plan: pulumi.Output<string>;

  /** Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`). */
  declare readonly image: pulumi.Output<string>;

  /** Login key of the servers, by name (`loginKeyName`). The newest key of the account if absent. */
  declare readonly loginKey: pulumi.Output<string | undefined>;

  /** Init script that runs at first boot, by name or number (`initScriptNo`). */
  declare readonly initScript: pulumi.Output<string | undefined>;

  /** Whether the volume of a server is encrypted (`isEncryptedVolume`). */
  declare readonly encryptedVolume: pulumi.Output<boolean | undefined>;

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

  /** Number of the launch configuration. */
  declare readonly launchConfigurationNo: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: LaunchConfigurationArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: LaunchConfigurationArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: LaunchConfigurationArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): LaunchConfiguration {
    return new LaunchConfiguration(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is LaunchConfiguration {
    return Resource.isOf(shape, value);
  }
}

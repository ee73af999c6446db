// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface InitScriptArgs {
  /**
   * Name (`initScriptName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * A change replaces the init script. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the init script. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * The script (`initScriptContent`), ASCII, at most 1024 KB. The first line names the interpreter, such as
   * `#!/bin/bash`; Visual Basic for Windows.
   *
   * A change replaces the init script. Drift is reported in a warning, not repaired. A secret in the state.
   */
  content: pulumi.Input<string>;

  /**
   * `LNX` (the default) or `WND` for Windows (`osTypeCode`).
   *
   * A change replaces the init script. Drift is reported in a warning, not repaired. Default: `"LNX"`.
   *
   * @default "LNX"
   */
  osType?: pulumi.Input<"LNX" | "WND"> | undefined;

  /**
   * Description (`initScriptDescription`), at most 1000 bytes.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the init script instead, set the
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
   * Defaults: `10m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:InitScript",
  properties: ["name", "region", "content", "osType", "description", "adopt", "timeouts", "initScriptNo", "failure"],
  secrets: ["content"],
};

/**
 * An init script that servers run at first boot. NAVER Cloud cannot change one.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const nginx = new indiecloud.naver.InitScript("nginx", {content: `#!/bin/bash
 * apt-get update
 * apt-get install -y nginx
 * `});
 * const web = new indiecloud.naver.Server("web", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: "shop-front",
 *     initScript: nginx.initScriptNo,
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vserver
 */
export class InitScript extends Resource {
  /**
   * Name (`initScriptName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * The script (`initScriptContent`), ASCII, at most 1024 KB. The first line names the interpreter, such as
   * `#!/bin/bash`; Visual Basic for Windows.
   */
  declare readonly content: pulumi.Output<string>;

  /** `LNX` (the default) or `WND` for Windows (`osTypeCode`). */
  declare readonly osType: pulumi.Output<"LNX" | "WND" | undefined>;

  /** Description (`initScriptDescription`), at most 1000 bytes. */
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

  /** Number of the script. */
  declare readonly initScriptNo: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: InitScriptArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: InitScriptArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: InitScriptArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): InitScript {
    return new InitScript(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is InitScript {
    return Resource.isOf(shape, value);
  }
}

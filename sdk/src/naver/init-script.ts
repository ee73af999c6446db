// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface InitScriptArgs {
  /**
   * Name (`initScriptName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's
   * name if absent. A change makes another script.
   *
   * A change replaces the init script. It is read back: a change made elsewhere is told as a warning, and left as it
   * is.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent.
   *
   * A change replaces the init script. It is read back: a change made elsewhere is told as a warning, and left as it
   * is. `pulumi preview` checks that there is such a region.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * The script (`initScriptContent`), ASCII, at most 1024 KB; the first line names the interpreter, as in
   * `#!/bin/bash`. Visual Basic for Windows. A change makes another script.
   *
   * A change replaces the init script. It is read back: a change made elsewhere is told as a warning, and left as it
   * is. A secret in the state.
   */
  content: pulumi.Input<string>;

  /**
   * `LNX` (the default) or `WND` for Windows (`osTypeCode`). A change makes another script.
   *
   * A change replaces the init script. It is read back: a change made elsewhere is told as a warning, and left as it
   * is. Default: `"LNX"`.
   */
  osType?: pulumi.Input<"LNX" | "WND"> | undefined;

  /**
   * Description (`initScriptDescription`), at most 1000 bytes. Used at creation only: no call changes it.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the init script, set
   * the resource option `replaceOnChanges: ["description"]`. It is read back: a change made elsewhere is told as a
   * warning, and left as it is.
   */
  description?: pulumi.Input<string> | undefined;

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
  token: "naver:InitScript",
  properties: ["name", "region", "content", "osType", "description", "adopt", "timeouts", "initScriptNo", "failure"],
  secrets: ["content"],
};

/** An init script, which servers run at their first boot. NAVER Cloud has no call that changes one. */
export class InitScript extends Resource {
  /**
   * Name (`initScriptName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's
   * name if absent. A change makes another script.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent. */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * The script (`initScriptContent`), ASCII, at most 1024 KB; the first line names the interpreter, as in
   * `#!/bin/bash`. Visual Basic for Windows. A change makes another script.
   */
  declare readonly content: pulumi.Output<string>;

  /** `LNX` (the default) or `WND` for Windows (`osTypeCode`). A change makes another script. */
  declare readonly osType: pulumi.Output<"LNX" | "WND" | undefined>;

  /** Description (`initScriptDescription`), at most 1000 bytes. Used at creation only: no call changes it. */
  declare readonly description: pulumi.Output<string | undefined>;

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

  /** Number of the script. */
  declare readonly initScriptNo: pulumi.Output<string>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
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

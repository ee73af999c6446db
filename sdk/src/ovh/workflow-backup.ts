// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface WorkflowBackupArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * A change replaces the backup workflow. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the backup workflow. Cannot be read back, so drift is not detected.
   */
  project?: pulumi.Input<string> | undefined;

  /**
   * Region of the instance, such as `GRA11`.
   *
   * A change replaces the backup workflow. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Instance to back up (`instanceId`), by ID or name.
   *
   * A change replaces the backup workflow. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the instance exists.
   */
  instance: pulumi.Input<string>;

  /**
   * Schedule as a cron expression, such as `0 2 * * *`.
   *
   * A change replaces the backup workflow. Drift is reported in a warning, not repaired.
   */
  cron: pulumi.Input<string>;

  /**
   * Number of backups to keep.
   *
   * A change replaces the backup workflow. Drift is reported in a warning, not repaired.
   */
  rotation: pulumi.Input<number>;

  /**
   * Number of backups after which it ends. It never ends if absent.
   *
   * A change replaces the backup workflow. Cannot be read back, so drift is not detected.
   */
  maxExecutionCount?: pulumi.Input<number> | undefined;

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
  token: "ovh:WorkflowBackup",
  properties: [
    "name",
    "project",
    "region",
    "instance",
    "cron",
    "rotation",
    "maxExecutionCount",
    "adopt",
    "timeouts",
    "workflowId",
    "backupName",
    "failure",
  ],
  secrets: [],
};

/**
 * A schedule of automatic backups of an instance. OVHcloud cannot change one: every change creates another. The
 * backups that it has made stay when it is deleted, and are charged. `autobackup` of an instance is the same, as an
 * input.
 *
 * ## Example Usage
 *
 * A backup every night, of which the last seven are kept.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const database = new indiecloud.ovh.Instance("database", {
 *     region: "GRA11",
 *     plan: "b3-8",
 *     image: "Debian 12",
 * });
 * const nightly = new indiecloud.ovh.WorkflowBackup("nightly", {
 *     region: "GRA11",
 *     instance: database.id,
 *     cron: "0 2 * * *",
 *     rotation: 7,
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class WorkflowBackup extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Project (`serviceName`). If absent, the configuration's. */
  declare readonly project: pulumi.Output<string | undefined>;

  /** Region of the instance, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Instance to back up (`instanceId`), by ID or name. */
  declare readonly instance: pulumi.Output<string>;

  /** Schedule as a cron expression, such as `0 2 * * *`. */
  declare readonly cron: pulumi.Output<string>;

  /** Number of backups to keep. */
  declare readonly rotation: pulumi.Output<number>;

  /** Number of backups after which it ends. It never ends if absent. */
  declare readonly maxExecutionCount: pulumi.Output<number | undefined>;

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

  /** ID of the workflow, without its project and region. */
  declare readonly workflowId: pulumi.Output<string>;

  /** Name that OVHcloud gives the backups. */
  declare readonly backupName: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: WorkflowBackupArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: WorkflowBackupArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: WorkflowBackupArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): WorkflowBackup {
    return new WorkflowBackup(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is WorkflowBackup {
    return Resource.isOf(shape, value);
  }
}

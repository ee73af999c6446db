// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface BlockStorageSnapshotArgs {
  /**
   * Name (`blockStorageSnapshotName`): 3 to 30 letters, digits, `-` and `_`. Generated from the resource's name if
   * absent. NAVER Cloud cannot rename a snapshot: a change is only recorded.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the block storage snapshot
   * instead, set the resource option `replaceOnChanges: ["name"]`. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the block storage snapshot. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Storage to take it of, by name, number or ID (`originalBlockStorageInstanceNo`). Of one that a server uses, it
   * is as consistent as a power failure leaves it.
   *
   * A change replaces the block storage snapshot. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the block storage exists.
   */
  blockStorage: pulumi.Input<string>;

  /**
   * `FULL` (the default) or `INCREMENTAL`, which adds to an earlier one of the same storage: up to seven follow a
   * full one (`snapshotTypeCode`).
   *
   * A change replaces the block storage snapshot. Drift is reported in a warning, not repaired.
   */
  snapshotType?: pulumi.Input<"FULL" | "INCREMENTAL"> | undefined;

  /**
   * Description (`blockStorageSnapshotDescription`), at most 1000 bytes.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the block storage snapshot
   * instead, set the resource option `replaceOnChanges: ["description"]`. Drift is reported in a warning, not
   * repaired.
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
   * Defaults: `60m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:BlockStorageSnapshot",
  properties: [
    "name",
    "region",
    "blockStorage",
    "snapshotType",
    "description",
    "adopt",
    "timeouts",
    "blockStorageSnapshotInstanceNo",
    "size",
    "hypervisor",
    "bootable",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * A snapshot of block storage, for `snapshot` of a `BlockStorage` or a `ServerImage`. It costs money until it is
 * deleted.
 *
 * ## Example Usage
 *
 * A snapshot of storage, and new storage with the same data.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const data = new indiecloud.naver.BlockStorage("data", {
 *     volumeType: "CB1",
 *     size: 100,
 *     zone: "KR-1",
 * });
 * const beforeUpgrade = new indiecloud.naver.BlockStorageSnapshot("beforeUpgrade", {blockStorage: data.id});
 * const staging = new indiecloud.naver.BlockStorage("staging", {
 *     volumeType: "CB1",
 *     size: 100,
 *     zone: "KR-1",
 *     snapshot: beforeUpgrade.id,
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vserver-snapshot-createblockstoragesnapshotinstance
 */
export class BlockStorageSnapshot extends Resource {
  /**
   * Name (`blockStorageSnapshotName`): 3 to 30 letters, digits, `-` and `_`. Generated from the resource's name if
   * absent. NAVER Cloud cannot rename a snapshot: a change is only recorded.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * Storage to take it of, by name, number or ID (`originalBlockStorageInstanceNo`). Of one that a server uses, it
   * is as consistent as a power failure leaves it.
   */
  declare readonly blockStorage: pulumi.Output<string>;

  /**
   * `FULL` (the default) or `INCREMENTAL`, which adds to an earlier one of the same storage: up to seven follow a
   * full one (`snapshotTypeCode`).
   */
  declare readonly snapshotType: pulumi.Output<"FULL" | "INCREMENTAL" | undefined>;

  /** Description (`blockStorageSnapshotDescription`), at most 1000 bytes. */
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

  /** Number of the snapshot. */
  declare readonly blockStorageSnapshotInstanceNo: pulumi.Output<string>;

  /** Size of the storage in GB when the snapshot was taken. */
  declare readonly size: pulumi.Output<number | undefined>;

  /** Hypervisor of the storage: `KVM`, `XEN` or `RHV`. */
  declare readonly hypervisor: pulumi.Output<string | undefined>;

  /** Whether a server image can be created from it: it is one of a root disk. */
  declare readonly bootable: pulumi.Output<boolean | undefined>;

  /** Status as reported by NAVER Cloud: `INIT`, then `CREAT`. */
  declare readonly status: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: BlockStorageSnapshotArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: BlockStorageSnapshotArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: BlockStorageSnapshotArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): BlockStorageSnapshot {
    return new BlockStorageSnapshot(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is BlockStorageSnapshot {
    return Resource.isOf(shape, value);
  }
}

// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface BlockStorageArgs {
  /**
   * Name (`blockStorageName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from
   * the resource's name if absent. NAVER Cloud cannot rename storage: a change is only recorded.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the block storage instead, set
   * the resource option `replaceOnChanges: ["name"]`. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the block storage. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * `CB1`, `FB1`, `CB2` or `FB2` for servers on KVM, `SSD` or `HDD` for those on XEN or RHV
   * (`blockStorageVolumeTypeCode`). It cannot be changed.
   *
   * A change replaces the block storage. Drift is reported in a warning, not repaired.
   */
  volumeType: pulumi.Input<"CB1" | "FB1" | "CB2" | "FB2" | "SSD" | "HDD">;

  /**
   * Size in GB, in steps of 10: up to 16380 on KVM, 2000 on XEN. It grows in place and never shrinks. Storage of a
   * server grows only while the server is stopped. The guest's file system is not changed.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. A change that
   * would shrink the block storage is refused.
   */
  size: pulumi.Input<number>;

  /**
   * Zone, such as `KR-1` (`zoneCode`). KVM needs it. Storage for XEN is created where its server is.
   *
   * A change replaces the block storage. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the zone exists.
   */
  zone?: pulumi.Input<string> | undefined;

  /**
   * Server to attach it to, by number (`serverInstanceNo`) or ID, in the same zone. A change moves it, an empty text
   * detaches it: unmount it in the guest first. Unmanaged if absent. Storage for XEN is created attached, so it
   * needs one.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  server?: pulumi.Input<string> | undefined;

  /**
   * Snapshot to create it from, by name, number or ID (`blockStorageSnapshotInstanceNo`). On XEN the storage has the
   * snapshot's size at first, on KVM at least that.
   *
   * A change replaces the block storage. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the block storage snapshot exists.
   */
  snapshot?: pulumi.Input<string> | undefined;

  /**
   * Whether NAVER Cloud refuses to delete it (`isReturnProtection`). While it is true, deleting the resource is an
   * error.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  returnProtection?: pulumi.Input<boolean> | undefined;

  /**
   * Description (`blockStorageDescription`), at most 1000 bytes.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the block storage instead, set
   * the resource option `replaceOnChanges: ["description"]`. Drift is reported in a warning, not repaired.
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
   * Defaults: `30m` to create, `30m` to update and `30m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:BlockStorage",
  properties: [
    "name",
    "region",
    "volumeType",
    "size",
    "zone",
    "server",
    "snapshot",
    "returnProtection",
    "description",
    "adopt",
    "timeouts",
    "blockStorageInstanceNo",
    "serverInstanceNo",
    "deviceName",
    "hypervisor",
    "encrypted",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * Additional block storage for a server. It costs money until it is deleted, attached or not.
 *
 * ## Example Usage
 *
 * 100 GB for the data of a database, apart from the disk of the server.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const database = new indiecloud.naver.Server("database", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: "shop-back",
 * });
 * const data = new indiecloud.naver.BlockStorage("data", {
 *     volumeType: "CB1",
 *     size: 100,
 *     zone: "KR-1",
 *     server: database.id,
 * });
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vserver-storage-createblockstorageinstance
 */
export class BlockStorage extends Resource {
  /**
   * Name (`blockStorageName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from
   * the resource's name if absent. NAVER Cloud cannot rename storage: a change is only recorded.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * `CB1`, `FB1`, `CB2` or `FB2` for servers on KVM, `SSD` or `HDD` for those on XEN or RHV
   * (`blockStorageVolumeTypeCode`). It cannot be changed.
   */
  declare readonly volumeType: pulumi.Output<"CB1" | "FB1" | "CB2" | "FB2" | "SSD" | "HDD">;

  /**
   * Size in GB, in steps of 10: up to 16380 on KVM, 2000 on XEN. It grows in place and never shrinks. Storage of a
   * server grows only while the server is stopped. The guest's file system is not changed.
   */
  declare readonly size: pulumi.Output<number>;

  /** Zone, such as `KR-1` (`zoneCode`). KVM needs it. Storage for XEN is created where its server is. */
  declare readonly zone: pulumi.Output<string | undefined>;

  /**
   * Server to attach it to, by number (`serverInstanceNo`) or ID, in the same zone. A change moves it, an empty text
   * detaches it: unmount it in the guest first. Unmanaged if absent. Storage for XEN is created attached, so it
   * needs one.
   */
  declare readonly server: pulumi.Output<string | undefined>;

  /**
   * Snapshot to create it from, by name, number or ID (`blockStorageSnapshotInstanceNo`). On XEN the storage has the
   * snapshot's size at first, on KVM at least that.
   */
  declare readonly snapshot: pulumi.Output<string | undefined>;

  /**
   * Whether NAVER Cloud refuses to delete it (`isReturnProtection`). While it is true, deleting the resource is an
   * error.
   */
  declare readonly returnProtection: pulumi.Output<boolean | undefined>;

  /** Description (`blockStorageDescription`), at most 1000 bytes. */
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

  /** Number of the storage. */
  declare readonly blockStorageInstanceNo: pulumi.Output<string>;

  /** Number of the server that has it, or empty. */
  declare readonly serverInstanceNo: pulumi.Output<string | undefined>;

  /** Device in the guest, such as `/dev/xvdb`, or empty. Mount by UUID, because it can change. */
  declare readonly deviceName: pulumi.Output<string | undefined>;

  /** Hypervisor that it is for: `KVM`, `XEN` or `RHV`. */
  declare readonly hypervisor: pulumi.Output<string | undefined>;

  /** Whether it is encrypted. */
  declare readonly encrypted: pulumi.Output<boolean | undefined>;

  /** Status as reported by NAVER Cloud: `CREAT` if no server has it, else `ATTAC`. */
  declare readonly status: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: BlockStorageArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: BlockStorageArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: BlockStorageArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): BlockStorage {
    return new BlockStorage(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is BlockStorage {
    return Resource.isOf(shape, value);
  }
}

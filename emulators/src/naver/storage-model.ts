import type { Owned } from "./model.ts";

export interface StorageSnapshot extends Owned {
  readonly name: string;
  readonly description: string;
  readonly status: "INIT" | "CREAT";
  /** The storage that it was taken of, which may be gone. */
  readonly originalNo: string;
  /** GB. */
  readonly size: number;
  readonly type: "FULL" | "INCREMENTAL";
  /** The snapshot that an incremental one adds to; "" for a full one. */
  readonly baseNo: string;
  readonly depth: number;
  readonly hypervisor: "XEN" | "KVM";
  readonly volumeType: string;
  /** Taken of a root disk, which an image can be created from. */
  readonly isBootable: boolean;
  readonly isEncrypted: boolean;
  readonly createdAt: number;
}

import type { Owned } from "./model.ts";

export interface NasVolume extends Owned {
  /** `n<number of the member>_` and the name that was sent (docs/api/naver.md §4.20). */
  readonly name: string;
  readonly description: string;
  readonly status: "INIT" | "CREAT" | "TERMT";
  readonly operation: "NULL" | "CHNG";
  readonly protocol: "NFS" | "CIFS";
  readonly zone: string;
  /** GB. */
  readonly size: number;
  /** Servers that can use it, and those among them that can only read. */
  readonly serverNos: readonly string[];
  readonly readerNos: readonly string[];
  readonly cifsUser: string;
  readonly isEncrypted: boolean;
  readonly isProtected: boolean;
  readonly createdAt: number;
}

import type { Owned } from "./model.ts";

/** An image of the account: a server image on KVM, a member server image otherwise (docs/api/naver.md §4.10). */
export interface OwnImage extends Owned {
  readonly name: string;
  readonly description: string;
  readonly status: "INIT" | "CREAT" | "CREFL";
  readonly isMember: boolean;
  /** The image of the server that it was made of. */
  readonly sourceNo: string;
  /** "" if it was made of a snapshot. */
  readonly serverNo: string;
  readonly snapshotNo: string;
  /** GB of the root disk. */
  readonly disk: number;
  readonly createdAt: number;
}

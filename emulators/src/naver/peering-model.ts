import type { Owned } from "./model.ts";

/** A one-way connection of two VPCs. It belongs to the account that asked for it: that of the source. */
export interface VpcPeering extends Owned {
  readonly name: string;
  readonly description: string;
  readonly sourceVpcNo: string;
  readonly targetVpcNo: string;
  /** The account of the target. */
  readonly targetAccount: string;
  /** `waits`: until somebody accepts it. Shown as a switch says. */
  readonly status: "INIT" | "CREATING" | "SET" | "RUN" | "TERMTING" | "waits";
  readonly createdAt: number;
}

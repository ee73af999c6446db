import type { Choices } from "../core/switches.ts";

/** What is not known of addresses (docs/api/ovh.md §4.5). */
export interface IpSwitches {
  /** A new reverse DNS name for an address that has one: it is `overwritten`, or `refused`. */
  readonly existingReverse: "overwritten" | "refused";
  /** Whether reverse DNS names are shown with a dot at the end. */
  readonly reverseShown: "dotted" | "plain";
  /** Names that do not resolve to the address: refused with status 400. */
  readonly unresolvedNames: readonly string[];
}

export const ipSwitches: IpSwitches = { existingReverse: "overwritten", reverseShown: "dotted", unresolvedNames: [] };

export const ipSwitchChoices: Choices = {
  existingReverse: ["overwritten", "refused"],
  reverseShown: ["dotted", "plain"],
};

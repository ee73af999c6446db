import type { ManualAssumption } from "../../engine/definition/assumption.ts";

/** Unproven statements about addresses of the account (§4.5). */
export const ipAssumptions: readonly ManualAssumption[] = [
  {
    id: "existing-reverse",
    statement: "A new reverse DNS name overwrites the one that an address has.",
    affects: "`IpReverse`. If it is refused, the error says to delete the present name first.",
    switches: ["existingReverse"],
    probe: { by: "manual", how: "Set the reverse DNS name of an address twice, with another client." },
  },
  {
    id: "reverse-dot",
    statement: "Reverse DNS names are shown with a dot at the end.",
    affects: "Nothing: the dot is ignored.",
    switches: ["reverseShown"],
    probe: { by: "manual", how: "Read the reverse DNS name of an address with another client." },
  },
];

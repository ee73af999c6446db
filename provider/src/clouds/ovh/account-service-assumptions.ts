import { dnsAssumptions } from "./dns-assumptions.ts";

/** Unproven statements about services of the account outside of Public Cloud projects. */
export const serviceAssumptions = [...dnsAssumptions] as const;

/** Mutants that no row can notice, by file and name, and why. */
export const equivalent: Readonly<Record<string, string>> = {};

/**
 * Switches that make answers which the models do not describe: those of earlier years, words that nobody knows, and
 * other spellings of a value.
 */
const deviating: ReadonlySet<string> = new Set([
  ...["words", "newerFields"],
  ...["idsAs", "largeNumbersAs", "missingAs"],
  ...["successError", "listsAs", "emptyObjectAs", "extraFields", "numbersAs", "codesAs"],
  ...["createMethod", "cancelMethod"],
  ...["codes", "extraElements", "runReply", "emptyLists"],
]);

export const deviates = (switches: object): boolean => Object.keys(switches).some((name) => deviating.has(name));

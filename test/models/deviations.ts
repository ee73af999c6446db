/**
 * Switches that produce answers the models do not describe: answers of earlier years, unknown words, and other
 * spellings of a value.
 */
const deviating: ReadonlySet<string> = new Set([
  ...["words", "newerFields"],
  ...["idsAs", "largeNumbersAs", "missingAs"],
  ...["successError", "listsAs", "emptyObjectAs", "extraFields", "numbersAs", "codesAs"],
  ...["createMethod", "cancelMethod"],
  // The models of OVHcloud are those of Europe.
  "priceForm",
  ...["codes", "extraElements", "runReply", "emptyLists"],
]);

export const deviates = (switches: object): boolean => Object.keys(switches).some((name) => deviating.has(name));

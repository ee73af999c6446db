import type { Constant, Mutant } from "./find.ts";

/** A range of the source and its replacement. Of several insertions at one place, the outer encloses the inner. */
interface Edit {
  start: number;
  end: number;
  text: string;
  order: number;
}

/** The source with every mutant in it, each switched on by its ID. */
export function instrument(source: string, mutants: readonly Mutant[], constants: readonly Constant[]): string {
  const edits = [
    ...mutants.flatMap(({ id, start, end, kind }): Edit[] => {
      const requested = `globalThis.isMutant(${id})`;
      const [before, after] =
        kind === "element" ? [`...(${requested} ? [] : [`, "])"] : [`...(${requested} ? {} : {`, "})"];
      return [
        { start, end: start, text: before, order: -end },
        { start: end, end, text: after, order: -start },
      ];
    }),
    ...constants.flatMap(({ start, value, end, name }): Edit[] => [
      { start, end: value, text: `get ${name}() { return globalThis.once(this, "${name}", () => (`, order: -end },
      { start: end, end, text: ")); }", order: -start },
    ]),
  ];
  return edits
    .sort((a, b) => b.start - a.start || b.order - a.order)
    .reduce((text, { start, end, text: given }) => text.slice(0, start) + given + text.slice(end), source);
}

import type { Constant, Mutant } from "./find.ts";

/** A piece of the source that gives way to a text; of what is inserted at one place, the outer goes round the inner. */
interface Edit {
  start: number;
  end: number;
  text: string;
  order: number;
}

/** The source with every mutant in it, each of which is switched on by its id. */
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

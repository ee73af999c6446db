import { distance } from "fastest-levenshtein";

const fold = (text: string) => text.trim().toLowerCase();

/** The few items nearest to `text`. Items that contain it come before merely similar ones. */
export function nearest<T>(text: string, items: readonly T[], names: (item: T) => readonly string[], most = 3): T[] {
  const wanted = fold(text);
  const score = (item: T) =>
    Math.min(
      ...names(item).map((name) => {
        const folded = fold(name);
        const apart = distance(wanted, folded);
        return wanted !== "" && folded.includes(wanted)
          ? apart / 100
          : apart / Math.max(wanted.length, folded.length, 1);
      }),
    );
  return items
    .map((item) => ({ item, score: score(item) }))
    .sort((a, b) => a.score - b.score)
    .slice(0, most)
    .map(({ item }) => item);
}

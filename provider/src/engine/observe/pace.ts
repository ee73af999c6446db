/** In milliseconds. Users want to see progress, so no wait is silent for longer. */
const LONGEST = 10_000;
const SHORTEST = 1000;

/** The poll interval of a wait whose duration is not known: short at first, longer for what takes minutes. */
const usual = (elapsed: number): number => (elapsed < 10_000 ? SHORTEST : elapsed < 60_000 ? 3000 : 5000);

/**
 * How long waits took in this process: the next one of the same kind polls when its end is likely. Fifty servers that are created
 * ten at a time then cost about five lists for each ten instead of fifteen.
 */
export class Pace {
  /** The shortest duration, by kind of wait, so that none ends long before its first poll. */
  private readonly known = new Map<string, number>();

  record(kind: string, took: number): void {
    this.known.set(kind, Math.min(took, this.known.get(kind) ?? took));
  }

  /** Milliseconds to the next poll. `waited`: since this wait began; `elapsed`: since its operation began. */
  interval(kind: string, waited: number, elapsed: number): number {
    const expected = this.known.get(kind);
    if (expected === undefined) {
      return usual(elapsed);
    }
    const likely = expected * 0.9 - waited;
    return Math.round(Math.min(LONGEST, Math.max(SHORTEST, likely > 0 ? likely : expected / 10)));
  }
}

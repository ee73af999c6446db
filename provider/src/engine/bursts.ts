import type { Clock } from "../http/clock.ts";

/** A burst is over when nobody has joined it for this long. */
const QUIET_MS = 1000;
/** The longest that the first waits for others. */
const LONGEST_MS = 10_000;

interface Burst {
  lastJoinedAt: number;
  result: Promise<void>;
}

/** Work that one call does for everybody who needs it at about the same time, such as publishing what was changed in a zone. */
export class Bursts {
  private readonly gathering = new Map<string, Burst>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Runs `work` once for all that ask with the same key in one burst. It starts after the last of them has asked. */
  run(key: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    const now = this.clock.now();
    const joined = this.gathering.get(key);
    if (joined !== undefined) {
      joined.lastJoinedAt = now;
      return joined.result;
    }
    const burst: Burst = { lastJoinedAt: now, result: Promise.resolve() };
    this.gathering.set(key, burst);
    burst.result = this.gather(burst, now + LONGEST_MS, signal)
      .finally(() => this.gathering.delete(key))
      .then(work);
    return burst.result;
  }

  private async gather(burst: Burst, latest: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      const rest = Math.min(burst.lastJoinedAt + QUIET_MS, latest) - this.clock.now();
      if (rest <= 0) {
        return;
      }
      await this.clock.sleep(rest, signal);
    }
  }
}

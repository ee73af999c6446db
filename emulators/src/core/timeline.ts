import type { EmulatorClock } from "./clock.ts";
import { type Keeper, trusted } from "./memory.ts";

interface Scheduled<Event> {
  readonly at: number;
  readonly order: number;
  readonly event: Event;
}

/**
 * Future events, as data. Nothing runs by itself: whenever somebody reads the state, `settle` performs the events that
 * are due, in order of time. So states are functions of virtual time, and tests need no sleeping.
 */
export class Timeline<Event> implements Keeper {
  readonly #clock: EmulatorClock;
  #queue: Scheduled<Event>[] = [];
  #order = 0;
  #running: number | undefined;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** Virtual milliseconds; while an event is performed, the time at which it was due. */
  get now(): number {
    return this.#running ?? this.#clock.now();
  }

  /** Schedules `event` for `seconds` from `now`. */
  after(seconds: number, event: Event): void {
    this.#queue.push({ at: this.now + seconds * 1000, order: this.#order++, event });
  }

  /** Cancels the scheduled events that match. */
  cancel(matches: (event: Event) => boolean): void {
    this.#queue = this.#queue.filter((scheduled) => !matches(scheduled.event));
  }

  /** Whether a matching event is still to come. */
  awaits(matches: (event: Event) => boolean): boolean {
    return this.#queue.some((scheduled) => matches(scheduled.event));
  }

  clear(): void {
    this.#queue = [];
  }

  save(): unknown {
    return { queue: this.#queue, order: this.#order };
  }

  load(saved: unknown): void {
    const { queue, order } = trusted<{ queue: Scheduled<Event>[]; order: number }>(saved);
    this.#queue = queue;
    this.#order = order;
  }

  /** Performs all events that are due, earliest first, including those that they schedule. */
  settle(perform: (event: Event) => void): void {
    const until = this.#clock.now();
    for (let next = this.#takeDue(until); next; next = this.#takeDue(until)) {
      this.#running = next.at;
      try {
        perform(next.event);
      } finally {
        this.#running = undefined;
      }
    }
  }

  #takeDue(until: number): Scheduled<Event> | undefined {
    let first: Scheduled<Event> | undefined;
    for (const one of this.#queue) {
      if (one.at > until) continue;
      if (!first || one.at < first.at || (one.at === first.at && one.order < first.order)) first = one;
    }
    if (first) this.#queue = this.#queue.filter((one) => one !== first);
    return first;
  }
}

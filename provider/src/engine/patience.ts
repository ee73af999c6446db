import type { ResourceDefinition } from "./definition.ts";
import { spoken } from "./duration.ts";
import type { AnyLive } from "./look.ts";
import { CancelledError, DeadlineError, messageOf } from "./problems.ts";
import type { Session } from "./session.ts";

/** A person wants to see that something happens, not every poll. */
const PROGRESS_MS = 10_000;

/** The pace of a wait: quick at first, for what takes seconds; slow for what takes minutes. Milliseconds. */
const pace = (elapsed: number): number => (elapsed < 10_000 ? 1000 : elapsed < 60_000 ? 3000 : 5000);

export interface Waiter {
  readonly session: Session;
  readonly definition: ResourceDefinition;
  readonly options: { readonly scope: string; readonly limitSeconds: number; readonly label: string };
  /** `LunaNode VM toronto/81eb…` */
  readonly subject: string;
  readonly live: AnyLive;
}

/** The time that one operation has: its beats, its deadline, and what a person is told meanwhile. */
export class Patience {
  deadline: number;
  private readonly of: Waiter;
  private readonly startedAt: number;
  private progressAt: number;

  constructor(of: Waiter) {
    this.of = of;
    this.startedAt = this.progressAt = of.session.clock.now();
    this.deadline = this.startedAt + of.options.limitSeconds * 1000;
  }

  /** The earlier of the deadline and so many seconds from now. */
  within(seconds: number | undefined): number {
    const limit = seconds === undefined ? this.deadline : this.of.session.clock.now() + seconds * 1000;
    return Math.min(limit, this.deadline);
  }

  /** So many seconds from now at least, whatever is over. */
  allow(seconds: number): void {
    this.deadline = Math.max(this.deadline, this.of.session.clock.now() + seconds * 1000);
  }

  get isOver(): boolean {
    return this.of.session.clock.now() >= this.deadline;
  }

  /** One beat of the shared pace; throws at the limit and on cancellation. */
  async pause(what: string, limit = this.deadline): Promise<void> {
    const { session, definition, options, subject } = this.of;
    const { clock, observer, signal } = session;
    const before = clock.now();
    const elapsed = before - this.startedAt;
    if (before >= limit) {
      throw new DeadlineError(
        `${subject} is still ${this.condition} after ${spoken(elapsed / 1000)}, waiting ${what}. Nothing is lost: the next pulumi up goes on with the same ${definition.noun}. To wait longer, set the resource option customTimeouts.`,
      );
    }
    if (before - this.progressAt >= PROGRESS_MS) {
      this.progressAt = before;
      session.reporter.info(
        `${options.label}: ${subject} ${this.condition}, waiting ${what}, ${spoken(elapsed / 1000)}`,
      );
    }
    const beat = Math.min(pace(elapsed), limit - before);
    await observer.tick(definition, options.scope, beat, signal).catch((error: unknown) => {
      throw this.stopped(error);
    });
  }

  /** What a user is told if Pulumi has asked to stop, in a pause or while the cloud was asked. */
  stopped(reason: unknown): CancelledError {
    const { definition, subject } = this.of;
    return new CancelledError(
      `${subject} was ${this.condition} when Pulumi asked to stop: ${messageOf(reason)}. The next pulumi up goes on with the same ${definition.noun}.`,
    );
  }

  /** How the object stands, in the cloud's word where it has one. */
  private get condition(): string {
    const words = this.of.definition.words?.(this.of.live);
    return `"${words ?? (Object.keys(this.of.live).length === 0 ? "not visible yet" : "there")}"`;
  }
}

import type { ResourceDefinition } from "../definition/definition.ts";
import { formatDuration } from "../definition/duration.ts";
import type { AnyObserved } from "../definition/view.ts";
import { CancelledError, DeadlineError, messageOf } from "../errors.ts";
import type { Session } from "../recovery/session.ts";

/** A person wants to see that something happens, not every poll. */
const PROGRESS_MS = 10_000;

/** The pace of a wait: quick at first, for what takes seconds; slow for what takes minutes. Milliseconds. */
const pollInterval = (elapsed: number): number => (elapsed < 10_000 ? 1000 : elapsed < 60_000 ? 3000 : 5000);

export interface WaitSubject {
  readonly session: Session;
  readonly definition: ResourceDefinition;
  readonly options: { readonly scope: string; readonly limitSeconds: number; readonly label: string };
  /** `LunaNode VM toronto/81eb…` */
  readonly subject: string;
  readonly observed: AnyObserved;
}

/** The time that one operation has: its polls, its deadline, and what the user reads meanwhile. */
export class Waiter {
  deadline: number;
  private readonly subject: WaitSubject;
  private readonly startedAt: number;
  private progressAt: number;

  constructor(subject: WaitSubject) {
    this.subject = subject;
    this.startedAt = this.progressAt = subject.session.clock.now();
    this.deadline = this.startedAt + subject.options.limitSeconds * 1000;
  }

  /** The earlier of the deadline and so many seconds from now. */
  limitFrom(seconds: number | undefined): number {
    const limit = seconds === undefined ? this.deadline : this.subject.session.clock.now() + seconds * 1000;
    return Math.min(limit, this.deadline);
  }

  /** So many seconds from now at least, whatever is over. */
  extend(seconds: number): void {
    this.deadline = Math.max(this.deadline, this.subject.session.clock.now() + seconds * 1000);
  }

  get isOver(): boolean {
    return this.subject.session.clock.now() >= this.deadline;
  }

  /** One beat of the shared pace; throws at the limit and on cancellation. */
  async nextPoll(what: string, limit = this.deadline): Promise<void> {
    const { session, definition, options, subject } = this.subject;
    const { clock, observer, signal } = session;
    const before = clock.now();
    const elapsed = before - this.startedAt;
    if (before >= limit) {
      throw new DeadlineError(
        `${subject} is still ${this.condition} after ${formatDuration(elapsed / 1000)}, waiting ${what}. Nothing is lost: the next pulumi up continues with the same ${definition.noun}. To wait longer, set the resource option customTimeouts.`,
      );
    }
    if (before - this.progressAt >= PROGRESS_MS) {
      this.progressAt = before;
      session.reporter.info(
        `${options.label}: ${subject} ${this.condition}, waiting ${what}, ${formatDuration(elapsed / 1000)}`,
      );
    }
    const delay = Math.min(pollInterval(elapsed), limit - before);
    await observer.nextPoll(definition, options.scope, delay, signal).catch((error: unknown) => {
      throw this.cancelled(error);
    });
  }

  /** What a user reads if Pulumi has asked to stop, in a pause or while the cloud was asked. */
  cancelled(reason: unknown): CancelledError {
    const { definition, subject } = this.subject;
    return new CancelledError(
      `${subject} was ${this.condition} when Pulumi asked to stop: ${messageOf(reason)}. The next pulumi up continues with the same ${definition.noun}.`,
    );
  }

  /** How the object stands, in the cloud's word where it has one. */
  private get condition(): string {
    const words = this.subject.definition.statusText?.(this.subject.observed);
    return `"${words ?? (Object.keys(this.subject.observed).length === 0 ? "not visible yet" : "there")}"`;
  }
}

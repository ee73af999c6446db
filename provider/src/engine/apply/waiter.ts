import type { ResourceDefinition } from "../definition/definition.ts";
import { formatDuration } from "../definition/duration.ts";
import type { AnyObserved } from "../definition/view.ts";
import { CancelledError, DeadlineError, messageOf } from "../errors.ts";
import type { Session } from "../recovery/session.ts";

/** Milliseconds between progress messages: users want to see progress, not every poll. */
const PROGRESS_MS = 10_000;

export interface WaitSubject {
  readonly session: Session;
  readonly definition: ResourceDefinition;
  readonly options: { readonly scope: string; readonly limitSeconds: number };
  /** `LunaNode VM toronto/81eb…` */
  readonly subject: string;
  readonly observed: AnyObserved;
  about(text: string): string;
}

/** The time of one operation: its polls, its deadline and its progress messages. */
export class Waiter {
  deadline: number;
  private readonly subject: WaitSubject;
  private readonly startedAt: number;
  private progressAt: number;
  /** The wait in progress: what for, and since when. */
  private wait: { what: string; since: number } | undefined;

  constructor(subject: WaitSubject) {
    this.subject = subject;
    this.startedAt = this.progressAt = subject.session.clock.now();
    this.deadline = this.startedAt + subject.options.limitSeconds * 1000;
  }

  /** The deadline, or this many seconds from now if that is earlier. */
  limitFrom(seconds: number | undefined): number {
    const limit = seconds === undefined ? this.deadline : this.subject.session.clock.now() + seconds * 1000;
    return Math.min(limit, this.deadline);
  }

  /** Extends the deadline to at least this many seconds from now. */
  extend(seconds: number): void {
    this.deadline = Math.max(this.deadline, this.subject.session.clock.now() + seconds * 1000);
  }

  get isOver(): boolean {
    return this.subject.session.clock.now() >= this.deadline;
  }

  /** Waits for the next shared poll; throws at the limit and on cancellation. */
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
        this.subject.about(`${subject} ${this.condition}, waiting ${what}, ${formatDuration(elapsed / 1000)}`),
      );
    }
    if (this.wait?.what !== what) {
      this.wait = { what, since: before };
    }
    const interval = observer.pace.interval(this.kindOf(what), before - this.wait.since, elapsed);
    const delay = Math.min(interval, limit - before);
    await observer.nextPoll(definition, options.scope, delay, signal).catch((error: unknown) => {
      throw this.cancelled(error);
    });
  }

  /** Call it when what was waited for is observed: later waits for the same learn from it. */
  ended(): void {
    const { clock, observer } = this.subject.session;
    if (this.wait !== undefined) {
      observer.pace.record(this.kindOf(this.wait.what), clock.now() - this.wait.since);
      this.wait = undefined;
    }
  }

  private kindOf(what: string): string {
    return `${this.subject.definition.token} ${what}`;
  }

  /** The error if Pulumi has asked to stop, during a pause or a call. */
  cancelled(reason: unknown): CancelledError {
    const { definition, subject } = this.subject;
    return new CancelledError(
      `${subject} was ${this.condition} when Pulumi asked to stop: ${messageOf(reason)}. The next pulumi up continues with the same ${definition.noun}.`,
    );
  }

  /** The object's condition, in the cloud's own words if it has any. */
  private get condition(): string {
    const words = this.subject.definition.statusText?.(this.subject.observed);
    return `"${words ?? (Object.keys(this.subject.observed).length === 0 ? "not visible yet" : "there")}"`;
  }
}

import { randomBytes } from "node:crypto";
import type { At, ResourceDefinition } from "./definition.ts";
import { type AnyLive, type Look, look, phase, told } from "./look.ts";
import { Patience } from "./patience.ts";
import { BuildFailedError, DeadlineError } from "./problems.ts";
import { compare, type Resolved } from "./references.ts";
import type { Session } from "./session.ts";
import { type Json, sameValue } from "./values.ts";

/** What the state says of an object before an operation on it. */
export interface Prior {
  inputs: Json;
  ids: Json;
  shown: Json;
  outputs: Json;
  /** The inputs whose step did not come to its end. */
  unfinished: readonly string[];
  /** The recorded power state; empty if none is. */
  power: string;
}

export interface RunOptions {
  /** Checked inputs in the user's spelling. */
  inputs: Json;
  references: Resolved;
  scope: string;
  prior: Prior | undefined;
  creating: boolean;
  /** Every step that is due is run, whether or not the program has changed: until the first run has come to its end. */
  whole: boolean;
  createdAt: number | undefined;
  limitSeconds: number;
  label: string;
}

/** One operation on one object: what a definition's functions see as `op`, and the waits behind it. */
export class Run {
  readonly session: Session;
  readonly definition: ResourceDefinition;
  readonly options: RunOptions;
  /** Inputs with ids in place of names; during a step, of what merges, what there is to be. */
  readonly want: Json;
  private readonly texts: Json = {};
  /** Ids behind references. */
  readonly ids: Json;
  /** How the cloud spells references that are right. */
  readonly shown: Json;
  readonly kept: Json = {};
  /** Tells what this operation creates from what any other does. */
  readonly token = randomBytes(4).toString("hex");
  at: At | undefined;
  live: AnyLive = {};
  /** Inputs that observations must tell just now. */
  private watched: readonly string[] = [];
  /** The current observation has every view, and nothing was written since. */
  private complete = false;
  createdAt: number | undefined;
  private values: Json = {};
  private readonly patience: Patience;

  constructor(session: Session, definition: ResourceDefinition, options: RunOptions) {
    this.session = session;
    this.definition = definition;
    this.options = options;
    this.ids = { ...options.references.ids };
    this.want = { ...options.inputs, ...this.ids };
    const { prior } = options;
    this.shown = Object.fromEntries(
      Object.entries(prior?.shown ?? {}).filter(([key]) =>
        sameValue({}, prior?.ids[key] ?? prior?.inputs[key], this.want[key]),
      ),
    );
    this.createdAt = options.createdAt;
    this.patience = new Patience(this);
  }

  /** The object's id as Pulumi keeps it. */
  get id(): string {
    return this.definition.id.format(this.place);
  }

  get place(): At {
    if (this.at === undefined) {
      throw new Error(`${this.definition.token}: the object has no id yet`);
    }
    return this.at;
  }

  /** `LunaNode VM toronto/81eb…` */
  get subject(): string {
    return `${this.session.cloud} ${this.definition.noun} ${this.at === undefined ? this.options.label : this.id}`;
  }

  get managed(): string[] {
    return Object.keys(this.definition.inputs).filter((key) => this.want[key] !== undefined);
  }

  /** Observes anew, after everything that was written so far: what the current step looks at, or every view. */
  async observe(everything = false): Promise<Look> {
    const seen = await look(this.session, this.definition, this.place, {
      inputs: this.watched,
      prior: this.want,
      everything,
      freshness: { after: this.session.observer.mark() },
      createdAt: this.createdAt,
    });
    if (seen.is !== "gone") {
      this.complete = everything && seen.is === "there";
      await this.accept(seen.live);
    }
    return seen;
  }

  /** Observes every view, unless the current observation has them all. */
  async observeAll(): Promise<Look> {
    return this.complete ? { is: "there", live: this.live } : this.observe(true);
  }

  /** Makes an observation the current one. */
  async accept(live: AnyLive): Promise<void> {
    this.live = live;
    const values: Json = {};
    for (const key of Object.keys(this.definition.inputs)) {
      const seen = told(this.definition, live, key, this.want[key]);
      if (seen === undefined || this.want[key] === undefined) {
        values[key] = seen;
        continue;
      }
      const aimed = Object.hasOwn(this.texts, key);
      const spellings = {
        text: aimed ? this.texts[key] : this.options.inputs[key],
        id: this.want[key],
        shown: aimed ? undefined : this.shown[key],
      };
      const compared = await compare(this.session, this.definition, key, seen, spellings, this.options.scope);
      // The wanted spelling stands for an equal live value, so that steps can compare plainly.
      values[key] = compared.same ? this.want[key] : compared.value;
      if (compared.same && !aimed && this.definition.inputs[key]?.catalogue !== undefined) {
        this.shown[key] = seen;
      }
    }
    this.values = values;
    const { prior, inputs, creating } = this.options;
    if (creating) {
      // Of what was bought, the cloud shows its own spelling; not of a text that came later.
      this.learn((key) => prior === undefined || sameValue({}, prior.inputs[key], inputs[key]));
    }
  }

  /** What the cloud shows stands for a text that only the cloud understands. */
  learn(where: (key: string) => boolean): void {
    for (const key of this.options.references.verbatim) {
      const live = this.values[key];
      if (live !== undefined && !Object.hasOwn(this.texts, key) && where(key)) {
        this.ids[key] = live;
        this.want[key] = live;
      }
    }
  }

  current(key: string): unknown {
    return this.values[key];
  }

  /** Wants something else of an input than the program says. */
  async aim(key: string, { text, id }: { text: unknown; id: unknown }): Promise<void> {
    this.texts[key] = text;
    this.want[key] = id;
    await this.accept(this.live);
  }

  /** Wants what the program says. */
  async aimAtProgram(): Promise<void> {
    const aimed = Object.keys(this.texts);
    for (const key of aimed) {
      this.want[key] = this.ids[key] ?? this.options.inputs[key];
      delete this.texts[key];
    }
    if (aimed.length > 0) {
      await this.accept(this.live);
    }
  }

  /** Lets observations tell these inputs, until the answer is called. */
  watch(keys: readonly string[]): () => void {
    this.watched = keys;
    return () => {
      this.watched = [];
    };
  }

  /** To be called after a write: what was observed before it is old. */
  written(): void {
    this.session.observer.written(this.definition);
    this.complete = false;
  }

  /** Whether the program asks for another value than what is recorded, or an earlier run has not brought it about. */
  changes(key: string): boolean {
    const { prior, inputs, creating } = this.options;
    const field = this.definition.inputs[key];
    if (field === undefined || inputs[key] === undefined) {
      return false;
    }
    if (prior === undefined) {
      return !creating;
    }
    const id = prior.ids[key] ?? prior.inputs[key];
    const isSame =
      sameValue(field, prior.inputs[key], inputs[key]) ||
      (field.catalogue !== undefined && sameValue({ unordered: true }, id, this.ids[key]));
    return !isSame || this.isUnfinished(key);
  }

  /** Whether an earlier run has not brought about an input. */
  isUnfinished(key: string): boolean {
    return this.options.prior?.unfinished.includes(key) === true;
  }

  /** Whether a field is as wanted, as far as anybody can tell. */
  satisfied(key: string): boolean {
    const field = this.definition.inputs[key];
    const wanted = this.want[key];
    if (field === undefined || wanted === undefined) {
      return true;
    }
    const { prior, creating } = this.options;
    const before = prior === undefined ? undefined : { ...prior.inputs, ...prior.ids }[key];
    if (field.change === "trigger") {
      return before === undefined || sameValue(field, before, wanted);
    }
    const live = this.values[key];
    if (live !== undefined) {
      return sameValue(field, live, wanted);
    }
    // Cannot be read: what create was given is done; otherwise only a change of the input tells.
    return (creating && prior === undefined) || (!this.isUnfinished(key) && sameValue(field, before, wanted));
  }

  /** Waits until the object is ready to be worked on. `made`: just now, so that there is nothing to be seen yet. */
  async ready(made = false): Promise<void> {
    const isOver = () => ["ready", "failed"].includes(phase(this.definition, this.live)?.is ?? "");
    const isSeen = Object.keys(this.live).length > 0;
    if (made || !isSeen || !isOver()) {
      await this.wait("to be ready", isOver, undefined, made && this.definition.state !== undefined);
    }
    const now = phase(this.definition, this.live);
    if (now?.is === "failed") {
      throw new BuildFailedError(
        this.options.creating
          ? `The build of ${this.subject} failed for good: ${now.why}. The next pulumi up deletes it and makes another.`
          : `${this.subject} is in an error state: ${now.why}. Nothing was changed; look at it in the cloud's panel.`,
        now.why,
      );
    }
  }

  /** Observes at the shared pace until `done`. */
  async until(what: string, done: (live: AnyLive) => boolean): Promise<void> {
    await this.wait(what, () => done(this.live));
  }

  async within(limitSeconds: number, what: string, done: (live: AnyLive) => boolean): Promise<boolean> {
    try {
      await this.wait(what, () => done(this.live), this.patience.within(limitSeconds));
      return true;
    } catch (error) {
      if (error instanceof DeadlineError && !this.patience.isOver) {
        return false;
      }
      throw error;
    }
  }

  /** `later`: the first look waits for the beat that others look at. */
  private async wait(
    what: string,
    done: () => boolean,
    limit?: number,
    later = this.session.observer.crowded(this.definition),
  ): Promise<void> {
    if (later) {
      await this.patience.pause(`for it ${what}`, limit);
    }
    for (;;) {
      const seen = await this.observe();
      if (seen.is === "gone") {
        throw new Error(
          `${this.subject} was deleted while waiting for it ${what}. Run pulumi refresh, then pulumi up makes a new one.`,
        );
      }
      if (seen.is === "there" && done()) {
        return;
      }
      await this.patience.pause(`for it ${what}`, limit);
    }
  }

  /** An error as a user is told of it: a call that was cut off because Pulumi asked to stop has no words of its own. */
  explained(error: unknown): unknown {
    const { signal } = this.session;
    return signal.aborted && error === signal.reason ? this.patience.stopped(error) : error;
  }

  /** Gives what must still be done so many seconds, even if the time of the operation is over. */
  allow(seconds: number): void {
    this.patience.allow(seconds);
  }

  /** One beat of the shared pace. */
  pause(what: string): Promise<void> {
    return this.patience.pause(what);
  }

  /** Whether the object is there; one that is too young to be called gone is waited for. */
  async sight(): Promise<"there" | "gone"> {
    for (;;) {
      const seen = await this.observe(true);
      if (seen.is !== "unclear") {
        return seen.is;
      }
      await this.patience.pause("for it to be visible");
    }
  }

  /** Waits until the object is gone. */
  async untilGone(): Promise<void> {
    if (this.definition.state !== undefined) {
      await this.patience.pause("for it to be gone");
    }
    for (;;) {
      const seen = await look(this.session, this.definition, this.place, {
        inputs: [],
        freshness: { after: this.session.observer.mark() },
      });
      if (seen.is === "gone") {
        return;
      }
      this.live = seen.live;
      await this.patience.pause("for it to be gone");
    }
  }

  async poll<T>(what: string, get: () => Promise<T>, done: (value: T) => boolean, limitSeconds?: number): Promise<T> {
    const limit = this.patience.within(limitSeconds);
    for (;;) {
      const value = await get();
      if (done(value)) {
        return value;
      }
      await this.patience.pause(`for ${what}`, limit);
    }
  }

  /** The outputs that the state has had, over them those that this run has learnt. */
  get outputs(): Json {
    return { ...this.options.prior?.outputs, ...this.kept };
  }
}

import { randomBytes } from "node:crypto";
import type { ResourceDefinition } from "../definition/definition.ts";
import { type Json, sameValue } from "../definition/values.ts";
import type { AnyObserved, At } from "../definition/view.ts";
import { compare } from "../observe/compare.ts";
import { type Observation, observe, readInput } from "../observe/observe.ts";
import type { Resolved } from "../observe/references.ts";
import type { Session } from "../recovery/session.ts";
import { Waiter } from "./waiter.ts";

/** The state of an object before an operation. */
export interface Previous {
  inputs: Json;
  ids: Json;
  displayValues: Json;
  outputs: Json;
  /** The inputs whose step did not finish. */
  unfinished: readonly string[];
  /** The recorded power state; empty if there is none. */
  power: string;
}

export interface OperationOptions {
  /** Checked inputs in the user's spelling. */
  inputs: Json;
  references: Resolved;
  scope: string;
  /** The account, as the state records it. */
  account: string;
  previous: Previous | undefined;
  creating: boolean;
  /** Runs every step that is due, even if the program has not changed. True until the first run has finished. */
  runEveryStep: boolean;
  createdAt: number | undefined;
  limitSeconds: number;
  label: string;
  /** For a create: the URN that names are generated from. */
  urn?: string | undefined;
}

/** One operation on one object: the desired inputs and what has been observed. */
export class Operation {
  readonly session: Session;
  readonly definition: ResourceDefinition;
  readonly options: OperationOptions;
  /** Inputs with IDs in place of names. During a step, inputs that merge hold the value to reach. */
  readonly desired: Json;
  private readonly overrideTexts: Json = {};
  /** The IDs behind references. */
  readonly ids: Json;
  /** How the cloud spells references that match. */
  readonly displayValues: Json;
  readonly learnedOutputs: Json = {};
  /** Distinguishes what this operation creates from what any other creates. */
  readonly token = randomBytes(4).toString("hex");
  at: At | undefined;
  observed: AnyObserved = {};
  /** Inputs that observations must include at the moment. */
  private watchedInputs: readonly string[] = [];
  /** Whether the current observation has every view, and nothing was written since. */
  private hasEveryView = false;
  createdAt: number | undefined;
  private observedInputs: Json = {};
  readonly waiter: Waiter;

  constructor(session: Session, definition: ResourceDefinition, options: OperationOptions) {
    this.session = session;
    this.definition = definition;
    this.options = options;
    this.ids = { ...options.references.ids };
    this.desired = { ...options.inputs, ...this.ids };
    const { previous } = options;
    this.displayValues = Object.fromEntries(
      Object.entries(previous?.displayValues ?? {}).filter(([key]) =>
        sameValue({}, previous?.ids[key] ?? previous?.inputs[key], this.desired[key]),
      ),
    );
    this.createdAt = options.createdAt;
    this.waiter = new Waiter(this);
  }

  /** The object's ID as Pulumi keeps it. */
  get id(): string {
    return this.definition.id.format(this.place);
  }

  get place(): At {
    if (this.at === undefined) {
      throw new Error(`${this.definition.token}: the object has no ID yet`);
    }
    return this.at;
  }

  /** `LunaNode VM toronto/81eb…` */
  get subject(): string {
    return `${this.session.cloud} ${this.definition.noun} ${this.at === undefined ? this.options.label : this.id}`;
  }

  /** A message about the object. It begins with its name or, if it has none, with what it is and its key, but only once. */
  about(text: string): string {
    const { label } = this.options;
    if (label !== this.definition.noun || this.at === undefined) {
      return `${label}: ${text}`;
    }
    const subject = `${label} ${this.at.key}`;
    return [subject, this.subject].some((start) => text.startsWith(`${start} `)) ? text : `${subject}: ${text}`;
  }

  get managedInputs(): string[] {
    return Object.keys(this.definition.inputs).filter((key) => this.desired[key] !== undefined);
  }

  /** Observes anew, after everything that was written so far: the inputs of the current step, or every view. */
  async observe(everything = false): Promise<Observation> {
    const seen = await observe(this.session, this.definition, this.place, {
      inputs: this.watchedInputs,
      previous: this.desired,
      everyView: everything ? "managed" : false,
      freshness: { notBefore: this.session.observer.sequencePoint() },
      outputs: this.outputs,
      createdAt: this.createdAt,
    });
    if (seen.is !== "gone") {
      this.hasEveryView = everything && seen.is === "there";
      await this.acceptObservation(seen.observed);
    }
    return seen;
  }

  /** Observes every view, unless the current observation has them all. */
  async observeAll(): Promise<Observation> {
    return this.hasEveryView ? { is: "there", observed: this.observed } : this.observe(true);
  }

  /** Makes an observation the current one. */
  async acceptObservation(observed: AnyObserved): Promise<void> {
    this.observed = observed;
    const observedInputs: Json = {};
    for (const key of Object.keys(this.definition.inputs)) {
      const seen = readInput(this.definition, observed, key, this.desired[key]);
      if (seen === undefined || this.desired[key] === undefined) {
        observedInputs[key] = seen;
        continue;
      }
      const overridden = Object.hasOwn(this.overrideTexts, key);
      const spellings = {
        text: overridden ? this.overrideTexts[key] : this.options.inputs[key],
        id: this.desired[key],
        displayValue: overridden ? undefined : this.displayValues[key],
      };
      const compared = await compare(this.session, this.definition, key, seen, spellings, this.options.scope);
      // An equal observed value is stored in the desired spelling, so that steps can compare directly.
      observedInputs[key] = compared.same ? this.desired[key] : compared.value;
      if (compared.same && !overridden && this.definition.inputs[key]?.catalog !== undefined) {
        this.displayValues[key] = seen;
      }
    }
    this.observedInputs = observedInputs;
    const { previous, inputs, creating } = this.options;
    if (creating) {
      // For a new object, the cloud shows its own spelling of the text that was sent. That does not hold for a text that the
      // program changed later.
      this.learnVerbatim((key) => previous === undefined || sameValue({}, previous.inputs[key], inputs[key]));
    }
  }

  /** Uses the observed value as the ID of a text that only the cloud understands. */
  learnVerbatim(where: (key: string) => boolean): void {
    for (const key of this.options.references.verbatim) {
      const observed = this.observedInputs[key];
      if (observed !== undefined && !Object.hasOwn(this.overrideTexts, key) && where(key)) {
        this.ids[key] = observed;
        this.desired[key] = observed;
      }
    }
  }

  observedInput(key: string): unknown {
    return this.observedInputs[key];
  }

  /** Desires another value of an input than the program has. */
  async overrideDesired(key: string, { text, id }: { text: unknown; id: unknown }): Promise<void> {
    this.overrideTexts[key] = text;
    this.desired[key] = id;
    await this.acceptObservation(this.observed);
  }

  /** Desires the program's values again. */
  async restoreDesired(): Promise<void> {
    const overridden = Object.keys(this.overrideTexts);
    for (const key of overridden) {
      this.desired[key] = this.ids[key] ?? this.options.inputs[key];
      delete this.overrideTexts[key];
    }
    if (overridden.length > 0) {
      await this.acceptObservation(this.observed);
    }
  }

  /** Includes these inputs in observations until the returned function is called. */
  watchInputs(keys: readonly string[]): () => void {
    this.watchedInputs = keys;
    return () => {
      this.watchedInputs = [];
    };
  }

  /** Call it after a write: earlier observations are out of date. */
  invalidate(): void {
    this.session.observer.invalidate(this.definition);
    this.hasEveryView = false;
  }

  /** Whether the program requests another value than the recorded one, or an earlier run left the input unfinished. */
  hasChanged(key: string): boolean {
    const { previous, inputs, creating } = this.options;
    const field = this.definition.inputs[key];
    if (field === undefined || inputs[key] === undefined) {
      return false;
    }
    if (previous === undefined) {
      return !creating;
    }
    const id = previous.ids[key] ?? previous.inputs[key];
    const isSame =
      sameValue(field, previous.inputs[key], inputs[key]) ||
      (field.catalog !== undefined && sameValue({ unordered: true }, id, this.ids[key]));
    return !isSame || this.isUnfinished(key);
  }

  /** Whether an earlier run left an input unfinished. */
  isUnfinished(key: string): boolean {
    return this.options.previous?.unfinished.includes(key) === true;
  }

  /** Whether a field has its desired value, as far as this can be determined. */
  isSatisfied(key: string): boolean {
    const field = this.definition.inputs[key];
    const wanted = this.desired[key];
    if (field === undefined || wanted === undefined) {
      return true;
    }
    const { previous, creating } = this.options;
    const recordedValue = previous === undefined ? undefined : { ...previous.inputs, ...previous.ids }[key];
    if (field.change === "trigger") {
      return recordedValue === undefined || sameValue(field, recordedValue, wanted);
    }
    const observed = this.observedInputs[key];
    if (observed !== undefined) {
      return sameValue(field, observed, wanted);
    }
    // The field cannot be read: after a create it counts as done; otherwise only a change of the input makes it due.
    return (creating && previous === undefined) || (!this.isUnfinished(key) && sameValue(field, recordedValue, wanted));
  }

  /** Explains an error to the user: a call that was aborted because Pulumi asked to stop has no message of its own. */
  explain(error: unknown): unknown {
    const { signal } = this.session;
    return signal.aborted && error === signal.reason ? this.waiter.cancelled(error) : error;
  }

  /** The outputs in the state, overridden by those that this operation has learned. */
  get outputs(): Json {
    return { ...this.options.previous?.outputs, ...this.learnedOutputs };
  }
}

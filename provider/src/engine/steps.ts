import type { ResourceDefinition, Step } from "./definition.ts";
import { told } from "./look.ts";
import { merged, mergeOf, progress } from "./merge.ts";
import { opOf } from "./op.ts";
import { RefusedError } from "./problems.ts";
import { compare, texts } from "./references.ts";
import type { Run } from "./run.ts";
import { StoppedWork } from "./stopped-work.ts";
import { type Json, sameValue } from "./values.ts";
import { inWords } from "./words.ts";

type AnyStep = Step<unknown, Record<string, unknown>, ResourceDefinition["inputs"], ResourceDefinition["outputs"]>;

/**
 * The steps of one operation. An update runs those whose inputs the program has changed since they were recorded, or that
 * an earlier run has left unfinished: what somebody else has changed meanwhile no preview has shown, so it is left alone.
 * A create, an adoption and what goes on from them run all. None is run whose end is there to be seen.
 */
export class Steps {
  /** What a server is owed that was stopped for a step. */
  readonly stoppedWork: StoppedWork;
  private readonly run: Run;
  private readonly ended = new Set<AnyStep>();
  private begun: AnyStep | undefined;
  /** What there was to be seen before the step that has begun. */
  private before: Json = {};
  /** Inputs that cannot be read back, and whose call was accepted: they must not be sent again if the rest fails. */
  private readonly sent = new Set<string>();

  constructor(run: Run) {
    this.run = run;
    this.stoppedWork = new StoppedWork(run);
  }

  /** Runs the steps that are due, in order, and brings a server back that was stopped for one, whatever comes of it. */
  async runAll(): Promise<void> {
    const { stoppedWork } = this;
    const { definition } = this.run;
    try {
      for (const step of definition.steps) {
        if (step.requiresPower === undefined) {
          await stoppedWork.restore();
        }
        if (this.isAsked(step)) {
          await this.runIfDue(step);
        }
        this.ended.add(step);
      }
      await stoppedWork.restore();
    } catch (error) {
      await stoppedWork.restoreAfterFailure();
      throw error;
    }
    await this.run.aimAtProgram();
  }

  /** The inputs whose step is due, or was begun, and has not come to its end. */
  get unfinished(): string[] {
    const open = this.run.definition.steps.filter((step) => !this.ended.has(step) && this.isAsked(step));
    const keys = open.flatMap((step) =>
      step === this.begun
        ? this.fieldsOf(step).filter((key) => !this.sent.has(key))
        : this.isDue(step)
          ? this.fieldsOf(step).filter((key) => !this.isSeenDone(key))
          : [],
    );
    return [...new Set(keys)];
  }

  /** What is recorded of an input: the program's value once it is there, until then what it has come to. */
  recorded(key: string): { text: unknown; id: unknown } {
    const { run } = this;
    const { prior, inputs } = run.options;
    const field = run.definition.inputs[key];
    const live = run.current(key);
    const now = { text: inputs[key], id: run.ids[key] };
    if (field === undefined || (this.isSeenDone(key) && !this.isCutShort(key))) {
      return now;
    }
    if (prior === undefined || prior.inputs[key] === undefined) {
      return { text: field.catalogue === undefined ? live : undefined, id: undefined };
    }
    const old = { text: prior.inputs[key], id: prior.ids[key] };
    if (mergeOf(field) === undefined || live === undefined) {
      return old;
    }
    const change = { old: old.id ?? old.text, now: now.id ?? now.text, live };
    const id = progress(field, change, this.before[key]);
    return field.catalogue === undefined ? { text: id, id: undefined } : { text: spelled(id, now, old), id };
  }

  /** The step of an input has been begun, may show the first of its calls only, and has not come to its end. */
  private isCutShort(key: string): boolean {
    const { begun } = this;
    return begun?.severalCalls === true && begun.fields.includes(key) && !this.ended.has(begun);
  }

  private isAsked({ fields, also = [] }: AnyStep): boolean {
    const causes = [...fields, ...also];
    return this.run.options.whole || causes.length === 0 || causes.some((key) => this.run.changes(key));
  }

  /** The inputs that a step is to bring about; of those that nobody has changed, what merges stays as it is. */
  private fieldsOf({ fields }: AnyStep): string[] {
    const { options, definition, want } = this.run;
    return fields.filter(
      (key) =>
        want[key] !== undefined &&
        (options.whole || this.run.changes(key) || mergeOf(definition.inputs[key] ?? {}) !== undefined),
    );
  }

  private isDue(step: AnyStep): boolean {
    if (step.due !== undefined) {
      return step.due(opOf(this.run));
    }
    const keys = this.fieldsOf(step);
    const isCutShort = step.severalCalls === true && keys.some((key) => this.run.isUnfinished(key));
    return isCutShort || !keys.every((key) => this.run.satisfied(key));
  }

  private isSeenDone(key: string): boolean {
    return this.run.current(key) !== undefined && this.run.satisfied(key);
  }

  /** Runs a step if it is due, until an observation shows that it is done. */
  private async runIfDue(step: AnyStep): Promise<void> {
    const { run } = this;
    const fields = this.fieldsOf(step);
    const readable = fields.filter((key) => run.definition.inputs[key]?.read !== undefined);
    if (readable.some((key) => run.current(key) === undefined)) {
      await run.observeAll();
    }
    if (run.options.prior !== undefined && fields.some((key) => run.changes(key))) {
      this.stoppedWork.resume(step);
    }
    await aim(run, fields);
    if (this.isDue(step)) {
      await step.precondition?.(opOf(run));
      await this.stoppedWork.do(step, () => this.perform(step, readable));
    }
  }

  private async perform(step: AnyStep, readable: readonly string[]): Promise<void> {
    const { run } = this;
    this.begun = step;
    const before = Object.fromEntries(step.fields.map((key) => [key, run.current(key)]));
    this.before = before;
    const over = run.watch(readable);
    try {
      await step.run(opOf(run));
    } finally {
      run.written();
    }
    for (const key of step.fields.filter((key) => !readable.includes(key))) {
      this.sent.add(key);
    }
    await run.until(`to ${step.does}`, () => {
      run.learn((key) => step.fields.includes(key) && run.current(key) !== before[key]);
      // What was told before must be told again: many a cloud says nothing of it while it changes.
      return readable.every((key) => (run.current(key) === undefined ? before[key] === undefined : run.satisfied(key)));
    });
    over();
  }
}

/**
 * Sets what is wanted of inputs that merge to what there is and the program's changes of it. What others have added since
 * the state was written stays, and what they have taken away is not brought back.
 */
async function aim(run: Run, keys: readonly string[]): Promise<void> {
  const { prior, inputs, whole } = run.options;
  for (const key of keys) {
    const field = run.definition.inputs[key];
    if (whole || field === undefined || mergeOf(field) === undefined || prior?.inputs[key] === undefined) {
      continue;
    }
    const old = { text: prior.inputs[key], id: prior.ids[key] ?? prior.inputs[key] };
    const now = { text: inputs[key], id: run.ids[key] ?? inputs[key] };
    const live = await seenAs(run, key, { ...old, shown: prior.shown[key] });
    if (live === undefined) {
      continue;
    }
    const id = merged(field, { old: old.id, now: now.id, live }, prior.unfinished.includes(key));
    const text = field.catalogue === undefined ? id : spelled(id, now, old);
    const parsed = field.type.safeParse(text);
    if (!parsed.success && !sameValue(field, id, now.id)) {
      throw new RefusedError(
        `${run.subject}: ${key} is ${inWords(field, live)} in the cloud and ${inWords(field, old.text)} in the state; with the change of the program it would be ${inWords(field, text)}, and that is refused: ${parsed.error.issues[0]?.message}. Run pulumi up --refresh: it shows what was changed elsewhere, and sets it back unless the program ignores it.`,
      );
    }
    await run.aim(key, { text, id });
  }
}

/** What the cloud shows of an input, as one who has a value so far sees it; some rows are managed only if the value says so. */
async function seenAs(run: Run, key: string, value: { text: unknown; id: unknown; shown: unknown }): Promise<unknown> {
  const seen = told(run.definition, run.live, key, value.id);
  if (seen === undefined) {
    return undefined;
  }
  const compared = await compare(run.session, run.definition, key, seen, value, run.options.scope);
  return compared.same ? value.id : compared.value;
}

/** Ids in the spelling of those of whom one is known. */
function spelled(ids: unknown, ...known: readonly { text: unknown; id: unknown }[]): unknown {
  const names = new Map(
    known.flatMap(({ text, id }) =>
      texts(id ?? text).map((each, index) => [each, texts(text)[index] ?? each] as const),
    ),
  );
  return texts(ids).map((id) => names.get(id) ?? id);
}

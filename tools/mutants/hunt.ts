import { targets } from "../../test/contract/clouds/all.ts";
import { listFaultRows } from "../../test/contract/suite/faults.ts";
import { Harness, startFixture } from "../../test/contract/suite/harness.ts";
import { listRows } from "../../test/contract/suite/inputs.ts";
import type { Subject } from "../../test/contract/suite/lives.ts";
import type { ContractTarget } from "../../test/contract/suite/target.ts";

/*
 * Runs in a bundle in which the clouds' sources are instrumented: every field asks `globalThis.isMutant(id)` whether it
 * is to be left out. One process does all mutants, one after the other, and nothing is compiled in between.
 */

/** Milliseconds of real time after which a row counts as failed; far more than any row takes on a busy machine. */
const LIMIT = 600_000;

let active: number | undefined;
let reached = new Set<number>();
/**
 * Values that are created anew for each row and mutant, and stay the same in between: the engine compares steps by
 * identity.
 */
let values = new WeakMap<object, Map<string, unknown>>();
Object.assign(globalThis, {
  isMutant: (id: number): boolean => {
    reached.add(id);
    return id === active;
  },
  once: (owner: object, name: string, make: () => unknown): unknown => {
    const known = values.get(owner) ?? new Map<string, unknown>();
    values.set(owner, known);
    if (!known.has(name)) {
      known.set(name, make());
    }
    return known.get(name);
  },
});

export interface Fate {
  id: number;
  /** The message of the first row that fails; undefined if none does. */
  killed: string | undefined;
  /** How many rows ran the mutant's code. */
  rows: number;
}

/**
 * The result for each mutant of a cloud: first with the rows about inputs and outputs, then, for the survivors, with
 * those in which changes fail. Throws if a row about inputs fails without any mutant. A flow that fails is left out: the
 * suite tries only some of its trials, as the others meet names and numbers that the cloud generates anew.
 */
export async function hunt(cloud: string, ids: readonly number[], tell: (fate: Fate) => void): Promise<void> {
  const adapter = targets.find((each) => each.cloud === cloud);
  if (adapter === undefined) {
    throw new Error(`there is no cloud ${cloud}; the clouds are ${targets.map((each) => each.cloud).join(", ")}`);
  }
  const left: Fate[] = [];
  const trials = await tryRows(adapter, listRows);
  for (const id of ids) {
    const fate = await fateOf(adapter, listRows, trials, id);
    if (fate.killed === undefined) {
      left.push(fate);
    } else {
      tell(fate);
    }
  }
  const flows = left.length === 0 ? [] : await tryRows(adapter, listFaultRows, { areAllSound: false });
  for (const { id, rows } of left) {
    const fate = await fateOf(adapter, listFaultRows, flows, id);
    tell({ ...fate, rows: fate.rows + rows });
  }
}

/** Returns the rows of a resource, always in the same order. */
type Lister = (subject: Subject) => Promise<readonly { name: string; run(): Promise<string[]> }[]>;

async function fateOf(adapter: ContractTarget, list: Lister, trials: readonly Trial[], id: number): Promise<Fate> {
  const hitting = trials.filter(({ hits }) => hits.has(id)).sort((a, b) => a.seconds - b.seconds);
  return { id, killed: await firstFailure(adapter, list, id, hitting), rows: hitting.length };
}

/** One row of one resource, and the mutants whose code it runs. */
interface Trial {
  token: string;
  index: number;
  hits: ReadonlySet<number>;
  seconds: number;
}

async function tryRows(
  adapter: ContractTarget,
  list: Lister,
  { areAllSound = true }: { areAllSound?: boolean } = {},
): Promise<Trial[]> {
  active = undefined;
  const trials: Trial[] = [];
  await withHarness(adapter, async (harness) => {
    for (const subject of await listSubjects(harness)) {
      const rows = await list(subject);
      for (const [index, { name, run }] of rows.entries()) {
        const began = performance.now();
        reached = new Set();
        values = new WeakMap();
        const findings = await run();
        if (findings.length > 0) {
          if (!areAllSound) continue;
          throw new Error(`${name} fails without a mutant: ${findings.join("\n")}`);
        }
        const { token } = subject.definition;
        trials.push({ token, index, hits: reached, seconds: (performance.now() - began) / 1000 });
      }
    }
  });
  return trials;
}

/** Each trial starts with a new account, so that nothing from before the mutant is left. */
async function firstFailure(
  adapter: ContractTarget,
  list: Lister,
  id: number,
  trials: readonly Trial[],
): Promise<string | undefined> {
  active = id;
  values = new WeakMap();
  try {
    return await withHarness(adapter, async (harness) => {
      const subjects = await listSubjects(harness);
      for (const { token, index } of trials) {
        const subject = subjects.find(({ definition }) => definition.token === token);
        const failure = subject === undefined ? undefined : await limited(failureOf(list, subject, index));
        if (failure !== undefined) {
          return failure;
        }
      }
      return undefined;
    });
  } finally {
    active = undefined;
    values = new WeakMap();
  }
}

async function failureOf(list: Lister, subject: Subject, index: number): Promise<string | undefined> {
  try {
    const [first] = (await (await list(subject))[index]?.run()) ?? [];
    return first;
  } catch (error) {
    return String(error);
  }
}

async function limited(run: Promise<string | undefined>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`does not end within ${LIMIT / 1000} s`), LIMIT);
  });
  try {
    return await Promise.race([run, limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function withHarness<T>(adapter: ContractTarget, use: (harness: Harness) => Promise<T>): Promise<T> {
  const [form = ""] = Object.keys(adapter.forms);
  const harness = new Harness(await startFixture(adapter, form, "dynamic"));
  await harness.prepare();
  try {
    return await use(harness);
  } finally {
    await harness.stop();
  }
}

async function listSubjects(harness: Harness): Promise<Subject[]> {
  const { resources } = await harness.cloud();
  return resources.flatMap((definition) => {
    const samples = harness.target.samples[definition.token];
    return samples === undefined ? [] : [{ harness, definition, samples }];
  });
}

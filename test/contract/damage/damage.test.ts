import test from "ava";
import fc from "fast-check";
import { loadCloud } from "../../../provider/src/clouds/index.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import { targets } from "../clouds/all.ts";
import { Harness, startFixture } from "../suite/harness.ts";
import { engineOf, prepareAccount, type Subject } from "../suite/lives.ts";
import type { ContractTarget } from "../suite/target.ts";
import { isEmptyList, isUnassociated, isUnnamed, isZoneItself, saysDone } from "./own-words.ts";
import {
  answersOf,
  beforeChange,
  buyAgain,
  create,
  describe,
  destroy,
  formatOf,
  IMPATIENT,
  kindsOf,
  listChanges,
  placesOf,
  refresh,
  refreshAll,
  type Trial,
  trialsOf,
  update,
} from "./runs.ts";

/*
 * Whatever happens to an answer on its way, nothing false is concluded from it: a live object is not gone, an existing
 * one is not bought again, one that was not deleted is not reported as deleted, and a change that did not happen is not
 * done. For every resource of every cloud in every format, and every call in its life: a new resource only needs
 * samples.
 */

const { INDIECLOUD_DAMAGE_RUNS } = process.env;

/**
 * The number of drawn trials of each kind: the same in every run, and new ones with INDIECLOUD_DAMAGE_RUNS=100 for a long
 * night. Everything that can happen to the envelope of the answers that show resources is always tried, in the first
 * format of each cloud.
 */
const RUNS = Number(INDIECLOUD_DAMAGE_RUNS ?? 2);
const SEED = INDIECLOUD_DAMAGE_RUNS === undefined ? { seed: 20_261_129 } : {};

const isEnvelope = ({ damage }: Trial): boolean => damage.depth <= 2;

/**
 * No decoder reads these bodies, whatever was asked, and another call's answer is like the next: each is tried once for
 * a call and what is concluded from it.
 */
const ALIKE = /^(nothing|<.*>|Service temporarily unavailable|the answer to .*) in its place$/;
const tried = new Set<string>();
function isRepeated({ target }: Harness, concluded: string, { operation, damage }: Trial): boolean {
  const [, what] = ALIKE.exec(damage.what) ?? [];
  const key = [target.cloud, concluded, operation, what?.startsWith("the answer") ? "another" : what].join();
  const isKnown = tried.has(key);
  tried.add(key);
  return what !== undefined && isKnown;
}

async function open(target: ContractTarget, form: string, token: string): Promise<Subject> {
  const fixture = await startFixture(target, form, "dynamic");
  const { resources } = await loadCloud(target.cloud);
  const definition = resources.find((resource) => resource.token === token);
  const samples = target.samples[token];
  if (definition === undefined || samples === undefined) {
    throw new Error(`${token} has no samples`);
  }
  return { harness: new Harness(fixture), definition, samples };
}

/**
 * Runs as many of the trials as a test run has time for, and reports the result of one that failed. `isOwnWord`: the
 * cloud itself could have said that, so it is no damage.
 */
async function sample(
  trials: readonly Trial[],
  isOwnWord: (trial: Trial) => boolean,
  run: (trial: Trial) => Promise<string[]>,
): Promise<string[]> {
  if (trials.length === 0) {
    return [];
  }
  const property = fc.asyncProperty(fc.constantFrom(...trials), async (trial) => {
    fc.pre(!isOwnWord(trial));
    const wrong = await run(trial);
    if (wrong.length > 0) {
      throw new Error(`${describe(trial)}: ${wrong.join("; ")}`);
    }
  });
  const { failed, seed, errorInstance, counterexample } = await fc.check(property, {
    ...SEED,
    numRuns: RUNS,
    endOnFailure: true,
  });
  // Without an example, the cloud itself could have said all of it.
  return failed && counterexample !== null ? [`${messageOf(errorInstance)} (seed ${seed})`] : [];
}

for (const target of targets) {
  for (const form of Object.keys(target.forms)) {
    const isFirst = form === Object.keys(target.forms)[0];
    for (const token of Object.keys(target.samples)) {
      const title = `${target.title} ${form}, ${token}`;

      test(`${title}: a damaged answer drops nothing and buys nothing`, async (t) => {
        const subject = await open(target, form, token);
        t.teardown(() => subject.harness.stop());
        const { harness, definition } = subject;
        const { program } = await prepareAccount(subject);
        const engine = engineOf(subject);
        const created = await answersOf(subject, () => engine.up(program));
        const { state } = engine;
        if (state === undefined) {
          throw new Error("nothing was made");
        }
        let count = 0;
        const all = async (
          concluded: string,
          trials: readonly Trial[],
          isCertain: (trial: Trial) => boolean,
          ownWords: readonly ((harness: Harness, trial: Trial) => boolean)[],
          run: (trial: Trial) => Promise<string[]>,
        ): Promise<string[]> => {
          const isOwn = (trial: Trial) => ownWords.some((isOwnWord) => isOwnWord(harness, trial));
          const certain = trials.filter((trial) => isFirst && isEnvelope(trial) && isCertain(trial));
          const wrong: string[] = [];
          for (const trial of certain.filter((each) => !isOwn(each) && !isRepeated(harness, concluded, each))) {
            wrong.push(...(await run(trial)).map((text) => `${describe(trial)}: ${text}`));
          }
          const others = trials.filter((trial) => !certain.includes(trial));
          count += certain.length + (others.length === 0 ? 0 : RUNS);
          return [...wrong, ...(await sample(others, isOwn, run))];
        };

        const wrong: string[] = [];
        const seenBy = new Set<string>();
        for (const crowd of [false, true]) {
          const answers = await answersOf(subject, () => refreshAll(subject, state, crowd));
          const trials = trialsOf(harness, answers, created);
          const isNew = ({ operation }: Trial) => !seenBy.has(operation);
          const found = await all("gone", trials, isNew, [isEmptyList, isUnassociated], (trial) =>
            refresh(subject, trial, state, crowd),
          );
          wrong.push(...found);
          for (const { operation } of answers) {
            seenBy.add(operation);
          }
        }
        if (definition.nameOf !== undefined && definition.create !== undefined) {
          const answers = await answersOf(subject, () => t.throwsAsync(engineOf(subject).up(program)));
          const trials = trialsOf(harness, answers, created).filter(({ operation }) => seenBy.has(operation));
          const found = await all(
            "missing",
            trials,
            () => true,
            [isEmptyList, isUnassociated, isUnnamed, isZoneItself],
            (trial) => buyAgain(subject, trial, program),
          );
          wrong.push(...found);
        }
        t.log(`${count} damaged answers`);
        t.deepEqual(wrong, []);
      });

      test(`${title}: whatever becomes of an answer to a create or a delete, the account is as it is reported`, async (t) => {
        const subject = await open(target, form, token);
        t.teardown(() => subject.harness.stop());
        const { harness } = subject;
        const program = { ...(await prepareAccount(subject)).program, ...IMPATIENT };
        const before = placesOf(harness);
        const engine = engineOf(subject);
        const created = await answersOf(subject, () => engine.up(program));
        const clean = kindsOf([...placesOf(harness)].filter((place) => !before.has(place)));
        const gone = await answersOf(subject, () => engine.destroy());
        await harness.clock.sleep(600_000);
        const leftover = new Set([...placesOf(harness)].filter((place) => !before.has(place)));
        const documents = [...created, ...gone];
        const isOwn = (trial: Trial) => isEmptyList(harness, trial);
        const wrong = [
          ...(await sample(trialsOf(harness, gone, documents), isOwn, (trial) =>
            destroy(subject, trial, program, leftover),
          )),
          ...(await sample(trialsOf(harness, created, documents), isOwn, (trial) =>
            create(subject, trial, program, clean),
          )),
        ];
        t.deepEqual(wrong, []);
      });

      test(`${title}: a change that was not made is not done`, async (t) => {
        const subject = await open(target, form, token);
        t.teardown(() => subject.harness.stop());
        const { harness } = subject;
        const steps = new Set<string>();
        const wrong: string[] = [];
        const listed = listChanges(subject, await prepareAccount(subject));
        const changes = fc
          .sample(fc.shuffledSubarray(listed, { minLength: listed.length }), { ...SEED, numRuns: 1 })
          .flat();
        for (const change of changes.slice(0, RUNS)) {
          const { engine, program } = await beforeChange(subject, change);
          const answers = await answersOf(subject, () => engine.up(program));
          const writes = answers.filter(({ kind }) => kind === "write");
          for (const { operation } of writes) {
            steps.add(operation);
          }
          const trials = trialsOf(harness, writes, answers);
          const found = await sample(
            trials,
            () => false,
            (trial) => update(subject, trial, change, saysDone(formatOf(harness), target.cloud, trial)),
          );
          wrong.push(...found.map((text) => `${change.key}: ${text}`));
        }
        t.log([...steps].sort().join(", "));
        t.deepEqual(wrong, []);
      });
    }
  }
}

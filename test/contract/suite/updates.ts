import type { Engine, State } from "../../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import type { Harness } from "./harness.ts";
import { addInput, applySwitches, engineOf, listSamples, prepareAccount, type Subject } from "./lives.ts";
import type { InputSample, ResourceSamples } from "./samples.ts";

/*
 * Checks that an update changes what its preview named, and what an earlier run left unfinished, and nothing else: for
 * every input of every resource that is changed in place. Each check returns the problems as text.
 */

interface Changing extends InputSample {
  key: string;
  change: NonNullable<InputSample["change"]>;
}

/** The inputs that are changed in place, with the first sample that does so. */
const listChanging = (samples: ResourceSamples): Changing[] =>
  Object.keys(samples.inputs).flatMap((key) =>
    listSamples(samples, key)
      .flatMap((sample) => (sample.change === undefined ? [] : [{ ...sample, key, change: sample.change }]))
      .slice(0, 1),
  );

/**
 * What is recorded of somebody else's change, the programs before and after one's own change, and what that sends by
 * itself.
 */
interface Scene {
  drifting: Changing;
  own: Changing;
  before: Json;
  after: Json;
}

/** For each input that can be read back: somebody else changes it, then the program changes another one. */
function listScenes(subject: Subject, samples: ResourceSamples): Scene[] {
  const { definition } = subject;
  const changing = listChanging(samples);
  const isValid = (program: Json) =>
    (definition.validate?.(program, (key) => program[key] !== undefined, true) ?? []).length === 0;
  const readable = changing.filter(({ key }) => definition.inputs[key]?.read !== undefined);
  const all = readable.flatMap((drifting) => {
    const scenes = changing
      .filter(({ key }) => key !== drifting.key && !(key in { ...drifting.beside }))
      .map((own): Scene => {
        const before = addInput(addInput(samples.program, drifting.key, drifting), own.key, own);
        return { drifting, own, before, after: { ...before, [own.key]: own.change.to } };
      })
      .filter(({ before, after }) => isValid(before) && isValid(after));
    const scene = scenes.find(({ own }) => own.key === definition.name?.input) ?? scenes[0];
    return scene === undefined ? [] : [scene];
  });
  return process.env.INDIECLOUD_SOAK === undefined ? withoutAlike(subject, all) : all;
}

/** Of inputs that the same calls send and the engine treats alike, one is enough beside another of the same calls. */
function withoutAlike({ definition: { inputs, steps } }: Subject, scenes: readonly Scene[]): Scene[] {
  const stepsOf = (key: string) => steps.flatMap(({ fields }, index) => (fields.includes(key) ? [index] : []));
  const seen = new Set<string>();
  return scenes.filter(({ drifting, own }) => {
    const { read, growOnly } = inputs[drifting.key] ?? {};
    const shape = JSON.stringify([stepsOf(drifting.key), stepsOf(own.key), read?.drift, growOnly !== undefined]);
    const isNew = !seen.has(shape);
    seen.add(shape);
    return isNew;
  });
}

/** An object after its creation, to which every trial returns: only creation takes time. */
interface Start {
  state: State;
  restore(): void;
}

async function startWith({ harness }: Subject, engine: Engine, program: Json): Promise<Start> {
  await engine.up(program);
  await rest(harness);
  if (engine.state === undefined) {
    throw new Error("nothing was made");
  }
  return { state: engine.state, restore: harness.emulators.snapshot() };
}

/** Pulumi with the state at the start, and the cloud as it was then. */
function returnTo(subject: Subject, { state, restore }: Start): Engine {
  const { emulators, warnings } = subject.harness;
  restore();
  emulators.clearRequests();
  warnings.length = 0;
  const engine = engineOf(subject);
  engine.state = structuredClone(state);
  return engine;
}

/** Waits until everything in progress has finished. */
const rest = ({ clock }: Harness): Promise<void> => clock.sleep(600_000);

export async function checkDrift(subject: Subject, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const scenes = listScenes(subject, await prepareAccount(subject)).slice(0, most);
  const wrong: string[] = [];
  for (const index of scenes.keys()) {
    wrong.push(...(await checkScene(subject, index)));
  }
  return wrong;
}

async function checkScene(subject: Subject, index: number): Promise<string[]> {
  const { harness, definition } = subject;
  const scene = listScenes(subject, await prepareAccount(subject))[index];
  if (scene === undefined) {
    return [`${definition.token} has no scene ${index}`];
  }
  const { drifting, own, before, after } = scene;
  applySwitches(subject, drifting);
  applySwitches(subject, own);
  const start = await startWith(subject, engineOf(subject), before);
  const alone = returnTo(subject, start);
  await alone.up(after);
  const sent = harness.writes().join();

  // Somebody else who also manages the object, and changes it in the way this cloud allows.
  const elsewhere = returnTo(subject, start);
  await elsewhere.up({ ...before, [drifting.key]: drifting.change.to });
  await rest(harness);
  const drifted: Start = { ...start, restore: harness.emulators.snapshot() };

  const unseen = returnTo(subject, drifted);
  const { keys } = await unseen.preview(after);
  await unseen.up(after);
  const [writes, reported] = [
    harness.writes().join(),
    harness.warnings.filter((text) => text.includes(`${drifting.key} is `) && text.includes("in the cloud")),
  ];
  const refreshed = await unseen.refresh();
  const next = await unseen.preview(after).catch((error: unknown) => {
    // An input that can only grow cannot be reverted: the preview says so, for that input.
    const isOfIt = definition.inputs[drifting.key]?.growOnly !== undefined && /shrink/.test(messageOf(error));
    return { op: "refused", keys: isOfIt ? [drifting.key] : [] };
  });

  const ignored = returnTo(subject, drifted);
  ignored.options = { ignoreChanges: [drifting.key] };
  await ignored.refresh();
  await ignored.up(after);
  const beside = harness.writes().join();
  const same = await ignored.preview(after);

  const isRepaired = definition.inputs[drifting.key]?.read?.drift === "repair";
  const wrong = [
    ...(writes === sent ? [] : [`sent ${writes} in place of ${sent}`]),
    ...(keys.every((key) => key === own.key) ? [] : [`the preview named ${keys.join(", ")}`]),
    ...(reported.length > 0 ? [] : ["no warning of it"]),
    ...(isRepaired && reported.some((text) => !text.includes("pulumi up --refresh shows the change"))
      ? ["the warning does not say what shows it"]
      : []),
    ...(isRepaired && refreshed !== "update" ? ["a refresh does not show it"] : []),
    ...(isRepaired && !next.keys.includes(drifting.key) ? ["after a refresh the preview does not name it"] : []),
    ...(isRepaired || next.op === "same" ? [] : [`then the preview says ${next.op}, though it is only reported`]),
    ...(beside === sent ? [] : [`ignored, it sent ${beside} in place of ${sent}`]),
    ...(same.op === "same" ? [] : [`then the preview says ${same.op}, though it is ignored`]),
  ];
  return wrong.map(
    (text) =>
      `${definition.token}: ${drifting.key} was changed outside of Pulumi and ${own.key} by the program: ${text}`,
  );
}

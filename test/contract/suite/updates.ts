import type { Engine } from "../../../provider/src/doors/testing-engine.ts";
import { messageOf } from "../../../provider/src/engine/problems.ts";
import { isRecord, type Json } from "../../../provider/src/engine/values.ts";
import { addInput, engineOf, findUnsettled, listSamples, prepareAccount, type Subject } from "./lives.ts";
import type { InputSample, ResourceSamples } from "./samples.ts";

/*
 * Whether an update touches what its preview has named, and what an earlier run has left unfinished, and nothing else: for
 * every input of every resource that is changed in place. Each check gives what is wrong, as text.
 */

interface Changing extends InputSample {
  key: string;
  change: NonNullable<InputSample["change"]>;
}

/** The inputs that are changed in place, with the first sample that does it. */
const listChanging = (samples: ResourceSamples): Changing[] =>
  Object.keys(samples.inputs).flatMap((key) =>
    listSamples(samples, key)
      .flatMap((sample) => (sample.change === undefined ? [] : [{ ...sample, key, change: sample.change }]))
      .slice(0, 1),
  );

/** What is recorded of somebody else's change, the programs before and after an own one, and what that sends by itself. */
interface Scene {
  drifting: Changing;
  own: Changing;
  before: Json;
  after: Json;
}

/** For each input that can be read back: somebody else changes it, then the program changes another one. */
function listScenes({ definition }: Subject, samples: ResourceSamples): Scene[] {
  const changing = listChanging(samples);
  const isValid = (program: Json) =>
    (definition.validate?.(program, (key) => program[key] !== undefined) ?? []).length === 0;
  const readable = changing.filter(({ key }) => definition.inputs[key]?.read !== undefined);
  return readable.flatMap((drifting) => {
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
}

export async function checkDrift(subject: Subject): Promise<string[]> {
  const scenes = listScenes(subject, await prepareAccount(subject));
  const wrong: string[] = [];
  for (const index of scenes.keys()) {
    const alone = await playScene(subject, index, { drifts: false, ignored: false });
    for (const ignored of [false, true]) {
      const both = await playScene(subject, index, { drifts: true, ignored });
      wrong.push(...(await checkScene(subject, alone, both, ignored)));
    }
  }
  return wrong;
}

async function checkScene(subject: Subject, alone: Played, both: Played, ignored: boolean): Promise<string[]> {
  const { harness, definition } = subject;
  const { drifting, own, after } = both.scene;
  const what = `${definition.token}: ${drifting.key} was changed elsewhere, and ${own.key} by the program`;
  const { engine } = both;
  const said = harness.told.filter((text) => text.includes(`${drifting.key} is `) && text.includes("in the cloud"));
  const isRepaired = definition.inputs[drifting.key]?.read?.drift === "repair";
  const refreshed = await engine.refresh();
  const next = await engine.preview(after);
  return [
    ...(both.writes.join() === alone.writes.join()
      ? []
      : [`${what}: sent ${both.writes.join(", ")} in place of ${alone.writes.join(", ")}`]),
    ...(both.keys.every((key) => key === own.key) ? [] : [`${what}: the preview named ${both.keys.join(", ")}`]),
    ...(said.length > 0 ? [] : [`${what}: no warning of it`]),
    ...(isRepaired && said.some((text) => !text.includes("pulumi up --refresh shows it"))
      ? [`${what}: the warning does not say what shows it`]
      : []),
    ...(isRepaired && !ignored && refreshed !== "update" ? [`${what}: a refresh does not show it`] : []),
    ...(ignored || !isRepaired
      ? next.op === "same"
        ? []
        : [`${what}: then the preview says ${next.op}, though it is ignored or only reported`]
      : next.keys.includes(drifting.key)
        ? []
        : [`${what}: after a refresh the preview does not name it`]),
  ];
}

interface Played {
  scene: Scene;
  engine: Engine;
  writes: string[];
  keys: readonly string[];
}

async function playScene(
  subject: Subject,
  index: number,
  { drifts, ignored }: { drifts: boolean; ignored: boolean },
): Promise<Played> {
  const { harness } = subject;
  const scene = listScenes(subject, await prepareAccount(subject))[index];
  if (scene === undefined) {
    throw new Error(`${subject.definition.token} has no scene ${index}`);
  }
  const { drifting, before, after } = scene;
  const engine = engineOf(subject);
  await engine.up(before);
  if (drifts) {
    // Somebody else who has the object too, and changes it as this cloud changes it.
    const elsewhere = engineOf(subject);
    elsewhere.state = structuredClone(engine.state);
    await elsewhere.up({ ...before, [drifting.key]: drifting.change.to });
  }
  harness.emulators.clearRequests();
  harness.told.length = 0;
  engine.options = ignored ? { ignoreChanges: [drifting.key] } : {};
  const { keys } = await engine.preview(after);
  await engine.up(after);
  return { scene, engine, writes: harness.writes(), keys };
}

/** For each input: its change fails at one of its calls, before the effect or after it; then the program goes back, or on. */
export async function checkFailures(subject: Subject, goesBack: boolean): Promise<string[]> {
  const wrong: string[] = [];
  const { inputs } = subject.definition;
  for (const [index, { key, change }] of listChanging(await prepareAccount(subject)).entries()) {
    // What cannot be read back is sent again at worst.
    for (const call of inputs[key]?.change === "trigger" ? [] : Object.keys(change.sends)) {
      for (const when of ["before", "after"] as const) {
        const found = await checkFailure(subject, index, call, when, goesBack);
        wrong.push(
          ...found.map((text) => `${subject.definition.token}.${key}, ${call} fails ${when} its effect: ${text}`),
        );
      }
    }
  }
  return wrong;
}

async function checkFailure(
  subject: Subject,
  index: number,
  call: string,
  when: "before" | "after",
  goesBack: boolean,
): Promise<string[]> {
  const { harness } = subject;
  const samples = await prepareAccount(subject);
  const changing = listChanging(samples)[index];
  if (changing === undefined) {
    return [];
  }
  const { key, change } = changing;
  const before = addInput(samples.program, key, changing);
  const after = { ...before, [key]: change.to };
  const engine = engineOf(subject);
  await engine.up(before);
  const { id } = engine.state ?? {};
  harness.fault({ operation: call, when, times: 0, fault: { status: 500, body: "oops" } });
  const failed = await engine.up(after).then(
    () => false,
    () => true,
  );
  harness.emulators.clearFaults();
  await harness.clock.sleep(600_000);
  if (!failed) {
    // The answer was lost, and the object told that it was done.
    return findUnsettled(engine, after);
  }
  const { unfinished } = metadataIn(engine);
  // Survives a refresh.
  if (!goesBack) {
    await engine.refresh();
  }
  harness.emulators.clearRequests();
  const { op } = await engine.preview(after);
  const goal = goesBack ? before : after;
  const refused = await engine.up(goal).then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
  if (refused !== undefined && goesBack) {
    // There may be no way back from what was done; then there is one on.
    return NO_WAY_BACK.test(refused) ? [] : [`to set the program back is refused: ${refused}`];
  }
  const writes = new Set(harness.writes());
  return [
    ...(refused === undefined ? [] : [`to go on is refused: ${refused}`]),
    ...(op === "update" ? [] : [`the next preview says ${op}`]),
    ...(unfinished.includes(key) ? [] : [`${key} is not marked unfinished`]),
    ...(engine.state?.id === id ? [] : ["another object"]),
    ...(goesBack ? [] : [...writes].filter((each) => !(each in change.sends)).map((each) => `sends ${each}`)),
    ...(await findUnsettled(engine, goal)),
    ...(metadataIn(engine).unfinished.length === 0 ? [] : ["the mark stays"]),
  ];
}

/** What the clouds have no call for, or what cannot be told to be this resource's own to give back. */
const NO_WAY_BACK = /disk smaller|no way back|knows to have made only/;

function metadataIn(engine: Engine): { unfinished: readonly unknown[] } {
  const metadata = engine.outputs.__indiecloud;
  return { unfinished: isRecord(metadata) && Array.isArray(metadata.unfinished) ? metadata.unfinished : [] };
}

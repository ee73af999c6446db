import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import { orphaned, putInto, recovered } from "./interruption.ts";
import { engineOf, findUnsettled, prepareAccount, type Subject } from "./lives.ts";
import { killInCreate } from "./resource-life.ts";
import { always, type Behavior, pluginOnce } from "./row.ts";
import type { ResourceSamples } from "./samples.ts";
import type { TestHarness } from "./test-harness.ts";

/** The program without its name, if one is generated: only then does an object show whose it is. */
function unnamed({ definition }: Subject, program: Json): Json {
  const { name } = definition;
  if (name === undefined || name.isGiven === true) {
    return program;
  }
  const { [name.input]: _, ...others } = program;
  return others;
}

/**
 * After a kill in the create, `recover` finds the object and the next `up` continues with it; one that nothing identifies is taken
 * up by the next `up` itself, or `recover` asks which one it is. `orphans` lists it if its name was generated.
 */
async function checkRecovered(subject: Subject, samples: ResourceSamples): Promise<string[]> {
  const { harness, definition } = subject;
  const { cloud } = harness.target;
  const program = unnamed(subject, samples.program);
  const bookkeeping = harness.target.soak?.bookkeeping ?? [];
  const objects = () => harness.emulators.objects(cloud).filter(({ kind }) => !bookkeeping.includes(kind));
  const keysBefore = new Set(objects().map(({ id }) => id));
  const { made } = await killInCreate(subject, program);
  const engine = engineOf(subject);
  const isNamed = program !== samples.program;
  const orphans = await orphaned(harness, definition);
  let found = await recovered(harness, engine, program, "pending", { definition });
  const { findInterrupted: first } = found;
  if (first.is === "ambiguous") {
    const take = first.ids.find((id) => !keysBefore.has(definition.id.parse(id).key));
    found = await recovered(harness, engine, program, "pending", {
      definition,
      take,
    });
  }
  const { resource, findInterrupted } = found;
  if (resource !== undefined) {
    putInto(engine, resource);
  }
  const { op } = await engine.preview(program).catch((error: unknown) => ({ op: messageOf(error) }));
  const done = await engine.up(program).catch(messageOf);
  await harness.clock.sleep(600_000);
  const left = objects().length - keysBefore.size;
  const wanted = resource === undefined ? "create" : "update";
  const isMeant = first.is === "found" || first.is === "ambiguous" || first.is === "unidentified";
  return [
    ...(isMeant ? [] : [`recover says ${first.is}`]),
    ...((first.is === "unidentified") === (resource === undefined)
      ? []
      : [`it was ${findInterrupted.is}, and is not in the state`]),
    ...(op === wanted && done === wanted ? [] : [`then the preview says ${op}, and up ${done}`]),
    ...(left === made ? [] : [`${left} rows are left of ${made}`]),
    ...(!isNamed || orphans.length === 1 ? [] : [`orphans lists ${orphans.join(", ") || "nothing"}`]),
    ...(done === wanted ? await findUnsettled(engine, program) : []),
  ];
}

async function checkAll(harness: TestHarness): Promise<void> {
  const wrong: string[] = [];
  for (const definition of (await harness.cloud()).resources) {
    const samples = harness.target.samples[definition.token];
    if (samples === undefined || definition.create === undefined || definition.token === harness.target.token) continue;
    const subject = { harness, definition, samples };
    const given = await prepareAccount(subject);
    // If a deletion releases it without a call, a second create finds it as it was and has nothing to send.
    const found = Object.keys(given.destroys).length === 0 ? [] : await checkRecovered(subject, given);
    wrong.push(...found.map((text) => `${definition.token}, killed in its create: ${text}`));
  }
  harness.t.deepEqual(wrong, []);
}

export const recoverRows: readonly Behavior[] = [
  always(
    "recovery",
    "the command finds what a killed create of any other resource has made, or the next up continues with it; orphans lists it by its generated name",
    checkAll,
  ),
].map(pluginOnce);

import { isDeepStrictEqual } from "node:util";
import { providerText } from "../../../provider/src/adapters/dynamic/text.ts";
import { openQueries } from "../../../provider/src/adapters/queries.ts";
import type { ImportedObject } from "../../../provider/src/adapters/query-types.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import { engineOf, findUnsettled, prepareAccount, type Subject } from "./lives.ts";
import { always, type Behavior, pluginOnce } from "./row.ts";
import type { ResourceSamples } from "./samples.ts";
import type { TestHarness } from "./test-harness.ts";

/** The object of an engine as `indiecloud import` reads it, with everything else in the account, and as the cloud shows it. */
async function importedWithAll(
  { harness, definition: { token } }: Subject,
  engine: Engine,
): Promise<{ found: ImportedObject | undefined; shown: Json }> {
  const { cloud } = harness.target;
  const account = harness.config();
  const queries = openQueries(harness.process(), [cloud]);
  const own = { token, id: engine.state?.id ?? "" };
  const { resources } = await queries.facts(cloud);
  const lists = resources.map(async (each) =>
    each.listNeeds.length > 0
      ? []
      : (await queries.list(each.token, {}, account)).map(({ id }) => ({ token: each.token, id })),
  );
  const others = (await Promise.all(lists)).flat().filter((each) => !isDeepStrictEqual(each, own));
  const [found] = await queries.readTogether([own, ...others], account);
  return { found, shown: (await queries.read(token, own.id, account))?.inputs ?? {} };
}

/** The state after an import by the command. */
function putInto(engine: Engine, { id, inputs, outputs }: ImportedObject, { harness }: Subject, token: string): void {
  const code = harness.adapter === "dynamic" ? { __provider: providerText(token) } : {};
  engine.state = { id, inputs: { ...inputs, ...code }, outputs: { ...outputs, ...code }, initErrors: [] };
}

/**
 * The declaration that `indiecloud import` writes: nothing differs, although it leaves out what the object has anyway; after a
 * destroy it makes the same object again, with what the cloud does not show if a new one needs it.
 */
async function checkDeclaration(subject: Subject, samples: ResourceSamples): Promise<string[]> {
  const { harness, definition } = subject;
  const { token } = definition;
  const maker = engineOf(subject);
  await maker.up(samples.program);
  await harness.clock.sleep(600_000);
  const { found, shown } = await importedWithAll(subject, maker);
  if (found === undefined) {
    return ["it is not found"];
  }
  const engine = engineOf(subject);
  putInto(engine, found, subject, token);
  const unsettled = await findUnsettled(engine, found.inputs);
  await engine.destroy();
  await harness.clock.sleep(600_000);
  const unseen = Object.entries(samples.program).filter(([key]) => shown[key] === undefined);
  const isAdopted = definition.adoptInput !== undefined && found.inputs[definition.adoptInput] !== undefined;
  const program = { ...found.inputs, ...(isAdopted ? {} : Object.fromEntries(unseen)) };
  const op = await engine.up(program).catch(messageOf);
  if (op !== "create") {
    return [...unsettled, `after a destroy, up says ${op}`];
  }
  await harness.clock.sleep(600_000);
  const again = (await importedWithAll(subject, engine)).found?.inputs;
  return isDeepStrictEqual(again, found.inputs)
    ? unsettled
    : [...unsettled, `was ${JSON.stringify(found.inputs)}, and is made again as ${JSON.stringify(again)}`];
}

async function checkDeclarations(harness: TestHarness): Promise<void> {
  const wrong: string[] = [];
  const { resources } = await harness.cloud();
  for (const definition of resources) {
    const samples = harness.target.samples[definition.token];
    if (samples !== undefined) {
      const subject = { harness, definition, samples };
      const found = await checkDeclaration(subject, await prepareAccount(subject));
      wrong.push(...found.map((text) => `${definition.token}, imported by the command: ${text}`));
    }
  }
  harness.t.deepEqual(wrong, []);
}

export const importRows: readonly Behavior[] = [
  always(
    "import",
    "what the command imports has no difference with the declaration that it writes, which makes the same again after a destroy",
    checkDeclarations,
  ),
].map(pluginOnce);

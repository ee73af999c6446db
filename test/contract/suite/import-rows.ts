import { isDeepStrictEqual } from "node:util";
import { providerText } from "../../../provider/src/adapters/dynamic/text.ts";
import { openQueries } from "../../../provider/src/adapters/queries.ts";
import type { ImportedObject } from "../../../provider/src/adapters/query-types.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import { messageOf } from "../../../provider/src/engine/errors.ts";
import { engineOf, findUnsettled, prepareAccount, type Subject } from "./lives.ts";
import { always, type Behavior, pluginOnce } from "./row.ts";
import type { ResourceSamples } from "./samples.ts";
import type { TestHarness } from "./test-harness.ts";

/** The object of an engine as `indiecloud import` reads it, with everything else in the account or alone. */
async function importedWith(
  { harness, definition: { token } }: Subject,
  { state }: Engine,
  others: "all" | "no others",
): Promise<ImportedObject | undefined> {
  const { cloud } = harness.target;
  const account = harness.config();
  const queries = openQueries(harness.process(), [cloud]);
  const own = { token, id: state?.id ?? "" };
  const { resources } = await queries.facts(cloud);
  const lists = resources
    .filter(({ listNeeds }) => others === "all" && listNeeds.length === 0)
    .map(async (each) => (await queries.list(each.token, {}, account)).map(({ id }) => ({ token: each.token, id })));
  const listed = (await Promise.all(lists)).flat().filter((each) => !isDeepStrictEqual(each, own));
  const [found] = await queries.readTogether([own, ...listed], account);
  return found;
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
  const found = await importedWith(subject, maker, "all");
  const alone = await importedWith(subject, maker, "no others");
  const shown =
    (await openQueries(harness.process(), [harness.target.cloud]).read(token, maker.state?.id ?? "", harness.config()))
      ?.inputs ?? {};
  if (found === undefined || alone === undefined) {
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
  // What its relations to other objects leave out of a declaration is the same again.
  const again = (await importedWith(subject, engine, "no others"))?.inputs;
  return isDeepStrictEqual(again, alone.inputs)
    ? unsettled
    : [...unsettled, `was ${JSON.stringify(alone.inputs)}, and is made again as ${JSON.stringify(again)}`];
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

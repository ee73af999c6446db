import test from "ava";
import fc from "fast-check";
import { CloudProviderPool } from "../../provider/src/adapters/cloud-provider-pool.ts";
import { debugTo } from "../../provider/src/adapters/debug.ts";
import { isSealed } from "../../provider/src/adapters/encoding.ts";
import { bare } from "../../provider/src/adapters/plugin/properties.ts";
import { openQueries } from "../../provider/src/adapters/queries.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import type { ResourceDefinition } from "../../provider/src/engine/definition/definition.ts";
import { isRecord, type Json } from "../../provider/src/engine/definition/values.ts";
import { textsIn } from "../../provider/src/engine/secret-hiding.ts";
import { targets } from "./clouds/all.ts";
import { adapterNames } from "./suite/adapters.ts";
import { type Echo, EchoingCloud, echoOf, leakIn } from "./suite/echoes.ts";
import { Harness, startFixture } from "./suite/harness.ts";
import { listSamples, prepareAccount } from "./suite/lives.ts";
import type { ResourceSamples, Samples } from "./suite/samples.ts";

/* Whatever a cloud echoes, no secret is shown to anybody, and none is in the state as plain text. */

/** The operations on a resource, in order, each of which may receive echoes. */
const STEPS = ["up", "refresh", "preview", "update", "recover", "list", "import", "orphans", "charges", "destroy"];
/**
 * These operations know the account's secrets, and perhaps the program's, but have no state with the object's own
 * secrets.
 */
const FROM_OUTSIDE: ReadonlySet<string> = new Set(["recover", "list", "import", "orphans", "charges"]);
/** Cases for each resource, always the same, but other ones for each resource. */
const CASES = { dynamic: 2, plugin: 1 };
const SEED = 1710;

interface Life {
  harness: Harness;
  definition: ResourceDefinition;
  samples: Samples;
}

/** The parts of a value that are not marked as secret. */
function clear(value: unknown): unknown[] {
  if (isSealed(value)) return [];
  if (typeof value !== "object" || value === null) return [value];
  return Object.entries(value).flatMap(([key, each]) => [key, ...clear(each)]);
}

/** Line by line, without the header and footer of a private key, which all such keys share. */
const linesOf = (text: string): string[] => text.split("\n").filter((line) => !line.startsWith("-----"));

const without = (record: unknown, keys: readonly string[]): Json =>
  isRecord(record) ? Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key))) : {};

/** A program that sets every secret input of the resource that has a sample. */
function programOf(definition: ResourceDefinition, samples: ResourceSamples): Json {
  const secret = Object.entries(definition.inputs).flatMap(([key, field]) => {
    const [sample] = field.secret === true ? listSamples(samples, key) : [];
    return sample === undefined ? [] : [{ ...sample.beside, [key]: sample.value }];
  });
  return Object.assign({}, samples.program, ...secret);
}

/** An input that is changed in place, if there is one. */
function changeOf(samples: ResourceSamples): Json {
  const changes = Object.keys(samples.inputs).flatMap((key) =>
    listSamples(samples, key).flatMap(({ change }) => (change === undefined ? [] : [{ [key]: change.to }])),
  );
  return changes[0] ?? {};
}

/** Runs the operations with echoes; returns the part of a secret that anybody could have seen, if any. */
async function observed(
  { harness, definition, samples: make }: Life,
  echoes: readonly Echo[],
): Promise<string | undefined> {
  const { cloud: name } = harness.target;
  const { settings } = await harness.cloud();
  const samples = await prepareAccount({ harness, definition, samples: make });
  const program = programOf(definition, samples);
  const isSecret = (key: string) => (definition.inputs[key] ?? definition.outputs[key])?.secret === true;
  const secretsOf = (record: Json) => Object.keys(record).flatMap((key) => (isSecret(key) ? textsIn(record[key]) : []));
  const credentials = Object.entries(harness.config()).flatMap(([key, value]) =>
    settings[key]?.secret === true ? textsIn(value) : [],
  );
  const given = [...credentials, ...secretsOf(program)].flatMap(linesOf).filter(({ length }) => length >= 16);
  const secrets = [...given];
  const cloud = new EchoingCloud(harness.emulators, name, echoes);
  const seen: string[] = [];
  const see = (...values: unknown[]) =>
    void seen.push(...values.map((value) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""))));
  const process = () =>
    new CloudProviderPool({
      ...{ load: loadCloud, env: {}, clock: harness.clock, exchange: cloud.exchange },
      reporter: { info: see, warn: see },
      debug: debugTo(see, "2"),
    });
  // The command uses a process of its own.
  const [pool, others] = [process(), process()];
  const queries = openQueries(others, [name]);
  const engine = harness.engine("web", { token: definition.token, pool });
  const imported = harness.engine("imported", { token: definition.token, pool: others });
  const account = harness.config();
  const changed = { ...program, ...changeOf(samples) };
  const urn = `urn:pulumi:dev::shop::${definition.token}::web`;
  const steps: Record<string, () => Promise<unknown>> = {
    up: () => engine.up(program),
    refresh: () => engine.refresh(),
    preview: async () => {
      const { inputs, keys } = await engine.preview(changed);
      see(clear(inputs), keys);
    },
    update: () => engine.up(changed),
    recover: async () => {
      const requested = { inputs: { ...program, ...engine.inputs }, known: [], own: [], urn, formerly: [] };
      // Pulumi has no secret IDs.
      see(clear({ ...(await queries.findInterruptedCreate(definition.token, requested, account)), id: "" }));
    },
    list: async () => {
      const by = Object.entries(definition.listBy ?? {}).filter(([, kind]) => kind === "required");
      const given = Object.fromEntries(by.map(([key]) => [key, program[key]]));
      see(await queries.list(definition.token, given, account));
    },
    import: async () => {
      const { id } = engine.state ?? { id: definition.id.example };
      const found = await queries.read(definition.token, id, account);
      see(without(found?.inputs, found?.secrets ?? []), without(found?.outputs, found?.secrets ?? []));
      await imported.import(id);
    },
    orphans: async () => {
      const own = { urnsOf: () => [urn], urns: [urn], namesInState: [{ urn, name: "web" }], knownIds: [] };
      see(await queries.findOrphans(definition.token, own, account));
    },
    charges: async () => see(await queries.charges(name, account)),
    destroy: () => engine.destroy(),
  };
  for (const [index, step] of STEPS.entries()) {
    cloud.begin(index, step === "recover" ? given : FROM_OUTSIDE.has(step) ? credentials : secrets);
    await steps[step]?.().catch((error: unknown) =>
      see(error instanceof Error ? `${error.message}\n${error.stack}` : String(error)),
    );
    for (const { state } of [engine, imported]) {
      // A value that the cloud generated, such as a password, is a secret from now on.
      const known = new Set(secrets);
      const created = secretsOf(
        Object.fromEntries(Object.entries(state?.outputs ?? {}).map(([key, value]) => [key, bare(value)])),
      );
      secrets.push(...created.flatMap(linesOf).filter((text) => text.length >= 10 && !known.has(text)));
      see(clear(state?.inputs), clear(state?.outputs), state?.initErrors);
    }
  }
  pool.cancel();
  others.cancel();
  const harmless = JSON.stringify([
    without(program, Object.keys(program).filter(isSecret)),
    without(
      account,
      Object.keys(account).filter((key) => settings[key]?.secret === true),
    ),
  ]);
  for (const spelt of [...cloud.spellings, ...secrets]) {
    for (const text of seen) {
      const leak = leakIn(text, spelt, harmless);
      if (leak !== undefined) {
        const at = text.indexOf(leak);
        return `${leak} in …${text.slice(Math.max(at - 300, 0), Math.max(at, 0) + 300)}`;
      }
    }
  }
  return undefined;
}

for (const target of targets) {
  for (const adapter of adapterNames) {
    test.serial(
      `${target.title}, ${adapter}: whatever the cloud echoes, no secret is shown or stored as plain text`,
      async (t) => {
        const { resources } = await loadCloud(target.cloud);
        const harness = new Harness(await startFixture(target, Object.keys(target.forms)[0] ?? "", adapter));
        t.teardown(() => harness.stop());
        const lives = resources.flatMap((definition): Life[] => {
          const samples = target.samples[definition.token];
          return samples === undefined ? [] : [{ harness, definition, samples }];
        });
        t.true(lives.length > 0);
        for (const [index, life] of lives.entries()) {
          const echoes = fc.array(echoOf(STEPS.length), { minLength: 2, maxLength: 8 });
          await fc.assert(
            fc.asyncProperty(echoes, async (each) => t.is(await observed(life, each), undefined)),
            { numRuns: CASES[adapter], seed: SEED + index },
          );
        }
      },
    );
  }
}

import { readFileSync, writeFileSync } from "node:fs";
import type { CloudName } from "../../emulators/src/index.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import type { ResourceDefinition } from "../../provider/src/engine/definition/definition.ts";
import { targets } from "./clouds/all.ts";
import { Harness, startFixture } from "./suite/harness.ts";
import { addInput, applySwitches, engineOf, listSamples, prepareAccount, type Subject } from "./suite/lives.ts";
import type { ResourceSamples } from "./suite/samples.ts";
import type { ContractTarget } from "./suite/target.ts";
import { BESIDE, isAsked, type Usage, usageFile } from "./suite/usage.ts";

/**
 * Records in test/fixtures/usage.json which calls each resource sends, by running each of its samples against the emulator.
 * Run `make usage` after adding a resource or a call; a row of the contract suite fails if the file is out of date.
 */

/** Runs a command and ignores its result; only its calls count. */
const attempt = (command: () => Promise<unknown>): Promise<unknown> => command().catch(() => undefined);

async function* livesOf(subject: Subject): AsyncGenerator<void> {
  const { harness, definition } = subject;
  const runLife = async (samples: ResourceSamples, index: number, key: string) => {
    const sample = listSamples(samples, key)[index];
    const first = sample === undefined ? samples.program : addInput(samples.program, key, sample);
    const engine = engineOf(subject);
    if (sample !== undefined) applySwitches(subject, sample);
    await attempt(() => engine.up(first));
    if (sample?.next !== undefined) {
      await attempt(() => engine.up({ ...first, ...sample.next }));
    }
    if (sample?.change !== undefined) {
      await attempt(() => engine.up({ ...first, ...sample.change?.beside, [key]: sample.change?.to }));
    }
    await attempt(() => engine.refresh());
    await attempt(() => harness.process().of(harness.target.cloud, harness.config()).list(definition.token, {}));
    await attempt(() => engine.destroy());
  };
  await runLife(await prepareAccount(subject), 0, "");
  yield;
  for (const key of Object.keys(definition.inputs)) {
    const count = listSamples(await prepareAccount(subject), key).length;
    for (let index = 0; index < count; index += 1) {
      await runLife(await prepareAccount(subject), index, key);
      yield;
    }
  }
}

/** A deletion looks for what others attached to the object. */
async function* removalsOf(subject: Subject): AsyncGenerator<void> {
  const { harness, definition } = subject;
  for (const name of Object.keys((await prepareAccount(subject)).removals ?? {})) {
    const samples = await prepareAccount(subject);
    const sample = samples.removals?.[name];
    const maker = engineOf(subject);
    const program = { ...samples.program, ...sample?.program };
    await attempt(() => maker.up(program));
    const id = maker.state?.id ?? "";
    const engine = sample?.isAdopted === true ? harness.engine("second", { token: definition.token }) : maker;
    if (engine !== maker) await attempt(() => engine.up(harness.target.adopting(program, id)));
    await attempt(async () => sample?.attach(harness, harness.target.keyOf(id)));
    await harness.clock.sleep(600_000);
    harness.emulators.clearRequests();
    await attempt(() => engine.destroy());
    yield;
  }
}

async function callsOf(target: ContractTarget, definition: ResourceDefinition): Promise<string[]> {
  const [form = ""] = Object.keys(target.forms);
  const harness = new Harness(await startFixture(target, form, "dynamic"));
  const samples = target.samples[definition.token];
  const calls = new Set<string>();
  if (samples !== undefined) {
    const subject = { harness, definition, samples };
    const note = () => {
      for (const { operation } of harness.emulators.requests(target.cloud)) calls.add(operation);
    };
    for await (const _ of livesOf(subject)) note();
    for await (const _ of removalsOf(subject)) note();
  }
  await harness.stop();
  return [...calls].sort();
}

/** Arguments of the clouds' own functions. */
const ASKED: Readonly<Record<string, object>> = {
  getDedicatedServerBandwidth: { id: "S37" },
  getVpsBandwidth: { id: "V101", from: "2026-11-01", to: "2026-11-28" },
  getVmUsage: { id: "any", kind: "cpu" },
  getVmConsole: { id: "any" },
  getInstanceConsole: { id: "any" },
  getUserOpenrc: { id: "any", region: "GRA11" },
};

/** Additional calls of functions and of the commands that list charges. */
async function callsBeside(target: ContractTarget): Promise<string[]> {
  const [form = ""] = Object.keys(target.forms);
  const harness = new Harness(await startFixture(target, form, "dynamic"));
  await harness.prepare();
  const cloud = await loadCloud(target.cloud);
  const { openAccount, catalogs, charges = [], functions = [], lookups } = cloud;
  const { settings } = harness.process().of(target.cloud, harness.config()).settings(cloud);
  const { api } = openAccount(settings, harness.dependencies());
  const scope = lookups?.server?.scope({}, api) ?? "";
  for (const catalog of Object.values(catalogs)) await attempt(() => catalog.list(api, scope));
  for (const { list } of charges) await attempt(() => list(api));
  for (const { name, run } of functions) await attempt(() => run(api, { ...ASKED[name] }));
  const calls = new Set(harness.emulators.requests(target.cloud).map(({ operation }) => operation));
  await harness.stop();
  return [...calls].sort();
}

const only = process.argv.slice(2);
const usage: Partial<Record<CloudName, Usage>> = JSON.parse(readFileSync(usageFile, "utf8"));
for (const target of targets) {
  const { resources } = await loadCloud(target.cloud);
  const known = usage[target.cloud] ?? {};
  const own: Record<string, readonly string[]> = {};
  for (const definition of resources) {
    const { token } = definition;
    own[token] = isAsked(only, token) ? await callsOf(target, definition) : (known[token] ?? []);
  }
  const isWhole = isAsked(only, `${target.cloud}:`);
  own[BESIDE] = isWhole ? await callsBeside(target) : (known[BESIDE] ?? []);
  usage[target.cloud] = own;
}
writeFileSync(usageFile, `${JSON.stringify(usage, undefined, 2)}\n`);

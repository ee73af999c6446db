import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { run as runInstance, testClient as testGigeNet } from "./gigenet/testing.ts";
import { order, testClient as testHostDime } from "./hostdime/testing.ts";
import { type Emulators, startEmulators } from "./index.ts";
import { plainVm, testClient as testLunaNode } from "./lunanode/testing.ts";
import { plainServer, testClient as testNaver } from "./naver/testing.ts";
import type { EmulatorOptions } from "./options.ts";
import { plain, testClient as testOvh } from "./ovh/testing.ts";

async function setUp(t: ExecutionContext): Promise<{ folder: string; file: string }> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-state-"));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return { folder, file: join(folder, "clouds.json") };
}

const switches = { hostdime: { ordering: true } };

async function start(t: ExecutionContext, stateFile: string, options: EmulatorOptions = {}): Promise<Emulators> {
  const emulators = await startEmulators({ timeScale: 0, stateFile, switches, ...options });
  t.teardown(() => emulators.stop());
  return emulators;
}

/** A server on each cloud, and whatever comes with it. */
async function buy(emulators: Emulators): Promise<void> {
  await testLunaNode(emulators).ok("vm/create", plainVm(emulators));
  await testHostDime(emulators).ok("vps.create", order);
  await runInstance(testGigeNet(emulators));
  await testNaver(emulators).ok("createServerInstances", plainServer(emulators));
  await testOvh(emulators).cloud("POST", "/instance", plain(emulators));
}

test("a restart continues where the last one ended: objects, clock, numbering, faults, switches and log", async (t) => {
  const { folder, file } = await setUp(t);
  const first = await start(t, file);
  await buy(first);
  first.advance(3);
  first.addFault({ cloud: "ovh", operation: "POST*", after: 1, fault: { status: 500 } });
  first.setSwitches("lunanode", { durations: { build: 77 } });
  first.setClockSkew("hostdime", 12);
  const rest = (emulators: Emulators) => [emulators.faults(), emulators.switches("lunanode"), emulators.requests()];
  const before = [first.objects(), first.clock.now(), ...rest(first)];
  await first.stop();
  const copy = join(folder, "copy.json");
  await copyFile(file, copy);

  const second = await start(t, file);
  t.deepEqual([second.objects(), second.clock.now(), ...rest(second)], before);
  await second.stop();
  t.is(await readFile(file, "utf8"), await readFile(copy, "utf8"));

  // What was in progress ends, and what comes next is the same in both.
  const [third, fourth] = [await start(t, file), await start(t, copy)];
  const futures: unknown[] = [];
  for (const emulators of [third, fourth]) {
    emulators.clearFaults();
    await buy(emulators);
    emulators.advance(600);
    const objects = emulators.objects().filter(({ kind }) => kind !== "loginKey");
    futures.push(objects);
    t.is(objects.find(({ kind }) => kind === "vm")?.phase, "online");
  }
  t.deepEqual(futures[0], futures[1]);
  const ids = third.objects().map(({ cloud, kind, id }) => `${cloud}/${kind}/${id}`);
  t.is(new Set(ids).size, ids.length);
});

test("a change is in the file soon, whole and readable only by its owner, also without an orderly end", async (t) => {
  const { folder, file } = await setUp(t);
  const emulators = await start(t, file);
  const body = JSON.stringify({ advance: 1000 });
  await fetch(`${emulators.admin}/clock`, { method: "POST", headers: { "content-type": "application/json" }, body });
  const saved = async (): Promise<unknown> => JSON.parse(await readFile(file, "utf8")).clock.now;
  while ((await saved()) !== emulators.clock.now()) await new Promise((resolve) => setImmediate(resolve));
  t.deepEqual(await readdir(folder), ["clouds.json"]);
  if (process.platform !== "win32") t.is((await stat(file)).mode & 0o777, 0o600);
});

test("clouds that do not run this time keep what they had, and flags of the command line come last", async (t) => {
  const { file } = await setUp(t);
  const first = await start(t, file);
  await buy(first);
  first.setTimeScale(60);
  const bought = first.objects("lunanode");
  await first.stop();
  const second = await start(t, file, { clouds: ["ovh"], switches: { ovh: { errorStyle: "legacy" } } });
  t.is(second.clock.scale, 0);
  await second.stop();
  const third = await startEmulators({ stateFile: file });
  t.deepEqual([third.clock.scale, third.clouds.ovh.switches().errorStyle], [0, "legacy"]);
  t.deepEqual(third.objects("lunanode"), bought);
  await third.stop();
});

const unusable: readonly [string, string, RegExp][] = [
  ["something else", "{}", /clouds\.json: it is not a state of the emulators$/],
  ["half a file", '{"version": 1, "clo', /it is not a state of the emulators$/],
  ["a later release's", '{"version": 9, "clouds": {}}', /it has format 9, and this release reads format 1$/],
  ["another seed's", '{"version": 1, "seed": "x", "clouds": {}}', /saved with --seed "x"; start with it again$/],
];
for (const [what, text, message] of unusable) {
  test(`${what} is refused and stays as it is`, async (t) => {
    const { file } = await setUp(t);
    await writeFile(file, text);
    await t.throwsAsync(startEmulators({ stateFile: file }), { message });
    t.is(await readFile(file, "utf8"), text);
  });
}

test("a file that cannot be written is refused at the start", async (t) => {
  const { folder } = await setUp(t);
  await t.throwsAsync(startEmulators({ stateFile: join(folder, "none", "clouds.json") }), { message: /ENOENT/ });
});

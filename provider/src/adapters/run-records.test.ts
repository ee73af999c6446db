import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { recordsFolder } from "./cache-folder.ts";
import { findProvidersLeftRunning } from "./leftover-providers.ts";
import type { Processes } from "./processes.ts";
import { findHolder, lockHolder, type RunRecord, readRecords, recordRun, removeOldRecords } from "./run-records.ts";

const STARTED_AT = Date.parse("2026-11-26T04:32:29Z");
const MACHINE = { boot: "boot-1", namespace: "pid:[1]" };
const LOCK = { user: "anna", host: "laptop", pid: 14731, since: "2026-11-26T04:32:31Z" };
const CLI = { pid: 14731, parent: 1, name: "pulumi", started: "407687", startedAt: STARTED_AT };
const ENGINE = "127.0.0.1:36793";
const RECORD: RunRecord = {
  version: 1,
  host: "laptop",
  ...MACHINE,
  cli: { pid: 14731, started: "407687", startedAt: STARTED_AT },
  provider: { pid: process.pid, started: "407699" },
  engine: ENGINE,
  cwd: process.cwd(),
  changedAt: STARTED_AT + 9000,
};
const EVIDENCE = { here: "laptop", records: [RECORD], machine: MACHINE, process: CLI };

test("a lock's process is alive while it runs, and gone if it has ended or its ID was reused", (t) => {
  t.is(findHolder(LOCK, EVIDENCE), "alive");
  t.is(findHolder(LOCK, { ...EVIDENCE, process: undefined }), "gone");
  for (const name of ["pulumi", "postgres"]) {
    const other = { ...CLI, name, started: "999999", startedAt: STARTED_AT + 60_000 };
    t.is(findHolder(LOCK, { ...EVIDENCE, process: other }), "gone", name);
  }
});

test("a partial match proves nothing: no process counts as gone, and none is to be ended", (t) => {
  const cases: readonly (readonly [what: string, ...evidence: Parameters<typeof findHolder>])[] = [
    ["another host", { ...LOCK, host: "runner-7" }, EVIDENCE],
    ["another boot", LOCK, { ...EVIDENCE, machine: { ...MACHINE, boot: "boot-2" }, process: undefined }],
    ["another container", LOCK, { ...EVIDENCE, machine: { ...MACHINE, namespace: "pid:[2]" }, process: undefined }],
    ["a system that tells nothing", LOCK, { ...EVIDENCE, machine: undefined, process: undefined }],
    ["no record", LOCK, { ...EVIDENCE, records: [], process: undefined }],
    ["another id", { ...LOCK, pid: 14732 }, { ...EVIDENCE, process: undefined }],
    ["a lock from before the process", { ...LOCK, since: "2026-11-26T04:32:20Z" }, { ...EVIDENCE, process: undefined }],
    ["a lock from after the change", { ...LOCK, since: "2026-11-26T04:33:00Z" }, { ...EVIDENCE, process: undefined }],
    ["a time that is none", { ...LOCK, since: "yesterday" }, EVIDENCE],
  ];
  for (const [what, lock, evidence] of cases) {
    t.is(findHolder(lock, evidence), "unknown", what);
  }
});

test("without a record, a Pulumi older than the lock may hold it; another process, or a later one, does not", (t) => {
  const unrecorded = { ...EVIDENCE, records: [] };
  t.is(findHolder(LOCK, unrecorded), "maybe");
  t.is(findHolder(LOCK, { ...unrecorded, process: { ...CLI, name: "postgres" } }), "unknown");
  t.is(findHolder(LOCK, { ...unrecorded, process: { ...CLI, startedAt: STARTED_AT + 60_000 } }), "unknown");
  t.is(findHolder({ ...LOCK, host: "runner-7" }, unrecorded), "unknown");
});

/** A directory for records, and a system with one Pulumi, a shell below it, and this process below that. */
async function place(t: ExecutionContext) {
  const cache = await mkdtemp(join(tmpdir(), "indiecloud-"));
  t.teardown(() => rm(cache, { recursive: true }));
  const shell = { pid: 15000, parent: CLI.pid, name: "sh", started: "407690", startedAt: STARTED_AT + 30 };
  const own = { pid: process.pid, parent: 15000, name: "node", started: "407699", startedAt: STARTED_AT + 90 };
  const living = [CLI, shell, own];
  const processes: Processes = {
    machine: async () => MACHINE,
    find: async (pid) => living.find((each) => each.pid === pid),
  };
  return { folder: recordsFolder({ XDG_CACHE_HOME: cache }), living, processes, own };
}

test("a record that is written while Pulumi runs shows later whether it still runs", async (t) => {
  const { living, ...where } = await place(t);
  const lock = { ...LOCK, host: hostname() };
  t.is(await lockHolder(lock, where), "maybe");
  await recordRun(where, ENGINE, { now: STARTED_AT + 9000 });
  t.deepEqual(await readRecords(where.folder), [{ ...RECORD, host: hostname() }]);
  t.is(await lockHolder(lock, where), "alive");
  living.length = 0;
  t.is(await lockHolder(lock, where), "gone");
  t.is(await lockHolder(lock, where, "elsewhere"), "unknown");
});

test("a provider whose Pulumi has died is found until it ends; one that works, or only has its process ID, is not", async (t) => {
  const { own, living, ...where } = await place(t);
  const seen = (dead: boolean) =>
    findProvidersLeftRunning(where, { pid: 1, isDead: async (address) => dead && address === ENGINE });
  t.deepEqual(await seen(true), []);
  await recordRun(where, ENGINE);
  t.deepEqual(await seen(false), []);
  t.deepEqual(await seen(true), [own.pid]);
  t.deepEqual(await findProvidersLeftRunning(where, { isDead: async () => true }), [], "it sees itself");
  const elsewhere = { ...where.processes, machine: async () => ({ ...MACHINE, namespace: "pid:[2]" }) };
  t.deepEqual(
    await findProvidersLeftRunning({ ...where, processes: elsewhere }, { pid: 1, isDead: async () => true }),
    [],
  );
  living[2] = { ...own, started: "999999" };
  t.deepEqual(await seen(true), []);
});

test("only the owner can read a record, old records are removed, and damaged ones are ignored", async (t) => {
  const where = await place(t);
  const { folder } = where;
  await recordRun(where, ENGINE);
  const [name = ""] = await readdir(folder);
  t.is((await stat(join(folder, name))).mode & 0o077, 0);
  t.notRegex(await readFile(join(folder, name), "utf8"), /anna/);
  await writeFile(join(folder, "1-1-1.json"), "{");
  await writeFile(join(folder, "2-2-2.json"), JSON.stringify({ ...RECORD, version: 2 }));
  await writeFile(join(folder, "3-3-3.json"), JSON.stringify(RECORD));
  await writeFile(join(folder, "4.part"), "");
  await utimes(join(folder, "4.part"), 0, 0);
  await writeFile(join(folder, "5.part"), "");
  t.is((await readRecords(folder)).length, 2);
  t.is((await readRecords(folder, ({ cli }) => cli === 3)).length, 1);
  await removeOldRecords(folder, STARTED_AT);
  t.deepEqual((await readdir(folder)).sort(), [name, "5.part"].sort());
  t.is((await readRecords(folder)).length, 1);
});

test("without a Pulumi ancestor, process information or a directory nothing is recorded and nothing fails", async (t) => {
  const { folder, processes } = await place(t);
  await recordRun({ folder, processes }, ENGINE, { pid: 1 });
  await recordRun({ folder, processes: { ...processes, machine: async () => undefined } }, ENGINE);
  await recordRun({ folder: join(import.meta.filename, "no-folder"), processes }, ENGINE);
  t.deepEqual(await readRecords(folder), []);
  t.deepEqual(await readRecords("/no/such/folder"), []);
  t.deepEqual(await findProvidersLeftRunning({ folder: "/no/such/folder", processes }), []);
});

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { type CloudName, type EmulatorOptions, startEmulators } from "../../emulators/src/index.ts";
import { COMMAND } from "./support/command.ts";

/* `indiecloud verify` as a user runs it: outside any project, with credentials from the environment. */

const CLOUDS: readonly CloudName[] = ["lunanode", "hostdime", "gigenet", "naver", "ovh"];

async function open(t: ExecutionContext, options: EmulatorOptions) {
  const emulators = await startEmulators(options);
  const folder = await mkdtemp(join(tmpdir(), "verify-"));
  t.teardown(async () => {
    await emulators.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const own: Record<string, string> = Object.assign(
    {},
    ...Object.values(emulators.clouds).map(({ environment }) => environment),
  );
  const start = (...args: readonly string[]) => {
    const child = spawn(process.execPath, [COMMAND, "verify", ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, ...own },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, screen] = ["", ""];
    child.stdout.on("data", (chunk) => {
      out += String(chunk);
      screen += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      screen += String(chunk);
    });
    const ended = new Promise<{ code: number | null; out: string; screen: string }>((resolve) =>
      child.on("close", (code) => resolve({ code, out, screen })),
    );
    return { child, ended };
  };
  return { emulators, folder, start, run: (...args: readonly string[]) => start(...args).ended };
}

test("verify reads each of five clouds, changes nothing, and writes a report without credentials", async (t) => {
  const { emulators, folder, run } = await open(t, { timeScale: 60 });
  for (const cloud of CLOUDS) {
    const { code, screen } = await run(cloud);
    t.is(code, 0, screen);
    t.regex(screen, /holds/);
    const report = await readFile(join(folder, `indiecloud-verify-${cloud}.json`), "utf8");
    const page = await readFile(join(folder, `indiecloud-verify-${cloud}.md`), "utf8");
    t.regex(page, /assumptions hold/);
    for (const credential of Object.values(emulators.clouds[cloud].credentials)) {
      t.false(`${report}${page}${screen}`.includes(String(credential)));
    }
  }
  t.deepEqual(
    emulators.requests().filter(({ kind }) => kind === "write"),
    [],
  );
});

test("verify --with-server asks first, requires a countable limit, and cleans up what a killed run left", async (t) => {
  const { emulators, run, start } = await open(t, { clouds: ["lunanode", "naver"], timeScale: 60 });
  const objects = () => emulators.objects().map(({ kind, id }) => `${kind} ${id}`);
  const writes = () => emulators.requests().filter(({ kind }) => kind === "write");
  const before = objects();
  const unpriced = await run("naver", "--with-server", "--yes");
  t.is(unpriced.code, 1, unpriced.screen);
  t.regex(unpriced.screen, /price of this server is not known.*--limit-hours/);
  const unasked = await run("lunanode", "--with-server");
  t.is(unasked.code, 8, unasked.screen);
  const dear = await run("lunanode", "--with-server", "--yes", "--limit", "0.000001");
  t.is(dear.code, 1, dear.screen);
  t.regex(dear.screen, /spending limit does not allow a server/);
  t.deepEqual(writes(), []);
  t.deepEqual(objects(), before);

  emulators.addFault({ cloud: "lunanode", operation: "vm/create", fault: { hold: "after" } });
  const { child, ended } = start("lunanode", "--with-server", "--yes");
  await emulators.waitFor({ cloud: "lunanode", operation: "vm/create" });
  child.kill("SIGKILL");
  await ended;
  emulators.clearFaults();
  const again = await run("lunanode", "--with-server", "--yes");
  t.is(again.code, 7, again.screen);
  t.regex(again.screen, /An earlier run left .*VM indiecloud-verify-server.*--clean-up/);
  const cleaned = await run("lunanode", "--clean-up", "--yes");
  t.is(cleaned.code, 0, cleaned.screen);
  t.deepEqual(objects(), before);
});

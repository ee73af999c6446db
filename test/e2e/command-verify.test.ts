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
  return { emulators, folder, run: (...args: readonly string[]) => start(...args).ended };
}

test("it reads each of five clouds, changes nothing, and writes a report without the credentials", async (t) => {
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

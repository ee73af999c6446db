import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import test, { type ExecutionContext } from "ava";
import { build } from "esbuild";
import { type Emulators, startEmulators } from "./index.ts";
import { record } from "./lunanode/testing.ts";

let folder = "";
let cli = "";

/** Compiled as build.mjs does it: compiled code starts in a fifth of the time. */
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), "indiecloud-emulators-"));
  cli = join(folder, "cli.mjs");
  const entryPoints = [fileURLToPath(new URL("./cli.ts", import.meta.url))];
  await build({ entryPoints, outfile: cli, bundle: true, platform: "node", target: "node20", format: "esm" });
});
test.after.always(() => rm(folder, { recursive: true, force: true }));

function run(t: ExecutionContext, ...args: string[]): ChildProcess & { stdout: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  t.teardown(() => {
    child.kill("SIGKILL");
  });
  return child;
}

async function output(child: ChildProcess): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const text = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => {
    text.stdout += String(chunk);
  });
  child.stderr?.on("data", (chunk) => {
    text.stderr += String(chunk);
  });
  const [code] = await once(child, "close");
  return { code, ...text };
}

async function firstLine(child: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<string> {
  const [line] = await once(createInterface(child.stdout), "line");
  return String(line);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`--json prints endpoints and credentials when all listen, and ${signal} ends it cleanly`, async (t) => {
    const child = run(t, "--port", "0", "--json", "--time-scale", "0", "--switch", "lunanode.durations.build=3");
    const started = record(JSON.parse(await firstLine(child)));
    t.deepEqual(Object.keys(started), ["admin", "clouds"]);
    const { endpoint, credentials } = record(record(started.clouds).lunanode);
    t.deepEqual(Object.keys(record(credentials)), ["apiId", "apiKey"]);
    t.is((await fetch(`${endpoint}/api/vm/list/`, { method: "POST" })).status, 200);
    const switches = record(await (await fetch(`${started.admin}/switches?cloud=lunanode`)).json());
    t.is(record(switches.durations).build, 3);
    child.kill(signal);
    const [code] = await once(child, "exit");
    t.is(code, 0);
  });
}

// Skipped on systems whose only loopback address is 127.0.0.1.
const testOtherAddress = process.platform === "darwin" ? test.skip : test;
testOtherAddress("it listens on 127.0.0.1, and on every address with --host 0.0.0.0", async (t) => {
  for (const [args, isReached] of [
    [[], false],
    [["--host", "0.0.0.0"], true],
  ] as const) {
    const child = run(t, "--port", "0", "--json", "--cloud", "lunanode", ...args);
    const { endpoint } = record(record(record(JSON.parse(await firstLine(child))).clouds).lunanode);
    const answer = fetch(String(endpoint).replace("127.0.0.1", "127.0.0.2")).then(
      () => true,
      () => false,
    );
    t.is(await answer, isReached);
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});

test("without --json it prints lines to copy into a shell", async (t) => {
  const child = run(t, "--port", "0");
  const seen = output(child);
  const lines: string[] = [];
  createInterface(child.stdout).on("line", (line) => {
    lines.push(line);
    if (line.startsWith("Ctrl-C")) child.kill("SIGTERM");
  });
  t.is((await seen).code, 0);
  t.true(lines.some((line) => /^ {2}lunanode +http:\/\/127\.0\.0\.1:\d+$/.test(line)));
  t.true(lines.some((line) => /^export LUNANODE_ENDPOINT=http:/.test(line)));
  t.true(lines.some((line) => /^export LUNANODE_API_KEY=\S{128}$/.test(line)));
});

test("a port in use is one clear sentence", async (t) => {
  const running = await startEmulators();
  t.teardown(() => running.stop());
  const { port } = new URL(running.admin);
  const { code, stderr } = await output(run(t, "--port", port));
  t.is(code, 1);
  const why = `port ${port}, wanted for the admin API, is in use by another process; choose another with --port`;
  t.is(stderr, `indiecloud-emulators: ${why}\n`);
});

/** Starts on a port below the ephemeral range, skipping ports that are taken. */
async function startOnFixedPort(port = 21_000 + (process.pid % 9000), tries = 20): Promise<[number, Emulators]> {
  try {
    return [port, await startEmulators({ port })];
  } catch (error) {
    if (tries === 0) throw error;
    return startOnFixedPort(port + 7, tries - 1);
  }
}

test("clouds use the ports after the admin port, and report one that is taken", async (t) => {
  const [port, fixed] = await startOnFixedPort();
  t.teardown(() => fixed.stop());
  t.is(fixed.admin, `http://127.0.0.1:${port}`);
  t.is(fixed.clouds.lunanode.endpoint, `http://127.0.0.1:${port + 1}`);
  await t.throwsAsync(startEmulators({ port: port - 1 }), { message: /^port \d+, wanted for .* is in use/ });
});

test("--help lists the options", async (t) => {
  const { code, stdout } = await output(run(t, "--help"));
  t.is(code, 0);
  for (const flag of ["--port", "--json", "--latency", "--time-scale", "--seed", "--switch"])
    t.true(stdout.includes(flag));
});

const mistakes: [string[], RegExp][] = [
  [["--port", "x"], /--port must be a number/],
  [["--port", "70000"], /up to 65530/],
  [["--cloud", "aws"], /--cloud must be one of lunanode/],
  [["--switch", "lunanode.nonsense=1"], /no switch nonsense/],
  [["--switch", "lunanode"], /write <cloud>\.<switch>=<value>/],
  [["--speed", "1"], /Unknown option '--speed'/],
];
for (const [args, message] of mistakes) {
  test(`${args.join(" ")} is rejected with a reason`, async (t) => {
    const { code, stderr } = await output(run(t, ...args));
    t.is(code, 1);
    t.regex(stderr, message);
    t.is(stderr.trim().split("\n").length, 1);
  });
}

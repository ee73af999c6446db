import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import anyTest, { type TestFn } from "ava";
import { PulumiUnavailable, pulumiBin } from "./get.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const script = join(here, "get.mjs");
const version = /pkg\/v3 v(\S+)/.exec(readFileSync(join(here, "cli", "go.mod"), "utf8"))?.[1] ?? "";
const launcher = "pulumi-resource-pulumi-nodejs";

/** A folder that is the whole PATH, another that is the cache, and a log of calls of the fakes. */
interface Sandbox {
  root: string;
  path: string;
  cache: string;
  calls(): string[];
  fake(folder: string, name: string, body: string): void;
  start(...args: string[]): Run;
}
interface Run {
  process: ChildProcess;
  /** Resolves when stderr contains the text; rejects if the process ends without it. */
  says(words: string): Promise<void>;
  ended: Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>;
}

const test = anyTest as TestFn<Sandbox>;

test.beforeEach((t) => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-get-")));
  const path = join(root, "path");
  const cache = join(root, "cache");
  const log = join(root, "calls");
  mkdirSync(path);
  t.context = {
    root,
    path,
    cache,
    calls: () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []),
    fake(folder, name, body) {
      mkdirSync(folder, { recursive: true });
      // The fakes may use the system's tools, which the script under test cannot see.
      writeFileSync(join(folder, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${body}\n`);
      chmodSync(join(folder, name), 0o755);
    },
    start(...args) {
      const env = { PATH: path, HOME: root, XDG_CACHE_HOME: cache, ROOT: root };
      const process_ = spawn(process.execPath, [script, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
      let stdout = "";
      let stderr = "";
      process_.stdout.on("data", (text) => {
        stdout += text;
      });
      process_.stderr.on("data", (text) => {
        stderr += text;
      });
      const ended = new Promise<Awaited<Run["ended"]>>((resolve) => {
        process_.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
      });
      const says = (words: string) =>
        new Promise<void>((resolve, reject) => {
          const look = () => stderr.includes(words) && resolve();
          look();
          process_.stderr.on("data", look);
          void ended.then(() => reject(new Error(`ended without "${words}": ${stderr}`)));
        });
      return { process: process_, says, ended };
    },
  };
});

test.afterEach.always((t) => rmSync(t.context.root, { recursive: true, force: true }));

/** A `go` that creates fakes of what the real one would build. `onBuild` runs before each build, with $module set. */
function fakeGo(sandbox: Sandbox, { says = "go1.26.0", onBuild = "", cliSays = `v${version}` } = {}): void {
  sandbox.fake(join(sandbox.root, "sdk", "python", "cmd"), "pulumi-language-python-exec", "");
  sandbox.fake(
    sandbox.path,
    "go",
    `module=$(basename "$(pwd)")
    case "$1" in
    env) echo ${says} ;;
    list) echo "$ROOT/sdk" ;;
    build)
      echo "build $module" >>"$ROOT/calls"
      ${onBuild}
      while [ "$1" != -o ]; do shift; done
      make() { printf '#!/bin/sh\\necho ${cliSays}\\n' >"$2$1" && chmod 755 "$2$1"; }
      case $module in
      cli) make pulumi "$2" ;;
      hosts) make pulumi-language-nodejs "$2"; make pulumi-language-python "$2" ;;
      yaml) make pulumi-language-yaml "$2" ;;
      esac ;;
    esac`,
  );
}

// Blocks the fake build until the test releases it. It gives up after a minute, so that a failed test leaves no
// process.
const held = `tries=0
      while [ ! -e "$ROOT/go-on" ]; do
        tries=$((tries + 1))
        [ -d "$ROOT" ] && [ $tries -lt 3000 ] || exit 1
        sleep 0.02
      done`;
const letGo = (sandbox: Sandbox) => writeFileSync(join(sandbox.root, "go-on"), "");

const madeFolders = (sandbox: Sandbox) => {
  const folder = join(sandbox.cache, "indiecloud", "pulumi");
  return existsSync(folder) ? readdirSync(folder) : [];
};
const lock = (sandbox: Sandbox) => join(sandbox.cache, "indiecloud", "pulumi.lock");

test("a pulumi on PATH with its companions next to it is used", async (t) => {
  for (const name of ["pulumi", "pulumi-language-nodejs", launcher]) t.context.fake(t.context.path, name, "");
  fakeGo(t.context);
  const { code, stdout, stderr } = await t.context.start().ended;
  t.deepEqual({ code, stdout, stderr }, { code: 0, stdout: `${t.context.path}\n`, stderr: "" });
  t.deepEqual(t.context.calls(), []);
});

test("a pulumi on PATH without its Node.js language host is not used, and the reason is reported", async (t) => {
  t.context.fake(t.context.path, "pulumi", "");
  const { code, stdout, stderr } = await t.context.start("--check").ended;
  t.is(code, 3);
  t.is(stdout, "");
  t.true(stderr.includes(`${join(t.context.path, "pulumi")} is on PATH, but not pulumi-language-nodejs`));
});

test("if there is none, a complete one is built, and found again without building", async (t) => {
  fakeGo(t.context);
  const first = await t.context.start().ended;
  t.is(first.code, 0, first.stderr);
  const bin = first.stdout.trimEnd();
  t.deepEqual(readdirSync(bin).sort(), [
    "pulumi",
    "pulumi-language-nodejs",
    "pulumi-language-python",
    "pulumi-language-python-exec",
    "pulumi-language-yaml",
    launcher,
  ]);
  t.true(first.stderr.includes("about 5 minutes, once; kept in"));
  t.deepEqual(t.context.calls().sort(), ["build cli", "build hosts", "build yaml"]);
  t.false(existsSync(lock(t.context)));

  for (const option of [[], ["--check"]]) {
    const again = await t.context.start(...option).ended;
    t.deepEqual([again.code, again.stdout, again.stderr], [0, first.stdout, ""]);
  }
  t.is(t.context.calls().length, 3);
});

test("one that lost a file is built again", async (t) => {
  fakeGo(t.context);
  const bin = (await t.context.start().ended).stdout.trimEnd();
  rmSync(join(bin, "pulumi-language-nodejs"));
  t.is((await t.context.start("--check").ended).code, 3);
  t.is((await t.context.start().ended).stdout, `${bin}\n`);
  t.true(existsSync(join(bin, "pulumi-language-nodejs")));
});

test("--check without a CLI builds nothing and says how to get one", async (t) => {
  fakeGo(t.context);
  const { code, stdout, stderr } = await t.context.start("--check").ended;
  t.is(code, 3);
  t.is(stdout, "");
  t.true(stderr.includes("node tools/pulumi/get.mjs"));
  t.deepEqual(t.context.calls(), []);
});

test("without pulumi, Go and npm it names both ways to get one", async (t) => {
  const { code, stdout, stderr } = await t.context.start().ended;
  t.is(code, 1);
  t.is(stdout, "");
  for (const words of [
    "pulumi is not on PATH",
    "Go is not on PATH",
    "npx is not on PATH",
    "install the Pulumi CLI",
    "install Go 1.",
  ]) {
    t.true(stderr.includes(words), `${words} in:\n${stderr}`);
  }
  t.deepEqual(madeFolders(t.context), []);
});

test("a Go that is too old is explained and not run", async (t) => {
  fakeGo(t.context, { says: "go1.22.12" });
  const { code, stderr } = await t.context.start().ended;
  t.is(code, 1);
  t.regex(stderr, /Go 1\.22\.12 on PATH is too old; 1\.\d+\.\d+ or later is needed/);
  t.deepEqual(t.context.calls(), []);
});

test("a failing build shows Go's last output and leaves nothing", async (t) => {
  fakeGo(t.context, { onBuild: `echo "module lookup refused" >&2; exit 1` });
  const { code, stdout, stderr } = await t.context.start().ended;
  t.is(code, 1);
  t.is(stdout, "");
  t.true(stderr.includes("module lookup refused"));
  t.deepEqual(madeFolders(t.context), []);
  t.false(existsSync(lock(t.context)));
});

test("a CLI that does not report its version is not kept", async (t) => {
  fakeGo(t.context, { cliSays: "v0.0.0" });
  const { code, stderr } = await t.context.start().ended;
  t.is(code, 1);
  t.true(stderr.includes(`does not report version ${version}: v0.0.0`), stderr);
  t.deepEqual(madeFolders(t.context), []);
});

test("without Go the npm package downloads one", async (t) => {
  t.context.fake(
    t.context.path,
    "npx",
    `echo "npx $*" >>"$ROOT/calls"
    bin="$PULUMI_HOME/versions/$PULUMI_VERSION/bin"
    mkdir -p "$bin"
    for name in pulumi pulumi-language-nodejs ${launcher}; do
      printf '#!/bin/sh\\necho v${version}\\n' >"$bin/$name" && chmod 755 "$bin/$name"
    done`,
  );
  const { code, stdout, stderr } = await t.context.start().ended;
  t.is(code, 0, stderr);
  t.deepEqual(t.context.calls(), [`npx --yes pulumi@${version} version`]);
  t.true(existsSync(join(stdout.trimEnd(), "pulumi-language-nodejs")));
  t.deepEqual(madeFolders(t.context).length, 1);
});

test("of two at the same time, one builds and the other waits for it", async (t) => {
  fakeGo(t.context, { onBuild: held });
  const first = t.context.start();
  await first.says("Building the Pulumi CLI");
  const second = t.context.start();
  await second.says(`Waiting for another process (${first.process.pid})`);
  letGo(t.context);
  const [a, b] = await Promise.all([first.ended, second.ended]);
  t.deepEqual([a.code, b.code], [0, 0]);
  t.is(a.stdout, b.stdout);
  t.deepEqual(t.context.calls().sort(), ["build cli", "build hosts", "build yaml"]);
});

for (const signal of ["SIGTERM", "SIGKILL"] as const) {
  test(`a build ended by ${signal} does not prevent the next`, async (t) => {
    fakeGo(t.context, { onBuild: held });
    const first = t.context.start();
    await first.says("Building the Pulumi CLI");
    first.process.kill(signal);
    t.is((await first.ended).signal, signal);
    t.is(existsSync(lock(t.context)), signal === "SIGKILL", "only what cannot be caught leaves a lock");

    const next = t.context.start();
    await next.says("Building the Pulumi CLI");
    letGo(t.context);
    const second = await next.ended;
    t.is(second.code, 0, second.stderr);
    t.false(second.stderr.includes("Waiting"));
    t.is(madeFolders(t.context).length, 1, "nothing half made is left");
  });
}

test("a lock that its holder stopped renewing is taken over, even if its PID is in use", async (t) => {
  fakeGo(t.context);
  mkdirSync(dirname(lock(t.context)), { recursive: true });
  writeFileSync(lock(t.context), JSON.stringify({ pid: process.pid, host: hostname() }));
  utimesSync(lock(t.context), 0, 0);
  t.is((await t.context.start().ended).code, 0);
});

test("--clean removes what was built", async (t) => {
  fakeGo(t.context);
  await t.context.start().ended;
  t.is((await t.context.start("--clean").ended).code, 0);
  t.false(existsSync(join(t.context.cache, "indiecloud")));
});

test("an unknown option is rejected", async (t) => {
  t.is((await t.context.start("--chekc").ended).code, 2);
});

test.serial("as a function it returns the folder, or throws an error with the same text", async (t) => {
  const { PATH, XDG_CACHE_HOME } = process.env;
  try {
    process.env.PATH = t.context.path;
    process.env.XDG_CACHE_HOME = t.context.cache;
    const error = await t.throwsAsync(pulumiBin({ make: false }), { instanceOf: PulumiUnavailable });
    t.is(error?.exitCode, 3);
    for (const name of ["pulumi", "pulumi-language-nodejs", launcher]) t.context.fake(t.context.path, name, "");
    t.is(await pulumiBin(), t.context.path);
  } finally {
    process.env.PATH = PATH;
    if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
  }
});

test("the launcher becomes the dynamic provider server of the program it is started for", async (t) => {
  const server = join(t.context.root, "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider");
  mkdirSync(server, { recursive: true });
  writeFileSync(join(server, "index.js"), "console.log(JSON.stringify([process.pid, ...process.argv.slice(2)]))");
  const start = (cwd: string) => {
    const child = spawn(join(here, "launcher", launcher), ["127.0.0.1:1", "two words"], {
      cwd,
      env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
    return new Promise<{ pid: number | undefined; code: number | null; text: string }>((resolve) => {
      child.on("close", (code) => resolve({ pid: child.pid, code, text }));
    });
  };
  const { pid, text } = await start(t.context.root);
  // The same process: the engine's signals reach the server itself.
  t.deepEqual(JSON.parse(text), [pid, "127.0.0.1:1", "two words"]);

  const without = await start(tmpdir());
  t.is(without.code, 1);
  t.true(without.text.includes("install the program's npm packages first"));
});

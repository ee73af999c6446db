#!/usr/bin/env node
// Finds or builds a working Pulumi CLI and prints its folder. It runs before `npm install`, so it uses nothing but
// Node.js itself. README.md in this folder lists what is tried, in order.

import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { homedir, hostname } from "node:os";
import { delimiter, dirname, join, resolve, sep } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const windows = process.platform === "win32";
const exe = (name) => (windows ? `${name}.exe` : name);
const cmd = (name) => (windows ? `${name}.cmd` : name);

const CLI = exe("pulumi");
// Without these two next to it or on PATH the CLI runs, but TypeScript programs and dynamic providers do not.
const COMPANIONS = [exe("pulumi-language-nodejs"), cmd("pulumi-resource-pulumi-nodejs")];
// Three Go modules, because their parts need incompatible versions.
const GO_MODULES = ["hosts", "cli", "yaml"];
const SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3";

const LOCK_REFRESH_MS = 5_000;
const LOCK_STALE_MS = 60_000;
const LOCK_POLL_MS = 200;
const DOWNLOAD_TIMEOUT_MS = 600_000;

const note = (line) => process.stderr.write(`${line}\n`);

export class PulumiUnavailable extends Error {
  constructor(message, exitCode) {
    super(message);
    this.name = "PulumiUnavailable";
    this.exitCode = exitCode;
  }
}

export async function pulumiBin({ make = true } = {}) {
  const found = findOnPath();
  if (found.bin) return found.bin;

  const pin = readPin();
  const cached = join(cacheFolder(), "pulumi", pin.key);
  if (isComplete(cached)) return cached;

  if (!make) {
    throw new PulumiUnavailable(
      `No pulumi CLI here: ${found.why}, and none was made before.\nTo get one: node tools/pulumi/get.mjs`,
      3,
    );
  }

  const release = await acquireLock(() => isComplete(cached));
  if (!release) return cached;
  try {
    await makeInto(cached, pin, found.why, release);
  } finally {
    release();
  }
  return cached;
}

// ---- finding one ----

function isExecutableFile(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const isComplete = (folder) => [CLI, ...COMPANIONS].every((name) => isExecutableFile(join(folder, name)));

const pathFolders = () => (process.env.PATH ?? "").split(delimiter).filter(Boolean);

function whichAll(name) {
  return pathFolders()
    .map((folder) => resolve(folder, name))
    .filter(isExecutableFile);
}

// Checks every `pulumi` on PATH, not just the first: the npm package of that name installs a script without hosts
// there.
function findOnPath() {
  let why = "pulumi is not on PATH";
  for (const cli of whichAll(CLI)) {
    // The engine looks next to its real file, and PATH may contain a link to it.
    const beside = [dirname(cli), dirname(realpathSync(cli)), ...pathFolders()];
    const missing = COMPANIONS.filter((name) => !beside.some((folder) => isExecutableFile(join(folder, name))));
    if (missing.length === 0) return { bin: dirname(cli) };
    why = `${cli} is on PATH, but not ${missing.join(" and ")}`;
  }
  return { why };
}

export function cacheFolder() {
  const home = homedir();
  if (process.env.XDG_CACHE_HOME) return resolve(process.env.XDG_CACHE_HOME, "indiecloud");
  if (windows) return join(process.env.LOCALAPPDATA ?? join(home, "AppData", "Local"), "indiecloud", "Cache");
  if (process.platform === "darwin") return join(home, "Library", "Caches", "indiecloud");
  return join(home, ".cache", "indiecloud");
}

// These files determine the result of a build, so it is stored under their hash.
function readPin() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  let version;
  let go = [0, 0, 0];
  for (const module of GO_MODULES) {
    const mod = readFileSync(join(here, module, "go.mod"), "utf8");
    for (const file of sourcesOf(module)) hash.update(readFileSync(file));
    const wanted = parseGoVersion(/^go (\S+)/m.exec(mod)?.[1] ?? "");
    if (wanted && compareVersions(wanted, go) > 0) go = wanted;
    if (module === "cli") version = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\d+\.\d+\.\d+)/.exec(mod)?.[1];
  }
  if (!version) throw new Error("tools/pulumi/cli/go.mod does not require a version of the Pulumi CLI");
  hash.update(readFileSync(join(here, "launcher", COMPANIONS[1])));
  return { version, go, key: `${version}-${hash.digest("hex").slice(0, 12)}` };
}

/** go.mod, go.sum and what replaces a dependency. */
const sourcesOf = (module) =>
  readdirSync(join(here, module), { recursive: true })
    .filter((name) => /(^|[\\/])go\.(mod|sum)$|\.go$/.test(name))
    .sort()
    .map((name) => join(here, module, name));

function parseGoVersion(text) {
  const parts = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)] : undefined;
}

function compareVersions(a, b) {
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}

// ---- locking ----

/**
 * Takes the lock, waiting while another process holds it; undefined if `done` becomes true meanwhile. The lock only
 * avoids duplicate work: a result is renamed into place, so even two builders cannot damage it.
 */
async function acquireLock(done) {
  const file = join(cacheFolder(), "pulumi.lock");
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), nonce: randomUUID() });
  mkdirSync(dirname(file), { recursive: true });
  for (let reported = false; ; ) {
    if (done()) return undefined;
    try {
      writeFileSync(file, mine, { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = readLock(file);
    if (holder?.stale) {
      rmSync(file, { force: true });
      continue;
    }
    if (holder && !reported) {
      note(`Waiting for another process${holder.pid ? ` (${holder.pid})` : ""} that is building the Pulumi CLI.`);
      reported = true;
    }
    await delay(LOCK_POLL_MS);
  }
  const refresh = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Another process removed the lock as stale: harmless, see above.
    }
  }, LOCK_REFRESH_MS);
  refresh.unref();
  return () => {
    clearInterval(refresh);
    try {
      if (readFileSync(file, "utf8") === mine) rmSync(file);
    } catch {
      // It is already gone.
    }
  };
}

// A dead holder is detected by its PID. The refresh covers what PIDs cannot: a PID reused after a restart, or a cache
// folder shared with another machine or container.
function readLock(file) {
  try {
    const silentMs = Date.now() - statSync(file).mtimeMs;
    const text = readFileSync(file, "utf8");
    // Empty for an instant between creation and writing.
    const { pid, host } = text ? JSON.parse(text) : {};
    return { pid, stale: silentMs > LOCK_STALE_MS || (host === hostname() && !isAlive(pid)) };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    if (error instanceof SyntaxError) return { stale: true };
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

// ---- building one ----

async function makeInto(cached, pin, whyNotOnPath, release) {
  const parent = dirname(cached);
  mkdirSync(parent, { recursive: true });
  // The holder of the lock is the only builder, so these folders are from builders that were killed.
  for (const name of readdirSync(parent)) {
    if (name.startsWith("making-")) removeFolder(join(parent, name));
  }
  const staging = mkdtempSync(join(parent, "making-"));
  const children = new Set();
  const stop = () => {
    for (const child of children) child.kill();
    removeFolder(staging);
  };
  const unhook = onSignal(() => {
    stop();
    release();
  });
  try {
    const tried = [whyNotOnPath];
    for (const way of [fromGo, fromNpm]) {
      const folder = join(staging, way.name);
      mkdirSync(folder);
      try {
        const bin = await way(folder, pin, children, cached);
        await verify(bin, pin, children, join(staging, "home"));
        removeFolder(cached);
        renameSync(bin, cached);
        note(`The Pulumi CLI ${pin.version} is ready.`);
        return;
      } catch (error) {
        for (const child of children) child.kill();
        tried.push(error.message);
      }
    }
    const needed = pin.go.join(".");
    throw new PulumiUnavailable(
      [
        "There is no Pulumi CLI, and none could be built:",
        ...tried.map((why) => `  - ${why}`),
        "Do one of the following:",
        "  - install the Pulumi CLI the usual way, so that pulumi and pulumi-language-nodejs are on PATH",
        `  - install Go ${needed} or later and run again; the CLI is then built once, in about 5 minutes, which needs`,
        "    the Go module proxy (set GOPROXY to another one if the default cannot be reached)",
      ].join("\n"),
      1,
    );
  } finally {
    unhook();
    stop();
  }
}

// A folder without a part, or with a CLI that does not start, must not be kept: it would be found forever.
async function verify(bin, pin, children, home) {
  const missing = [CLI, ...COMPANIONS].filter((name) => !isExecutableFile(join(bin, name)));
  if (missing.length > 0) throw new Error(`The built Pulumi CLI is missing ${missing.join(", ")}`);
  const output = await run(children, join(bin, CLI), ["version"], {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_HOME: home },
  });
  if (output.code !== 0 || output.stdout.trim().replace(/^v/, "") !== pin.version) {
    throw new Error(`The built Pulumi CLI does not report version ${pin.version}: ${output.stdout}${output.stderr}`);
  }
}

async function fromGo(bin, pin, children, cached) {
  const needed = pin.go.join(".");
  const [go] = whichAll(exe("go"));
  if (!go) throw new Error(`Go is not on PATH; ${needed} or later is needed`);

  const env = {
    ...process.env,
    // Never download a toolchain: where the CLI cannot be downloaded, it often cannot be either, and its error is
    // misleading.
    GOTOOLCHAIN: "local",
    GOWORK: "off",
    GOOS: "",
    GOARCH: "",
    // As in the released CLI; needs no C compiler.
    CGO_ENABLED: "0",
  };
  const requested = await run(children, go, ["env", "GOVERSION"], { cwd: here, env });
  const version = parseGoVersion(requested.stdout);
  if (!version) throw new Error(`${go} does not report its version: ${requested.stderr.trim()}`);
  if (compareVersions(version, pin.go) < 0) {
    throw new Error(`Go ${version.join(".")} on PATH is too old; ${needed} or later is needed`);
  }

  note(`Building the Pulumi CLI ${pin.version} from Go modules: about 5 minutes, once; kept in ${cached}`);
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const still = setInterval(() => note(`  still building (${seconds()})`), 60_000);
  // The CLI reports this version and the Automation API checks it.
  const flags = `-s -w -X ${SDK_MODULE}/go/common/version.Version=${pin.version}`;
  const build = async (module, what) => {
    const args = ["build", "-mod=readonly", "-trimpath", "-ldflags", flags, "-o", bin + sep, "tool"];
    const built = await run(children, go, args, { cwd: join(here, module), env });
    if (built.code !== 0) throw new Error(`Go could not build ${what}:\n${indent(lastLines(built.stderr, 15))}`);
    note(`  ${what}: built (${seconds()})`);
  };
  try {
    await build("hosts", "the Node.js and Python language hosts");
    // In parallel: linking and a few large packages keep only one core busy.
    await Promise.all([build("cli", "the CLI"), build("yaml", "the YAML language host")]);
  } finally {
    clearInterval(still);
  }

  const listed = await run(children, go, ["list", "-m", "-f", "{{.Dir}}", SDK_MODULE], {
    cwd: join(here, "hosts"),
    env,
  });
  const runner = "pulumi-language-python-exec";
  install(join(listed.stdout.trim(), "python", "cmd", runner), join(bin, runner));
  install(join(here, "launcher", COMPANIONS[1]), join(bin, COMPANIONS[1]));
  return bin;
}

// The npm package is a downloader: it puts the released CLI and its hosts below PULUMI_HOME.
async function fromNpm(home, pin, children) {
  const [npx] = whichAll(cmd("npx"));
  if (!npx) throw new Error("npx is not on PATH, so the npm package pulumi cannot be used");
  note(`Downloading the Pulumi CLI ${pin.version} with the npm package pulumi: about a minute, once.`);
  const got = await run(children, npx, ["--yes", `pulumi@${pin.version}`, "version"], {
    cwd: home,
    env: { ...process.env, PULUMI_HOME: home, PULUMI_VERSION: pin.version, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeout: DOWNLOAD_TIMEOUT_MS,
    // Node.js can start a .cmd file only through a shell.
    shell: windows,
  });
  if (got.code !== 0)
    throw new Error(`The npm package pulumi could not download the CLI:\n${indent(lastLines(got.stderr, 5))}`);
  return join(home, "versions", pin.version, "bin");
}

function install(from, to) {
  copyFileSync(from, to);
  // Files in the module cache are read-only and not executable.
  chmodSync(to, 0o755);
}

// A Go command whose parent was killed may still be writing there.
const removeFolder = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

const lastLines = (text, count) => text.trim().split("\n").slice(-count).join("\n");
const indent = (text) => text.replace(/^/gm, "      ");

/** Runs a command to its end. Its output goes to the caller: only the folder is printed on stdout. */
function run(children, command, args, options) {
  return new Promise((settle, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    children.add(child);
    const cached = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (text) => {
        cached[stream] = (cached[stream] + text).slice(-20_000);
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      children.delete(child);
      settle({ code, ...cached });
    });
  });
}

// Exits as the signal would have ended the process, after cleaning up.
function onSignal(tidy) {
  const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => {
    const handler = () => {
      tidy();
      unhook();
      process.kill(process.pid, signal);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  const unhook = () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
  return unhook;
}

async function clean() {
  const release = await acquireLock(() => false);
  const created = join(cacheFolder(), "pulumi");
  removeFolder(created);
  release?.();
  try {
    rmdirSync(cacheFolder());
  } catch {
    // Something else is stored there too.
  }
  note(`Removed ${created}. Go's own caches are not touched.`);
}

async function main(args) {
  const [option, ...more] = args;
  if (more.length > 0 || ![undefined, "--check", "--clean"].includes(option)) {
    note("usage: node tools/pulumi/get.mjs [--check | --clean]");
    return 2;
  }
  try {
    if (option === "--clean") await clean();
    else process.stdout.write(`${await pulumiBin({ make: option !== "--check" })}\n`);
    return 0;
  } catch (error) {
    note(error.message);
    return error instanceof PulumiUnavailable ? error.exitCode : 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2));
}

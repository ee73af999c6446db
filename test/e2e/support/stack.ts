import { spawn } from "node:child_process";
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExecutionContext } from "ava";
import { type EmulatorOptions, type Emulators, startEmulators } from "../../../emulators/src/index.ts";
import { offlineEnvironment } from "../../../tools/pulumi/environment.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** One resource of a test program; `{"$out": "key.keyId"}` in its arguments is another one's output. */
export interface Declared {
  type: string;
  name: string;
  args?: Record<string, unknown>;
  opts?: Record<string, unknown>;
  /** Name of an entry in `providers`. */
  provider?: string;
}

export interface Program {
  resources: readonly Declared[];
  /** Arguments of explicit providers by name. */
  providers?: Readonly<Record<string, unknown>>;
}

/** What interprets a `Program` under the real language host. */
const INDEX = `"use strict";
const indiecloud = require("@indiecloud/pulumi");
const program = require("./program.json");
const made = {};
const value = (v) => {
  if (Array.isArray(v)) return v.map(value);
  if (v === null || typeof v !== "object") return v;
  if (typeof v.$out === "string") {
    const [name, output] = v.$out.split(".");
    return made[name][output];
  }
  return Object.fromEntries(Object.entries(v).map(([k, w]) => [k, value(w)]));
};
const providers = {};
for (const [name, args] of Object.entries(program.providers ?? {})) providers[name] = new indiecloud.Provider(name, args);
for (const { type, name, args, opts, provider } of program.resources) {
  const [cloud, kind] = type.split(":");
  const options = { ...opts, ...(provider ? { provider: providers[provider] } : {}) };
  made[name] = new indiecloud[cloud][kind](name, value(args ?? {}), options);
  exports[name] = made[name];
}
`;

export interface Result {
  code: number | null;
  /** Standard output and error as a person sees them, in order. */
  screen: string;
}

export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
  initErrors?: string[];
}

/** A stack in a folder of its own, driven by the real CLI. */
export class Stack {
  readonly folder: string;
  readonly env: Record<string, string>;

  constructor(folder: string, env: Record<string, string>) {
    this.folder = folder;
    this.env = env;
  }

  async write(program: Program): Promise<void> {
    await writeFile(join(this.folder, "program.json"), JSON.stringify(program));
  }

  /** Puts settings into the stack's configuration. */
  async configure(settings: Readonly<Record<string, string>>): Promise<void> {
    const lines = Object.entries(settings).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
    await appendFile(join(this.folder, "Pulumi.dev.yaml"), `config:\n${lines.join("")}`);
  }

  /** Starts the CLI in a process group of its own and gives it to the caller, for tests that interrupt it. */
  start(args: readonly string[], env: Record<string, string> = {}) {
    const child = spawn("pulumi", [...args, "--non-interactive"], {
      cwd: this.folder,
      env: { ...this.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let screen = "";
    child.stdout.on("data", (chunk) => {
      screen += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      screen += String(chunk);
    });
    const ended = new Promise<Result>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, screen }));
    });
    return { child, ended };
  }

  run(args: readonly string[], env: Record<string, string> = {}): Promise<Result> {
    return this.start(args, env).ended;
  }

  /** `pulumi up`, without the preview unless asked for. */
  async up(program: Program | undefined, args: readonly string[] = ["--skip-preview"], env = {}): Promise<Result> {
    if (program !== undefined) {
      await this.write(program);
    }
    return this.run(["up", "--yes", ...args], env);
  }

  preview(args: readonly string[] = []): Promise<Result> {
    return this.run(["preview", "--diff", ...args]);
  }

  refresh(args: readonly string[] = ["--expect-no-changes"], env = {}): Promise<Result> {
    const preview = args.includes("--preview-only") ? [] : ["--yes", "--skip-preview"];
    return this.run(["refresh", ...preview, ...args], env);
  }

  destroy(): Promise<Result> {
    return this.run(["destroy", "--yes", "--skip-preview"]);
  }

  /** The state file as text, for what must not be in it. */
  stateText(): Promise<string> {
    return readFile(join(this.folder, "state/.pulumi/stacks/e2e/dev.json"), "utf8");
  }

  async state(): Promise<StateResource[]> {
    const { checkpoint } = JSON.parse(await this.stateText());
    return checkpoint.latest.resources ?? [];
  }

  /** What kinds of operations the state has as not ended. */
  async pending(): Promise<string[]> {
    const { checkpoint } = JSON.parse(await this.stateText());
    return (checkpoint.latest.pending_operations ?? []).map(({ type }: { type: string }) => type);
  }

  async resource(name: string): Promise<StateResource> {
    const found = (await this.state()).find(({ urn }) => urn.endsWith(`::${name}`));
    if (found === undefined) {
      throw new Error(`the state has no ${name}`);
    }
    return found;
  }
}

export interface TestStack {
  emulators: Emulators;
  stack: Stack;
  /** Ids of a kind of object as they stand in the emulator. */
  ids(kind: string): string[];
}

/** Emulators whose minutes take less than a second, and an empty stack. */
export async function openTestStack(
  t: ExecutionContext,
  options: Omit<EmulatorOptions, "clock"> & { env?: Record<string, string>; credentials?: boolean } = {},
): Promise<TestStack> {
  const { env = {}, credentials = true, ...rest } = options;
  const emulators = await startEmulators({ timeScale: 60, ...rest });
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-e2e-"));
  t.teardown(async () => {
    await emulators.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  await writeFile(join(folder, "Pulumi.yaml"), "name: e2e\nruntime: nodejs\nmain: index.js\n");
  await writeFile(join(folder, "package.json"), '{ "name": "e2e", "private": true }\n');
  await writeFile(join(folder, "index.js"), INDEX);
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  const own = Object.assign({}, ...Object.values(emulators.clouds).map(({ environment }) => environment));
  const stack = new Stack(folder, {
    ...basicEnvironment(),
    ...(await offlineEnvironment(folder)),
    ...(credentials ? own : {}),
    ...env,
  });
  const { code, screen } = await stack.run(["stack", "init", "dev"]);
  if (code !== 0) {
    throw new Error(screen);
  }
  return {
    emulators,
    stack,
    ids: (kind) => emulators.objects().flatMap((object) => (object.kind === kind ? [String(object.id)] : [])),
  };
}

/** Another deployment of a program, with a backend of its own, and with the same project and stack name, on the same clouds. */
export async function twin(t: ExecutionContext, { stack }: TestStack): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-e2e-"));
  t.teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  await cp(join(stack.folder, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  const other = new Stack(folder, { ...stack.env, ...(await offlineEnvironment(folder)) });
  const { code, screen } = await other.run(["stack", "init", "dev"]);
  if (code !== 0) {
    throw new Error(screen);
  }
  return other;
}

/** Nothing of the caller's own configuration: no credentials, no Pulumi settings. */
const basicEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    ["HOME", "TMPDIR", "LANG", "SYSTEMROOT"].flatMap((key) => {
      const value = process.env[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );

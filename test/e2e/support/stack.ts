import { spawn } from "node:child_process";
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExecutionContext } from "ava";
import { type EmulatorOptions, type Emulators, startEmulators } from "../../../emulators/src/index.ts";
import { offlineEnvironment } from "../../../tools/pulumi/environment.ts";
import { initialize, type Secrets } from "./empty-stack.ts";
import { startKeyService } from "./key-service.ts";
import { INDEX, type Program, yamlResources } from "./program.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Halves the start-up time of Pulumi's processes. */
export const LEAN: Readonly<Record<string, string>> = {
  NODE_OPTIONS: `--require=${JSON.stringify(join(root, "tools/pulumi/lean.cjs"))}`,
  // The CLI ends before it would have to collect garbage.
  GOGC: "off",
  // test/docs checks the types of examples and of the documentation's programs.
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
};

export interface Result {
  code: number | null;
  /** Standard output and error in order, as a user sees them. */
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

/** The folder in which Pulumi finds the plugin: the build's output, or that of a self-contained executable. */
export const PLUGIN = process.env.INDIECLOUD_PLUGIN ?? join(root, "provider/dist");

/**
 * How a stack's program reaches the provider: through dynamic resources in JavaScript, or in YAML through the plugin.
 */
export type Adapter = "dynamic" | "plugin";

/** A stack in its own folder, driven by the real CLI. */
export class Stack {
  readonly folder: string;
  readonly env: Record<string, string>;
  readonly adapter: Adapter;

  constructor(folder: string, env: Record<string, string>, adapter: Adapter = "dynamic") {
    this.folder = folder;
    this.env = env;
    this.adapter = adapter;
  }

  async write(program: Program): Promise<void> {
    if (this.adapter === "plugin") {
      const plugins = { providers: [{ name: "indiecloud", path: PLUGIN }] };
      const project = { name: "e2e", runtime: "yaml", plugins, resources: yamlResources(program) };
      await writeFile(join(this.folder, "Pulumi.yaml"), JSON.stringify(project));
    } else {
      await writeFile(join(this.folder, "program.json"), JSON.stringify(program));
    }
  }

  /** Adds settings to the stack's configuration. */
  async configure(settings: Readonly<Record<string, string>>): Promise<void> {
    const lines = Object.entries(settings).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
    await appendFile(join(this.folder, "Pulumi.dev.yaml"), `config:\n${lines.join("")}`);
  }

  /** `pulumi config set --path`, for several settings in one command. */
  async set(settings: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>> = {}): Promise<void> {
    const given = (flag: string, values: Readonly<Record<string, string>>) =>
      Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
    const args = [...given("--plaintext", settings), ...given("--secret", secrets)];
    const { code, screen } = await this.run(["config", "set-all", "--path", ...args]);
    if (code !== 0) {
      throw new Error(screen);
    }
  }

  /** Makes another stack of the project, and selects it. */
  initialize(stack: string): Promise<void> {
    return initialize({ cwd: this.folder, project: "e2e", stack }, this.env);
  }

  /** Starts the CLI in its own process group and returns the process, for tests that interrupt it. */
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

  /** `pulumi up`, without the preview unless requested. */
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

  /** The state file as text, to check what must not be in it. */
  stateText(): Promise<string> {
    return readFile(join(this.folder, "state/.pulumi/stacks/e2e/dev.json"), "utf8");
  }

  async state(): Promise<StateResource[]> {
    const { checkpoint } = JSON.parse(await this.stateText());
    return checkpoint.latest.resources ?? [];
  }

  /** The types of the pending operations in the state. */
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
  /** IDs of a kind of object in the emulator. */
  ids(kind: string): string[];
}

/** Emulators whose minutes take less than a second, and an empty stack. */
export async function openTestStack(
  t: ExecutionContext,
  options: Omit<EmulatorOptions, "clock"> & {
    env?: Record<string, string>;
    credentials?: boolean;
    adapter?: Adapter;
    secrets?: Secrets;
  } = {},
): Promise<TestStack> {
  const { env = {}, credentials = true, adapter = "dynamic", secrets = "key service", ...rest } = options;
  const emulators = await startEmulators({ timeScale: 60, ...rest });
  const keys = await startKeyService();
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-e2e-"));
  t.teardown(async () => {
    await emulators.stop();
    keys.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  await writeFile(join(folder, "Pulumi.yaml"), "name: e2e\nruntime: nodejs\nmain: index.js\n");
  await writeFile(join(folder, "package.json"), '{ "name": "e2e", "private": true }\n');
  await writeFile(join(folder, "index.js"), INDEX);
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  const own = Object.assign({}, ...Object.values(emulators.clouds).map(({ environment }) => environment));
  const variables = {
    ...basicEnvironment(),
    ...LEAN,
    ...(await offlineEnvironment(folder)),
    ...keys.env,
    ...(credentials ? own : {}),
    ...env,
  };
  const stack = new Stack(folder, variables, adapter);
  await initialize({ cwd: folder, project: "e2e", stack: "dev" }, variables, secrets);
  return {
    emulators,
    stack,
    ids: (kind) => emulators.objects().flatMap((object) => (object.kind === kind ? [String(object.id)] : [])),
  };
}

/** Another deployment of a program, with its own backend, on the same clouds, with the same project and stack name. */
export async function twin(t: ExecutionContext, { stack }: TestStack): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-e2e-"));
  t.teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  await cp(join(stack.folder, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  const other = new Stack(folder, { ...stack.env, ...(await offlineEnvironment(folder)) });
  await initialize({ cwd: folder, project: "e2e", stack: "dev" }, other.env);
  return other;
}

/** Nothing from the caller's own configuration: no credentials, no Pulumi settings. */
const basicEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    ["HOME", "TMPDIR", "LANG", "SYSTEMROOT"].flatMap((key) => {
      const value = process.env[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );

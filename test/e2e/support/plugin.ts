import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { ExecutionContext } from "ava";
import { openTestStack, PLUGIN, type Result, type Stack } from "./stack.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));

type Json = Record<string, unknown>;

export interface YamlResource {
  type: string;
  properties?: Json;
  options?: Json;
}

export interface YamlProgram {
  variables?: Json;
  resources?: Readonly<Record<string, YamlResource>>;
  outputs?: Json;
  config?: Json;
}

/**
 * A stack with a YAML program that uses the plugin; JSON is YAML too. `path: undefined`: Pulumi has to find the plugin.
 */
export async function openYamlStack(
  t: ExecutionContext,
  options: Parameters<typeof openTestStack>[1] & { path?: string | undefined } = {},
) {
  const { path, ...rest } = { path: PLUGIN, ...options };
  const harness = await openTestStack(t, { ...rest, adapter: "plugin" });
  const plugins = path === undefined ? {} : { plugins: { providers: [{ name: "indiecloud", path }] } };
  const write = (program: YamlProgram) =>
    writeFile(
      join(harness.stack.folder, "Pulumi.yaml"),
      JSON.stringify({ name: "e2e", runtime: "yaml", ...plugins, ...program }),
    );
  await write({});
  return { ...harness, write };
}

/** Builds the plugin's archive, as `make dist` does, and installs it in the stack's own Pulumi home. */
export async function installPlugin(stack: Stack): Promise<Result> {
  await run(process.execPath, ["--import=tsx", "tools/dist.ts", stack.folder], { cwd: root });
  const { version }: { version: string } = JSON.parse(await readFile(join(root, "provider/package.json"), "utf8"));
  const archive = join(stack.folder, `pulumi-resource-indiecloud-v${version}.tar.gz`);
  return await stack.run(["plugin", "install", "resource", "indiecloud", version, "--file", archive]);
}

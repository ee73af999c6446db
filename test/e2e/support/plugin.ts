import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { javascriptArchive, version } from "../../../tools/release/plugin-archives.ts";
import { openTestStack, PLUGIN, type Result, type Stack } from "./stack.ts";

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

/** Builds the plugin's archive in JavaScript and installs it in the stack's own Pulumi home. */
export async function installPlugin(stack: Stack): Promise<Result> {
  const archive = await javascriptArchive(stack.folder);
  return await stack.run(["plugin", "install", "resource", "indiecloud", await version(), "--file", archive]);
}

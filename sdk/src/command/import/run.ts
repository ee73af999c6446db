import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Adapter } from "../../shape.js";
import { dynamicType, pluginType, providerCode } from "../../shape.js";
import { CommandError } from "../command-error.js";
import { isAtLeast, pulumi } from "../pulumi.js";
import type { FoundObject, ResourceFacts } from "../queries.js";
import { exportState, sealingWith } from "../state.js";

/** Since then an import file may hold inputs and outputs. */
const NEEDED = "3.254";

/** An object that is to be brought under the stack. */
export interface Item {
  resource: ResourceFacts;
  /** What the cloud shows of it. */
  object: FoundObject;
  /** Its name in the program. */
  name: string;
}

const typeOf = (adapter: Adapter, resource: ResourceFacts): string =>
  adapter === "dynamic" ? dynamicType(resource) : pluginType(resource);

/**
 * What `pulumi import --file` takes. A dynamic resource has no plugin that could read it, so it comes with all that the
 * state is to have; the plugin reads by itself.
 */
export function importFile(adapter: Adapter, items: readonly Item[]): object {
  const resources = items.map(({ resource, object, name }) => {
    const common = { type: typeOf(adapter, resource), name, id: object.id };
    if (adapter === "plugin") {
      return common;
    }
    const code = { __provider: providerCode(resource) };
    return {
      ...common,
      inputs: { ...sealingWith(object.inputs, object.secrets), ...code },
      outputs: { ...sealingWith(object.outputs, object.secrets), ...code },
    };
  });
  return { resources };
}

interface ImportRun {
  stack: string;
  cwd: string;
  adapter: Adapter;
  /** Whether Pulumi writes the program's part, which it can for what it reads through the plugin. */
  isGenerating: boolean;
  onText(text: string): void;
}

/** What came of an import: the program's part, empty where none was wanted; or why Pulumi could not write it. */
export type Generated = { code: string } | { problem: string };

/**
 * Runs `pulumi import`, and gives the program's part if that is wanted. Pulumi writes that last: if it cannot, everything is
 * in the state all the same, and the import has not failed. The file may hold secrets: only its owner can read it, and it is
 * removed whatever happens.
 */
export async function runImport(items: readonly Item[], run: ImportRun): Promise<Generated> {
  const { stack, cwd, adapter, isGenerating, onText } = run;
  const version = (await pulumi(["version"], { cwd })).trim();
  if (adapter === "dynamic" && !isAtLeast(version, NEEDED)) {
    throw new CommandError(
      `Pulumi ${version} cannot import dynamic resources. Install ${NEEDED} or later, or set adopt in the program. Nothing was imported.`,
    );
  }
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-import-"));
  const [file, out] = [join(folder, "import.json"), join(folder, "generated")];
  try {
    await writeFile(file, JSON.stringify(importFile(adapter, items)), { mode: 0o600 });
    const code = isGenerating ? ["--out", out] : ["--generate-code=false"];
    try {
      await pulumi(["import", "--file", file, "--stack", stack, "--yes", "--skip-preview", ...code], { cwd, onText });
    } catch (error) {
      if (error instanceof CommandError && isGenerating && (await areThere(items, run))) {
        return { problem: error.message };
      }
      throw error;
    }
    return { code: isGenerating ? await readFile(out, "utf8") : "" };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether the state has all of them. */
async function areThere(items: readonly Item[], { stack, cwd, adapter }: ImportRun): Promise<boolean> {
  const { deployment } = await exportState({ stack, cwd }, "sealed");
  const keyOf = (type: string, id: string | undefined) => `${type}\n${id}`;
  const there = new Set((deployment.resources ?? []).map(({ type, id }) => keyOf(type, id)));
  return items.every(({ resource, object }) => there.has(keyOf(typeOf(adapter, resource), object.id)));
}

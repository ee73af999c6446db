import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Adapter } from "../../shape.js";
import { dynamicType, pluginType, providerCode } from "../../shape.js";
import { CommandError } from "../command-error.js";
import { isAtLeast, pulumi } from "../pulumi.js";
import type { ImportedObject, ResourceFacts } from "../queries.js";
import type { StackProvider } from "../stack-providers.js";
import { exportState, sealingWith } from "../state.js";
import { identifier } from "./code.js";

/** Since this version, an import file may contain inputs and outputs. */
const NEEDED = "3.254";

/** An object to import. */
export interface Item {
  resource: ResourceFacts;
  object: ImportedObject;
  /** Its name in the program. */
  name: string;
}

const typeOf = (adapter: Adapter, resource: ResourceFacts): string =>
  adapter === "dynamic" ? dynamicType(resource) : pluginType(resource);

/**
 * The contents of the file for `pulumi import --file`. An entry contains everything that the state needs: a dynamic resource has
 * no plugin that could read it, and the plugin would read it by itself, without the other objects. Pulumi takes the name of
 * an explicit provider for that of a variable, if it writes the code.
 */
export function importFile(adapter: Adapter, items: readonly Item[], provider?: Pick<StackProvider, "name" | "urn">) {
  const variable = provider && variableFor(provider, items);
  const resources = items.map(({ resource, object, name }) => {
    const code = adapter === "dynamic" ? { __provider: providerCode(resource) } : {};
    return {
      ...{ type: typeOf(adapter, resource), name, id: object.id },
      ...(variable === undefined ? {} : { provider: variable }),
      inputs: { ...sealingWith(object.inputs, object.secrets), ...code },
      outputs: { ...sealingWith(object.outputs, object.secrets), ...code },
    };
  });
  return { ...(variable === undefined ? {} : { nameTable: { [variable]: provider?.urn } }), resources };
}

const variableFor = ({ name }: Pick<StackProvider, "name">, items: readonly Item[]): string =>
  /^[A-Za-z_][\w-]*$/.test(name) ? name : identifier(name, new Set(items.map((item) => item.name)));

interface ImportRun {
  stack: string;
  cwd: string;
  adapter: Adapter;
  /** The explicit provider of all items. */
  provider?: StackProvider | undefined;
  /** Whether Pulumi writes the declarations, which it can for resources read through the plugin. */
  isGenerating: boolean;
  onText(text: string): void;
}

/** The result of an import: the declarations, empty if none were requested, or why Pulumi could not write them. */
export type Generated = { code: string } | { problem: string };

/**
 * Runs `pulumi import` and returns the declarations if requested. Pulumi writes them last: if it cannot, everything is
 * in the state nevertheless and the import has not failed. The import file may contain secrets: only its owner can read
 * it, and it is always removed.
 */
export async function runImport(items: readonly Item[], run: ImportRun): Promise<Generated> {
  const { stack, cwd, adapter, provider, isGenerating, onText } = run;
  const version = (await pulumi(["version"], { cwd })).trim();
  if (!isAtLeast(version, NEEDED)) {
    throw new CommandError(
      `Pulumi ${version} cannot import what this command has read. Install ${NEEDED} or later, or set adopt in the program. Nothing was imported.`,
    );
  }
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-import-"));
  const [file, out] = [join(folder, "import.json"), join(folder, "generated")];
  try {
    await writeFile(file, JSON.stringify(importFile(adapter, items, provider)), { mode: 0o600 });
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

/** Whether all items are in the state. */
async function areThere(items: readonly Item[], { stack, cwd, adapter }: ImportRun): Promise<boolean> {
  const { deployment } = await exportState({ stack, cwd }, "sealed");
  const keyOf = (type: string, id: string | undefined) => `${type}\n${id}`;
  const there = new Set((deployment.resources ?? []).map(({ type, id }) => keyOf(type, id)));
  return items.every(({ resource, object }) => there.has(keyOf(typeOf(adapter, resource), object.id)));
}

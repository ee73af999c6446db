import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Door } from "../../shape.js";
import { dynamicType, pluginType, providerCode } from "../../shape.js";
import type { FoundObject, ResourceFacts } from "../desk-types.js";
import { Failure } from "../failure.js";
import { isAtLeast, pulumi } from "../pulumi.js";
import { exported, sealing } from "../state.js";

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

const typeOf = (door: Door, resource: ResourceFacts): string =>
  door === "dynamic" ? dynamicType(resource) : pluginType(resource);

/**
 * What `pulumi import --file` takes. A dynamic resource has no plugin that could read it, so it comes with all that the
 * state is to have; the plugin reads by itself.
 */
export function importFile(door: Door, items: readonly Item[]): object {
  const resources = items.map(({ resource, object, name }) => {
    const common = { type: typeOf(door, resource), name, id: object.id };
    if (door === "plugin") {
      return common;
    }
    const code = { __provider: providerCode(resource) };
    return {
      ...common,
      inputs: { ...sealing(object.inputs, object.secrets), ...code },
      outputs: { ...sealing(object.outputs, object.secrets), ...code },
    };
  });
  return { resources };
}

interface ImportRun {
  stack: string;
  cwd: string;
  door: Door;
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
  const { stack, cwd, door, isGenerating, onText } = run;
  const version = (await pulumi(["version"], { cwd })).trim();
  if (door === "dynamic" && !isAtLeast(version, NEEDED)) {
    throw new Failure(
      `Pulumi ${version} cannot import dynamic resources. Install ${NEEDED} or later, or take them over by adopt in the program. Nothing was done.`,
    );
  }
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-import-"));
  const [file, out] = [join(folder, "import.json"), join(folder, "generated")];
  try {
    await writeFile(file, JSON.stringify(importFile(door, items)), { mode: 0o600 });
    const code = isGenerating ? ["--out", out] : ["--generate-code=false"];
    try {
      await pulumi(["import", "--file", file, "--stack", stack, "--yes", "--skip-preview", ...code], { cwd, onText });
    } catch (error) {
      if (error instanceof Failure && isGenerating && (await areThere(items, run))) {
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
async function areThere(items: readonly Item[], { stack, cwd, door }: ImportRun): Promise<boolean> {
  const { deployment } = await exported({ stack, cwd }, "sealed");
  const keyOf = (type: string, id: string | undefined) => `${type}\n${id}`;
  const there = new Set((deployment.resources ?? []).map(({ type, id }) => keyOf(type, id)));
  return items.every(({ resource, object }) => there.has(keyOf(typeOf(door, resource), object.id)));
}

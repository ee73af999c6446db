import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommandError } from "./command-error.js";

export const isInProject = (folder: string): boolean => projectFolder(folder) !== undefined;

/** The project's folder, found as Pulumi finds it: the given folder or one above it. */
export function projectFolder(folder: string): string | undefined {
  if (["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((name) => existsSync(join(folder, name)))) {
    return folder;
  }
  return dirname(folder) === folder ? undefined : projectFolder(dirname(folder));
}

/** The name and language of the project, and the path of its program: a file or a folder. */
export async function projectOf(
  folder: string,
): Promise<{ name: string; runtime: string; root: string; main: string }> {
  const root = projectFolder(folder);
  if (root === undefined) {
    throw new CommandError("There is no Pulumi project: no Pulumi.yaml in this directory or above it.");
  }
  const { LocalWorkspace } = await import("@pulumi/pulumi/automation/index.js");
  const { name, runtime, main = "." } = await (await LocalWorkspace.create({ workDir: root })).projectSettings();
  return { name, runtime: (typeof runtime === "object" ? runtime.name : runtime) ?? "", root, main: join(root, main) };
}

import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import type { Subject } from "./programs.ts";
import { ROOT, type Stack } from "./stack.ts";

const BUILT = join(ROOT, "provider/dist");

/**
 * Installs the plugin of a subject as users do: Node.js, with the same launcher, started by the engine. Pulumi keeps the schema of
 * an installed plugin, but starts one that is named by its path once more to ask for it.
 */
export async function installPlugin(subject: Subject, stack: Stack): Promise<void> {
  if (subject !== "nothing") {
    await stack.run("plugin", "install", "resource", "indiecloud", "0.1.0", "--file", BUILT);
    return;
  }
  const built = join(stack.folder, "nothing");
  await build({
    entryPoints: [join(ROOT, "bench/nothing-provider.ts")],
    outfile: join(built, "plugin.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: "warning",
  });
  await copyFile(join(BUILT, "pulumi-resource-indiecloud"), join(built, "pulumi-resource-nothing"));
  await stack.run("plugin", "install", "resource", "nothing", "1.0.0", "--file", built);
}

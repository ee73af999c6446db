import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import test from "ava";
import type { CloudDefinition } from "../../provider/src/engine/definition/cloud.ts";
import { contract } from "../contract/suite/suite.ts";
import { blocks, root } from "../docs/support/blocks.ts";
import { pebble } from "./pebble.ts";

/** The code of CONTRIBUTING.md's example cloud passes the contract suite unchanged. */

await mkdir(join(root, "build"), { recursive: true });
const folder = await mkdtemp(join(root, "build/new-cloud-"));

const source = pathToFileURL(join(root, "provider/src")).href;
for (const { notes, text } of await blocks()) {
  if (notes.at?.startsWith("provider/src/clouds/pebble/")) {
    await writeFile(join(folder, basename(notes.at)), text.replaceAll('from "../../', `from "${source}/`));
  }
}
const loaded: { pebble: CloudDefinition } = await import(pathToFileURL(join(folder, "cloud.ts")).href);

contract(pebble(loaded.pebble));
test.after.always(() => rm(folder, { recursive: true, force: true }));

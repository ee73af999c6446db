import { mkdir, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { compileExecutable } from "./executable.ts";
import { thisTarget } from "./targets.ts";

/** Compiles the plugin for this system: npx tsx tools/release/compile.ts <folder> */
const folder = resolve(process.argv[2] ?? "build/executable");
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
console.log(await compileExecutable(thisTarget(), folder));

import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { example } from "../../../tools/temporal/own-packages.mjs";
import { placeFlat } from "../../e2e/support/packages.ts";

/** The example as a user would copy it, with its packages and the built ones of this repository. */
export async function copyOfExample(t: ExecutionContext, packages: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-fleet-"));
  t.teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  await cp(example, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  await placeFlat(join(folder, "node_modules"), packages);
  return folder;
}

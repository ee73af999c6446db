// Gets what `make test-fleet` needs and what takes minutes the first time. If something cannot be had, the tests say so.
import { temporalBinaries } from "./get.ts";
import { examplePackages } from "./packages.ts";

for (const get of [temporalBinaries, examplePackages]) {
  await get().catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
}

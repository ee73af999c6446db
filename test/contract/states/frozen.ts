import { readdir, readFile } from "node:fs/promises";
import type { CloudName } from "../../../emulators/src/index.ts";
import type { State } from "../../../provider/src/adapters/testing-engine.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { AdapterName } from "../suite/adapters.ts";

/** States as releases wrote them; states.test.ts explains how they are frozen. */
export interface Frozen {
  name: string;
  token: string;
  program: Json;
  state: State;
}

export const folder = new URL("../../fixtures/states/", import.meta.url);

export const fileOf = (version: string, cloud: CloudName, adapter: AdapterName): URL =>
  new URL(`${version}/${cloud}.${adapter}.json`, folder);

/** Stands for the emulator's address, whose port differs each time. */
export const ADDRESS = "127.0.0.1:4600";

/** The releases with frozen states, oldest first. */
export const versions: readonly string[] = (await readdir(folder)).sort((a, b) =>
  a.localeCompare(b, "en", { numeric: true }),
);

export async function frozenStates(
  version: string,
  cloud: CloudName,
  adapter: AdapterName,
  address = ADDRESS,
): Promise<readonly Frozen[]> {
  const text = await readFile(fileOf(version, cloud, adapter), "utf8");
  return JSON.parse(text.replaceAll(ADDRESS, address));
}

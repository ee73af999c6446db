import test, { type ExecutionContext } from "ava";
import { conforming } from "../../test/models/watch.ts";
import { type Emulators, startEmulators } from "./index.ts";
import type { StartableCloud } from "./options.ts";
import type { CloudTypes } from "./registry.ts";

/** Starts one cloud on a manual clock with these switches; it is stopped when the test ends. */
export async function startCloud<C extends StartableCloud>(
  t: ExecutionContext,
  cloud: C,
  switches: CloudTypes[C]["patch"],
): Promise<Emulators> {
  const options = { clouds: [cloud], timeScale: 0, switches: { [cloud]: switches } };
  const emulators = await startEmulators({ ...options, ...conforming(t, switches) });
  t.teardown(() => emulators.stop());
  return emulators;
}

/** What a client sees of a cloud. */
export type Observe<Client> = (client: Client, emulators: Emulators) => Promise<unknown>;

/** Returns a function that tests a switch: what a client sees by default, and with the switch in another position. */
export const switchTester =
  <Client, Patch extends object>(
    start: (t: ExecutionContext, switches?: Patch) => Promise<{ emulators: Emulators; client: Client }>,
  ) =>
  (title: string, patch: Patch, observe: Observe<Client>, usual: unknown, otherwise: unknown): void => {
    test(`${title}: default`, async (t) => {
      const { emulators, client } = await start(t);
      t.deepEqual(await observe(client, emulators), usual);
    });
    test(`${title}: ${JSON.stringify(patch)}`, async (t) => {
      const { emulators, client } = await start(t, patch);
      t.deepEqual(await observe(client, emulators), otherwise);
    });
  };

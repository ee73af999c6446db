import type { ExecutionContext } from "ava";
import type { CloudName } from "../../emulators/src/index.ts";
import { VerifySession } from "../../provider/src/adapters/verify/verify.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import type { Assumption, Position } from "../../provider/src/engine/definition/assumption.ts";
import { startFixture } from "../support/fixture.ts";
import { inhabit, needed } from "./inhabit.ts";

/** Turns `a.b` into a patch of the switches. */
export const patchOf = (path: string, position: Position): Record<string, unknown> => {
  const [key = "", ...rest] = path.split(".");
  return { [key]: rest.length === 0 ? position : patchOf(rest.join("."), position) };
};

/** The position of a switch. */
export const positionAt = (switches: object, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(key) : undefined,
      switches,
    );

export const assumptionsOf = async (cloud: string): Promise<readonly Assumption[]> =>
  (await (await loadCloud(cloud)).verification?.())?.assumptions ?? [];

/** An account with every kind of object, for `verify`. */
export async function inhabitedAccount(t: ExecutionContext, cloud: CloudName, switches: object = {}) {
  const fixture = await startFixture({ clouds: [cloud], switches: { [cloud]: { ...needed(cloud), ...switches } } });
  t.teardown(fixture.stop);
  const config = (): Record<string, unknown> => ({ ...fixture.given()[cloud] });
  await inhabit(fixture, cloud);
  const { exchange } = fixture;
  const open = () => VerifySession.open({ load: loadCloud, env: {}, clock: fixture.clock, exchange }, cloud, config());
  const verify = async () => {
    const session = await open();
    const reads = await session.read();
    return { reads, findings: session.findings() };
  };
  return { ...fixture, config, open, verify };
}

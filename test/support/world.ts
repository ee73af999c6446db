import { EmulatorClock, type EmulatorOptions, startEmulators } from "../../emulators/src/index.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import { Core } from "../../provider/src/engine/core.ts";
import { ManualClock } from "../../provider/src/http/testing.ts";

/**
 * The engine and the emulators on one virtual clock that runs by itself from wait to wait: minutes of building take
 * milliseconds, and nothing depends on how fast this machine is.
 */
export async function startWorld(options: Omit<EmulatorOptions, "clock" | "timeScale"> = {}) {
  const clock = new ManualClock({ auto: true });
  const emulators = await startEmulators({
    ...options,
    clock: new EmulatorClock({ scale: 1, real: () => clock.now() }),
  });
  const said: { level: "info" | "warn"; text: string }[] = [];
  const given = () =>
    Object.fromEntries(
      Object.entries(emulators.clouds).map(([name, { endpoint, credentials }]) => [name, { ...credentials, endpoint }]),
    );
  /** A provider process: nothing is shared with another one. */
  const core = (config: Readonly<Record<string, unknown>> = given()) =>
    new Core({
      load: loadCloud,
      given: config,
      env: {},
      clock,
      reporter: {
        info: (text) => said.push({ level: "info", text }),
        warn: (text) => said.push({ level: "warn", text }),
      },
    });
  return { clock, emulators, said, core, given, stop: () => emulators.stop() };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** What Pulumi does for `up`: check, then create, or diff and update. Gives the new state. */
export async function up(
  core: Core,
  token: string,
  name: string,
  news: Record<string, unknown>,
  old?: { id: string; inputs: Record<string, unknown>; outputs: Record<string, unknown> },
) {
  const urn = `urn:pulumi:test::project::${token}::${name}`;
  const { inputs, failures } = await core.check(token, { olds: old?.inputs ?? {}, news, urn });
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  if (old === undefined) {
    return { ...(await core.create(token, inputs)), inputs, diff: undefined };
  }
  const diff = await core.diff(token, { id: old.id, olds: old.outputs, news: inputs });
  if (diff.differences.length === 0) {
    return { ...old, inputs, diff };
  }
  return { ...(await core.update(token, old.id, old.outputs, inputs)), inputs, diff };
}

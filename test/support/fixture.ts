import { EmulatorClock, type EmulatorOptions, startEmulators } from "../../emulators/src/index.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import { CloudProvider } from "../../provider/src/engine/cloud-provider.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { IncompleteError } from "../../provider/src/engine/errors.ts";
import { ManualClock } from "../../provider/src/http/testing.ts";
import { type Exchange, exchange as overNetwork } from "../../provider/src/http/transport.ts";
import { direct } from "./direct.ts";

/**
 * The engine and the emulators on one virtual clock that advances by itself from wait to wait: minutes of building take
 * milliseconds, and nothing depends on the speed of this machine.
 */
export async function startFixture(options: Omit<EmulatorOptions, "clock" | "timeScale"> = {}) {
  const clock = new ManualClock({ auto: true });
  const emulators = await startEmulators({
    ...options,
    clock: new EmulatorClock({ scale: 1, real: () => clock.now() }),
  });
  /** Without a network in between, which would take half of the time; lives and transport rows of the contract suite have one. */
  const exchange: Exchange = (request, options) => {
    const isAsked = ([, { endpoint }]: [string, { endpoint: string }]) =>
      new URL(endpoint).origin === request.url.origin;
    const [cloud] = Object.entries(emulators.clouds).find(isAsked) ?? [];
    return (cloud === undefined ? overNetwork : direct<string>(emulators, cloud))(request, options);
  };
  const reported: { level: "info" | "warn"; text: string }[] = [];
  const given = () =>
    Object.fromEntries(
      Object.entries(emulators.clouds).map(([name, { endpoint, credentials }]) => [name, { ...credentials, endpoint }]),
    );
  /** A provider process: it shares nothing with others. */
  const cloudProvider = (config: Readonly<Record<string, unknown>> = given()) =>
    new CloudProvider({
      load: loadCloud,
      given: config,
      env: {},
      clock,
      exchange,
      reporter: {
        info: (text) => reported.push({ level: "info", text }),
        warn: (text) => reported.push({ level: "warn", text }),
      },
    });
  return { clock, emulators, exchange, reported, cloudProvider, given, stop: () => emulators.stop() };
}

export type Fixture = Awaited<ReturnType<typeof startFixture>>;

/** What Pulumi stores for a resource. */
export interface StoredState {
  id: string;
  inputs: Json;
  outputs: Json;
}

const urnOf = (token: string, name: string) => `urn:pulumi:test::project::${token}::${name}`;

/** What Pulumi does for `up`: check, then create, or diff and update. Returns the new state. */
export async function up(cloudProvider: CloudProvider, token: string, name: string, news: Json, old?: StoredState) {
  const { inputs, failures } = await cloudProvider.check(token, {
    olds: old?.inputs ?? {},
    news,
    urn: urnOf(token, name),
  });
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  if (old === undefined) {
    return { ...(await cloudProvider.create(token, inputs)), inputs, diff: undefined };
  }
  const diff = await cloudProvider.diff(token, { id: old.id, olds: old.outputs, news: inputs });
  if (diff.differences.length === 0) {
    return { ...old, inputs, diff };
  }
  return { ...(await cloudProvider.update(token, old.id, old.outputs, inputs)), inputs, diff };
}

/** The cloud's own ID of a resource. */
export const keyOf = (stored: { id: string }): string => stored.id.split("/").at(-1) ?? "";

/** The state after a refresh. */
export async function refresh(cloudProvider: CloudProvider, token: string, old: StoredState): Promise<StoredState> {
  const seen = await cloudProvider.read(token, old.id, old.outputs);
  if (seen === undefined) {
    throw new Error(`${old.id} is gone`);
  }
  return seen;
}

/** The differences that the next `up` with these inputs would find. */
export async function differences(
  cloudProvider: CloudProvider,
  token: string,
  old: StoredState,
  news: Json,
): Promise<string[]> {
  const { inputs } = await cloudProvider.check(token, {
    olds: old.inputs,
    news,
    urn: urnOf(token, "web"),
  });
  const diff = await cloudProvider.diff(token, { id: old.id, olds: old.outputs, news: inputs });
  return diff.differences.map(({ key, kind }) => `${key} ${kind}`);
}

/** An `up` that fails half-way: the error, and what Pulumi would store. */
export async function halfUp(
  ...parameters: Parameters<typeof up>
): Promise<{ error: IncompleteError; storedState: StoredState }> {
  const error = await up(...parameters).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof IncompleteError)) {
    throw error ?? new Error("expected an IncompleteError, but nothing was thrown");
  }
  const [cloudProvider, token, name, news, old] = parameters;
  const { inputs } = await cloudProvider.check(token, { olds: old?.inputs ?? {}, news, urn: urnOf(token, name) });
  return { error, storedState: { id: error.id, inputs, outputs: error.outputs } };
}

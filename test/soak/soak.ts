import fc from "fast-check";
import type { AdapterName } from "../contract/suite/adapters.ts";
import { Harness, startFixture } from "../contract/suite/harness.ts";
import type { ContractTarget } from "../contract/suite/target.ts";
import { Actions } from "./actions.ts";
import { fieldsOf } from "./calibrate.ts";
import { type Kind, sequences } from "./commands.ts";
import { Fixture } from "./fixture.ts";
import { settle } from "./settle.ts";

export interface SoakOptions {
  runs: number;
  seed: number;
  /** To replay a counterexample: its path, and that of its commands. */
  replay?: string | undefined;
  only?: readonly Kind[] | undefined;
  most?: number;
}

export interface Found {
  /** Undefined: every sequence held. */
  counterexample: string | undefined;
  runs: number;
  commands: number;
  requests: number;
  seconds: number;
}

/**
 * Runs random sequences of commands against one cloud, through one of the adapters; shrinks the first one that breaks a
 * promise.
 */
export async function soak(target: ContractTarget, adapter: AdapterName, options: SoakOptions): Promise<Found> {
  const { runs, seed, replay, only, most = 12 } = options;
  const [path, replayPath] = replay?.split("@") ?? [];
  const [form = ""] = Object.keys(target.forms);
  const quick = { ...target, switches: { ...target.switches, ...target.soak?.switches } };
  const harness = new Harness(await startFixture(quick, form, adapter));
  await harness.prepare();
  const fields = await fieldsOf(harness);
  const credentials = await credentialsOf(harness);
  const figures = { commands: 0, requests: 0 };
  const scenarios = fc.record({
    names: fc.constantFrom("generated" as const, "given" as const),
    whole: fc.boolean(),
    namespaces: fc.boolean(),
  });
  const property = fc.asyncProperty(
    scenarios,
    sequences(target, { only, maxCommands: most, ...(replayPath === undefined ? {} : { replayPath }) }),
    async (scenario, commands) => {
      await harness.reset();
      const fixture = new Fixture(harness, scenario);
      fixture.secrets.add(...credentials);
      const actions = new Actions(fixture, fields);
      try {
        await fc.asyncModelRun(() => ({ model: actions, real: actions }), commands);
        await settle(actions);
      } catch (error) {
        throw new Error([error instanceof Error ? error.message : error, ...actions.trace.map(short)].join("\n    "), {
          cause: error,
        });
      } finally {
        figures.commands += actions.trace.length;
        figures.requests += fixture.requests;
      }
    },
  );
  const began = performance.now();
  try {
    const details = await fc.check(property, { seed, numRuns: runs, ...(path === undefined ? {} : { path }) });
    const { failed, counterexample, counterexamplePath, errorInstance, numRuns } = details;
    const [scenario, commands] = counterexample ?? [];
    const [, commandsPath = ""] = /replayPath="([^"]*)"/.exec(String(commands)) ?? [];
    const text = [
      `make soak CLOUD=${target.cloud} ADAPTER=${adapter} SEED=${seed} REPLAY=${counterexamplePath}@${commandsPath}`,
      `scenario: ${JSON.stringify(scenario)}`,
      `commands: ${commands}`,
      errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
    ].join("\n");
    return {
      counterexample: failed ? text : undefined,
      runs: numRuns,
      ...figures,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await harness.stop();
  }
}

/** The secrets of both accounts. */
async function credentialsOf(harness: Harness): Promise<readonly unknown[]> {
  const { settings } = await harness.cloud();
  const keys = Object.keys(settings).filter((key) => settings[key]?.secret === true);
  return [0, 1].flatMap((account) => keys.map((key) => harness.config(account)[key]));
}

const short = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)} …` : text);

import { CloudProvider } from "../../engine/cloud-provider.ts";
import type { Verification } from "../../engine/definition/assumption.ts";
import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { ChangeGuard } from "../../http/call.ts";
import { type Clock, systemClock } from "../../http/clock.ts";
import type { Exchange } from "../../http/transport.ts";
import { askForProbes, type Finding, findingsOf } from "./findings.ts";
import { type ReadOutcome, readEverything } from "./reading.ts";
import { Recorder } from "./recorder.ts";

export interface VerifyEnvironment {
  load(cloud: string): Promise<CloudDefinition>;
  env: Readonly<Record<string, string | undefined>>;
  clock?: Clock;
  exchange?: Exchange | undefined;
}

export interface Verified {
  findings: readonly Finding[];
  reads: readonly ReadOutcome[];
  recorder: Recorder;
}

const onlyReading: ChangeGuard = (call) => {
  throw new RefusedError(`${call} would change something, so it was not sent.`);
};

/** Reads an account, changes nothing, and says what its answers show of what is assumed. */
export async function verifyReading(environment: VerifyEnvironment, name: string, account: unknown): Promise<Verified> {
  const { clock = systemClock } = environment;
  const cloud = await environment.load(name);
  const { assumptions, revealing } = await verificationOf(cloud);
  const recorder = new Recorder({
    clock,
    exchange: environment.exchange,
    permit: (call) => {
      if (revealing.includes(call.name)) {
        throw new RefusedError(`${cloud.title} ${call.name} can answer with a password, so it was not sent.`);
      }
    },
  });
  const silent = { info: () => undefined, warn: () => undefined };
  const cloudProvider = new CloudProvider({
    ...environment,
    clock,
    given: { [name]: account },
    reporter: silent,
    exchange: recorder.exchange,
    guard: onlyReading,
  });
  const { settings } = cloudProvider.settings(cloud);
  const signal = new AbortController().signal;
  const { api } = cloud.openAccount(settings, { clock, exchange: recorder.exchange, guard: onlyReading, signal });
  const reads = await readEverything({ cloud, cloudProvider, api });
  await askForProbes(assumptions, "read", api, () => ({ evidence: recorder.evidence }));
  return { findings: findingsOf(assumptions, recorder.evidence), reads, recorder };
}

/** What has to be known of a cloud for `verify`. */
async function verificationOf(cloud: CloudDefinition): Promise<Verification> {
  if (cloud.verification === undefined) {
    throw new Error(`There is nothing to verify of ${cloud.title}.`);
  }
  return cloud.verification();
}

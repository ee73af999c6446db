import { CloudProvider } from "../../engine/cloud-provider.ts";
import type { Verification } from "../../engine/definition/assumption.ts";
import type { CloudDefinition, Settings } from "../../engine/definition/cloud.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { ChangeGuard } from "../../http/call.ts";
import { type Clock, systemClock } from "../../http/clock.ts";
import type { Exchange } from "../../http/transport.ts";
import type { VerifyFinding, VerifyRead, VerifyStep } from "../query-types.ts";
import { type Chosen, choose, type Requested } from "./choice.ts";
import { type CleanUp, cleanUp, leftovers } from "./clean-up.ts";
import { askForProbes, findingsOf } from "./findings.ts";
import { readEverything } from "./reading.ts";
import { Recorder } from "./recorder.ts";
import { type Limit, SpendingLimit } from "./spending-limit.ts";
import { runTrial } from "./trial.ts";

export interface VerifyEnvironment {
  load(cloud: string): Promise<CloudDefinition>;
  env: Readonly<Record<string, string | undefined>>;
  clock?: Clock;
  exchange?: Exchange | undefined;
}

/** An account in one run of `verify`. Shares nothing with other runs, so every response is fresh. */
export class VerifySession {
  readonly cloud: CloudDefinition;
  readonly verification: Verification;
  readonly recorder: Recorder;
  readonly clock: Clock;
  private readonly cloudProvider: CloudProvider;
  private readonly api: unknown;
  /** The settings that the account was opened with. */
  readonly settings: Settings;
  private mayChange = false;

  private constructor(
    environment: VerifyEnvironment,
    cloud: CloudDefinition,
    verification: Verification,
    account: unknown,
  ) {
    const { clock = systemClock } = environment;
    this.cloud = cloud;
    this.verification = verification;
    this.clock = clock;
    this.recorder = new Recorder({
      clock,
      exchange: environment.exchange,
      permit: ({ name }) => {
        // A trial reads only its own objects one by one.
        if (this.recorder.step === undefined && verification.revealing.includes(name)) {
          throw new RefusedError(`${cloud.title} ${name} can answer with a password, so it was not sent.`);
        }
      },
    });
    const guard: ChangeGuard = (call, _safety, send) => {
      if (!this.mayChange) {
        throw new RefusedError(`${call} would change something, so it was not sent.`);
      }
      return send();
    };
    const { exchange } = this.recorder;
    const reporter = { info: () => undefined, warn: () => undefined };
    const given = { [cloud.name]: account };
    this.cloudProvider = new CloudProvider({ ...environment, clock, given, reporter, exchange, guard });
    this.settings = this.cloudProvider.settings(cloud).settings;
    const signal = new AbortController().signal;
    this.api = cloud.openAccount(this.settings, { clock, exchange, guard, signal }).api;
  }

  static async open(environment: VerifyEnvironment, name: string, account: unknown): Promise<VerifySession> {
    const cloud = await environment.load(name);
    if (cloud.verification === undefined) {
      throw new Error(`There is nothing to verify of ${cloud.title}.`);
    }
    return new VerifySession(environment, cloud, await cloud.verification(), account);
  }

  /** Only reads the account. */
  async read(): Promise<readonly VerifyRead[]> {
    const { api, cloud, cloudProvider, recorder, verification } = this;
    const outcomes = await readEverything({ cloud, cloudProvider, api });
    await askForProbes(verification.assumptions, "read", api, () => ({ evidence: recorder.evidence }));
    return outcomes;
  }

  /** Chooses the plan and image of a server, with its price. Only reads. */
  choose(requested: Requested): Promise<Chosen> {
    return choose(this.cloud, this.cloudProvider, this.verification.trial, requested);
  }

  /** What is created next to the server and charged: `volume`. */
  async chargedBeside(): Promise<readonly string[]> {
    const { before, after } = this.verification.trial;
    const definitions = await Promise.all(
      [...before, ...after].map(({ token }) => this.cloudProvider.definition(token)),
    );
    return definitions.filter(({ isCharged }) => isCharged === true).map(({ noun }) => noun);
  }

  /** Creates a server, changes it in every way, and deletes it with everything that it needed. */
  async tryServer(
    chosen: Chosen,
    limit: Limit,
    onStep?: (outcome: VerifyStep) => void,
  ): Promise<readonly VerifyStep[]> {
    const { api, cloud, clock, cloudProvider, recorder, verification } = this;
    this.mayChange = true;
    try {
      return await runTrial({
        ...{ api, cloud, clock, cloudProvider, recorder, verification, chosen },
        limit: new SpendingLimit(limit, clock),
        ...(onStep === undefined ? {} : { onStep }),
      });
    } finally {
      recorder.step = undefined;
      this.mayChange = false;
    }
  }

  /** Deletes what a trial of this process, or of one that was killed, left. */
  async cleanUp(region?: string): Promise<CleanUp> {
    const { cloud, cloudProvider, recorder, verification } = this;
    this.mayChange = true;
    recorder.step = "clean up";
    try {
      return await cleanUp({ cloud, cloudProvider, trial: verification.trial, region });
    } finally {
      recorder.step = undefined;
      this.mayChange = false;
    }
  }

  /** Lists what trials left. Only reads. */
  leftovers(region?: string): Promise<readonly string[]> {
    const { cloud, cloudProvider, verification } = this;
    return leftovers({ cloud, cloudProvider, trial: verification.trial, region });
  }

  findings(): readonly VerifyFinding[] {
    return findingsOf(this.verification.assumptions, this.recorder.evidence);
  }
}

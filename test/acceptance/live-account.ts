import { CloudProviderPool } from "../../provider/src/adapters/cloud-provider-pool.ts";
import { type Chosen, choose, type Requested } from "../../provider/src/adapters/verify/choice.ts";
import { type CleanUp, cleanUp } from "../../provider/src/adapters/verify/clean-up.ts";
import { make, type Owned } from "../../provider/src/adapters/verify/life.ts";
import { isVerifyName, verifyName } from "../../provider/src/adapters/verify/prefix.ts";
import { type Limit, SpendingLimit, SpendingLimitError } from "../../provider/src/adapters/verify/spending-limit.ts";
import { openSshKey } from "../../provider/src/adapters/verify/ssh-key.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import { CloudProvider } from "../../provider/src/engine/cloud-provider.ts";
import type { CloudDefinition } from "../../provider/src/engine/definition/cloud.ts";
import type { ResourceDefinition } from "../../provider/src/engine/definition/definition.ts";
import type { Trial, TrialContext } from "../../provider/src/engine/definition/trial.ts";
import { isRecord, type Json } from "../../provider/src/engine/definition/values.ts";
import { RefusedError } from "../../provider/src/engine/errors.ts";
import type { Listed } from "../../provider/src/engine/observe/list.ts";
import { Budget } from "../../provider/src/http/budget.ts";
import type { ChangeGuard } from "../../provider/src/http/call.ts";
import type { Clock } from "../../provider/src/http/clock.ts";
import { type Exchange, exchange as overTheNetwork } from "../../provider/src/http/transport.ts";
import { type Performed, watched } from "../contract/suite/watched.ts";

export interface LiveOptions {
  cloud: string;
  /** The server resource. */
  token: string;
  /** The call that creates a server. */
  create: string;
  clock: Clock;
  env: Readonly<Record<string, string | undefined>>;
  region: string | undefined;
}

/** Listeners of a row. */
export interface Listeners {
  sent(call: { name: string; isRead: boolean }): void;
  performed(step: Performed): void;
  warn(text: string): void;
}

/** Rate limit of all provider processes together. Each command is a process with its own limit. */
const BUDGET = { perSecond: 2, burst: 10, concurrent: 4 };

/** An account at a real cloud, from the environment's credentials, with a spending limit and clean-up. */
export class LiveAccount {
  readonly cloud: CloudDefinition;
  readonly definition: ResourceDefinition;
  readonly trial: Trial;
  readonly settings: Json;
  /** Why no more servers are created. */
  stopped: string | undefined;
  private readonly options: LiveOptions;
  private readonly budget: Budget;
  private limit: SpendingLimit | undefined;
  private servers = 0;

  private constructor(options: LiveOptions, cloud: CloudDefinition, trial: Trial) {
    this.options = options;
    this.cloud = cloud;
    this.trial = trial;
    this.budget = new Budget(BUDGET, options.clock);
    const definition = cloud.resources.find(({ token }) => token === options.token);
    if (definition === undefined) {
      throw new Error(`there is no ${options.token}`);
    }
    this.definition = definition;
    this.settings = { ...this.provider().settings(cloud).settings };
  }

  static async open(options: LiveOptions): Promise<LiveAccount> {
    const cloud = await loadCloud(options.cloud);
    if (cloud.verification === undefined) {
      throw new Error(`Nothing says how ${cloud.title} makes a server for a trial.`);
    }
    return new LiveAccount(options, cloud, (await cloud.verification()).trial);
  }

  /** Allows servers to be created. */
  allow(limit: Limit): void {
    this.limit = new SpendingLimit(limit, this.options.clock);
  }

  /** What was spent, and the limit. */
  get spent(): string {
    return this.limit?.spent ?? "nothing";
  }

  /** Chooses the cheapest server and what it can be changed to. Only reads. */
  choose(requested: Requested): Promise<Chosen> {
    return choose(this.cloud, this.provider(), this.trial, requested);
  }

  /** Disks in GB, by plan; empty if the cloud does not list plans. */
  async disks(): Promise<ReadonlyMap<string, number>> {
    const token = `${this.cloud.name}:getPlans`;
    const provider = this.provider();
    if ((await provider.function(token)) === undefined) {
      return new Map();
    }
    const { region } = this.options;
    const { result } = await provider.invoke(token, region === undefined ? {} : { region });
    const plans = Array.isArray(result.plans) ? result.plans.filter(isRecord) : [];
    return new Map(
      plans.flatMap(({ name, id, diskGb }) => (typeof diskGb === "number" ? [[String(name ?? id), diskGb]] : [])),
    );
  }

  /** Creates what a server needs. Returns the context of its program. */
  async makeNeeds({ choice }: Chosen): Promise<TrialContext> {
    const made = new Map<string, Owned>();
    const publicKey = openSshKey();
    const context = (label: string): TrialContext => ({
      ...{ name: verifyName(label), choice, publicKey },
      id: (other) => made.get(other)?.id ?? "",
      output: (other, key) => made.get(other)?.outputs[key],
    });
    const provider = this.provider();
    for (const { label, token, inputs } of this.trial.before) {
      await make(provider, { label, token }, inputs(context(label)), (owned) => void made.set(label, owned));
    }
    return context(this.trial.server.label);
  }

  /** Servers with the names of rows. */
  async ownServers(): Promise<readonly Listed[]> {
    const { definition, options } = this;
    const byRegion = ["region", "zone"].find((key) => definition.listBy?.[key] !== undefined);
    const query = options.region === undefined || byRegion === undefined ? {} : { [byRegion]: options.region };
    const { objects, failures } = await this.provider().list(definition.token, query);
    if (failures.length > 0) {
      throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
    }
    return objects.filter(({ name }) => isVerifyName(name));
  }

  /** Deletes what rows of this process or of a killed one left. `servers`: keeps what servers need. */
  async cleanUp(what: "servers" | "everything"): Promise<CleanUp> {
    const { cloud, options } = this;
    const trial = what === "everything" ? this.trial : { ...this.trial, before: [] };
    const done = await cleanUp({ cloud, trial, cloudProvider: this.provider(), region: options.region });
    if (done.left.length === 0) {
      for (let server = 1; server <= this.servers; server += 1) {
        this.limit?.end(String(server));
      }
    }
    return done;
  }

  /** A separate provider process. */
  process(listeners: Listeners): CloudProviderPool {
    const { clock, env } = this.options;
    return new CloudProviderPool({
      load: async (name) => watched(await loadCloud(name), listeners.performed),
      env,
      clock,
      reporter: { info: () => undefined, warn: listeners.warn },
      exchange: this.exchange(listeners.sent),
      engine: { guard: this.guard, follow: () => undefined },
    });
  }

  /** A new provider, so that nothing is cached. */
  private provider(): CloudProvider {
    const { clock, env } = this.options;
    return new CloudProvider({
      ...{ load: loadCloud, given: {}, env, clock },
      reporter: { info: () => undefined, warn: () => undefined },
      exchange: this.exchange(() => undefined),
      guard: this.guard,
    });
  }

  private exchange(sent: Listeners["sent"]): Exchange {
    return async (request, exchangeOptions) => {
      const release = await this.budget.acquire(exchangeOptions.signal);
      const { name = "", safety } = exchangeOptions.call ?? {};
      sent({ name, isRead: safety === "read" });
      try {
        return await overTheNetwork(request, exchangeOptions);
      } finally {
        release();
      }
    };
  }

  /** Sends a call that creates a server only if the limit allows it. */
  private readonly guard: ChangeGuard = async (call, _safety, send) => {
    if (call.endsWith(` ${this.options.create}`)) {
      this.begin();
    }
    return send();
  };

  private begin(): void {
    if (this.stopped !== undefined) {
      throw new RefusedError(this.stopped);
    }
    if (this.limit === undefined) {
      throw new RefusedError("Nobody has allowed another server, so none was made.");
    }
    try {
      this.limit.begin(String(this.servers + 1));
      this.servers += 1;
    } catch (error) {
      if (error instanceof SpendingLimitError) {
        this.stopped = `The limit allows no other server (${this.spent}), so none was made. Raise LIMIT, or LIMIT_HOURS if the price is not known.`;
        throw new RefusedError(this.stopped);
      }
      throw error;
    }
  }
}

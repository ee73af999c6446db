import { setMaxListeners } from "node:events";
import {
  type CloudObject,
  EmulatorClock,
  type Emulators,
  type FaultRule,
  type RequestRow,
  startEmulators,
} from "../../../emulators/src/index.ts";
import { CloudProviderPool } from "../../../provider/src/adapters/cloud-provider-pool.ts";
import type { Calls } from "../../../provider/src/adapters/testing-calls.ts";
import type { ResourceOptions } from "../../../provider/src/adapters/testing-diff.ts";
import { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import { loadCloud } from "../../../provider/src/clouds/index.ts";
import { type Charges, chargesOf } from "../../../provider/src/engine/definition/charges.ts";
import type { ClientDependencies, CloudDefinition } from "../../../provider/src/engine/definition/cloud.ts";
import type { ResourceDefinition } from "../../../provider/src/engine/definition/definition.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { Clock } from "../../../provider/src/http/clock.ts";
import { ManualClock } from "../../../provider/src/http/testing.ts";
import type { Exchange } from "../../../provider/src/http/transport.ts";
import { ModelRecorder } from "../../models/recorder.ts";
import { direct } from "../../support/direct.ts";
import { type AdapterName, adapters, type Deployment } from "./adapters.ts";
import type { ContractTarget } from "./target.ts";

/** The parts of a harness. */
export interface Fixture {
  target: ContractTarget;
  form: string;
  adapter: AdapterName;
  clock: ManualClock;
  emulators: Emulators<string>;
  definition: ResourceDefinition;
  transport: Transport;
  /** Checks the traffic between provider and emulator against the vendor's model. */
  recorder: ModelRecorder;
}

/** How providers reach the emulator: over HTTP, or by calls in this process, which take a third of the time. */
export type Transport = "network" | "direct";

export interface EngineOptions extends ResourceOptions {
  token?: string;
  config?: Json;
  pool?: CloudProviderPool;
  adapter?: AdapterName;
  deployment?: Deployment;
}

/** After it nothing is in progress. */
const REST_MS = 900_000;

const clouds = new Map<string, ReturnType<typeof loadCloud>>();

/** Each import takes time, and there are thousands of processes. */
function loadOnce(name: string): ReturnType<typeof loadCloud> {
  const loaded = clouds.get(name) ?? loadCloud(name);
  clouds.set(name, loaded);
  return loaded;
}

/** One of the provider's clouds, or the one that a target brings along. */
const cloudOf = async ({ cloud, own }: ContractTarget): Promise<CloudDefinition> => own?.definition ?? loadCloud(cloud);

/** Starts one cloud's emulator on a virtual clock. */
export async function startFixture(
  target: ContractTarget,
  form: string,
  adapter: AdapterName,
  transport: Transport = "direct",
): Promise<Fixture> {
  const clock = new ManualClock({ auto: true });
  const recorder = new ModelRecorder({ requests: true, switches: target.switches ?? {} });
  const emulators = await startEmulators({
    clouds: [target.cloud],
    others: target.own === undefined ? {} : { [target.cloud]: target.own.emulator },
    clock: new EmulatorClock({ scale: 1, real: () => clock.now() }),
    switches: { [target.cloud]: target.switches ?? {} },
    onAnswer: recorder.onAnswer,
  });
  const { resources } = await cloudOf(target);
  const definition = resources.find(({ token }) => token === target.token);
  if (definition === undefined) {
    throw new Error(`there is no ${target.token}`);
  }
  return { target, form, adapter, clock, emulators, definition, transport, recorder };
}

/**
 * One cloud's emulator, Pulumi's engine and one of the adapters on one virtual clock that advances by itself from wait
 * to wait. It asserts nothing, so that tools can use it too.
 */
export class Harness {
  readonly target: ContractTarget;
  readonly form: string;
  readonly adapter: AdapterName;
  readonly clock: ManualClock;
  readonly emulators: Emulators<string>;
  readonly definition: ResourceDefinition;
  readonly recorder: ModelRecorder;
  private readonly exchange: Exchange | undefined;
  /** The warnings that the user got. */
  readonly warnings: string[] = [];
  /** The progress messages that the user sees. */
  readonly progress: string[] = [];
  /** Inputs of every program. */
  private base: Json = {};
  private readonly processes: CloudProviderPool[] = [];
  /** Servers that the emulator starts with. */
  private seeds: ReadonlySet<string> = new Set();

  constructor({ target, form, adapter, clock, emulators, definition, transport, recorder }: Fixture) {
    this.target = target;
    this.form = form;
    this.adapter = adapter;
    this.clock = clock;
    this.emulators = emulators;
    this.definition = definition;
    this.recorder = recorder;
    this.exchange = transport === "direct" ? direct(emulators, target.cloud) : undefined;
  }

  /** Creates what a server needs in the account. */
  async prepare(): Promise<void> {
    this.base = (await this.target.prepare?.(this, 0)) ?? {};
    this.emulators.clearRequests();
    this.warnings.length = 0;
    this.seeds = new Set(this.objects(this.target.kind).map(({ id }) => id));
  }

  /** Stops every provider process, then the emulator. */
  async stop(): Promise<void> {
    this.endProcesses();
    await this.emulators.stop();
  }

  /** Restores the account as it was at the start, without a provider process. */
  async reset(): Promise<void> {
    this.endProcesses();
    this.emulators.reset();
    this.recorder.resume();
    this.progress.length = 0;
    await this.prepare();
  }

  /** Keeps the account as it is, once nothing is in progress. The returned function returns to it, without a provider process. */
  async keep(): Promise<() => Promise<void>> {
    const { cloud } = this.target;
    await this.clock.sleep(REST_MS);
    const [restore, switches] = [
      this.emulators.snapshot({ numbering: true }),
      structuredClone(this.emulators.switches(cloud)),
    ];
    return async () => {
      this.endProcesses();
      await this.clock.sleep(REST_MS);
      this.emulators.setSwitches(cloud, switches);
      restore();
      this.recorder.resume();
      this.progress.length = 0;
    };
  }

  /** Makes every duration one second until a reset: the fewer polls, the faster a test. */
  hurry(): void {
    const { durations } = { durations: {}, ...this.emulators.switches(this.target.cloud) };
    const long = Object.entries(durations).filter(([, seconds]) => Number(seconds) > 1 && Number(seconds) <= 60);
    this.set({ durations: Object.fromEntries(long.map(([name]) => [name, 1])) });
  }

  private endProcesses(): void {
    this.emulators.clearFaults();
    for (const pool of this.processes.splice(0)) {
      pool.cancel();
    }
  }

  /** The minimal program, with changes. */
  program(changes: Json = {}): Json {
    return { ...this.target.program, ...this.base, ...changes };
  }

  /** The configuration of the first account, or of another. */
  config(account = 0): Json {
    const { endpoint, accounts } = this.handle;
    return { ...accounts[account], endpoint, ...this.target.forms[this.form] };
  }

  /** The first account's settings, for calls that the provider does not make. */
  settings(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.config()).map(([key, value]) => [key, String(value)]));
  }

  /** What a client for those calls needs. */
  dependencies(): ClientDependencies {
    return { clock: this.clock, signal: new AbortController().signal, exchange: this.exchange };
  }

  /** The minimal program for another account. */
  async programOf(account: number): Promise<Json> {
    return { ...this.target.program, ...((await this.target.prepare?.(this, account)) ?? {}) };
  }

  /** What the account is charged for in addition to resources. */
  async charges(): Promise<Charges> {
    const { title, openAccount, charges = [] } = await this.cloud();
    const { api } = openAccount(this.settings(), this.dependencies());
    return chargesOf(api, title, charges);
  }

  cloud() {
    return cloudOf(this.target);
  }

  private get handle() {
    const handles: Readonly<Partial<Record<string, { endpoint: string; accounts: readonly object[] }>>> =
      this.emulators.clouds;
    const handle = handles[this.target.cloud];
    if (handle === undefined) {
      throw new Error(`${this.target.cloud} has not been started`);
    }
    return handle;
  }

  /** A provider process: it shares nothing with others. */
  process(clock: Clock = this.clock, exchange: Exchange | undefined = this.exchange): CloudProviderPool {
    const pool = new CloudProviderPool({
      load: (cloud) => this.load(cloud),
      env: {},
      reporter: {
        info: (text) => void this.progress.push(text),
        warn: (text) => void this.warnings.push(text),
      },
      debug: undefined,
      clock,
      exchange,
    });
    this.processes.push(pool);
    return pool;
  }

  /** A provider process that can be killed: then it waits for nothing and does nothing more. */
  killableProcess(): { pool: CloudProviderPool; kill(): void } {
    const death = new AbortController();
    setMaxListeners(0, death.signal);
    const clock: Clock = {
      now: () => {
        // Signing reads the clock, so a dead process sends no request.
        death.signal.throwIfAborted();
        return this.clock.now();
      },
      sleep: (ms, signal, use) => {
        const alive = signal === undefined ? death.signal : AbortSignal.any([signal, death.signal]);
        return this.clock.sleep(ms, alive, use).catch((error: unknown) => {
          // A dead process receives nothing.
          return death.signal.aborted ? new Promise<void>(() => undefined) : Promise.reject(error);
        });
      },
    };
    const pool = this.process(clock);
    return {
      pool,
      kill: () => {
        pool.cancel();
        death.abort(new Error("killed"));
      },
    };
  }

  /** Pulumi's engine for one resource: every command gets its own provider process, unless they share `pool`. */
  engine(name = "web", options: EngineOptions = {}): Engine {
    const { token = this.target.token, config = this.config(), pool, adapter = this.adapter, deployment } = options;
    const { cloud } = this.target;
    const start = () => adapters[adapter]({ cloud, token, name, config, pool: pool ?? this.process(), deployment });
    return this.driving(start, options);
  }

  /** Creates the calls of an engine. */
  protected driving(start: () => Calls, options: EngineOptions): Engine {
    return new Engine(start, options);
  }

  /** The cloud definition that provider processes load. */
  protected load(cloud: string): Promise<CloudDefinition> {
    return this.target.own === undefined ? loadOnce(cloud) : this.cloud();
  }

  /** Servers that were created since the fixture was set up, and cost money. */
  servers(): CloudObject[] {
    const { kind, alive } = this.target;
    return this.objects(kind).filter((row) => alive(row) && !this.seeds.has(row.id));
  }

  server(engine: Engine): CloudObject {
    const key = this.target.keyOf(engine.state?.id ?? "");
    const row = this.objects(this.target.kind).find(({ id }) => id === key);
    if (row === undefined) {
      throw new Error(`the emulator has no ${this.target.kind} ${key}`);
    }
    return row;
  }

  objects(kind: string): CloudObject[] {
    return this.emulators.objects(this.target.cloud).filter((object) => object.kind === kind);
  }

  /** Out-of-band change of a server's row. */
  changeOutOfBand(row: CloudObject, set: Json): void {
    this.emulators.change({ cloud: this.target.cloud, kind: row.kind, id: row.id, set });
  }

  copy({ kind, id }: { kind: string; id: string }, copy: string, set: Json = {}): string {
    this.emulators.change({ cloud: this.target.cloud, kind, id, copy, set });
    return copy;
  }

  act(action: string, id: string, more: Json = {}): void {
    this.emulators.change({ cloud: this.target.cloud, action, id, ...more });
  }

  set(switches: Json): void {
    this.recorder.noteSwitches(switches);
    this.emulators.setSwitches(this.target.cloud, switches);
  }

  fault(rule: Omit<FaultRule, "cloud">): string {
    return this.emulators.addFault({ cloud: this.target.cloud, ...rule });
  }

  /** The requests that changed something, oldest first. */
  written(): RequestRow[] {
    return this.emulators.requests(this.target.cloud).filter(({ kind }) => kind === "write");
  }

  count(operation: string): number {
    return this.emulators.requests({ cloud: this.target.cloud, operation }).length;
  }

  writes(): string[] {
    return this.written().map(({ operation }) => operation);
  }

  /** How many times each operation was called. */
  tally(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation } of this.emulators.requests(this.target.cloud)) {
      counts[operation] = (counts[operation] ?? 0) + 1;
    }
    return counts;
  }
}

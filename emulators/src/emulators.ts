import type { RequestListener, Server } from "node:http";
import { EmulatorClock } from "./core/clock.ts";
import { type CloudEmulator, type CloudName, cloudNames, type Inspection } from "./core/cloud.ts";
import { type ActiveFault, type FaultRule, Faults, parseFaultRule } from "./core/faults.ts";
import { type RequestFilter, RequestLog, type RequestRow, type WaitFilter } from "./core/log.ts";
import { makeChange, takeSnapshot } from "./core/out-of-band.ts";
import {
  close,
  type Delivery,
  type DirectRequest,
  fromClient,
  listen,
  perform,
  type ServingContext,
  serveCloud,
} from "./core/server.ts";
import { StateFile } from "./core/state-file.ts";
import {
  type Change,
  type CloudHandle,
  type CloudObject,
  chooseClouds,
  createCloud,
  type EmulatorOptions,
  handleOf,
  type StartableCloud,
  seedOf,
} from "./options.ts";
import { EventStream } from "./panel/event-stream.ts";
import { Panel } from "./panel/panel.ts";
import { switchDescriptions } from "./switch-descriptions.ts";

/**
 * Running emulators. Every method has a corresponding call in the admin API. `Others`: the names of clouds that are not in the
 * registry.
 */
export class Emulators<Others extends string = never> {
  /** URL of the admin API and of its page. */
  readonly admin: string;
  /** The clouds that were started. */
  readonly clouds: { readonly [C in StartableCloud]: CloudHandle<C> };
  readonly clock: EmulatorClock;
  /** What the page shows. */
  readonly panel: Panel;
  /** Tells open pages what changes. */
  readonly events: EventStream;
  readonly #emulators: ReadonlyMap<string, CloudEmulator>;
  readonly #servers: readonly Server[];
  readonly #context: ServingContext;
  readonly #log: RequestLog;
  readonly #faults: Faults;
  readonly #initialScale: number;
  readonly #state: StateFile | undefined;

  private constructor(parts: Parts) {
    this.admin = parts.admin;
    this.clock = parts.clock;
    this.#emulators = parts.emulators;
    this.#servers = parts.servers;
    this.#context = parts.context;
    this.#log = parts.context.log;
    this.#faults = parts.context.faults;
    this.#initialScale = parts.clock.scale;
    this.#state = parts.state;
    this.panel = new Panel({ ...parts.context, emulators: parts.emulators }, parts.endpoints);
    this.events = new EventStream(this.panel, this.#log);
    const handles = [...parts.endpoints].map(([name, endpoint]) => [name, handleOf(this.#cloud(name), endpoint)]);
    this.clouds = Object.fromEntries(handles);
  }

  /** `admin` creates the admin API's listener from a function that returns the emulators once they all run. */
  static async start<Others extends string = never>(
    admin: (current: () => Emulators | undefined) => RequestListener,
    options: EmulatorOptions<Others> = {},
  ): Promise<Emulators<Others>> {
    const port = options.port ?? 0;
    const clock = options.clock ?? new EmulatorClock({ scale: options.timeScale ?? 1 });
    const emulators = new Map(chooseClouds(options).map((name) => [name, createCloud(name, clock, options)]));
    const { latencyMs = 0, onAnswer } = options;
    const records = { clock, log: new RequestLog(), faults: new Faults() };
    const state = options.stateFile
      ? new StateFile(options.stateFile, { ...records, emulators, seed: seedOf(options) })
      : undefined;
    const context = { ...records, latencyMs, onAnswer, onChange: () => running?.changed() };
    state?.restore(options.timeScale);
    for (const [name, patch] of Object.entries(options.switches ?? {})) emulators.get(name)?.setSwitches(patch);
    const servers: Server[] = [];
    let running: Emulators<Others> | undefined;
    try {
      const page = await listen(
        admin(() => running),
        port,
        "the admin API",
        options.host,
      );
      servers.push(page.server);
      const endpoints = new Map<string, string>();
      const names: readonly string[] = [...cloudNames, ...Object.keys(options.others ?? {})];
      for (const [name, cloud] of emulators) {
        const wanted = port === 0 ? 0 : port + 1 + names.indexOf(name);
        const { server, url } = await listen(serveCloud(cloud, context), wanted, name, options.host);
        servers.push(server);
        endpoints.set(name, url);
      }
      state?.begin();
      running = new Emulators<Others>({ admin: page.url, clock, emulators, servers, context, endpoints, state });
      return running;
    } catch (error) {
      await Promise.all(servers.map(close));
      throw error;
    }
  }

  /** The document that `--json` prints and `GET /clouds` returns. */
  describe(): { admin: string; clouds: Record<string, { endpoint: string; credentials: object }> } {
    const clouds = Object.entries(this.clouds).map(([name, { endpoint, credentials }]) => [
      name,
      { endpoint, credentials },
    ]);
    return { admin: this.admin, clouds: Object.fromEntries(clouds) };
  }

  /**
   * Sends a request from a client in this process. It is answered as over the network, including faults, but many times
   * faster. Undefined if `signal` was aborted while the request or the reply was held.
   */
  send(
    cloud: CloudName | Others,
    request: DirectRequest,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Delivery | undefined> {
    return perform(this.#cloud(cloud), this.#context, fromClient(request), signal);
  }

  /** What a request asks for, without any effect. */
  inspect(cloud: CloudName | Others, request: DirectRequest): Inspection {
    return this.#cloud(cloud).inspect(fromClient(request));
  }

  /** The request log, oldest first. */
  requests(filter: CloudName | Others | RequestFilter = {}): RequestRow[] {
    return this.#log.rows(typeof filter === "string" ? { cloud: filter } : filter);
  }

  clearRequests(): void {
    this.#log.clear();
  }

  /**
   * Resolves with the log once the expected requests have arrived: `{cloud, operation, count, stage}` or a predicate.
   * Rejects after `timeoutMs` real milliseconds; default: nine minutes, because a busy machine is slow.
   */
  waitFor(wanted: WaitFilter | ((rows: readonly RequestRow[]) => boolean), timeoutMs?: number): Promise<RequestRow[]> {
    return this.#log.waitFor(wanted, timeoutMs);
  }

  /** All current objects, of one cloud or all. */
  objects(cloud?: CloudName | Others): CloudObject[] {
    const names = cloud ? [cloud] : [...this.#emulators.keys()];
    return names.flatMap((name) => {
      const emulator = this.#cloud(name);
      emulator.settle();
      return emulator.store.objects().map((row) => ({ cloud: name, ...row }));
    });
  }

  /** The kinds of objects that a cloud has. */
  kinds(cloud: CloudName | Others): string[] {
    return this.#cloud(cloud).store.kinds;
  }

  /** Adds a fault and returns its ID. */
  addFault(rule: FaultRule): string {
    const parsed = parseFaultRule(rule);
    const { cloud } = parsed;
    if (cloud !== undefined && !this.#emulators.has(cloud))
      throw new Error(`the fault rule's cloud cannot be ${JSON.stringify(cloud)}`);
    return this.#faults.add(parsed);
  }

  faults(): ActiveFault[] {
    return this.#faults.list();
  }

  /** Releases what a `hold` fault holds. */
  releaseFault(id: string): void {
    this.#faults.release(id);
  }

  /** Deletes a fault and releases what it holds. */
  removeFault(id: string): void {
    this.#faults.remove(id);
  }

  /** Deletes all faults and releases what they hold. */
  clearFaults(): void {
    this.#faults.clear();
  }

  /** Moves virtual time forward. */
  advance(seconds: number): void {
    this.clock.advance(seconds);
    for (const emulator of this.#emulators.values()) emulator.settle();
  }

  /** Sets how many virtual seconds pass in a real second from now on; 0 is manual. */
  setTimeScale(scale: number): void {
    this.clock.setScale(scale);
  }

  /** Sets a cloud's wall clock ahead of the real one (behind, if negative), for its signature check and Date header. */
  setClockSkew(cloud: CloudName | Others, seconds: number): void {
    if (!Number.isFinite(seconds)) throw new Error("seconds must be a number");
    this.#cloud(cloud).skewSeconds = seconds;
  }

  /** Makes an out-of-band change. */
  change(change: Change<CloudName | Others>): void {
    makeChange(this.#cloud(change.cloud), change);
  }

  switches(cloud: CloudName | Others): object {
    return this.#cloud(cloud).switches;
  }

  /** What each switch of a cloud decides, by its path, such as `durations`. A member of a group may have only the group's. */
  switchDescriptions(cloud: CloudName | Others): Readonly<Record<string, string>> {
    return switchDescriptions[this.#cloud(cloud).name] ?? {};
  }

  /** Merges into a cloud's switches, until the next reset. */
  setSwitches(cloud: CloudName | Others, patch: unknown): void {
    this.#cloud(cloud).setSwitches(patch);
  }

  /** Restores the seeds and the initial options; virtual time continues. */
  reset(): void {
    this.clearFaults();
    this.clearRequests();
    this.clock.setScale(this.#initialScale);
    for (const emulator of this.#emulators.values()) {
      emulator.skewSeconds = 0;
      emulator.reset();
    }
  }

  /**
   * Takes a snapshot of all objects. The returned function restores it, as often as needed. Only for clouds with
   * nothing in progress, then or now: time and switches continue, and the numbering of new objects too unless it is
   * included.
   */
  snapshot({ numbering = false } = {}): () => void {
    return takeSnapshot([...this.#emulators.values()], numbering);
  }

  /** Something has changed: a state file is written soon. */
  changed(): void {
    this.#state?.changed();
  }

  /** Closes all servers and connections, and writes the state file. */
  async stop(): Promise<void> {
    try {
      this.#state?.close();
    } finally {
      this.#log.close();
      this.clearFaults();
      await Promise.all(this.#servers.map(close));
    }
  }

  #cloud(name: string): CloudEmulator {
    const cloud = this.#emulators.get(name);
    if (!cloud)
      throw new Error(`there is no cloud ${JSON.stringify(name)}; there are ${[...this.#emulators.keys()].join(", ")}`);
    return cloud;
  }
}

interface Parts {
  readonly admin: string;
  readonly clock: EmulatorClock;
  readonly emulators: ReadonlyMap<string, CloudEmulator>;
  readonly servers: readonly Server[];
  readonly context: ServingContext;
  readonly endpoints: ReadonlyMap<string, string>;
  readonly state: StateFile | undefined;
}

import type { Clock } from "../../http/clock.ts";
import { CloudError, type ErrorKind } from "../../http/errors.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import type { At, Observed, View } from "../definition/view.ts";
import { Pace } from "./pace.ts";

type AnyView = View<unknown, Record<string, unknown>, unknown>;
type AnyObserved = Observed<Record<string, unknown>>;
type Row = readonly [key: string, row: unknown, scope?: string | undefined];

/** How long the first read waits for others, so that a burst of reads becomes one list. */
const BATCH_WINDOW_MS = 15;
/** While more operations than these run, a list begins so long after the last one: each costs a part of the budget. */
const MANY_OPERATIONS = 10;
const LIST_GAP_MS = 300;
/** Up to this many IDs are fetched one by one. */
const MAX_SINGLE_FETCHES = 2;
/** How long a finished list answers later reads: long enough for a refresh. */
const CACHE_MS = 30_000;

interface List {
  /** Its position in the sequence of events of this observer. */
  startedSequence: number;
  startedAt: number;
  /** Undefined: the account has no such list. If the cloud lists only IDs, the rows are empty. */
  rows: Promise<ReadonlyMap<string, Row> | undefined>;
  /** The objects of a list of IDs, once all of them were needed. */
  objects?: Promise<readonly Row[]>;
}

/** What a view showed of one object, and whether this came from a list or a single call. */
export interface ViewResult {
  observed: AnyObserved | undefined;
  by: "list" | "one";
  /** A list of IDs has it, although a single call did not find it. */
  isListed?: true;
  /** The cloud's message if it did not find the object. */
  notFoundMessage?: string;
}

interface Waiting {
  at: At;
  listOnly: boolean;
  answer(viewResult: Promise<ViewResult>): void;
}

interface Batch {
  list?: List | undefined;
  /** Resolves when the newest list has been answered. */
  answered?: Promise<unknown>;
  waiting: Waiting[];
  /** When each ID was last fetched by itself, so that consecutive reads become a list too. */
  singleFetches: Map<string, number>;
}

/**
 * `cached`: up to 30 seconds old, unless something was written since. `staleAllowed`: also after a write. `notBefore`: started
 * after this sequence point.
 */
export type Freshness = "cached" | "staleAllowed" | { notBefore: number };

/**
 * The only reader of a cloud on behalf of resources. Reads that come together become one list, later reads join a list in
 * flight, and a finished list answers more of them. An object that a list lacks is not called gone here: `observe` decides.
 */
export class Observer {
  private readonly batches = new Map<string, Batch>();
  private readonly active = new Map<string, number>();
  private readonly writes = new Map<string, number>();
  private sequence = 0;
  readonly pace = new Pace();
  private readonly polls = new Map<string, { next: Promise<void>; at: number }>();
  private readonly api: unknown;
  private readonly clock: Clock;

  constructor(api: unknown, clock: Clock) {
    this.api = api;
    this.clock = clock;
  }

  /** A point in the sequence of events. A read with it as `notBefore` starts after it. */
  sequencePoint(): number {
    this.sequence += 1;
    return this.sequence;
  }

  /** Call it after every write: lists that started earlier no longer count as cached. */
  invalidate(definition: ResourceDefinition): void {
    this.writes.set(definition.token, this.sequencePoint());
  }

  /** Records that an operation on an object has begun. Call the returned function when it has ended. */
  beginOperation({ token }: ResourceDefinition): () => void {
    this.active.set(token, this.operations(token) + 1);
    return () => {
      this.active.set(token, (this.active.get(token) ?? 1) - 1);
    };
  }

  /** Whether so many operations are running that waiting for a shared poll pays off, instead of reading at once. */
  isBatching({ token }: ResourceDefinition): boolean {
    return this.operations(token) > MAX_SINGLE_FETCHES;
  }

  private operations(token: string): number {
    return this.active.get(token) ?? 0;
  }

  /** One view of one object; may include other views. `listOnly`: only a list will do, as an absence proof. */
  async view(
    definition: ResourceDefinition,
    name: string,
    at: At,
    freshness: Freshness,
    listOnly = false,
  ): Promise<ViewResult> {
    const view = viewOf(definition, name);
    if (view.list === undefined && (view.ids === undefined || !listOnly)) {
      return this.fetchOne(view, at);
    }
    const batch = this.batch(definition, name, at.scope);
    const usable = this.usable(definition, batch, freshness);
    if (usable !== undefined) {
      return this.viewResult(view, name, usable, at);
    }
    return new Promise<ViewResult>((resolve) => {
      batch.waiting.push({ at, listOnly, answer: resolve });
      if (batch.waiting.length === 1) {
        // A list may wait for the account's budget: reads that come meanwhile share the next one.
        const isMany = this.operations(definition.token) > MANY_OPERATIONS;
        const next = isMany ? (batch.list?.startedAt ?? 0) + LIST_GAP_MS - this.clock.now() : 0;
        const window = Promise.all([this.clock.sleep(Math.max(BATCH_WINDOW_MS, next)), batch.answered]);
        void window.then(() => this.flush(view, name, batch));
      }
    });
  }

  /** Reads one object with a single call, whatever lists are cached. */
  fetchSingle(definition: ResourceDefinition, name: string, at: At): Promise<ViewResult> {
    return this.fetchOne(viewOf(definition, name), at);
  }

  /** The complete list of a view in a scope; undefined if the account has no such list. */
  async list(
    definition: ResourceDefinition,
    name: string,
    scope: string,
    freshness: Freshness,
  ): Promise<readonly Row[] | undefined> {
    const rows = await this.listEverywhere(definition, name, scope, freshness);
    return rows?.filter(([, , of]) => of === undefined || of === scope);
  }

  /** The list of a scope, including rows of other scopes if one list covers several. */
  async listEverywhere(
    definition: ResourceDefinition,
    name: string,
    scope: string,
    freshness: Freshness,
  ): Promise<readonly Row[] | undefined> {
    const batch = this.batch(definition, name, scope);
    const view = viewOf(definition, name);
    const list = this.usable(definition, batch, freshness) ?? this.fetch(view, scope, batch);
    const rows = await list.rows;
    if (rows === undefined || view.ids === undefined) {
      return rows === undefined ? undefined : [...rows.values()];
    }
    // What was deleted meanwhile is left out.
    list.objects ??= this.fetchEach(view, name, scope, [...rows.values()]).then((all) =>
      all.filter(([, row]) => row !== undefined),
    );
    return list.objects;
  }

  /** Reads these objects one by one. What is not found has no row. */
  fetchSome(
    definition: ResourceDefinition,
    name: string,
    scope: string,
    keys: readonly string[],
  ): Promise<readonly Row[]> {
    const rows = keys.map((key): Row => [key, undefined]);
    return this.fetchEach(viewOf(definition, name), name, scope, rows);
  }

  /** Waits for the next shared poll: all waits for the same objects wake together, and so share a list. */
  async nextPoll(definition: ResourceDefinition, scope: string, ms: number, signal: AbortSignal): Promise<void> {
    const place = `${definition.token}\n${this.allScopes(definition) ? "" : scope}`;
    const now = this.clock.now();
    const scheduled = this.polls.get(place);
    if (scheduled !== undefined && scheduled.at > now && scheduled.at <= now + ms) {
      return untilAborted(scheduled.next, signal);
    }
    const poll = { at: now + ms, next: this.clock.sleep(ms) };
    this.polls.set(place, poll);
    return untilAborted(poll.next, signal);
  }

  private allScopes(definition: ResourceDefinition): boolean {
    return Object.values(definition.views).some((view) => view.allScopes === true);
  }

  private batch(definition: ResourceDefinition, name: string, scope: string): Batch {
    const place = `${definition.token}\n${name}\n${viewOf(definition, name).allScopes === true ? "" : scope}`;
    const existing = this.batches.get(place);
    if (existing !== undefined) {
      return existing;
    }
    const created: Batch = { waiting: [], singleFetches: new Map() };
    this.batches.set(place, created);
    return created;
  }

  private usable(definition: ResourceDefinition, batch: Batch, freshness: Freshness): List | undefined {
    const list = batch.list;
    if (list === undefined) {
      return undefined;
    }
    if (typeof freshness === "object") {
      return list.startedSequence > freshness.notBefore ? list : undefined;
    }
    const invalidate = freshness === "staleAllowed" ? 0 : (this.writes.get(definition.token) ?? 0);
    return list.startedSequence > invalidate && list.startedAt >= this.clock.now() - CACHE_MS ? list : undefined;
  }

  private fetch(view: AnyView, scope: string, batch: Batch): List {
    const startedSequence = this.sequencePoint();
    const all = async () => {
      const listed = await this.unlessScopeGone(view, scope, [], async () =>
        view.ids === undefined
          ? view.list?.(this.api, scope)
          : (await view.ids(this.api, scope)).map(([key, of]): Row => [key, undefined, of]),
      );
      return listed === undefined ? undefined : new Map(listed.map((row) => [row[0], row] as const));
    };
    const rows = all();
    const list: List = { startedSequence, startedAt: this.clock.now(), rows };
    batch.list = list;
    batch.answered = rows.catch(() => undefined);
    rows.catch(() => {
      // A failed list fails the reads that wait for it, and no later ones.
      if (batch.list === list) {
        batch.list = undefined;
      }
    });
    return list;
  }

  private flush(view: AnyView, name: string, batch: Batch): void {
    const waiting = batch.waiting;
    batch.waiting = [];
    const now = this.clock.now();
    const recent = [...batch.singleFetches].filter(([, fetchedAt]) => fetchedAt >= now - CACHE_MS);
    batch.singleFetches = new Map([...recent, ...waiting.map(({ at }) => [at.key, now] as const)]);
    const isFew = batch.singleFetches.size <= MAX_SINGLE_FETCHES && !waiting.some(({ listOnly }) => listOnly);
    // If lists are already in use, the last reads of a burst use them too.
    const listedLately = batch.list !== undefined && batch.list.startedAt >= now - CACHE_MS;
    if (view.one !== undefined && isFew && !listedLately) {
      const fetched = new Map<string, Promise<ViewResult>>();
      for (const { at, answer } of waiting) {
        const viewResult = fetched.get(at.key) ?? this.fetchOne(view, at);
        fetched.set(at.key, viewResult);
        answer(viewResult);
      }
      return;
    }
    const list = this.fetch(view, waiting[0]?.at.scope ?? "", batch);
    for (const { at, answer } of waiting) {
      answer(this.viewResult(view, name, list, at));
    }
  }

  /** One object from a list; if there is no list, from a single call. */
  private async viewResult(view: AnyView, name: string, list: List, at: At): Promise<ViewResult> {
    const rows = await list.rows;
    if (rows !== undefined && view.ids !== undefined && rows.has(at.key)) {
      return { ...(await this.fetchOne(view, at)), isListed: true };
    }
    return rows === undefined ? this.fetchOne(view, at) : fromRows(name, rows, at.key, view.none);
  }

  private fetchEach(view: AnyView, name: string, scope: string, rows: readonly Row[]): Promise<readonly Row[]> {
    return Promise.all(
      rows.map(async ([key, , of]): Promise<Row> => {
        const { observed } = await this.fetchOne(view, { scope: of ?? scope, key });
        return [key, observed?.[name], of];
      }),
    );
  }

  /** What a read returns; `nothing` if it is refused because the parent of everything in the scope is gone. */
  private async unlessScopeGone<T>(
    view: AnyView,
    scope: string,
    nothing: T,
    read: () => Promise<T>,
    kinds: readonly ErrorKind[] = ["notFound", "invalid"],
  ): Promise<T> {
    try {
      return await read();
    } catch (error) {
      const isRefused = error instanceof CloudError && kinds.includes(error.kind);
      if (isRefused && (await view.isScopeGone?.(this.api, scope).catch(() => false)) === true) {
        return nothing;
      }
      throw error;
    }
  }

  private async fetchOne(view: AnyView, at: At): Promise<ViewResult> {
    try {
      const one = () => view.one?.(this.api, at) ?? Promise.resolve(undefined);
      // Not found means that it is not there, whether the scope is or not.
      return { observed: await this.unlessScopeGone(view, at.scope, undefined, one, ["invalid"]), by: "one" };
    } catch (error) {
      if (error instanceof CloudError && error.kind === "notFound") {
        return { observed: undefined, by: "one", notFoundMessage: error.message };
      }
      throw error;
    }
  }
}

function viewOf(definition: ResourceDefinition, name: string): AnyView {
  const view = definition.views[name];
  if (view === undefined) {
    throw new Error(`${definition.token} has no view ${name}`);
  }
  return view;
}

function fromRows(name: string, rows: ReadonlyMap<string, Row>, key: string, none: unknown): ViewResult {
  const row = rows.get(key)?.[1] ?? none;
  return { observed: row === undefined ? undefined : { [name]: row }, by: "list" };
}

/** `promise`, or the signal's reason as soon as it aborts. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    promise.catch(() => undefined);
    return Promise.reject(signal.reason);
  }
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

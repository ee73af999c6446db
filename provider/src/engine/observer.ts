import type { Clock } from "../http/clock.ts";
import { CloudError } from "../http/errors.ts";
import type { At, Live, ResourceDefinition, View } from "./definition.ts";

type AnyView = View<unknown, Record<string, unknown>, unknown>;
type AnyLive = Live<Record<string, unknown>>;
type Row = readonly [key: string, row: unknown, scope?: string | undefined];

/** How long the first reads wait for company, so that a burst of them becomes one list. */
const GATHER_MS = 15;
/** Up to this many ids are fetched singly. */
const SINGLES = 2;
/** A finished list answers a whole refresh, but not for ever. */
const KEPT_MS = 30_000;

interface List {
  /** Its place in the order of everything that this observer has seen begin. */
  begun: number;
  startedAt: number;
  /** Undefined: the account has no such list. */
  rows: Promise<ReadonlyMap<string, Row> | undefined>;
}

/** What a view said of one object, and whether a list or a single call said it. */
export interface Sight {
  live: AnyLive | undefined;
  by: "list" | "one";
  /** What the cloud said when it did not show the object. */
  why?: string;
}

interface Waiting {
  at: At;
  byList: boolean;
  answer(sight: Promise<Sight>): void;
}

interface Channel {
  list?: List | undefined;
  waiting: Waiting[];
  /** When each id was last fetched singly: reads that come one after the other become a list too. */
  singly: Map<string, number>;
}

/** `kept`: as old as 30 seconds will do, unless something was written since. `seen`: also then. A mark: begun after it. */
export type Freshness = "kept" | "seen" | { after: number };

/**
 * The only reader of a cloud on behalf of resources. Reads that come together become one list; a list in flight is
 * joined; a finished one answers later reads. What a list lacks is never taken for gone here: that is `look`'s to say.
 */
export class Observer {
  private readonly channels = new Map<string, Channel>();
  private readonly active = new Map<string, number>();
  private readonly writes = new Map<string, number>();
  private sequence = 0;
  private readonly ticks = new Map<string, { next: Promise<void>; at: number }>();
  private readonly api: unknown;
  private readonly clock: Clock;

  constructor(api: unknown, clock: Clock) {
    this.api = api;
    this.clock = clock;
  }

  /** A point in the order of events; what is read with `after` this mark began after it. */
  mark(): number {
    this.sequence += 1;
    return this.sequence;
  }

  /** To be called after every write: lists that began before it no longer count as kept. */
  written(definition: ResourceDefinition): void {
    this.writes.set(definition.token, this.mark());
  }

  /** Tells that an operation on an object has begun; what it gives tells that it has ended. */
  enter({ token }: ResourceDefinition): () => void {
    this.active.set(token, (this.active.get(token) ?? 0) + 1);
    return () => {
      this.active.set(token, (this.active.get(token) ?? 1) - 1);
    };
  }

  /** Whether so many operations go on that it pays to look together, a beat later, instead of each at once. */
  crowded({ token }: ResourceDefinition): boolean {
    return (this.active.get(token) ?? 0) > SINGLES;
  }

  /** One view of one object; may bring others by the way. `byList`: only a list will do, as a proof. */
  async view(
    definition: ResourceDefinition,
    name: string,
    at: At,
    freshness: Freshness,
    byList = false,
  ): Promise<Sight> {
    const view = viewOf(definition, name);
    if (view.list === undefined) {
      return this.fetchOne(view, at);
    }
    const channel = this.channel(definition, name, at.scope);
    const usable = this.usable(definition, channel, freshness);
    if (usable !== undefined) {
      return this.sight(view, name, usable, at);
    }
    return new Promise<Sight>((resolve) => {
      channel.waiting.push({ at, byList, answer: resolve });
      if (channel.waiting.length === 1) {
        void this.clock.sleep(GATHER_MS).then(() => this.flush(view, name, channel));
      }
    });
  }

  /** Asks for one object by itself, whatever lists are at hand. */
  single(definition: ResourceDefinition, name: string, at: At): Promise<Sight> {
    return this.fetchOne(viewOf(definition, name), at);
  }

  /** The complete list of a view in a scope; undefined where the account has no such list. */
  async list(
    definition: ResourceDefinition,
    name: string,
    scope: string,
    freshness: Freshness,
  ): Promise<readonly Row[] | undefined> {
    const rows = await this.everything(definition, name, scope, freshness);
    return rows?.filter(([, , of]) => of === undefined || of === scope);
  }

  /** What the list of a scope shows: where one list covers further scopes, their rows too. */
  async everything(
    definition: ResourceDefinition,
    name: string,
    scope: string,
    freshness: Freshness,
  ): Promise<readonly Row[] | undefined> {
    const channel = this.channel(definition, name, scope);
    const list = this.usable(definition, channel, freshness) ?? this.fetch(viewOf(definition, name), scope, channel);
    const rows = await list.rows;
    return rows === undefined ? undefined : [...rows.values()];
  }

  /** The next beat of a shared pace: everybody who waits for the same objects wakes together, and so shares a list. */
  async tick(definition: ResourceDefinition, scope: string, ms: number, signal: AbortSignal): Promise<void> {
    const place = `${definition.token}\n${this.allScopes(definition) ? "" : scope}`;
    const now = this.clock.now();
    const planned = this.ticks.get(place);
    if (planned !== undefined && planned.at > now && planned.at <= now + ms) {
      return untilAborted(planned.next, signal);
    }
    const beat = { at: now + ms, next: this.clock.sleep(ms) };
    this.ticks.set(place, beat);
    return untilAborted(beat.next, signal);
  }

  private allScopes(definition: ResourceDefinition): boolean {
    return Object.values(definition.views).some((view) => view.allScopes === true);
  }

  private channel(definition: ResourceDefinition, name: string, scope: string): Channel {
    const place = `${definition.token}\n${name}\n${viewOf(definition, name).allScopes === true ? "" : scope}`;
    const there = this.channels.get(place);
    if (there !== undefined) {
      return there;
    }
    const made: Channel = { waiting: [], singly: new Map() };
    this.channels.set(place, made);
    return made;
  }

  private usable(definition: ResourceDefinition, channel: Channel, freshness: Freshness): List | undefined {
    const list = channel.list;
    if (list === undefined) {
      return undefined;
    }
    if (typeof freshness === "object") {
      return list.begun > freshness.after ? list : undefined;
    }
    const written = freshness === "seen" ? 0 : (this.writes.get(definition.token) ?? 0);
    return list.begun > written && list.startedAt >= this.clock.now() - KEPT_MS ? list : undefined;
  }

  private fetch(view: AnyView, scope: string, channel: Channel): List {
    const begun = this.mark();
    const all = async () => {
      const listed = await view.list?.(this.api, scope);
      return listed === undefined ? undefined : new Map(listed.map((row) => [row[0], row] as const));
    };
    const rows = all();
    const list: List = { begun, startedAt: this.clock.now(), rows };
    channel.list = list;
    rows.catch(() => {
      // A failed list answers those who waited for it with its error, and nobody later.
      if (channel.list === list) {
        channel.list = undefined;
      }
    });
    return list;
  }

  private flush(view: AnyView, name: string, channel: Channel): void {
    const waiting = channel.waiting;
    channel.waiting = [];
    const now = this.clock.now();
    const recent = [...channel.singly].filter(([, fetchedAt]) => fetchedAt >= now - KEPT_MS);
    channel.singly = new Map([...recent, ...waiting.map(({ at }) => [at.key, now] as const)]);
    const few = channel.singly.size <= SINGLES && !waiting.some(({ byList }) => byList);
    // Where lists are in use already, the last ones of a crowd go on with them.
    const lately = channel.list !== undefined && channel.list.startedAt >= now - KEPT_MS;
    if (view.one !== undefined && few && !lately) {
      const fetched = new Map<string, Promise<Sight>>();
      for (const { at, answer } of waiting) {
        const sight = fetched.get(at.key) ?? this.fetchOne(view, at);
        fetched.set(at.key, sight);
        answer(sight);
      }
      return;
    }
    const list = this.fetch(view, waiting[0]?.at.scope ?? "", channel);
    for (const { at, answer } of waiting) {
      answer(this.sight(view, name, list, at));
    }
  }

  /** What a list says of one object; where there is no list, the object by itself. */
  private async sight(view: AnyView, name: string, list: List, at: At): Promise<Sight> {
    const rows = await list.rows;
    return rows === undefined ? this.fetchOne(view, at) : fromRows(name, rows, at.key);
  }

  private async fetchOne(view: AnyView, at: At): Promise<Sight> {
    try {
      return { live: await view.one?.(this.api, at), by: "one" };
    } catch (error) {
      if (error instanceof CloudError && error.kind === "notFound") {
        return { live: undefined, by: "one", why: error.message };
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

function fromRows(name: string, rows: ReadonlyMap<string, Row>, key: string): Sight {
  const found = rows.get(key);
  return { live: found === undefined ? undefined : { [name]: found[1] }, by: "list" };
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

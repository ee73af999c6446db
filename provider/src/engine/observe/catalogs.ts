import type { Catalog, Entry } from "../definition/catalog.ts";
import { nearest } from "../definition/nearest.ts";

export type Resolution =
  | { is: "entry"; entry: Entry }
  /** The cloud itself understands the text. */
  | { is: "verbatim" }
  | { is: "ambiguous"; entries: readonly Entry[] }
  | { is: "missing"; nearest: readonly Entry[] };

/** The entry of a resolution, if there is exactly one. */
export const entryIn = (resolution: Resolution | undefined): Entry | undefined =>
  resolution?.is === "entry" ? resolution.entry : undefined;

const fold = (text: string) => text.trim().toLowerCase();

function matches(entries: readonly Entry[], text: string): readonly Entry[] {
  const rules: ((entry: Entry) => boolean)[] = [
    (entry) => entry.id === text,
    (entry) => entry.name === text,
    (entry) => entry.also?.includes(text) === true,
    (entry) => fold(entry.name) === fold(text) || entry.also?.some((name) => fold(name) === fold(text)) === true,
  ];
  for (const rule of rules) {
    const found = entries.filter(rule);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

const usableIn = (all: readonly Entry[], scope: string): readonly Entry[] =>
  all.filter((entry) => entry.scope === undefined || entry.scope === scope);

/** If a text matches several entries, the ones that fit the other inputs are preferred, if there are any. */
type Fits = (entry: Entry) => boolean;

function resolveIn(
  catalog: { verbatim?: RegExp },
  all: readonly Entry[],
  scope: string,
  text: string,
  fits: Fits = () => true,
): Resolution {
  const entries = usableIn(all, scope);
  const meant = matches(entries, text);
  const found = meant.some(fits) ? meant.filter(fits) : meant;
  const [first] = found;
  if (first !== undefined) {
    return found.length === 1 ? { is: "entry", entry: first } : { is: "ambiguous", entries: found };
  }
  const isPlausible = catalog.verbatim;
  if (isPlausible?.test(text) && !entries.some((entry) => isPlausible.test(entry.name))) {
    return { is: "verbatim" };
  }
  return { is: "missing", nearest: nearest(text, entries, (entry) => [entry.name, entry.id, ...(entry.also ?? [])]) };
}

interface CachedList {
  entries: Promise<readonly Entry[]>;
  /** Set when `entries` has resolved. */
  entriesNow?: readonly Entry[];
  /** Texts for which the list has already been fetched again. */
  retried: Set<string>;
}

/** The resolution of a text that must be an ID: the name of an entry only tells the ID that was meant. */
function asId(resolution: Resolution, text: string): Resolution {
  if (resolution.is === "ambiguous") {
    return { is: "missing", nearest: resolution.entries };
  }
  const { entry } = resolution.is === "entry" ? resolution : {};
  return entry === undefined || entry.id === text || entry.also?.includes(text) === true
    ? resolution
    : { is: "missing", nearest: [entry] };
}

/** The catalogs of one account. Each is fetched once per scope and process, however many resources use it. */
export class Catalogs<Api> {
  private readonly cachedLists = new Map<string, CachedList>();
  private readonly failedLists = new Set<string>();
  private readonly closedEntries = new Map<string, Promise<string | undefined>>();
  private readonly api: Api;
  private readonly known: Readonly<Record<string, Catalog<Api>>>;

  constructor(api: Api, known: Readonly<Record<string, Catalog<Api>>>) {
    this.api = api;
    this.known = known;
  }

  noun(kind: string): string {
    return this.definition(kind).noun;
  }

  /** The part of a scope that a catalog depends on. */
  within(kind: string, scope: string): string {
    return this.definition(kind).within?.(scope) ?? scope;
  }

  /** All entries that can be used in a scope. */
  async list(kind: string, scope: string): Promise<readonly Entry[]> {
    return usableIn(await this.fetch(kind, scope).entries, this.within(kind, scope));
  }

  /** Why an entry takes no new objects of a type now; undefined if it does. Asked once per process. */
  async closed(kind: string, scope: string, of: { entry: Entry; token: string }): Promise<string | undefined> {
    const place = `${this.place(kind, scope)}\n${of.entry.id}\n${of.token}`;
    const answer = this.closedEntries.get(place) ?? this.askClosed(kind, scope, of);
    this.closedEntries.set(place, answer);
    return answer;
  }

  private async askClosed(kind: string, scope: string, of: { entry: Entry; token: string }) {
    return this.definition(kind).closed?.(this.api, this.within(kind, scope), of);
  }

  /** Whether the cloud has an object with an ID, by its list, and if that is not certain, by a request of its own. */
  async findId(kind: string, scope: string, id: string): Promise<Resolution> {
    const resolution = asId(await this.resolve(kind, scope, id), id);
    const { alsoHas } = this.definition(kind);
    const isThere = resolution.is === "missing" && (await alsoHas?.(this.api, scope, id)) === true;
    return isThere ? { is: "verbatim" } : resolution;
  }

  /**
   * Resolves a text with at most one request per list. If the list lacks the entry, it is fetched again once, because the entry
   * may be new.
   */
  async resolve(kind: string, scope: string, text: string, fits?: Fits): Promise<Resolution> {
    const definition = this.definition(kind);
    const first = this.fetch(kind, scope);
    const place = this.within(kind, scope);
    const resolution = resolveIn(definition, await first.entries, place, text, fits);
    if (resolution.is !== "missing" || first.retried.has(text)) {
      return resolution;
    }
    const known = this.cachedLists.get(this.place(kind, scope));
    if (known === first) {
      this.cachedLists.delete(this.place(kind, scope));
    }
    const second = this.fetch(kind, scope);
    for (const tried of [...first.retried, text]) {
      second.retried.add(tried);
    }
    return resolveIn(definition, await second.entries, place, text, fits);
  }

  /** The entry for a text; undefined if there is none, or if it is ambiguous. */
  async entry(kind: string, scope: string, text: string): Promise<Entry | undefined> {
    return entryIn(await this.resolve(kind, scope, text));
  }

  /** Resolves without asking the cloud; undefined if the list has not been fetched. */
  peek(kind: string, scope: string, text: string, fits?: Fits): Resolution | undefined {
    const entries = this.cachedLists.get(this.place(kind, scope))?.entriesNow;
    return entries === undefined
      ? undefined
      : resolveIn(this.definition(kind), entries, this.within(kind, scope), text, fits);
  }

  /** Whether a list could not be read when it was last asked for. Those that depend on it were not asked for then. */
  get hasFailed(): boolean {
    return this.failedLists.size > 0;
  }

  /** Whether the cloud may understand this text although no list shows it. */
  mayBeVerbatim(kind: string, text: string): boolean {
    return this.definition(kind).verbatim?.test(text) === true;
  }

  private definition(kind: string): Catalog<Api> {
    const definition = this.known[kind];
    if (definition === undefined) {
      throw new Error(`no catalog ${kind}`);
    }
    return definition;
  }

  private place(kind: string, scope: string): string {
    return `${kind}\n${this.definition(kind).allScopes === true ? "" : this.within(kind, scope)}`;
  }

  private fetch(kind: string, scope: string): CachedList {
    const place = this.place(kind, scope);
    const there = this.cachedLists.get(place);
    if (there !== undefined) {
      return there;
    }
    const cachedLists: CachedList = {
      entries: this.definition(kind).list(this.api, this.within(kind, scope)),
      retried: new Set(),
    };
    this.cachedLists.set(place, cachedLists);
    cachedLists.entries.then(
      (entries) => {
        cachedLists.entriesNow = entries;
        this.failedLists.delete(place);
      },
      () => {
        this.failedLists.add(place);
        // After a failure, the next use fetches the list again.
        if (this.cachedLists.get(place) === cachedLists) {
          this.cachedLists.delete(place);
        }
      },
    );
    return cachedLists;
  }
}

import type { Catalog, Entry } from "../definition/catalog.ts";
import { nearest } from "../definition/nearest.ts";

export type Resolution =
  | { is: "entry"; entry: Entry }
  /** The cloud understands the text itself. */
  | { is: "verbatim" }
  | { is: "ambiguous"; entries: readonly Entry[] }
  | { is: "missing"; nearest: readonly Entry[] };

/** The entry behind a resolution, if there is exactly one. */
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

/** Of several entries that a text means, those that go with the other inputs count, if there are such. */
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
  /** Set when `entries` has arrived. */
  entriesNow?: readonly Entry[];
  /** Texts for which the list was already fetched anew. */
  retried: Set<string>;
}

/** The catalogs of one account: each fetched once a scope and process, however many resources ask. */
export class Catalogs<Api> {
  private readonly cachedLists = new Map<string, CachedList>();
  private readonly api: Api;
  private readonly known: Readonly<Record<string, Catalog<Api>>>;

  constructor(api: Api, known: Readonly<Record<string, Catalog<Api>>>) {
    this.api = api;
    this.known = known;
  }

  noun(kind: string): string {
    return this.definition(kind).noun;
  }

  /** All that can be used in a scope. */
  async list(kind: string, scope: string): Promise<readonly Entry[]> {
    return usableIn(await this.fetch(kind, scope).entries, scope);
  }

  /** Asks the cloud at most once a list; an entry that a list lacks makes it be fetched anew once, as it may be new. */
  async resolve(kind: string, scope: string, text: string, fits?: Fits): Promise<Resolution> {
    const definition = this.definition(kind);
    const first = this.fetch(kind, scope);
    const resolution = resolveIn(definition, await first.entries, scope, text, fits);
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
    return resolveIn(definition, await second.entries, scope, text, fits);
  }

  /** The entry that a text stands for; undefined if it is none, or not certainly one. */
  async entry(kind: string, scope: string, text: string): Promise<Entry | undefined> {
    return entryIn(await this.resolve(kind, scope, text));
  }

  /** What is known without asking the cloud; undefined where the list has not been fetched. */
  peek(kind: string, scope: string, text: string, fits?: Fits): Resolution | undefined {
    const entries = this.cachedLists.get(this.place(kind, scope))?.entriesNow;
    return entries === undefined ? undefined : resolveIn(this.definition(kind), entries, scope, text, fits);
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
    return `${kind}\n${this.definition(kind).allScopes === true ? "" : scope}`;
  }

  private fetch(kind: string, scope: string): CachedList {
    const place = this.place(kind, scope);
    const there = this.cachedLists.get(place);
    if (there !== undefined) {
      return there;
    }
    const cachedLists: CachedList = { entries: this.definition(kind).list(this.api, scope), retried: new Set() };
    this.cachedLists.set(place, cachedLists);
    cachedLists.entries.then(
      (entries) => {
        cachedLists.entriesNow = entries;
      },
      () => {
        // A list that failed is asked for again by the next who needs it.
        if (this.cachedLists.get(place) === cachedLists) {
          this.cachedLists.delete(place);
        }
      },
    );
    return cachedLists;
  }
}

import type { CloudObject } from "../../emulators/src/index.ts";
import { isRecord } from "../../provider/src/engine/definition/values.ts";

export const rowKey = ({ kind, id }: CloudObject): string => `${kind} ${id}`;

/** Values of an object that is gone or being deleted, in any field, on any cloud. */
const ENDED = /^(deleted|deleting|cancelled|terminated|TERMT|TERMTING|DETACHING)$/;

/** An object that no state knows: created by a run whose end nobody saw, or named in a message. */
export interface Loose {
  deployment: string;
  /** A message has named it. */
  isNamed: boolean;
}

/** Tracks who owns each object of the cloud. */
export class Ledger {
  /** The kinds of row that nobody pays for and no call lists. */
  private readonly bookkeeping: readonly string[];
  private readonly server: string;
  private readonly isAlive: (row: CloudObject) => boolean;
  private readonly owners = new Map<string, string>();
  readonly loose = new Map<string, Loose>();
  /** The IDs that a warning has named finally: the object stays, and is charged. */
  readonly announced = new Set<string>();
  /** The IDs that a destroy has released with a warning: the program may adopt another from now on. */
  readonly released = new Set<string>();
  /** The kinds for which a program has resources: those that its tokens name. */
  private readonly own: ReadonlySet<string>;
  /** Kinds that also come with another object. */
  private readonly comesWith: ReadonlySet<string>;

  constructor(
    bookkeeping: readonly string[],
    server: string,
    isAlive: (row: CloudObject) => boolean,
    tokens: readonly string[],
    comesWith: readonly string[] = [],
  ) {
    this.comesWith = new Set(comesWith);
    this.own = new Set(tokens.map((token) => token.replace(/^.*:(.)/, (_, first: string) => first.toLowerCase())));
    this.bookkeeping = bookkeeping;
    this.server = server;
    this.isAlive = (row) => row.kind !== server || isAlive(row);
  }

  alive(rows: readonly CloudObject[]): CloudObject[] {
    return rows.filter(
      (row) =>
        !this.bookkeeping.includes(row.kind) &&
        this.isAlive(row) &&
        ![row.phase, row.status, row.state].some((word) => typeof word === "string" && ENDED.test(word)),
    );
  }

  owner(row: CloudObject): string | undefined {
    return this.owners.get(rowKey(row));
  }

  /** A new object belongs to the owner of what it refers to, otherwise to the actor. */
  learn(rows: readonly CloudObject[], actor: string): void {
    const byId = new Map(rows.map((row) => [row.id, row] as const));
    // Whoever recreates an object with the same ID owns it: some IDs are derived from a name.
    const keys = new Set(rows.map(rowKey));
    for (const key of [...this.owners.keys()].filter((each) => !keys.has(each))) {
      this.owners.delete(key);
    }
    for (const row of rows.filter((each) => !this.owners.has(rowKey(each)))) {
      const holders = references(row).flatMap((id) => this.ownerOf(byId.get(id)) ?? []);
      this.owners.set(rowKey(row), holders.find((holder) => holder !== "nobody") ?? actor);
    }
    const there = new Set(this.alive(rows).map(rowKey));
    for (const key of [...this.loose.keys()].filter((each) => !there.has(each))) {
      this.loose.delete(key);
    }
  }

  /** The objects that neither a state names nor an object named by one. An object being deleted still has its parts. */
  unaccounted(rows: readonly CloudObject[], states: readonly unknown[]): CloudObject[] {
    const named = new Set(states.flatMap(texts).flatMap((text) => [text, ...text.split("/")]));
    // Some clouds identify an object only by its name. A server is always identified by its ID.
    const isNamed = (row: CloudObject) =>
      named.has(row.id) ||
      named.has(row.id.split("/").at(-1) ?? row.id) ||
      (row.kind !== this.server && typeof row.name === "string" && named.has(row.name));
    let known = new Set(rows.filter(isNamed));
    for (let size = -1; size !== known.size; ) {
      size = known.size;
      const ids = new Set([...known].map(({ id }) => id));
      const referred = new Set([...known].flatMap(references));
      known = new Set([
        ...known,
        ...rows.filter(
          (row) =>
            (this.isPart(row) && references(row).some((id) => ids.has(id))) ||
            (this.comesWith.has(row.kind) && referred.has(row.id)),
        ),
      ]);
    }
    return this.alive(rows).filter((row) => !known.has(row));
  }

  /**
   * Part of the object that it refers to, such as a server's disk; not an independent object that merely uses the
   * other.
   */
  private isPart({ kind, isDefault }: CloudObject): boolean {
    return kind !== this.server && (isDefault === true || !this.own.has(kind) || this.comesWith.has(kind));
  }

  private ownerOf(row: CloudObject | undefined): string | undefined {
    return row === undefined ? undefined : this.owner(row);
  }
}

/** The IDs in a row, also at the end of a description (`made with server 26695183`), and any other text. */
export function references(row: CloudObject): string[] {
  const { cloud: _cloud, kind: _kind, id: _id, account: _account, ...fields } = row;
  return [
    ...Object.values(fields).flatMap(texts),
    ...texts(row.description).flatMap((text) => text.split(" ").slice(-1)),
  ];
}

export const texts = (value: unknown): string[] =>
  typeof value === "string"
    ? value === ""
      ? []
      : [value]
    : Array.isArray(value)
      ? value.flatMap(texts)
      : isRecord(value)
        ? Object.values(value).flatMap(texts)
        : [];

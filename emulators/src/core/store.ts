import { type Keeper, loadAll, saveAll, trusted } from "./memory.ts";

/** The fields of every stored object; `account` is "" for objects that all accounts share. */
export interface StoredRow {
  readonly id: string;
  readonly account: string;
}

/** Restores a table or store to its snapshot. */
export type Restore = () => void;

/** A table as the core sees it, whatever its row type. */
export interface AnyTable extends Keeper {
  all(): readonly StoredRow[];
  find(id: string): StoredRow | undefined;
  /** Sets fields from outside. Throws if the row does not have a field or it has another type. */
  change(id: string, set: Record<string, unknown>): void;
  delete(id: string): boolean;
  /** Adds a copy of a row with an ID of its own, and sets fields as `change` does. */
  copy(id: string, copy: string, set: Record<string, unknown>): void;
  snapshot(): Restore;
}

/** Objects of one kind, by ID, in order of creation. Rows are replaced, never modified, so a snapshot is cheap. */
export class Table<Row extends StoredRow> implements AnyTable {
  #rows = new Map<string, Row>();

  all(): Row[] {
    return [...this.#rows.values()];
  }

  /** The rows for which the predicate is true. */
  where(keep: (row: Row) => boolean): Row[] {
    const kept: Row[] = [];
    for (const row of this.#rows.values()) if (keep(row)) kept.push(row);
    return kept;
  }

  find(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  put(row: Row): Row {
    this.#rows.set(row.id, row);
    return row;
  }

  /** Replaces fields of a row; does nothing if the row does not exist. */
  patch(id: string, set: Partial<Row>): void {
    const row = this.#rows.get(id);
    if (row) this.#rows.set(id, { ...row, ...set });
  }

  change(id: string, set: Record<string, unknown>): void {
    this.#rows.set(id, this.#changed(id, set));
  }

  copy(id: string, copy: string, set: Record<string, unknown>): void {
    if (this.#rows.has(copy)) throw new Error(`there is an object with id ${JSON.stringify(copy)} already`);
    this.#rows.set(copy, { ...this.#changed(id, set), id: copy });
  }

  /** The row with other values of fields. */
  #changed(id: string, set: Record<string, unknown>): Row {
    const row = this.#rows.get(id);
    if (!row) throw new Error(`there is no object with id ${JSON.stringify(id)}`);
    const known = new Map<string, unknown>(Object.entries(row));
    for (const [field, value] of Object.entries(set)) {
      if (!known.has(field)) throw new Error(`there is no field ${field}; there are ${[...known.keys()].join(", ")}`);
      if (field === "id" || field === "account") throw new Error(`${field} cannot be changed`);
      const wanted = typeName(known.get(field));
      if (typeName(value) !== wanted) throw new Error(`${field} must be a ${wanted}, not a ${typeName(value)}`);
    }
    return { ...row, ...set };
  }

  delete(id: string): boolean {
    return this.#rows.delete(id);
  }

  save(): Row[] {
    return this.all();
  }

  load(saved: unknown): void {
    this.#rows = new Map(trusted<Row[]>(saved).map((row) => [row.id, row]));
  }

  snapshot(): Restore {
    const copy = new Map(this.#rows);
    return () => {
      this.#rows = new Map(copy);
    };
  }
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return "list";
  return value === null ? "null" : typeof value;
}

/** All tables of a cloud, by kind ("vm", "image", …). */
export class Store implements Keeper {
  /** The state before the last successful write, which a stale list is answered from. */
  beforeLastWrite: Restore | undefined;
  readonly #tables: ReadonlyMap<string, AnyTable>;

  constructor(tables: Record<string, AnyTable>) {
    this.#tables = new Map(Object.entries(tables));
  }

  /** The table of a kind. Throws with the list of kinds if the kind is unknown. */
  table(kind: string): AnyTable {
    const table = this.#tables.get(kind);
    if (!table)
      throw new Error(`there is no kind ${JSON.stringify(kind)}; there are ${[...this.#tables.keys()].join(", ")}`);
    return table;
  }

  get kinds(): string[] {
    return [...this.#tables.keys()];
  }

  objects(): (StoredRow & { readonly kind: string })[] {
    return [...this.#tables].flatMap(([kind, table]) => table.all().map((row) => ({ kind, ...row })));
  }

  snapshot(): Restore {
    const restores = [...this.#tables.values()].map((table) => table.snapshot());
    return () => {
      for (const restore of restores) restore();
    };
  }

  save(): Record<string, unknown> {
    return saveAll(Object.fromEntries(this.#tables));
  }

  load(saved: unknown): void {
    this.beforeLastWrite = undefined;
    loadAll(Object.fromEntries(this.#tables), trusted(saved));
  }

  clear(): void {
    this.beforeLastWrite = undefined;
    for (const table of this.#tables.values()) for (const row of table.all()) table.delete(row.id);
  }
}

/**
 * The notation of the fixtures in `test/fixtures/models`, compiled once into checks.
 * A type is a primitive or the name of a model, with a suffix: `[]` for a list, `?` if it may be null, `!` if it is
 * required in requests. `map[string]T` is a map, `A|B` is either. A model is a list of words (an enum), or its fields
 * by name: a name that ends in `?` may be absent from an answer; `*` stands for all other names.
 */
export type Fields = Readonly<Record<string, string>>;
export type Model = Fields | readonly string[];
export type Type = string | Fields;

export interface Problem {
  /** JSON path below the checked value, such as `.flavor.ram`; "" for the whole value. */
  readonly path: string;
  readonly says: string;
}

/** Returns the problems of a value. The empty list is always the same object, so that correct values cost nothing. */
export type Check = (value: unknown) => readonly Problem[];

export interface Primitive {
  readonly fits: (value: unknown) => boolean;
}

/** In an answer every field must be present unless its name ends in `?`; in a request those with a `!` must be. */
export type Direction = "answer" | "request";

const none: readonly Problem[] = [];
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The problems of a part, with paths from the whole. */
export const prefixed = (step: string, problems: readonly Problem[]): readonly Problem[] =>
  problems === none ? none : problems.map(({ path, says }) => ({ path: `${step}${path}`, says }));

/** The types of one cloud, for one encoding of values and one direction. */
export class Schema {
  readonly #models: Readonly<Record<string, Model>>;
  readonly #primitives: Readonly<Record<string, Primitive>>;
  readonly #direction: Direction;
  readonly #checks = new Map<Type, Check>();

  constructor(
    models: Readonly<Record<string, Model>>,
    primitives: Readonly<Record<string, Primitive>>,
    direction: Direction,
  ) {
    this.#models = models;
    this.#primitives = primitives;
    this.#direction = direction;
  }

  /** The check for a type. Throws if the fixture does not define it. */
  of(type: Type): Check {
    const known = this.#checks.get(type);
    if (known !== undefined) return known;
    // A model may contain itself.
    let made: Check | undefined;
    this.#checks.set(type, (value) => made?.(value) ?? none);
    made = typeof type === "string" ? this.#named(type) : this.#fields(type, "the answer");
    this.#checks.set(type, made);
    return made;
  }

  #named(type: string): Check {
    if (type.includes("|")) {
      const inner = type.split("|").map((each) => this.of(each));
      return (value) => (inner.some((check) => check(value) === none) ? none : isNot(value, type));
    }
    if (type.endsWith("!")) return this.of(type.slice(0, -1));
    if (type.endsWith("?")) {
      const inner = this.of(type.slice(0, -1));
      return (value) => (value === null ? none : inner(value));
    }
    if (type.startsWith("map[string]")) {
      const inner = this.of(type.slice("map[string]".length));
      return (value) =>
        isRecord(value)
          ? gather(Object.entries(value).map(([name, each]) => prefixed(`.${name}`, inner(each))))
          : isNot(value, type);
    }
    if (type.endsWith("[]")) return this.#list(type, this.of(type.slice(0, -2)));
    const primitive = this.#primitives[type];
    if (primitive !== undefined) return (value) => (primitive.fits(value) ? none : isNot(value, type));
    const model = this.#models[type];
    if (model === undefined) throw new Error(`the fixture does not say what ${type} is`);
    return isWords(model) ? words(type, model) : this.#fields(model, type);
  }

  #list(type: string, inner: Check): Check {
    return (value) => {
      if (!Array.isArray(value)) return isNot(value, type);
      let found = none;
      for (let index = 0; index < value.length; index += 1) {
        const problems = inner(value[index]);
        if (problems !== none) found = [...found, ...prefixed(`[${index}]`, problems)];
      }
      return found;
    };
  }

  #fields(fields: Fields, name: string): Check {
    const { "*": rest, ...named } = fields;
    const known = new Map<string, Check>();
    const required: string[] = [];
    for (const [written, type] of Object.entries(named)) {
      const field = written.replace(/\?$/, "");
      known.set(field, this.of(type));
      if (this.#direction === "answer" ? field === written : type.endsWith("!")) required.push(field);
    }
    const others = rest === undefined ? undefined : this.of(rest);
    return (value) => {
      if (!isRecord(value)) return isNot(value, name);
      let found = none;
      for (const field in value) {
        const check = known.get(field) ?? others;
        const problems = check?.(value[field]) ?? [{ path: "", says: `${name} has no such field` }];
        if (problems !== none) found = [...found, ...prefixed(`.${field}`, problems)];
      }
      for (const field of required) {
        if (value[field] === undefined) found = [...found, { path: `.${field}`, says: `${name} requires it` }];
      }
      return found;
    };
  }
}

/** Whether a model is an enum. */
export const isWords = (model: Model): model is readonly string[] => Array.isArray(model);

const gather = (all: readonly (readonly Problem[])[]): readonly Problem[] =>
  all.every((each) => each === none) ? none : all.flat();

function words(type: string, known: readonly string[]): Check {
  const set: ReadonlySet<unknown> = new Set(known);
  return (value) =>
    set.has(value) ? none : [{ path: "", says: `${displayed(value)} is not one of ${type}: ${known.join(" ")}` }];
}

const isNot = (value: unknown, type: string): readonly Problem[] => [
  { path: "", says: `${displayed(value)} is not ${type}` },
];

/** Short, without revealing long texts: what users send may be a secret. */
function displayed(value: unknown): string {
  if (typeof value === "string") return value.length > 40 ? "a long text" : JSON.stringify(value);
  return Array.isArray(value) ? "a list" : isRecord(value) ? "an object" : String(value);
}

import { badRequest, wrongType } from "../errors.ts";
import type { OvhSwitches } from "../switches.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a JSON object of a body: null counts as absent, a wrong type is rejected, unknown fields are ignored. */
export class Fields {
  readonly #values: JsonObject;
  readonly #switches: OvhSwitches;

  constructor(values: JsonObject, switches: OvhSwitches) {
    this.#values = values;
    this.#switches = switches;
  }

  /** A required text. */
  text(name: string): string {
    return this.get(name) || this.#missing(name);
  }

  /** An optional text. */
  get(name: string): string | undefined {
    return this.#read(name, "string", (value) => (typeof value === "string" ? value : undefined));
  }

  /** An optional boolean. */
  flag(name: string): boolean | undefined {
    return this.#read(name, "boolean", (value) => (typeof value === "boolean" ? value : undefined));
  }

  requiredFlag(name: string): boolean {
    return this.flag(name) ?? this.#missing(name);
  }

  /** An optional whole number. */
  int(name: string): number | undefined {
    return this.#read(name, "long", (value) => (Number.isInteger(value) ? Number(value) : undefined));
  }

  /** A required text that must be one of several words. */
  oneOf<W extends string>(name: string, words: readonly W[]): W {
    const given = this.text(name);
    const word = words.find((one) => one === given);
    if (!word) throw badRequest(`[${name}] Given data (${given}) does not belong to ${words.join(", ")}`);
    return word;
  }

  /** A required word of an enum of numbers, which some clients send as a number. */
  numeral(name: string, words: readonly string[]): string {
    const given = this.#values[name];
    if (given === undefined || given === null) return this.#missing(name);
    const word = words.find((one) => one === String(given));
    if (!word) throw badRequest(`[${name}] Given data (${String(given)}) does not belong to ${words.join(", ")}`);
    return word;
  }

  object(name: string): Fields | undefined {
    return this.#read(name, "object", (value) => this.#fields(value));
  }

  requiredObject(name: string): Fields {
    return this.object(name) ?? this.#missing(name);
  }

  /** A list of objects; undefined if absent. */
  objects(name: string): Fields[] | undefined {
    return this.#list(name, "object[]", (value) => this.#fields(value));
  }

  texts(name: string): string[] | undefined {
    return this.#list(name, "string[]", (value) => (typeof value === "string" ? value : undefined));
  }

  #fields(value: unknown): Fields | undefined {
    return isObject(value) ? new Fields(value, this.#switches) : undefined;
  }

  #list<T>(name: string, type: string, parse: (value: unknown) => T | undefined): T[] | undefined {
    return this.#read(name, type, (value) => {
      const parsed = Array.isArray(value) ? value.map(parse) : [undefined];
      const valid = parsed.filter((one) => one !== undefined);
      return valid.length === parsed.length ? valid : undefined;
    });
  }

  #read<T>(name: string, type: string, parse: (value: unknown) => T | undefined): T | undefined {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    if (value === undefined || value === null) return undefined;
    const parsed = parse(value);
    if (parsed === undefined) {
      throw wrongType(`[${name}] Given data (${JSON.stringify(value)}) is not valid for type ${type}`, this.#switches);
    }
    return parsed;
  }

  #missing(name: string): never {
    throw badRequest(`Missing parameter: ${name}`);
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { GigeNetError } from "./errors.ts";
import { type Pair, utf8 } from "./form.ts";

/** Parameters used for authentication, which are never shown. */
const proofs = /^(AWSAccessKeyId|AWSKeyId|Signature\w*|SecurityToken|Timestamp|Expires|X-Amz-.*)$/i;

/**
 * The parameters of a call. PHP turns dots in names into underscores, so `InstanceId.1` and `InstanceId_1` are the same
 * (docs/api/gigenet.md §0); of equal names the last wins.
 */
export class Parameters {
  readonly #values: ReadonlyMap<string, string>;

  constructor(entries: Iterable<readonly [string, string]>) {
    this.#values = new Map([...entries].map(([name, value]) => [phpName(name), value]));
  }

  static of(pairs: readonly Pair[]): Parameters {
    return new Parameters(pairs.map(({ name, value }) => [utf8(name), utf8(value)]));
  }

  get(name: string): string | undefined {
    return this.#values.get(phpName(name));
  }

  /** A required parameter; an empty one counts as missing. */
  text(name: string): string {
    const value = this.get(name);
    if (!value) throw new GigeNetError("MissingParameter", `The parameter ${name} is required`);
    return value;
  }

  /** `Name.N` in order of N, from 0 or 1; the plain `Name` of the Go client counts too (docs/api/gigenet.md §2). */
  list(name: string): string[] {
    const plain = this.get(name);
    const numbered = this.#under(name).filter(([, rest]) => rest === "");
    return [...(plain === undefined ? [] : [plain]), ...numbered.map(([, , value]) => value)];
  }

  requiredList(name: string): string[] {
    const values = this.list(name);
    if (values.length === 0) throw new GigeNetError("MissingParameter", `The parameter ${name} is required`);
    return values;
  }

  /** `Name.N.Member` in order of N. */
  structures(name: string): Parameters[] {
    const byIndex = new Map<number, [string, string][]>();
    for (const [index, rest, value] of this.#under(name)) {
      if (rest !== "") byIndex.set(index, [...(byIndex.get(index) ?? []), [rest, value]]);
    }
    return [...byIndex.values()].map((entries) => new Parameters(entries));
  }

  /** `true` or `false`, ignoring case; absent means false. */
  flag(name: string): boolean {
    const value = (this.get(name) ?? "false").toLowerCase();
    if (value !== "true" && value !== "false") throw invalid(name, "is neither true nor false");
    return value === "true";
  }

  /** A whole number, zero or greater. */
  int(name: string, otherwise: number): number {
    const value = this.get(name);
    if (value === undefined) return otherwise;
    if (!/^\d{1,9}$/.test(value)) throw invalid(name, "is not a whole number");
    return Number(value);
  }

  /** Equal for equal parameters, whoever signs them and when. */
  fingerprint(): string {
    return JSON.stringify([...this.#values].filter(([name]) => !proofs.test(name)).sort());
  }

  #under(name: string): [index: number, rest: string, value: string][] {
    const pattern = new RegExp(`^${phpName(name)}_(\\d{1,6})(?:_(.+))?$`);
    const found: [number, string, string][] = [];
    for (const [key, value] of this.#values) {
      const match = pattern.exec(key);
      if (match) found.push([Number(match[1]), match[2] ?? "", value]);
    }
    return found.sort(([a], [b]) => a - b);
  }
}

function phpName(name: string): string {
  return name.replaceAll(/[. ]/g, "_");
}

export function invalid(name: string, why: string): GigeNetError {
  return new GigeNetError("InvalidParameterValue", `The value of ${name} ${why}`);
}

/** Parameters whose values are private. */
const secrets = /^(Password|UserData)\b/i;

/** The parameters in the request log: names as sent, without authentication, and secrets only as their length. */
export function shownParameters(pairs: readonly Pair[]): Record<string, string> {
  const masksValue = pairs.some(({ name, value }) => name === "Attribute" && secrets.test(value));
  const displayed: Record<string, string> = {};
  for (const pair of pairs) {
    const [name, value] = [utf8(pair.name), utf8(pair.value)];
    if (name === "Action" || proofs.test(name)) continue;
    const secret = secrets.test(name.replaceAll("_", ".")) || (masksValue && name === "Value");
    displayed[name] = secret ? `(${value.length} characters)` : value;
  }
  return displayed;
}

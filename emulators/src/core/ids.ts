import { createHash } from "node:crypto";
import { type Keeper, trusted } from "./memory.ts";

/** Identifiers that look random and are the same for the same seed. */
export class Ids implements Keeper {
  readonly #seed: string;
  #drawn = 0;
  readonly #counters = new Map<string, number>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** Remembers which come next. The returned function returns to it. */
  snapshot(): () => void {
    const [drawn, counters] = [this.#drawn, [...this.#counters]];
    return () => {
      this.#drawn = drawn;
      this.#counters.clear();
      for (const [name, value] of counters) this.#counters.set(name, value);
    };
  }

  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string {
    let text = "";
    while (text.length < length)
      text += createHash("sha256")
        .update(`${this.#seed}/${this.#drawn++}`)
        .digest("hex");
    return text.slice(0, length);
  }

  /** A version 4 UUID. */
  uuid(): string {
    return uuidOf(this.hex(32));
  }

  /** The next number of a counter, from `first` upwards. */
  next(counter: string, first: number): number {
    const value = this.#counters.get(counter) ?? first;
    this.#counters.set(counter, value + 1);
    return value;
  }

  save(): unknown {
    return { drawn: this.#drawn, counters: [...this.#counters] };
  }

  load(saved: unknown): void {
    const { drawn, counters } = trusted<{ drawn: number; counters: [string, number][] }>(saved);
    this.#drawn = drawn;
    this.#counters.clear();
    for (const [name, value] of counters) this.#counters.set(name, value);
  }
}

/** A UUID that is always the same for the same thing, for IDs that nothing is looked up by. */
export function uuidFor(thing: string): string {
  return uuidOf(createHash("sha256").update(thing).digest("hex"));
}

/** Version 4, of 32 hexadecimal digits. */
function uuidOf(h: string): string {
  const variant = "89ab".charAt(Number.parseInt(h.charAt(16), 16) % 4);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

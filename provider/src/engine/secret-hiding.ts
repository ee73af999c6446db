import type { Debug } from "../http/debug.ts";
import { Redactor } from "../http/redact.ts";
import type { ResourceDefinition } from "./definition/definition.ts";
import { likelyKeys } from "./definition/secrecy.ts";
import { isRecord, type Json, namesUnknown } from "./definition/values.ts";
import type { Reporter } from "./reporter.ts";

/** Longer texts, and those with blanks, are not keys: only whole lines and long stretches of them are hidden. */
const LONGEST_KEY = 200;
/** Maximum depth of the chain of causes of an error. */
const DEPTH = 5;

/** All texts in a value. An unknown value has none. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") {
    return namesUnknown(value) ? [] : [value];
  }
  return Array.isArray(value) || isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** The texts of secret fields among a resource's properties. */
export const secretTexts = ({ inputs, outputs }: ResourceDefinition, properties: readonly Json[]): string[] =>
  properties.flatMap((each) =>
    Object.entries(each).flatMap(([key, value]) =>
      inputs[key]?.secret === true || outputs[key]?.secret === true ? textsIn(value) : [],
    ),
  );

/** What is before and after the host of a URL; undefined if the text is not a URL. */
function urlParts(text: string): readonly string[] | undefined {
  if (!/^[a-z][a-z0-9+.-]{0,31}:\/\//i.test(text) || /\s/.test(text)) {
    return undefined;
  }
  const after = text.slice(text.indexOf("://") + 3);
  const end = after.search(/[/?#]/);
  const authority = end < 0 ? after : after.slice(0, end);
  return [authority.slice(0, Math.max(authority.lastIndexOf("@"), 0)), after.slice(authority.length)];
}

const isKey = (text: string): boolean => text.length <= LONGEST_KEY && !/\s/.test(text) && urlParts(text) === undefined;

/** Shorter parts of a URL, such as `/api`, are in other URLs too. */
const SHORTEST_PART = 8;

/** Of a URL the host is no key, because it is in other URLs too; the URL as a whole is hidden as a text. */
function keysIn(text: string): readonly string[] {
  const parts = urlParts(text);
  return isKey(text) ? [text] : (parts?.filter(({ length }) => length >= SHORTEST_PART) ?? likelyKeys(text));
}

/** Also hides these secrets: keys in any part, longer texts and URLs line by line, and the keys that these may contain. */
export function hide(redactor: Redactor, secrets: readonly string[]): Redactor {
  for (const text of secrets) {
    for (const key of keysIn(text)) {
      redactor.add(key);
    }
    if (!isKey(text)) {
      redactor.addText(text);
    }
  }
  return redactor;
}

/** All secrets that a process knows: a debug line shows the answer to any call, and so may contain any of them. */
export class KnownSecrets {
  private readonly redactor = new Redactor();
  private readonly known = new Set<string>();

  add(texts: () => readonly string[]): void {
    const unknown = texts().filter((each) => !this.known.has(each));
    hide(this.redactor, unknown);
    for (const text of unknown) {
      this.known.add(text);
    }
  }

  debug({ line, bodies }: Debug): Debug {
    return { bodies, line: (text) => line(this.redactor.values(text)) };
  }
}

/** The text of an error's stack, without the lines that name our files; `""` if it is the error's message. */
function wordsIn({ name, message, stack = "" }: Error): string {
  const words = stack.replaceAll(/\n {4}at [^\n]*(?::\d+:\d+|<anonymous>|\(index \d+)\)?(?=\n|$)/g, "");
  return words === `${name}: ${message}` || words.endsWith(`Error: ${message}`) ? "" : words;
}

/**
 * The secrets that one call must hide: the account's credentials, and the secret values of its resource. A cloud can repeat
 * them anywhere, in the words of an error, a status or a name.
 */
export class SecretHiding {
  private readonly base: () => Redactor | undefined;
  private readonly secrets: () => readonly string[];
  private made: Redactor | undefined;

  /** Both functions are called only when something may have to be hidden, which is rare. */
  constructor(base: () => Redactor | undefined, secrets: () => readonly string[]) {
    this.base = base;
    this.secrets = secrets;
  }

  /** Also hides secrets that the call itself has returned, such as a password. */
  learn(secrets: readonly string[]): void {
    hide(this.redactor(), secrets);
  }

  /** Whether a value contains a secret. */
  holds(value: unknown): boolean {
    return this.redactor().finds(textsIn(value).join("\0"));
  }

  text(text: string): string {
    return this.redactor().values(text);
  }

  /** The value without the secrets in its texts. */
  value<T>(value: T): T;
  value(value: unknown): unknown {
    return this.holds(value) ? this.withoutSecrets(value) : value;
  }

  /** Removes secrets from the messages and stacks of an error and its causes. Returns the same error. */
  error(error: unknown): unknown {
    for (let each = error, depth = 0; each instanceof Error && depth < DEPTH; each = each.cause, depth += 1) {
      // Some of Node.js's own errors are read-only, but none of them has text from a cloud.
      if (this.holds([each.message, wordsIn(each)])) {
        each.message = this.text(each.message);
        each.stack = this.text(each.stack ?? "");
      }
    }
    return error;
  }

  reporter(to: Reporter): Reporter {
    return { info: (message) => to.info(this.text(message)), warn: (message) => to.warn(this.text(message)) };
  }

  private withoutSecrets(value: unknown): unknown {
    if (typeof value === "string") {
      return this.text(value);
    }
    if (Array.isArray(value)) {
      return value.map((each) => this.withoutSecrets(each));
    }
    return isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.withoutSecrets(each)]))
      : value;
  }

  private redactor(): Redactor {
    if (this.made === undefined) {
      this.made = hide(new Redactor([], this.base()), this.secrets());
    }
    return this.made;
  }
}

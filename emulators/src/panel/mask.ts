/** Stands for a secret. */
export const masked = "••••••";

const secretName =
  /pass(?:word|phrase)|secret|token|private_?key|signature|credential|consumer_?key|api_?(?:key|hash)|login_?details|user_?data|script_?content|^content$|authorization|^x-ncp-iam-access-key$|console|partialkey/i;

/** Names that look secret and are not. */
const open = /^(?:outcome|tokens?endpoint|(?:consumerKey|credential)(?:Id|s)|credentialId)$/i;

export const isSecretName = (name: string): boolean => secretName.test(name) && !open.test(name);

/** Replaces the values of secrets: by the name before them, and wherever one of the known values occurs. */
export class Masker {
  readonly #known: readonly string[];

  constructor(accounts: readonly Readonly<Record<string, string>>[]) {
    const values = accounts.flatMap((account) => Object.entries(account)).filter(([name]) => isSecretName(name));
    this.#known = values.map(([, value]) => value).filter((value) => value.length >= 8);
  }

  text(text: string): string {
    return this.#known.reduce((rest, value) => rest.replaceAll(value, masked), text);
  }

  named(name: string, value: string): string {
    return isSecretName(name) && value !== "" ? masked : this.text(value);
  }

  record(record: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, this.named(name, value)]));
  }

  /** A body in JSON, XML or YAML. What is none of them keeps its text. */
  body(text: string): string {
    const trimmed = text.trimStart();
    if (/^[[{]/.test(trimmed)) {
      try {
        const shown: unknown = JSON.parse(text, (name, value: unknown) => this.#value(name, value));
        return JSON.stringify(shown);
      } catch {
        // Cut or damaged on purpose: masked as text below.
      }
    }
    const tagged = this.text(text).replaceAll(/<([A-Za-z_][\w.-]*)>([^<]+)</g, (all, name: string) =>
      isSecretName(name) ? `<${name}>${masked}<` : all,
    );
    return withoutSecretPairs(tagged);
  }

  #value(name: string, value: unknown): unknown {
    if (typeof value === "string") return this.named(name, value);
    return isSecretName(name) && typeof value === "number" ? masked : value;
  }
}

/** Replaces the value after each secret name and its colon, in YAML and in JSON that is cut or damaged. */
function withoutSecretPairs(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { 0: name, index } of text.matchAll(/[\w.-]+/g)) {
    const colon = /^"?[ \t]{0,8}:[ \t]{0,8}/.exec(text.slice(index + name.length, index + name.length + 20));
    if (index >= done && colon !== null && isSecretName(name)) {
      const start = index + name.length + colon[0].length;
      parts.push(text.slice(done, start), `"${masked}"`);
      done = endOfValue(text, start);
    }
  }
  return parts.join("") + text.slice(done);
}

/** Where a value ends: after the closing quote, or before a blank, a comma or a brace. */
function endOfValue(text: string, start: number): number {
  const isQuoted = text[start] === '"';
  for (let at = isQuoted ? start + 1 : start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isQuoted && character === "\\") {
      at += 1;
    } else if (isQuoted ? character === '"' : /[\s,}]/.test(character)) {
      return isQuoted ? at + 1 : at;
    }
  }
  return text.length;
}

import fc from "fast-check";
import type { Emulators } from "../../../emulators/src/index.ts";
import type { Exchange, RawAnswer } from "../../../provider/src/http/transport.ts";
import { direct } from "../../support/direct.ts";

/* A cloud that echoes secrets, in any place and form. */

/** How a text is encoded in an echo: a secret may be anywhere in the encoded text. */
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  json: (text) => JSON.stringify({ echo: text }),
  phpJson: (text) => JSON.stringify(text).replaceAll("/", "\\/"),
  jsonUnits: (text) => text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  xml: (text) => text.replace(/[^ \w]/g, (char) => `&#${char.charCodeAt(0)};`),
  everyXml: (text) => text.replace(/[\s\S]/g, (char) => `&#x${char.charCodeAt(0).toString(16)};`),
  percent: (text) => encodeURIComponent(text),
  everyPercent: (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  base64: (text) => base64(text),
  base64Shifted: (text) => base64(`x${text}`),
  base64ShiftedTwice: (text) => Buffer.from(`xy${text}z`).toString("base64url"),
  wrapped: (text) =>
    base64(`x${text}`)
      .match(/.{1,64}/g)
      ?.join("\n") ?? "",
  base64InPercent: (text) => encodeURIComponent(base64(`xy${text}`)),
  percentInBase64: (text) => base64(`x${encodeURIComponent(text)}`),
  hex: (text) => Buffer.from(text).toString("hex"),
  // Fewer than eight characters cannot be distinguished from other text.
  half: (text) => text.slice(0, Math.max(8, Math.ceil(text.length / 2))),
};
const base64 = (text: string): string => Buffer.from(text).toString("base64");

export interface Echo {
  /** Which request of which step gets the echo, and which text of the answer contains it. */
  step: number;
  request: number;
  leaf: number;
  as: string;
  secret: number;
  /**
   * A foreign error; an error in the cloud's own envelope, before or after the effect; or the real answer with the echo
   * in one of its texts, in all of them, or in its headers.
   */
  where: "foreign" | "error" | "lateError" | "text" | "everywhere" | "header";
  status: number;
}

export const echoOf = (steps: number): fc.Arbitrary<Echo> =>
  fc.record({
    step: fc.nat(steps - 1),
    request: fc.nat(3),
    leaf: fc.nat(200),
    as: fc.constantFrom(...Object.keys(SPELLINGS)),
    secret: fc.nat(9),
    where: fc.constantFrom("foreign", "error", "lateError", "text", "everywhere", "header"),
    status: fc.constantFrom(200, 302, 400, 403, 404, 409, 429, 500),
  });

/** A cloud's emulator with echoes in its answers. */
export class EchoingCloud {
  readonly #emulators: Emulators<string>;
  readonly #cloud: string;
  readonly #echoes: readonly Echo[];
  #secrets: readonly string[] = [];
  /** The encodings used for secrets. */
  readonly spellings: string[] = [];
  #step = 0;
  #asked = 0;

  constructor(emulators: Emulators<string>, cloud: string, echoes: readonly Echo[]) {
    this.#emulators = emulators;
    this.#cloud = cloud;
    this.#echoes = echoes;
  }

  /** `secrets`: the secrets echoed in this step. */
  begin(step: number, secrets: readonly string[]): void {
    this.#secrets = secrets;
    this.#step = step;
    this.#asked = 0;
  }

  readonly exchange: Exchange = async (request, options) => {
    const due = this.#echoes.find((each) => each.step === this.#step && each.request === this.#asked);
    this.#asked += 1;
    const truthful = direct(this.#emulators, this.#cloud);
    if (due === undefined) {
      return truthful(request, options);
    }
    const secret = this.#secrets[due.secret % this.#secrets.length] ?? "";
    const spelt = SPELLINGS[due.as]?.(secret) ?? "";
    this.spellings.push(spelt);
    if (due.where !== "error" && due.where !== "lateError") {
      return spoilt(await truthful(request, options), due, spelt);
    }
    const when = due.where === "error" ? "before" : "after";
    this.#emulators.addFault({ cloud: this.#cloud, when, fault: { error: `refused: ${spelt}` } });
    try {
      return await truthful(request, options);
    } finally {
      this.#emulators.clearFaults();
    }
  };
}

/** Texts of an answer in any format. */
const LEAVES = /(?<=:\s?")(?:[^"\\]|\\.)+(?=")|(?<=>)[^<>\n]+(?=<)|(?<=^\s*[\w-]+: )[^\n{[|>]+$/gm;

function spoilt(answer: RawAnswer, { leaf, where, status }: Echo, spelt: string): RawAnswer {
  if (where === "foreign") {
    const body = JSON.stringify({ success: "no", error: `no: ${spelt}`, message: spelt, class: "Client::X" });
    return { ...answer, status, body };
  }
  if (where === "header") {
    const named = ["location", "retry-after", "x-ovh-queryid", "x-request-id"].map((name) => [name, spelt]);
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, `${value} ${spelt}`]);
    return { ...answer, status, headers: Object.fromEntries([...headers, ...named]) };
  }
  const leaves = [...answer.body.matchAll(LEAVES)];
  const escaped = /^\s*[{[]/.test(answer.body)
    ? JSON.stringify(spelt).slice(1, -1)
    : spelt.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", " ");
  const chosen = where === "everywhere" ? leaves : leaves.slice(leaf % Math.max(leaves.length, 1)).slice(0, 1);
  const body = chosen.reduceRight(
    (text, { index, 0: old }) => text.slice(0, index + old.length) + escaped + text.slice(index + old.length),
    answer.body,
  );
  return { ...answer, body };
}

/** Twelve consecutive characters of an echo reveal the secret, unless they are part of the harmless text around it. */
export function leakIn(text: string, spelt: string, harmless: string): string | undefined {
  const flat = text.replace(/\s+/g, "");
  const bare = spelt.replace(/\s+/g, "");
  const length = Math.min(12, bare.length);
  for (let start = 0; start + length <= bare.length; start += 1) {
    const piece = bare.slice(start, start + length);
    if (flat.includes(piece) && !harmless.includes(piece)) {
      return piece;
    }
  }
  return undefined;
}

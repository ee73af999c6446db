import test from "ava";
import fc from "fast-check";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import { Cores } from "../../provider/src/doors/cores.ts";
import { debugTo } from "../../provider/src/doors/debug.ts";
import { bare } from "../../provider/src/doors/plugin/properties.ts";
import { isSealed } from "../../provider/src/doors/wire.ts";
import type { ResourceDefinition } from "../../provider/src/engine/definition.ts";
import { textsIn } from "../../provider/src/engine/discretion.ts";
import type { Json } from "../../provider/src/engine/values.ts";
import type { Exchange, RawAnswer } from "../../provider/src/http/transport.ts";
import { direct } from "../support/direct.ts";
import { adapters } from "./clouds/all.ts";
import { doorNames } from "./suite/doors.ts";
import { Harness, startFixture } from "./suite/harness.ts";
import { listSamples, prepareAccount } from "./suite/lives.ts";
import type { ResourceSamples } from "./suite/samples.ts";

/* A cloud that echoes secrets, wherever and however it likes: nobody is shown one, and none is in the state in clear. */

/** How a text is spelt in an echo: a secret may stand anywhere within what is encoded. */
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  json: (text) => JSON.stringify({ echo: text }),
  phpJson: (text) => JSON.stringify(text).replaceAll("/", "\\/"),
  percent: (text) => encodeURIComponent(text),
  everyPercent: (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  base64: (text) => Buffer.from(text).toString("base64"),
  base64Shifted: (text) => Buffer.from(`x${text}`).toString("base64"),
  base64ShiftedTwice: (text) => Buffer.from(`xy${text}z`).toString("base64url"),
  wrapped: (text) =>
    Buffer.from(`x${text}`)
      .toString("base64")
      .match(/.{1,64}/g)
      ?.join("\n") ?? "",
  base64InPercent: (text) => encodeURIComponent(Buffer.from(`xy${text}`).toString("base64")),
  percentInBase64: (text) => Buffer.from(`x${encodeURIComponent(text)}`).toString("base64"),
  hex: (text) => Buffer.from(text).toString("hex"),
  half: (text) => text.slice(0, Math.ceil(text.length / 2)),
};

interface Echo {
  /** Which request is answered with it, and which text of the answer has it then. */
  request: number;
  leaf: number;
  as: keyof typeof SPELLINGS;
  secret: number;
  /** An error with it, or the true answer with it in one of its texts. */
  where: "error" | "text" | "everywhere";
  status: number;
}
const echo: fc.Arbitrary<Echo> = fc.record({
  request: fc.nat(12),
  leaf: fc.nat(200),
  as: fc.constantFrom(...Object.keys(SPELLINGS)),
  secret: fc.nat(9),
  where: fc.constantFrom("error", "text", "everywhere"),
  status: fc.constantFrom(200, 400, 403, 404, 409, 500),
});

/** Texts of an answer, in whatever format it is. */
const LEAVES = /(?<=:\s?")(?:[^"\\]|\\.)+(?=")|(?<=>)[^<>\n]+(?=<)|(?<=^\s*[\w-]+: )[^\n{[|>]+$/gm;

function spoilt(answer: RawAnswer, { leaf, where }: Echo, spelt: string): RawAnswer {
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

/** What anybody can see of a run: messages, debug lines, and what the state has in clear. */
interface Seen {
  texts: string[];
}

/** Values of the state that are not marked as secrets. */
function clear(value: unknown): unknown[] {
  if (isSealed(value)) return [];
  if (typeof value !== "object" || value === null) return [value];
  return Object.entries(value).flatMap(([key, each]) => [key, ...clear(each)]);
}

/** Twelve characters in a row of an echo that depend on the secret show it. */
function leakIn(text: string, spelt: string, harmless: string): string | undefined {
  const flat = text.replace(/\s+/g, "");
  const bare = spelt.replace(/\s+/g, "");
  const length = Math.min(12, bare.length);
  for (let start = 0; start + length <= bare.length; start += 1) {
    const piece = bare.slice(start, start + length);
    if (flat.includes(piece) && !harmless.includes(piece)) return piece;
  }
  return undefined;
}

/** A program that sets every secret input of the resource which has a sample. */
function programOf(definition: ResourceDefinition, samples: ResourceSamples): Json {
  const secret = Object.entries(definition.inputs).flatMap(([key, field]) => {
    const [sample] = field.secret === true ? listSamples(samples, key) : [];
    return sample === undefined ? [] : [{ ...sample.beside, [key]: sample.value }];
  });
  return Object.assign({}, samples.program, ...secret);
}

for (const adapter of adapters) {
  for (const door of doorNames) {
    test(`${adapter.title}, ${door}: whatever the cloud echoes, no secret is shown or kept in clear`, async (t) => {
      const cloud = await loadCloud(adapter.cloud);
      const form = Object.keys(adapter.forms)[0] ?? "";
      const harness = new Harness(await startFixture(adapter, form, door));
      t.teardown(() => harness.stop());
      const credentials = Object.entries(harness.config()).flatMap(([key, value]) =>
        cloud.settings[key]?.secret === true && typeof value === "string" ? [value] : [],
      );
      t.true(credentials.length > 0);
      const definitions = cloud.resources.filter(({ token }) => adapter.samples[token] !== undefined);
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.array(echo, { minLength: 1, maxLength: 3 }), async (which, echoes) => {
          const definition = definitions[which % definitions.length];
          const make = definition && adapter.samples[definition.token];
          if (definition === undefined || make === undefined) return;
          const samples = await prepareAccount({ harness, definition, samples: make });
          const program = programOf(definition, samples);
          const isSecret = (key: string) => (definition.inputs[key] ?? definition.outputs[key])?.secret === true;
          const secretInputs = Object.entries(program).flatMap(([key, value]) => (isSecret(key) ? textsIn(value) : []));
          const secrets = [...credentials, ...secretInputs.flatMap((text) => text.split("\n"))].filter(
            ({ length }) => length >= 16,
          );
          const spellings: string[] = [];
          let asked = 0;
          const truthful = direct(harness.emulators, adapter.cloud);
          const exchange: Exchange = async (request, options) => {
            const answer = await truthful(request, options);
            const due = echoes.find((each) => each.request === asked);
            asked += 1;
            if (due === undefined) return answer;
            const secret = secrets[due.secret % secrets.length] ?? "";
            const spelt = SPELLINGS[due.as]?.(secret) ?? "";
            spellings.push(spelt);
            return due.where === "error"
              ? {
                  ...answer,
                  status: due.status,
                  body: `{"success":"no","error":${JSON.stringify(`no: ${spelt}`)},"message":${JSON.stringify(spelt)},"class":"Client::X"}`,
                }
              : spoilt(answer, due, spelt);
          };
          const seen: Seen = { texts: [] };
          const see = (text: string) => void seen.texts.push(text);
          const cores = new Cores({
            ...{ load: loadCloud, env: {}, clock: harness.clock, exchange },
            reporter: { info: see, warn: see },
            debug: debugTo(see, "2"),
          });
          const engine = harness.engine("web", { token: definition.token, cores });
          const [change] = Object.keys(samples.inputs).flatMap((key) =>
            listSamples(samples, key).flatMap((sample) =>
              sample.change === undefined ? [] : [{ [key]: sample.change.to }],
            ),
          );
          const steps = [
            () => engine.up(program),
            () => engine.refresh(),
            () => engine.preview({ ...program, ...change }),
            () => engine.up({ ...program, ...change }),
            () => engine.destroy(),
          ];
          for (const step of steps) {
            await step().catch((error: unknown) =>
              see(error instanceof Error ? `${error.message}\n${error.stack}` : String(error)),
            );
            for (const state of engine.state === undefined ? [] : [engine.state]) {
              // What the cloud has made up, such as a password, is a secret from now on.
              const made = Object.entries(state.outputs).flatMap(([key, value]) =>
                isSecret(key) ? textsIn(bare(value)) : [],
              );
              secrets.push(...made.filter((text) => text.length >= 10 && !secrets.includes(text)));
              see(JSON.stringify([clear(state.inputs), clear(state.outputs), state.initErrors]));
            }
          }
          cores.cancel();
          const public_ = JSON.stringify(
            [program, harness.settings()].map((each) =>
              Object.fromEntries(
                Object.entries(each).filter(([key]) => !isSecret(key) && cloud.settings[key]?.secret !== true),
              ),
            ),
          );
          for (const spelt of [...spellings, ...secrets]) {
            for (const text of seen.texts) {
              const leak = leakIn(text, spelt, public_);
              t.is(
                leak,
                undefined,
                `${JSON.stringify(echoes)}: …${text.slice(Math.max(text.indexOf(leak ?? "") - 300, 0)).slice(0, 600)}`,
              );
            }
          }
        }),
        { numRuns: 12 },
      );
    });
  }
}

import { appendFileSync, mkdirSync } from "node:fs";
import type { Answered } from "../../emulators/src/index.ts";

/** The parts of an emulator's answer that a model checks. */
export type KeptAnswer = Pick<Answered, "cloud"> & {
  readonly inspection: Pick<Answered["inspection"], "operation">;
  readonly request: Pick<Answered["request"], "headers">;
  readonly reply: Answered["reply"];
};

/** Where test processes store the answers they have seen, for `make model-mutants`; undefined otherwise. */
const folder = process.env.INDIECLOUD_MODEL_CORPUS;
const kept = new Set<string>();

/** Stores an answer whose shape differs from all earlier ones. */
export function keepAnswer({ cloud, inspection, request, reply }: Answered): void {
  if (folder === undefined) return;
  const { operation } = inspection;
  const key = `${cloud} ${operation} ${reply.status} ${shapeOf(reply.body)}`;
  if (kept.has(key)) return;
  kept.add(key);
  const answer: KeptAnswer = { cloud, inspection: { operation }, request: { headers: request.headers }, reply };
  mkdirSync(folder, { recursive: true });
  appendFileSync(`${folder}/${process.pid}.jsonl`, `${JSON.stringify(answer)}\n`);
}

/** The names in a body and whether something is null or empty, without the values. */
const shapeOf = (body: string): string =>
  [...new Set(body.match(/"[^"]*"\s*:\s*(null|\[\]|""|[[{"\w])|<[\w.]+\/?>/g))]
    .map((each) => each.replace(/(\d|true|false|")$/, ""))
    .sort()
    .join();

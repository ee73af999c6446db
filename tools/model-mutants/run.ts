/**
 * `make model-mutants`: collects the answers of the emulators from their own tests. Renames, retypes, removes or
 * empties each field of each answer, one at a time, and runs the check that every test makes (test/models). A change
 * survives if the check does not notice it and the vendor's model forbids it.
 */
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Answered } from "../../emulators/src/index.ts";
import type { KeptAnswer } from "../../test/models/corpus.ts";
import { leewayOf } from "../../test/models/leeway.ts";
import { type Mutant, mutantsOf } from "../../test/models/mutants.ts";
import { modelOf } from "../../test/models/recorder.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

async function collect(): Promise<KeptAnswer[]> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-models-"));
  try {
    const ava = spawnSync(process.execPath, ["node_modules/ava/entrypoints/cli.mjs", "emulators/src/*/*.test.ts"], {
      cwd: root,
      env: { ...process.env, INDIECLOUD_MODEL_CORPUS: folder },
      encoding: "utf8",
    });
    if (ava.status !== 0) {
      throw new Error(`The emulators' tests fail:\n${ava.stdout}`);
    }
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
    return texts.flatMap((text) => text.trim().split("\n")).map((line) => JSON.parse(line));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Tally {
  calls: Set<string>;
  fields: Set<string>;
  mutants: number;
  noticed: number;
  left: Map<string, number>;
  survivors: string[];
}

const asAnswered = (kept: KeptAnswer, body: string): Answered => ({
  cloud: kept.cloud,
  inspection: { kind: "read", signature: "ok", parameters: {}, ...kept.inspection },
  request: {
    ...{ method: "", path: "", url: "", query: new URLSearchParams(), body: Buffer.alloc(0), sourceIp: "" },
    ...kept.request,
  },
  reply: { ...kept.reply, body },
});

/** Whether the check notices; an answer that cannot be parsed counts as noticed. */
function isNoticed(kept: KeptAnswer, body: string): boolean {
  try {
    return modelOf(kept.cloud).answer(asAnswered(kept, body))?.length !== 0;
  } catch {
    return true;
  }
}

const tallies = new Map<string, Tally>();
const tried = new Set<string>();
for (const kept of await collect()) {
  const { cloud, inspection, reply } = kept;
  if (modelOf(cloud).answer(asAnswered(kept, reply.body))?.length !== 0) continue;
  const tally = tallies.get(cloud) ?? emptyTally();
  tallies.set(cloud, tally);
  const call = `${inspection.operation}${reply.error === undefined ? "" : ", an error"}`;
  const format = reply.body.trimStart().charAt(0);
  for (const mutant of mutantsOf(reply.body)) {
    const name = `${call} ${mutant.path} ${mutant.change} ${mutant.was}`;
    if (tried.has(`${cloud} ${format} ${name}`)) continue;
    tried.add(`${cloud} ${format} ${name}`);
    note(tally, call, name, kept, mutant);
  }
}

function emptyTally(): Tally {
  return { calls: new Set(), fields: new Set(), mutants: 0, noticed: 0, left: new Map(), survivors: [] };
}

function note(tally: Tally, call: string, name: string, kept: KeptAnswer, mutant: Mutant): void {
  tally.calls.add(call);
  tally.fields.add(`${call} ${mutant.path}`);
  tally.mutants += 1;
  const why = isNoticed(kept, mutant.body) ? "noticed" : leewayOf(modelOf(kept.cloud).fixture, kept, mutant);
  if (why === "noticed") tally.noticed += 1;
  else if (why === undefined) tally.survivors.push(name);
  else tally.left.set(why, (tally.left.get(why) ?? 0) + 1);
}

let survive = 0;
for (const [cloud, { calls, fields, mutants, noticed, left, survivors }] of tallies) {
  const open = [...left].map(([why, count]) => `${count} because ${why}`).join(", ") || "none";
  console.log(
    `${cloud}: ${mutants} mutants of ${fields.size} fields of ${calls.size} answers; ${noticed} are detected`,
  );
  console.log(`  left open by the model: ${open}`);
  for (const survivor of survivors) console.log(`  survives: ${survivor}`);
  survive += survivors.length;
}
console.log(`${survive} survive`);
process.exitCode = survive === 0 && tallies.size > 0 ? 0 : 1;

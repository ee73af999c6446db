import { readFileSync, writeFileSync } from "node:fs";
import { targets } from "./clouds/all.ts";
import { Harness, startFixture } from "./suite/harness.ts";
import { type Costs, costsOf } from "./suite/many.ts";
import { MANY, requestsFile } from "./suite/requests.ts";
import { isAsked } from "./suite/usage.ts";

/** Records in test/fixtures/requests.json what 50 objects of each resource cost. Part of `make usage`. */

const only = process.argv.slice(2);
const recorded: Record<string, Record<string, Costs>> = JSON.parse(readFileSync(requestsFile, "utf8"));
for (const target of targets) {
  const known = recorded[target.cloud] ?? {};
  const [form = ""] = Object.keys(target.forms);
  const harness = new Harness(await startFixture(target, form, "dynamic"));
  const own: Record<string, Costs> = {};
  for (const definition of (await harness.cloud()).resources) {
    const { token } = definition;
    const samples = target.samples[token];
    const costs =
      samples === undefined || !isAsked(only, token)
        ? known[token]
        : await costsOf({ harness, definition, samples }, MANY);
    if (costs !== undefined) {
      own[token] = costs;
    }
  }
  recorded[target.cloud] = own;
  await harness.stop();
}
writeFileSync(requestsFile, `${JSON.stringify(recorded, undefined, 1)}\n`);

import { prepareAccount } from "./lives.ts";
import {
  type Check,
  checkDrifts,
  checkImports,
  checkKilled,
  checkLostCreate,
  checkParentVanished,
  checkReplacements,
  checkVanished,
} from "./resource-life.ts";
import { always, type Behavior, pluginOnce, throughThePlugin } from "./row.ts";
import type { TestHarness } from "./test-harness.ts";

const GROUP = "resources other than servers";

/** For every resource of the cloud that is not a server and is created by a call. */
const ofEachOther = (check: Check) => async (harness: TestHarness) => {
  const { target } = harness;
  const wrong: string[] = [];
  const { resources } = await harness.cloud();
  for (const definition of resources) {
    const samples = target.samples[definition.token];
    if (samples === undefined || definition.token === target.token || definition.adoptInput !== undefined) {
      continue;
    }
    const subject = { harness: harness, definition, samples };
    wrong.push(...(await check(subject, await prepareAccount(subject))));
  }
  harness.t.deepEqual(wrong, []);
};

const all: readonly Behavior[] = [
  always(
    GROUP,
    "a change of any other resource that is impossible in place creates another object, and one is left",
    ofEachOther(checkReplacements),
  ),
  always(
    GROUP,
    "refresh detects any other resource deleted outside Pulumi, and the next up recreates it",
    ofEachOther(checkVanished),
  ),
  always(
    GROUP,
    "a resource whose parent was deleted outside Pulumi is gone too: refresh detects it, and destroy succeeds",
    ofEachOther(checkParentVanished),
  ),
  always(
    GROUP,
    "any other resource whose create lost its answer is found, and created once",
    ofEachOther(checkLostCreate),
  ),
  always(
    GROUP,
    "any other resource whose provider was killed before the answer is not created twice, and can be adopted",
    ofEachOther(checkKilled),
  ),
  always(
    GROUP,
    "drift of every property of every resource other than the server is detected, and repaired or reported",
    ofEachOther(checkDrifts),
  ),
];

export const resourceRows: readonly Behavior[] = [
  ...all.map(pluginOnce),
  throughThePlugin(
    always(GROUP, "any other resource is imported by ID and by name, and listed", ofEachOther(checkImports)),
  ),
];

import test from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { lunanode } from "./clouds/lunanode.ts";
import { ovh } from "./clouds/ovh.ts";
import type { ContractTarget } from "./suite/target.ts";
import { TestHarness } from "./suite/test-harness.ts";

const MANY = 50;
/** Refused calls after which the emulator blocks the account. No cloud publishes whether or when it does so. */
const BLOCKS_AFTER = 30;

/** One cloud counts calls per second, the other per minute. */
const limits: readonly (readonly [ContractTarget, Json])[] = [
  [lunanode, { callsPerSecond: 2, blocksAfter: BLOCKS_AFTER }],
  [ovh, { callsPerMinute: 30, blocksAfter: BLOCKS_AFTER }],
];

for (const [target, switches] of limits) {
  test(`${target.cloud}: ${MANY} servers are created once each against a strict limit, and the account is never blocked`, async (t) => {
    const on = await TestHarness.start(t, target, "json");
    on.set(switches);
    const pool = on.process();
    const names = Array.from({ length: MANY }, (_, index) => `web${index}`);
    await Promise.all(names.map((name) => on.engine(name, { pool }).up(on.program({ name }))));
    t.is(on.servers().length, MANY);
    const refused = on.emulators
      .requests(target.cloud)
      .filter(({ status, error }) => status === 429 || /many|slow|rate|limit/i.test(error ?? ""));
    t.true(refused.length > 0 && refused.length < BLOCKS_AFTER, `${refused.length} calls were refused`);
    const warnings = on.warnings.filter((text) => text.includes("requestsPerSecond"));
    t.is(warnings.length, 1, warnings.join("\n"));
    t.regex(warnings[0] ?? "", /too many, so at most [\d.]+ requests per second are sent now/);
  });
}

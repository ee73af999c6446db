import type { Adapter } from "../contract/suite/adapter.ts";
import type { Harness } from "../contract/suite/harness.ts";
import { differences, driftsOf, type Fields } from "./model.ts";

/** Which fields of the cloud's rows stand for which input: what changes where the panel changes it. */
export async function fieldsOf(harness: Harness): Promise<Fields> {
  const { adapter } = harness;
  const found = new Map<string, { kind: string; field: string }[]>();
  for (const [key, drift] of driftsOf(adapter)) {
    await harness.reset();
    const engine = harness.engine();
    await engine.up(harness.program({ ...drift.beside, [key]: drift.program }));
    await harness.clock.sleep(1_800_000);
    const before = rows(harness, adapter);
    await drift.meddle(harness, harness.server(engine));
    found.set(
      key,
      differences(before, rows(harness, adapter)).map(({ kind, field }) => ({ kind, field })),
    );
  }
  await harness.reset();
  return found;
}

const rows = ({ emulators }: Harness, { cloud }: Adapter) => emulators.objects(cloud);

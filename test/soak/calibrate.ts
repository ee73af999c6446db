import type { Harness } from "../contract/suite/harness.ts";
import type { ContractTarget } from "../contract/suite/target.ts";
import { differences, driftsOf, type Fields } from "./model.ts";

/** Which fields of the cloud's rows belong to which input: those that change when the panel changes it. */
export async function fieldsOf(harness: Harness): Promise<Fields> {
  const { target } = harness;
  const found = new Map<string, { kind: string; field: string }[]>();
  for (const [key, drift] of driftsOf(target)) {
    await harness.reset();
    const engine = harness.engine();
    await engine.up(harness.program({ ...drift.beside, [key]: drift.program }));
    await harness.clock.sleep(1_800_000);
    const before = rows(harness, target);
    await drift.changeOutOfBand(harness, harness.server(engine));
    found.set(
      key,
      differences(before, rows(harness, target)).map(({ kind, field }) => ({ kind, field })),
    );
  }
  await harness.reset();
  return found;
}

const rows = ({ emulators }: Harness, { cloud }: ContractTarget) => emulators.objects(cloud);

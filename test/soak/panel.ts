import { isDeepStrictEqual } from "node:util";
import type { CloudObject } from "../../emulators/src/index.ts";
import { rowKey } from "./ledger.ts";
import { differences, driftsOf } from "./model.ts";
import type { World } from "./world.ts";

/** Somebody at work in the cloud's panel, on the deployment's server. */
export class Panel {
  private readonly world: World;
  private readonly trace: string[];
  private readonly changed: ({ input: string } & ReturnType<typeof differences>[number])[] = [];

  constructor(world: World, trace: string[]) {
    this.world = world;
    this.trace = trace;
  }

  async changes(key: string): Promise<void> {
    const { world } = this;
    const { harness, ours } = world;
    const drift = driftsOf(harness.adapter).find(([each]) => each === key)?.[1];
    const row = world.server(ours);
    if (drift === undefined || row === undefined) {
      return;
    }
    await world.rest();
    const before = world.rows();
    try {
      await drift.meddle(harness, row);
    } catch (error) {
      this.trace.push(`panel ${key}: not possible now, ${error instanceof Error ? error.message : error}`);
      return;
    }
    this.changed.push(...differences(before, world.rows()).map((change) => ({ input: key, ...change })));
    await world.rest();
    this.trace.push(`panel ${key}: done`);
  }

  /** What the program does not manage, or not any more, stays as the panel has made it, and may be in its way: the person puts it back. */
  putBack(): void {
    const { harness, program, rows } = {
      harness: this.world.harness,
      program: this.world.program,
      rows: this.world.rows(),
    };
    const { cloud, kind: server } = harness.adapter;
    const current = this.world.server(this.world.ours)?.id;
    const isReplaced = (row: CloudObject) => row.kind === server && row.id !== current;
    for (const { input, key, kind, field, old, now } of [...this.changed].reverse()) {
      const row = rows.find((each) => rowKey(each) === key);
      if (
        row !== undefined &&
        field !== "*" &&
        (!program.manages(input) || isReplaced(row)) &&
        isDeepStrictEqual(row[field], now?.[field])
      ) {
        harness.emulators.change({ cloud, kind, id: row.id, set: { [field]: old?.[field] } });
        this.trace.push(`panel ${input}: put back`);
      }
    }
  }

  async deletesServer(): Promise<void> {
    const row = this.world.server(this.world.ours);
    if (row !== undefined) {
      this.deletes(rowKey(row));
      await this.world.rest();
    }
  }

  /** A server; what else there is stays. */
  deletes(key: string): void {
    const { harness } = this.world;
    const { cloud, kind } = harness.adapter;
    const row = this.world.rows().find((each) => each.kind === kind && rowKey(each) === key);
    if (row !== undefined) {
      harness.emulators.change({ cloud, kind, id: row.id, delete: true });
      this.trace.push(`panel deleted ${row.id}`);
    }
  }
}

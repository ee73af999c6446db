import { isDeepStrictEqual } from "node:util";
import type { CloudObject } from "../../emulators/src/index.ts";
import type { Fixture } from "./fixture.ts";
import { rowKey } from "./ledger.ts";
import { differences, driftsOf } from "./model.ts";

/** Somebody who uses the cloud's panel on the deployment's server. */
export class Panel {
  private readonly fixture: Fixture;
  private readonly trace: string[];
  private readonly changed: ({ input: string } & ReturnType<typeof differences>[number])[] = [];

  constructor(fixture: Fixture, trace: string[]) {
    this.fixture = fixture;
    this.trace = trace;
  }

  async changes(key: string): Promise<void> {
    const { fixture } = this;
    const { harness, ours } = fixture;
    const drift = driftsOf(harness.target).find(([each]) => each === key)?.[1];
    const row = fixture.server(ours);
    if (drift === undefined || row === undefined) {
      return;
    }
    await fixture.rest();
    const before = fixture.rows();
    try {
      await drift.changeOutOfBand(harness, row);
    } catch (error) {
      this.trace.push(`panel ${key}: not possible now, ${error instanceof Error ? error.message : error}`);
      return;
    }
    this.changed.push(...differences(before, fixture.rows()).map((change) => ({ input: key, ...change })));
    await fixture.rest();
    this.trace.push(`panel ${key}: done`);
  }

  /**
   * What the program does not manage, or no longer manages, stays as the panel changed it and may get in the program's
   * way: the user reverts it.
   */
  putBack(): void {
    const { harness, program, rows } = {
      harness: this.fixture.harness,
      program: this.fixture.program,
      rows: this.fixture.rows(),
    };
    const { cloud, kind: server } = harness.target;
    const current = this.fixture.server(this.fixture.ours)?.id;
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
    const row = this.fixture.server(this.fixture.ours);
    if (row !== undefined) {
      this.deletes(rowKey(row));
      await this.fixture.rest();
    }
  }

  /** Deletes a server; other objects stay. */
  deletes(key: string): void {
    const { harness } = this.fixture;
    const { cloud, kind } = harness.target;
    const row = this.fixture.rows().find((each) => each.kind === kind && rowKey(each) === key);
    if (row !== undefined) {
      harness.emulators.change({ cloud, kind, id: row.id, delete: true });
      this.trace.push(`panel deleted ${row.id}`);
    }
  }
}

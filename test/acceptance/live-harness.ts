import type { CloudProviderPool } from "../../provider/src/adapters/cloud-provider-pool.ts";
import type { ResourceOptions } from "../../provider/src/adapters/testing-diff.ts";
import type { Engine } from "../../provider/src/adapters/testing-engine.ts";
import type { ResourceDefinition } from "../../provider/src/engine/definition/definition.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { type AdapterName, adapters } from "../contract/suite/adapters.ts";
import { assertNothingDiffers, type ContractHarness, messageFrom } from "../contract/suite/contract-harness.ts";
import type { ContractTarget } from "../contract/suite/target.ts";
import { type Performed, WatchedEngine } from "../contract/suite/watched.ts";
import { assertions } from "./assertions.ts";
import type { LiveAccount } from "./live-account.ts";

/** The contract suite's harness for a real cloud. Changes elsewhere are made by another engine with the same state. */
export class LiveHarness implements ContractHarness {
  readonly t = assertions;
  readonly target: ContractTarget;
  readonly definition: ResourceDefinition;
  readonly warnings: string[] = [];
  private readonly account: LiveAccount;
  private readonly adapter: AdapterName;
  readonly performed: Performed[] = [];
  private readonly processes: CloudProviderPool[] = [];
  /** Why the row was cancelled. */
  private cancelled: string | undefined;
  private calls: { name: string; isRead: boolean }[] = [];

  constructor(account: LiveAccount, target: ContractTarget, adapter: AdapterName) {
    this.account = account;
    this.target = target;
    this.definition = account.definition;
    this.adapter = adapter;
  }

  engine(name = "web", options: ResourceOptions & { pool?: CloudProviderPool; config?: Json } = {}): Engine {
    return this.open(name, this.adapter, options);
  }

  program(changes: Json = {}): Json {
    return { ...this.target.program, ...changes };
  }

  config(): Json {
    return this.account.settings;
  }

  process(): CloudProviderPool {
    if (this.cancelled !== undefined) {
      throw new Error(this.cancelled);
    }
    const pool = this.account.process({
      sent: (call) => void this.calls.push(call),
      performed: (step) => void this.performed.push(step),
      warn: (text) => void this.warnings.push(text),
    });
    this.processes.push(pool);
    return pool;
  }

  /** Ends all waits of the row and prevents further commands. */
  cancel(reason: string): void {
    this.cancelled = reason;
    for (const pool of this.processes) {
      pool.cancel(reason);
    }
  }

  async serverKeys(): Promise<readonly string[]> {
    return (await this.account.ownServers()).map(({ id }) => this.target.keyOf(id));
  }

  async nameOf({ state }: Engine): Promise<string> {
    const servers = await this.account.ownServers();
    return servers.find(({ id }) => id === state?.id)?.name ?? "";
  }

  /**
   * Checks inputs after a refresh, which spells them like the program, and after an import, which does not know the program.
   * Skips inputs that no call shows.
   */
  async assertShows({ state }: Engine, inputs: Json): Promise<void> {
    const refreshed = this.engine();
    refreshed.state = structuredClone(state);
    const imported = this.open("imported", "plugin", {});
    await refreshed.refresh();
    await imported.import(state?.id ?? "");
    for (const [key, value] of Object.entries(inputs)) {
      const { read, catalog } = this.definition.inputs[key] ?? {};
      if (read !== undefined) {
        this.t.deepEqual(refreshed.inputs[key], value, `${key} after a refresh`);
      }
      // Entries of catalogs may have several names.
      if (read !== undefined && catalog === undefined) {
        this.t.deepEqual(imported.inputs[key], value, `${key} after an import`);
      }
    }
  }

  async changeElsewhere({ state }: Engine, program: Json | undefined): Promise<void> {
    const other = this.engine();
    other.state = structuredClone(state);
    await (program === undefined ? other.destroy() : other.up(program));
  }

  /** The other engine has already waited. */
  async rest(): Promise<void> {}

  clearRequests(): void {
    this.calls = [];
  }

  count(operation: string): number {
    return this.calls.filter(({ name }) => name === operation).length;
  }

  writes(): readonly string[] {
    return this.calls.filter(({ isRead }) => !isRead).map(({ name }) => name);
  }

  errorOf(run: Promise<unknown>): Promise<string> {
    return messageFrom(run);
  }

  assertSettled(engine: Engine, program: Json): Promise<void> {
    return assertNothingDiffers(this.t, engine, program);
  }

  private open(
    name: string,
    adapter: AdapterName,
    { pool, config = this.config(), ...options }: ResourceOptions & { pool?: CloudProviderPool; config?: Json },
  ): Engine {
    const { cloud, token } = this.target;
    const start = () => adapters[adapter]({ cloud, token, name, config, pool: pool ?? this.process() });
    return new WatchedEngine(start, options, this);
  }
}

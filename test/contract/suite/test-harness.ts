import type { ExecutionContext } from "ava";
import type { CloudObject } from "../../../emulators/src/index.ts";
import type { Calls } from "../../../provider/src/adapters/testing-calls.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { CloudDefinition } from "../../../provider/src/engine/definition/cloud.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { EmulatedAccount } from "./account.ts";
import type { AdapterName } from "./adapters.ts";
import { assertNothingDiffers, type ContractHarness, messageFrom } from "./contract-harness.ts";
import { type EngineOptions, type Fixture, Harness, startFixture, type Transport } from "./harness.ts";
import type { ContractTarget } from "./target.ts";
import { type Performed, WatchedEngine, watched } from "./watched.ts";

/** A harness for one test, with assertions that many rows share. */
export class TestHarness extends Harness implements ContractHarness {
  readonly t: ExecutionContext;
  /** Masked messages, for the snapshot that is reviewed. */
  readonly messages: string[] = [];
  /** The steps that were run, in order. */
  readonly performed: Performed[] = [];

  private constructor(t: ExecutionContext, fixture: Fixture) {
    super(fixture);
    this.t = t;
  }

  static async start(
    t: ExecutionContext,
    target: ContractTarget,
    form: string,
    adapter: AdapterName = "dynamic",
    transport: Transport = "direct",
    pace: "usual" | "hurried" = "usual",
  ): Promise<TestHarness> {
    const harness = new TestHarness(t, await startFixture(target, form, adapter, transport));
    t.teardown(async () => {
      await harness.stop();
      harness.recorder.assertConforms();
      harness.assertNamedOnce();
    });
    if (pace === "hurried") harness.hurry();
    await harness.prepare();
    return harness;
  }

  /** Throws if a warning names its object twice, as "VPS V101: V101 was released" does. */
  private assertNamedOnce(): void {
    const twice = this.warnings.find((text) => /(\S+): \1 /.test(text));
    if (twice !== undefined) throw new Error(`named twice: ${twice}`);
  }

  /** Every `up` of every row: it runs no step that its preview did not name. */
  protected override driving(start: () => Calls, options: EngineOptions): Engine {
    return new WatchedEngine(start, options, this);
  }

  protected override async load(cloud: string): Promise<CloudDefinition> {
    return watched(await super.load(cloud), (step) => this.performed.push(step));
  }

  /** The message of an operation that must fail. IDs, ports and dates are masked, so that it can be recorded. */
  async errorOf(run: Promise<unknown>): Promise<string> {
    const message = await messageFrom(run);
    this.messages.push(masked(message));
    return message;
  }

  assertSettled(engine: Engine, program: Json): Promise<void> {
    return assertNothingDiffers(this.t, engine, program);
  }

  async serverKeys(): Promise<readonly string[]> {
    return this.servers().map(({ id }) => id);
  }

  async nameOf(engine: Engine): Promise<string> {
    return this.target.nameIn(this.server(engine));
  }

  async assertShows(engine: Engine, _inputs: Json, isShown: (row: CloudObject) => boolean): Promise<void> {
    this.t.true(isShown(this.server(engine)));
  }

  async changeElsewhere(
    engine: Engine,
    _program: Json | undefined,
    change: (account: EmulatedAccount, row: CloudObject) => void | Promise<void>,
  ): Promise<void> {
    await change(this, this.server(engine));
  }

  rest(): Promise<void> {
    return this.clock.sleep(600_000);
  }

  clearRequests(): void {
    this.emulators.clearRequests();
  }
}

const masked = (message: string): string =>
  message
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "<uuid>")
    .replace(/\b[0-9a-f]{12,}\b/g, "<hex>")
    .replace(/\b(?=\w*\d)[0-9a-f]{7}\b/g, "<hex>")
    .replace(/\brequest [0-9A-Za-z.-]{8,}/g, "request <id>")
    .replace(/\d{4}-\d\d-\d\d[T ][\d:.]+\S*/g, "<time>");

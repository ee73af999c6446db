import { isDeepStrictEqual } from "node:util";
import type { ExecutionContext } from "ava";
import type { Calls } from "../../../provider/src/adapters/testing-calls.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { CloudDefinition } from "../../../provider/src/engine/definition/cloud.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { AdapterName } from "./adapters.ts";
import { type EngineOptions, type Fixture, Harness, startFixture, type Transport } from "./harness.ts";
import type { ContractTarget } from "./target.ts";
import { type Performed, WatchedEngine, watched } from "./watched.ts";

/** A harness for one test, with assertions that many rows share. */
export class TestHarness extends Harness {
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
  ): Promise<TestHarness> {
    const harness = new TestHarness(t, await startFixture(target, form, adapter, transport));
    t.teardown(async () => {
      await harness.stop();
      harness.recorder.assertConforms();
    });
    await harness.prepare();
    return harness;
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
    const message = await run.then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (message === undefined) {
      throw new Error("expected an error, but nothing was thrown");
    }
    this.messages.push(masked(message));
    return message;
  }

  /** After an `up`, nothing differs: neither in the preview nor after a refresh. */
  async assertSettled(engine: Engine, program: Json): Promise<void> {
    this.t.is((await engine.preview(program)).op, "same", "preview after up");
    const before = engine.outputs;
    this.t.is(await engine.refresh(), "same", "refresh after up");
    if (!isDeepStrictEqual(engine.outputs, before)) {
      this.t.deepEqual(engine.outputs, before, "outputs after refresh");
    }
    this.t.is((await engine.preview(program)).op, "same", "preview after refresh");
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

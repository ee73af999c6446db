import { isDeepStrictEqual } from "node:util";
import type { CloudObject } from "../../../emulators/src/index.ts";
import type { CloudProviderPool } from "../../../provider/src/adapters/cloud-provider-pool.ts";
import type { ResourceOptions } from "../../../provider/src/adapters/testing-diff.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { ResourceDefinition } from "../../../provider/src/engine/definition/definition.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { EmulatedAccount } from "./account.ts";
import type { ContractTarget } from "./target.ts";

/** The assertions of rows that also run against a real cloud: ava's, or `test/acceptance/assertions.ts`. Each throws. */
export interface Assertions {
  is(actual: unknown, expected: unknown, message?: string): unknown;
  not(actual: unknown, expected: unknown, message?: string): unknown;
  true(actual: unknown, message?: string): unknown;
  false(actual: unknown, message?: string): unknown;
  truthy(actual: unknown, message?: string): unknown;
  deepEqual(actual: unknown, expected: unknown, message?: string): unknown;
  regex(text: string, pattern: RegExp, message?: string): unknown;
  notThrowsAsync(run: Promise<unknown>, message?: string): Promise<unknown>;
  fail(message?: string): unknown;
}

/**
 * What a row can ask for that runs against an emulator and against a real cloud alike: Pulumi's engine, what the cloud shows,
 * and what somebody else does to a server.
 */
export interface ContractHarness {
  readonly t: Assertions;
  readonly target: ContractTarget;
  readonly definition: ResourceDefinition;
  /** The warnings that the user got. */
  readonly warnings: readonly string[];
  /** Pulumi's engine for one resource: every command gets its own provider process, unless they share `pool`. */
  engine(name?: string, options?: ResourceOptions & { pool?: CloudProviderPool; config?: Json }): Engine;
  /** The minimal program, with changes. */
  program(changes?: Json): Json;
  config(): Json;
  /** A provider process: it shares nothing with others. */
  process(): CloudProviderPool;

  /** The cloud's own IDs of the servers that the row has made and that cost money. */
  serverKeys(): Promise<readonly string[]>;
  /** The name that the cloud shows. */
  nameOf(engine: Engine): Promise<string>;
  /** Fails unless the cloud shows the server as these inputs say, which `isShown` checks in an emulator's row. */
  assertShows(engine: Engine, inputs: Json, isShown: (row: CloudObject) => boolean): Promise<void>;

  /**
   * Somebody else changes the server to what this program says, or deletes it (`undefined`), without Pulumi's knowledge; in an
   * emulator by `change`.
   */
  changeElsewhere(
    engine: Engine,
    program: Json | undefined,
    change: (account: EmulatedAccount, row: CloudObject) => void | Promise<void>,
  ): Promise<void>;
  /** Until what others have begun has come to its end. */
  rest(): Promise<void>;

  clearRequests(): void;
  /** How many times an operation was called. */
  count(operation: string): number;
  /** The operations that change something and were called, oldest first. */
  writes(): readonly string[];

  /** The message of an operation that must fail. */
  errorOf(run: Promise<unknown>): Promise<string>;
  /** After an `up`, nothing differs: neither in the preview nor after a refresh. */
  assertSettled(engine: Engine, program: Json): Promise<void>;
}

export async function messageFrom(run: Promise<unknown>): Promise<string> {
  const message = await run.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (message === undefined) {
    throw new Error("expected an error, but nothing was thrown");
  }
  return message;
}

export async function assertNothingDiffers(t: Assertions, engine: Engine, program: Json): Promise<void> {
  t.is((await engine.preview(program)).op, "same", "preview after up");
  const before = engine.outputs;
  t.is(await engine.refresh(), "same", "refresh after up");
  if (!isDeepStrictEqual(engine.outputs, before)) {
    t.deepEqual(engine.outputs, before, "outputs after refresh");
  }
  t.is((await engine.preview(program)).op, "same", "preview after refresh");
}

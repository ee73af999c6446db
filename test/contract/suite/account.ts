import type { CloudObject, Emulators } from "../../../emulators/src/index.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { ClientDependencies } from "../../../provider/src/engine/definition/cloud.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import type { ManualClock } from "../../../provider/src/http/testing.ts";

/** One cloud's emulator, its clock and its first account: the parts of a harness that a cloud's target may use. */
export interface EmulatedAccount {
  readonly clock: ManualClock;
  readonly emulators: Emulators<string>;
  /** The first account's settings, for calls that the provider does not make. */
  settings(): Record<string, string>;
  /** What a client for those calls needs. */
  dependencies(): ClientDependencies;
  objects(kind: string): CloudObject[];
  /** The row of an engine's server. */
  server(engine: Engine): CloudObject;
  /** Changes a row out of band. */
  changeOutOfBand(row: CloudObject, set: Json): void;
  /** Puts a copy of an object into the account, such as another service that was ordered. Returns its ID. */
  copy(row: { kind: string; id: string }, copy: string, set?: Json): string;
  act(action: string, id: string, more?: Json): void;
  set(switches: Json): void;
  /** Pulumi's engine for one resource. */
  engine(name?: string, options?: { token?: string }): Engine;
}

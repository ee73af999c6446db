import type { CloudProvider } from "../../engine/cloud-provider.ts";
import type { Verification } from "../../engine/definition/assumption.ts";
import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import type { Clock } from "../../http/clock.ts";
import type { VerifyStep } from "../query-types.ts";
import type { Chosen } from "./choice.ts";
import type { Recorder } from "./recorder.ts";
import type { SpendingLimit } from "./spending-limit.ts";

/** What a trial works with. */
export interface TrialRequest {
  cloud: CloudDefinition;
  verification: Verification;
  cloudProvider: CloudProvider;
  api: unknown;
  recorder: Recorder;
  clock: Clock;
  limit: SpendingLimit;
  chosen: Chosen;
  onStep?(outcome: VerifyStep): void;
}

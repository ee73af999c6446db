import type { ExecutionContext } from "ava";
import type { EmulatorOptions } from "../../emulators/src/index.ts";
import { deviates } from "./deviations.ts";
import { ModelRecorder } from "./recorder.ts";

/**
 * For `startEmulators` in a test of an emulator: at the test's end, every answer must have matched the vendor's model.
 */
export function conforming(t: ExecutionContext, switches: object = {}): Pick<EmulatorOptions, "onAnswer"> {
  if (deviates(switches)) return {};
  const recorder = new ModelRecorder({ requests: false });
  t.teardown(() => recorder.assertConforms());
  return { onAnswer: recorder.onAnswer };
}

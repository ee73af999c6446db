import { damageRows } from "./damage.ts";
import { driftRows } from "./drift.ts";
import { failureRows } from "./failures.ts";
import { faultRows } from "./fault-rows.ts";
import { identityRows } from "./identity-rows.ts";
import { importRows } from "./import-rows.ts";
import { inputRows } from "./input-rows.ts";
import { lifeRows } from "./life.ts";
import { ownershipRows } from "./ownership.ts";
import { recoverRows } from "./recover-rows.ts";
import { refusalRows } from "./refusals.ts";
import { replacementRows } from "./replacement.ts";
import { resourceRows } from "./resource-rows.ts";
import { atUsualPace, type Behavior, inOneForm, pluginInOneCloud, pluginOnce } from "./row.ts";
import { safetyRows } from "./safety.ts";
import { scaleRows } from "./scale.ts";
import { stoppedWorkRows } from "./stopped-work.ts";
import { transportRows } from "./transport.ts";
import { updateRows } from "./update-rows.ts";

/**
 * What every server resource does, on every cloud. What a server, its drift, changes and imports are like depends on both the
 * cloud and the adapter; the other rules are the engine's, and answers differ by format only in their text.
 */
export const behaviors: readonly Behavior[] = [
  ...lifeRows,
  ...replacementRows.map(pluginOnce),
  ...inputRows,
  ...resourceRows,
  ...importRows,
  ...recoverRows,
  ...stoppedWorkRows.map(pluginOnce).map(atUsualPace),
  ...driftRows,
  ...updateRows,
  ...failureRows.map(pluginOnce).map(atUsualPace),
  ...faultRows,
  ...ownershipRows.map(pluginOnce),
  ...refusalRows.map(pluginInOneCloud),
  // Only OVHcloud has what they need.
  ...identityRows.map(inOneForm),
  ...transportRows.map(pluginInOneCloud),
  ...damageRows.map(pluginInOneCloud),
  ...safetyRows.map(pluginOnce),
  ...scaleRows.map(pluginOnce).map(atUsualPace),
];

import { damageRows } from "./damage.ts";
import { driftRows } from "./drift.ts";
import { failureRows } from "./failures.ts";
import { faultRows } from "./fault-rows.ts";
import { identityRows } from "./identity-rows.ts";
import { importRows } from "./import-rows.ts";
import { inputRows } from "./input-rows.ts";
import { lifeRows } from "./life.ts";
import { ownershipRows } from "./ownership.ts";
import { refusalRows } from "./refusals.ts";
import { replacementRows } from "./replacement.ts";
import { resourceRows } from "./resource-rows.ts";
import { atUsualPace, type Behavior, pluginOnce } from "./row.ts";
import { safetyRows } from "./safety.ts";
import { scaleRows } from "./scale.ts";
import { stoppedWorkRows } from "./stopped-work.ts";
import { transportRows } from "./transport.ts";
import { updateRows } from "./update-rows.ts";

/** What every server resource does, on every cloud. */
export const behaviors: readonly Behavior[] = [
  ...lifeRows,
  ...replacementRows,
  ...inputRows,
  ...resourceRows,
  ...importRows,
  ...stoppedWorkRows.map(pluginOnce).map(atUsualPace),
  ...driftRows,
  ...updateRows,
  ...failureRows.map(atUsualPace),
  ...faultRows,
  ...ownershipRows,
  ...refusalRows,
  ...identityRows,
  ...transportRows,
  ...damageRows,
  ...safetyRows,
  ...scaleRows.map(pluginOnce).map(atUsualPace),
];

import * as gigenet from "../../emulators/src/gigenet/switches.ts";
import * as hostdime from "../../emulators/src/hostdime/switches.ts";
import type { CloudName } from "../../emulators/src/index.ts";
import * as lunanode from "../../emulators/src/lunanode/switches.ts";
import * as naver from "../../emulators/src/naver/switches.ts";
import * as ovh from "../../emulators/src/ovh/switches.ts";
import type { Position } from "../../provider/src/engine/definition/assumption.ts";
import { positionAt } from "./support.ts";

interface Switches {
  readonly defaultSwitches: object;
  readonly switchChoices: Readonly<Record<string, readonly string[]>>;
}

export const switchesOfCloud: Readonly<Record<CloudName, Switches>> = { lunanode, hostdime, gigenet, naver, ovh };

/**
 * Switches that do not represent an assumption: contents of an account, failures, and settings of the emulators themselves.
 */
export const conditions: Readonly<Record<CloudName, readonly string[]>> = {
  lunanode: [
    ...[
      "buildOutcome",
      "imageOutcome",
      "volumeOutcome",
      "fullRegions",
      "credit",
      "vmQuota",
      "callsPerSecond",
      "blocksAfter",
    ],
    ...["boundSourceIp", "restrictedTo"],
  ],
  hostdime: ["buildOutcome", "fullPlans", "vpsQuota", "callsPerSecond", "blocksAfter"],
  gigenet: [
    ...["buildOutcome", "openZones", "fullZones", "funds", "instanceQuota", "addressQuota", "tagQuota"],
    ...["callsPerSecond", "blocksAfter", "allowedSourceIp"],
  ],
  naver: [
    ...[
      "site",
      "accountsBegin",
      "language",
      "buildOutcome",
      "imageOutcome",
      "fullZones",
      "fullSpecs",
      "serverQuota",
      "callsPerSecond",
      "blocksAfter",
    ],
    ...["disabledKeys", "deniedActions"],
  ],
  ovh: [
    ...[
      "buildOutcome",
      "resizeOutcome",
      "unresolvedNames",
      "vpsTaskOutcome",
      "dedicatedTaskOutcome",
      "volumeOutcome",
      "gatewayOutcome",
      "loadBalancerOutcome",
      "downServices",
      "fullRegions",
      "instanceQuota",
      "callsPerMinute",
      "blocksAfter",
      "signatures",
      "publicUrl",
    ],
    ...["nodeClientUrls", "deniedActions"],
  ],
};

/** Alternative positions of switches that accept any text or number. */
const others: Readonly<Record<CloudName, Readonly<Record<string, readonly Position[]>>>> = {
  lunanode: { contentType: ["text/html"], notFoundText: ["no such {kind}"] },
  hostdime: { "httpStatuses.404": [404] },
  gigenet: { contentType: ["application/xml"], dryRunStatus: [412] },
  naver: { "contentTypes.json": ["application/json"], defaultPageSize: [2], maxPageSize: [2] },
  ovh: { notFoundText: ["Instance not found"], v2PageSize: [1] },
};

/** All positions of a switch except its default. */
export function otherPositions(cloud: CloudName, path: string): Position[] {
  const { defaultSwitches, switchChoices } = switchesOfCloud[cloud];
  const usual = positionAt(defaultSwitches, path);
  if (typeof usual === "boolean") return [!usual];
  const choices = switchChoices[path]?.map((text) => (typeof usual === "number" ? Number(text) : text));
  return [...(choices ?? []), ...(others[cloud][path] ?? [])].filter((position) => position !== usual);
}

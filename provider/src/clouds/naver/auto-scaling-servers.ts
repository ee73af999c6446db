import { CloudError } from "../../http/errors.ts";
import type { Naver } from "./account.ts";
import { serversIn } from "./auto-scaling-group-fields.ts";
import { AUTO_SCALING_GROUP } from "./auto-scaling-schemas.ts";

/**
 * The servers that auto scaling groups have made, which belong to these. Without the permission to list groups, none is known.
 */
export async function scaledServers(api: Naver, scope: string): Promise<ReadonlySet<string>> {
  try {
    return new Set((await api.list(AUTO_SCALING_GROUP, scope)).flatMap(serversIn));
  } catch (error) {
    if (error instanceof CloudError && error.kind === "auth") {
      return new Set();
    }
    throw error;
  }
}

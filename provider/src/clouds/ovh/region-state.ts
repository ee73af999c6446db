import { optionalList, optionalText, record, text } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { within } from "./scope.ts";

/** Whether a region takes new objects (§4.9). */

const regionState = record({
  status: optionalText,
  services: optionalList(record({ name: text, status: optionalText })),
});

/** The service of a region that makes objects of a type. The names of others are not known. */
const SERVICES: Readonly<Record<string, string>> = { "ovh:Instance": "instance", "ovh:Volume": "volume" };

export interface RegionState {
  status?: string | undefined;
  services: readonly { name: string; status?: string | undefined }[];
}

/** Undefined if it cannot be read, as with credentials that may only list regions. */
export async function stateOfRegion(api: Ovh, scope: string, regionName: string): Promise<RegionState | undefined> {
  const { serviceName } = within(api, scope);
  const path = "GET /cloud/project/{serviceName}/region/{regionName}";
  try {
    return await api.call(path, "read", { serviceName, regionName }, regionState);
  } catch (error) {
    if (error instanceof CloudError) {
      return undefined;
    }
    throw error;
  }
}

/** A region in maintenance may still take new objects. */
export function closedRegion(state: RegionState | undefined, token: string): string | undefined {
  if (state?.status === "DOWN") {
    return 'its status as "DOWN"';
  }
  const service = state?.services.find(({ name }) => name === SERVICES[token]);
  return service?.status === "DOWN" ? `the status of its service "${service.name}" as "DOWN"` : undefined;
}

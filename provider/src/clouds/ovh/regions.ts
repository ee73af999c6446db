import type { Ovh } from "./account.ts";
import { regionList } from "./schemas.ts";
import { placeIn } from "./scope.ts";

/** The rows of a list that each region has, in the region of the scope, or in all that the project has activated. */
export async function inRegions<T>(
  api: Ovh,
  scope: string,
  list: (regionName: string) => Promise<readonly T[]>,
): Promise<T[]> {
  const { serviceName, regionName } = placeIn(api, scope);
  const regions =
    regionName === undefined
      ? await api.call("GET /cloud/project/{serviceName}/region", "read", { serviceName }, regionList)
      : [regionName];
  return (await Promise.all(regions.map(list))).flat();
}

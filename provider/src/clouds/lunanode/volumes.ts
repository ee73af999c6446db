import { CloudError } from "../../http/errors.ts";
import type { LunaNode } from "./account.ts";
import { regionList, volumeRow } from "./schemas.ts";

/** Volumes, of one region where one is named; asked for region by region where the list wants one, as in 2015 (§4.1). */
export async function listVolumes(api: LunaNode, only?: string) {
  const list = (parameters: { region?: string }) => api.list("volume/list", parameters, "volumes", volumeRow);
  try {
    const all = await list({});
    return all.filter(({ region = only }) => only === undefined || region === only);
  } catch (error) {
    if (!(error instanceof CloudError && error.effect === "none" && /region not set/i.test(error.words))) {
      throw error;
    }
  }
  const regions =
    only === undefined ? Object.keys((await api.call("region/list", "read", {}, regionList)).regions) : [only];
  return (await Promise.all(regions.map((region) => list({ region })))).flat();
}

import { about } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { LunaNode } from "./account.ts";
import { regionList, type VolumeInfo, type VolumeRow, volumeInfo, volumeRow } from "./schemas.ts";

/** Volumes of one region, or of all. If LunaNode requires a region, as in 2015, each region is listed separately (§4.1). */
export async function listVolumes(api: LunaNode, only?: string): Promise<VolumeRow[]> {
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
  const rows = regions.map(async (region) => (await list({ region })).map((row) => ({ ...row, region })));
  return (await Promise.all(rows)).flat();
}

/** Only volume/info shows a volume's VM and its OpenStack status. */
export async function infoOfVolume(api: LunaNode, volume_id: string): Promise<VolumeInfo> {
  const answer = about(volumeInfo, ({ volume }) => volume.id, volume_id);
  return (await api.call("volume/info", "read", { volume_id }, answer)).volume;
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** LunaNode does not document the format of `attached`; one client expects the VM's ID (§4.1). */
export const isAttachedTo = ({ attached }: VolumeInfo, vm: string): boolean => attached.includes(vm);
/** The volume's VM; empty if there is none. */
export const holderOf = ({ attached }: VolumeInfo): string => UUID.exec(attached)?.[0] ?? attached;
export const isFree = ({ attached, status }: VolumeInfo): boolean =>
  attached === "" && !/^(in-use|detaching|attaching|reserved)$/i.test(status ?? "");

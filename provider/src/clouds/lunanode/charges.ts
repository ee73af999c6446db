import type { ChargeList } from "../../engine/definition/charges.ts";
import type { LunaNode } from "./account.ts";
import { listAddresses } from "./addresses.ts";
import { listOwnImages } from "./images.ts";
import { listVolumes } from "./volumes.ts";

/** Objects other than VMs that LunaNode charges for. */
export const charges: readonly ChargeList<LunaNode>[] = [
  {
    noun: "floating IP",
    list: async (api) => {
      const rows = await listAddresses(api);
      return rows.map(({ ip, region, hostname, attached_id, attached_type }) => ({
        id: region === undefined ? ip : `${region}/${ip}`,
        name: hostname,
        aliases: [ip],
        server: attached_type === "vm" ? attached_id : undefined,
        token: "lunanode:FloatingIp",
      }));
    },
  },
  {
    noun: "volume",
    list: async (api) => {
      const rows = await listVolumes(api);
      return rows.map(({ id, name, region }) => ({
        id: region === undefined ? id : `${region}/${id}`,
        name,
        aliases: [id],
        token: "lunanode:Volume",
      }));
    },
  },
  {
    noun: "image",
    list: async (api) => {
      const images = await listOwnImages(api);
      return images.map(({ image_id, name, region }) => ({
        id: region === undefined ? image_id : `${region}/${image_id}`,
        name,
        aliases: [image_id, name],
        token: "lunanode:Image",
      }));
    },
  },
];

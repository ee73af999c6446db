import type { ChargeList } from "../../engine/definition/charges.ts";
import type { Ovh } from "./account.ts";
import { inRegions } from "./regions.ts";
import { floatingIpList, imageList, scheduleList, volumeList } from "./schemas.ts";
import { scopeOf } from "./scope.ts";
import { listBackups, listSnapshots, storageId } from "./volumes.ts";

const PROJECT = "/cloud/project/{serviceName}" as const;

/** The ID of a resource. */
const idOf = (api: Ovh, region: string | undefined, key: string): string =>
  storageId.format({ scope: scopeOf(api, undefined, region), key });

/** What OVHcloud charges for in addition to instances, in the configured project. */
export const charges: readonly ChargeList<Ovh>[] = [
  {
    noun: "volume",
    list: async (api) => {
      const rows = await api.call(`GET ${PROJECT}/volume`, "read", { serviceName: api.project }, volumeList);
      return rows.map(({ id, name, region, attachedTo: [server] }) => ({
        ...{ id: idOf(api, region, id), name, aliases: [id], server, token: "ovh:Volume" },
      }));
    },
  },
  {
    noun: "volume snapshot",
    list: async (api) =>
      (await listSnapshots(api, "")).map(([id, { name, region }]) => ({
        ...{ id: idOf(api, region, id), name, aliases: [id], token: "ovh:VolumeSnapshot" },
      })),
  },
  {
    noun: "volume backup",
    list: async (api) =>
      (await listBackups(api, "")).map(([id, { name, region }]) => ({
        ...{ id: idOf(api, region, id), name, aliases: [id], token: "ovh:VolumeBackup" },
      })),
  },
  {
    noun: "snapshot",
    list: async (api) => {
      const rows = await api.call(`GET ${PROJECT}/snapshot`, "read", { serviceName: api.project }, imageList);
      return rows.map(({ id, name, region }) => ({
        ...{ id: idOf(api, region, id), name, aliases: [id, name], token: "ovh:InstanceSnapshot" },
      }));
    },
  },
  {
    noun: "backup schedule",
    list: (api) =>
      inRegions(api, "", async (regionName) => {
        const at = { serviceName: api.project, regionName };
        const rows = await api.call(`GET ${PROJECT}/region/{regionName}/workflow/backup`, "read", at, scheduleList);
        return rows.map(({ id, name, instanceId }) => ({
          ...{ id: idOf(api, regionName, id), name, aliases: [id], server: instanceId, token: "ovh:WorkflowBackup" },
        }));
      }),
  },
  {
    noun: "floating IP",
    list: (api) =>
      inRegions(api, "", async (regionName) => {
        const at = { serviceName: api.project, regionName };
        const rows = await api.call(`GET ${PROJECT}/region/{regionName}/floatingip`, "read", at, floatingIpList);
        return rows.map(({ id, ip = id, associatedEntity }) => ({
          ...{ id: idOf(api, regionName, ip), aliases: [ip, id], token: "ovh:FloatingIp" },
          server: associatedEntity?.type === "instance" ? associatedEntity.id : undefined,
        }));
      }),
  },
];

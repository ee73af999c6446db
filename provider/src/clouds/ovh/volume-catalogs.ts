import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import type { Ovh } from "./account.ts";
import { instanceList } from "./schemas.ts";
import { scopeOf, within } from "./scope.ts";
import { listBackups, listSnapshots, listVolumes, PROJECT, storageId } from "./volumes.ts";

/** An object of the project by its ID, its name, or the ID that its resource has. */
const entryOf = (scope: string, id: string, name: string | undefined): Entry => ({
  id,
  name: name ?? id,
  also: [storageId.format({ scope, key: id })],
});

type List = typeof listVolumes | typeof listSnapshots | typeof listBackups;

const entries =
  (list: List): Catalog<Ovh>["list"] =>
  async (api, scope) =>
    (await list(api, scope)).map(([id, { name }, place = scope]) => entryOf(place, id, name));

/** What inputs about storage name. Scope: project and region. */
export const storageCatalogs: Readonly<Record<string, Catalog<Ovh>>> = {
  volumes: { noun: "volume", list: entries(listVolumes) },
  volumeSnapshots: { noun: "volume snapshot", list: entries(listSnapshots) },
  volumeBackups: { noun: "volume backup", list: entries(listBackups) },
  instances: {
    noun: "instance",
    list: async (api, scope) => {
      const { serviceName } = within(api, scope);
      const rows = await api.call(`GET ${PROJECT}/instance`, "read", within(api, scope), instanceList);
      return rows.map(({ id, name, region }) => entryOf(scopeOf(api, serviceName, region), id, name));
    },
  },
};

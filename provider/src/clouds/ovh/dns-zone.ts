import type { Catalog } from "../../engine/definition/catalog.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { recordIds, zoneList } from "./dns-schemas.ts";

/** DNS zones, which OVHcloud creates with an order or a domain: only their records change. */

const ZONE = "/domain/zone/{zoneName}";
export const RECORDS = `${ZONE}/record` as const;

export const listZones = (api: Ovh): Promise<string[]> => api.call("GET /domain/zone", "read", {}, zoneList);

export const dnsZones: Catalog<Ovh> = {
  noun: "DNS zone",
  allScopes: true,
  list: async (api) => (await listZones(api)).map((name) => ({ id: name, name })),
};

export const isZoneGone = async (api: Ovh, zoneName: string): Promise<boolean> =>
  !(await listZones(api)).includes(zoneName);

/** IDs of the records of a zone, of one name and type if given. */
export const listRecordIds = (
  api: Ovh,
  zoneName: string,
  only: { fieldType?: string; subDomain?: string } = {},
): Promise<string[]> => api.call(`GET ${RECORDS}`, "read", { zoneName, ...only }, recordIds);

interface Context {
  readonly api: Ovh;
  oncePerBurst(key: string, work: () => Promise<void>): Promise<void>;
}

/** Makes the name servers answer with the current records: once for all records that change at about the same time. */
export const publish = ({ api, oncePerBurst }: Context, zoneName: string): Promise<void> =>
  oncePerBurst(`zone ${zoneName}`, () => api.command(`POST ${ZONE}/refresh`, "idempotent", { zoneName }));

/** After a removal there is nothing to publish if the zone is gone too. */
export async function publishRemoval(context: Context, zoneName: string): Promise<void> {
  try {
    await publish(context, zoneName);
  } catch (error) {
    const mayBeGone = error instanceof CloudError && error.kind === "notFound";
    if (!mayBeGone || !(await isZoneGone(context.api, zoneName))) {
      throw error;
    }
  }
}

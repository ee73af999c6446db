import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { attachedIpList, type FloatingIpRow, floatingIpRow } from "./floating-ip-schemas.ts";
import type { Placed } from "./placed-view.ts";
import { inRegions } from "./regions.ts";
import { type InstanceRow, instanceList } from "./schemas.ts";
import { placeIn, scopeOf } from "./scope.ts";

/** Floating IPs: v2 creates and lists them, v1 attaches them and shows what they lead to (§4.5). */

export const V2_IPS = "/v2/publicCloud/project/{serviceName}/publicIp/floating";
export const V2_IP = `${V2_IPS}/{id}` as const;
const REGION = "/cloud/project/{serviceName}/region/{regionName}";

export const placeOfRow = ({ currentState, targetSpec }: FloatingIpRow) =>
  currentState?.location ?? targetSpec?.location;

/** Those of a scope, or of all regions. One list has those of the whole project. */
export async function floatingIpsIn(api: Ovh, scope: string): Promise<Placed<FloatingIpRow>[]> {
  const { serviceName, regionName } = placeIn(api, scope);
  const rows = await api.pages(`GET ${V2_IPS}`, { serviceName }, floatingIpRow, (row) => row.id);
  return rows
    .map((row) => ({ ...row, scope: scopeOf(api, serviceName, placeOfRow(row)?.region) }))
    .filter((row) => regionName === undefined || placeOfRow(row)?.region === regionName);
}

/** What an address leads to. */
export interface Attachment {
  /** The ID of the address in v1. */
  id: string;
  /** `instance`, `loadbalancer` and others; undefined if it leads nowhere. */
  kind: string | undefined;
  /** The instance, if it is one. */
  instance: string | undefined;
  /** Its private address. */
  target: string | undefined;
}

/** The attachments of the addresses in a region, by address. */
export async function attachmentsIn(api: Ovh, scope: string): Promise<(readonly [string, Attachment, string])[]> {
  const { serviceName } = placeIn(api, scope);
  return inRegions(api, scope, async (regionName) => {
    const at = { serviceName, regionName };
    const rows = await api.call(`GET ${REGION}/floatingip`, "read", at, attachedIpList);
    // Only if some lead to instances is it asked which ones.
    const needed = rows.some(({ associatedEntity }) => associatedEntity?.type === "instance");
    const route = "GET /cloud/project/{serviceName}/instance";
    const instances = needed ? await api.call(route, "read", { serviceName, region: regionName }, instanceList) : [];
    return rows.map(({ id, ip, associatedEntity: to }) => {
      const instance = to?.type === "instance" ? holderOf(instances, to)?.id : undefined;
      return [ip, { id, kind: to?.type, instance, target: to?.ip }, scopeOf(api, serviceName, regionName)] as const;
    });
  });
}

/** The ID is that of the instance or, by the schema's words, of its port: then its address decides. */
const holderOf = (
  instances: readonly InstanceRow[],
  to: { id?: string | undefined; ip?: string | undefined },
): InstanceRow | undefined =>
  instances.find(({ id }) => id === to.id) ??
  instances.find(({ ipAddresses }) => ipAddresses.some(({ ip, type }) => ip === to.ip && type === "private"));

/** What an address leads to at this moment. */
export async function attachmentOf(api: Ovh, scope: string, address: string): Promise<Attachment | undefined> {
  return (await attachmentsIn(api, scope)).find(([ip]) => ip === address)?.[1];
}

/** An address may be asked for before what it leads to is ready, or while it is being detached (§5.3). */
export const NOT_READY = {
  waitingFor: "for the instance to have its address",
  limitSeconds: 120,
  isPassing: (error: unknown) =>
    error instanceof CloudError && (error.busy || (error.kind === "invalid" && /in use|not ready/i.test(error.words))),
};

export const detach = (api: Ovh, scope: string, floatingIpId: string): Promise<void> => {
  const { serviceName, regionName } = placeIn(api, scope);
  const at = { serviceName, regionName, floatingIpId };
  return api.command(`POST ${REGION}/floatingip/{floatingIpId}/detach`, "idempotent", at);
};

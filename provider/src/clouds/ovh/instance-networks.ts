import type { BaseOperationContext, OperationContext } from "../../engine/definition/context.ts";
import { changeMembers } from "../../engine/definition/members.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import type { Views } from "./instance-views.ts";
import { created, interfaceList } from "./schemas.ts";
import { within } from "./scope.ts";

type Wants = Pick<BaseOperationContext<Ovh, object, object>, "entry"> & {
  desired: { networks?: readonly string[] | undefined; fixedIps?: Readonly<Record<string, string>> | undefined };
};

/** A network to attach: its own ID, its ID in the region, the requested address. */
interface Plug {
  own: string;
  inRegion: string;
  ip: string | undefined;
}

export async function plugsOf({ desired, entry }: Wants): Promise<Plug[]> {
  const fixed = new Map<string, string>();
  for (const [network, ip] of Object.entries(desired.fixedIps ?? {})) {
    fixed.set((await entry("networks", network))?.id ?? network, ip);
  }
  const plugs = (desired.networks ?? []).map(async (own) => {
    const { inRegion = own } = (await entry("networks", own))?.facts ?? {};
    return { own, inRegion, ip: fixed.get(own) };
  });
  return Promise.all(plugs);
}

interface NetworkParameters {
  networkId: string;
  ip: string | undefined;
}

type NetworkId = "own" | "inRegion";

/**
 * Sends a call that names networks. According to guides and clients, creation takes their own IDs, and a port those in
 * the region (§4.4). If one is rejected without effect, the other is sent.
 */
export async function spelling<T>(
  plugs: readonly Plug[],
  first: NetworkId,
  send: (networks: readonly NetworkParameters[]) => Promise<T>,
): Promise<T> {
  const spelled = (id: NetworkId) => plugs.map(({ ip, ...ids }) => ({ networkId: ids[id], ip }));
  try {
    return await send(spelled(first));
  } catch (error) {
    const refused =
      error instanceof CloudError &&
      error.effect === "none" &&
      (error.kind === "invalid" || error.kind === "notFound") &&
      /network/i.test(error.words);
    if (!refused || plugs.every(({ own, inRegion }) => own === inRegion)) {
      throw error;
    }
    return send(spelled(first === "own" ? "inRegion" : "own"));
  }
}

/** Attaches an instance to exactly these networks. */
export async function replug(
  context: Pick<OperationContext<Ovh, Views, object, object>, "api" | "scope" | "key" | "entry"> & Wants,
): Promise<void> {
  const { api, key, scope } = context;
  const at = { serviceName: within(api, scope).serviceName, instanceId: key };
  const ports = await api.call(
    "GET /cloud/project/{serviceName}/instance/{instanceId}/interface",
    "read",
    at,
    interfaceList,
  );
  const plugs = await plugsOf(context);
  const fits = (port: (typeof ports)[number], { own, inRegion, ip }: Plug) =>
    (port.networkId === inRegion || port.networkId === own) &&
    (ip === undefined || port.fixedIps.some((fixed) => fixed.ip === ip));
  await changeMembers({
    present: ports,
    wanted: plugs,
    fits,
    oneACall: true,
    add: (missing) =>
      spelling(missing, "inRegion", ([network]) => {
        const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/interface";
        return api.call(route, "write", { ...at, ...network }, created);
      }),
    remove: ([port]) => {
      const route = "DELETE /cloud/project/{serviceName}/instance/{instanceId}/interface/{interfaceId}";
      return api.command(route, "idempotent", { ...at, interfaceId: port?.id });
    },
  });
}

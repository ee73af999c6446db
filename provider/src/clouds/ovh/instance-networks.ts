import type { BaseOperationContext, OperationContext } from "../../engine/definition/definition.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import type { Views } from "./instance-views.ts";
import { created, interfaceList } from "./schemas.ts";
import { within } from "./scope.ts";

type Wants = Pick<BaseOperationContext<Ovh, object, object>, "entry"> & {
  desired: { networks?: readonly string[] | undefined; fixedIps?: Readonly<Record<string, string>> | undefined };
};

/** A network to be attached to: its id in the region, its own id where that may be the one to send, the wanted address. */
interface Plug {
  inRegion: string;
  otherwise: string;
  ip: string | undefined;
}

export async function plugsOf({ desired, entry }: Wants): Promise<Plug[]> {
  const fixed = new Map<string, string>();
  for (const [network, ip] of Object.entries(desired.fixedIps ?? {})) {
    fixed.set((await entry("networks", network))?.id ?? network, ip);
  }
  const plugs = (desired.networks ?? []).map(async (id) => {
    const { inRegion = id, otherwise = id } = (await entry("networks", id))?.facts ?? {};
    return { inRegion, otherwise, ip: fixed.get(id) };
  });
  return Promise.all(plugs);
}

interface NetworkParameters {
  networkId: string;
  ip: string | undefined;
}

/**
 * Sends a call that names networks. Which of the two ids of a private network is taken is not documented (§4.4): where
 * one is refused, and nothing was done, the other is sent.
 */
export async function spelling<T>(
  plugs: readonly Plug[],
  send: (networks: readonly NetworkParameters[]) => Promise<T>,
): Promise<T> {
  try {
    return await send(plugs.map(({ inRegion, ip }) => ({ networkId: inRegion, ip })));
  } catch (error) {
    const refused =
      error instanceof CloudError &&
      error.effect === "none" &&
      (error.kind === "invalid" || error.kind === "notFound") &&
      /network/i.test(error.words);
    if (!refused || plugs.every(({ inRegion, otherwise }) => inRegion === otherwise)) {
      throw error;
    }
    return send(plugs.map(({ otherwise, ip }) => ({ networkId: otherwise, ip })));
  }
}

/** Attaches what is missing, then detaches what is not wanted, so that the instance is never without what it needs. */
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
  const fits = (port: (typeof ports)[number], { inRegion, otherwise, ip }: Plug) =>
    (port.networkId === inRegion || port.networkId === otherwise) &&
    (ip === undefined || port.fixedIps.some((fixed) => fixed.ip === ip));
  for (const plug of plugs.filter((plug) => !ports.some((port) => fits(port, plug)))) {
    await spelling([plug], async ([network]) => {
      const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/interface";
      await api.call(route, "write", { ...at, ...network }, created);
    });
  }
  for (const port of ports.filter((port) => !plugs.some((plug) => fits(port, plug)))) {
    const route = "DELETE /cloud/project/{serviceName}/instance/{instanceId}/interface/{interfaceId}";
    await api.command(route, "idempotent", { ...at, interfaceId: port.id });
  }
}

import type { OperationContext } from "../../engine/definition/context.ts";
import type { Leftovers } from "../../engine/definition/leftovers.ts";
import type { LunaNode } from "./account.ts";
import { detachAddress, listAddresses, vmOf } from "./addresses.ts";
import { done, volumeInfo } from "./schemas.ts";
import { addresses, type Views } from "./vm-views.ts";
import { listVolumes } from "./volumes.ts";

/** Addresses of a VM, and charged objects that remain in the account after its deletion. */

interface Known {
  readonly inputs: { readonly floatingIp?: string | undefined };
  readonly outputs: { readonly assignedIp?: string | undefined };
}

type VmContext = Pick<
  OperationContext<LunaNode, Views, object, object>,
  "api" | "key" | "scope" | "observed" | "warn"
> & {
  readonly previous: Known | undefined;
};

type Attaching = Pick<OperationContext<LunaNode, Views, object, object>, "api" | "key" | "change" | "changeUnlessDone">;

/** Detaches an address from a VM. It stays in the account. */
export const detach = ({ api, key, changeUnlessDone }: Attaching, ip: string): Promise<void> =>
  changeUnlessDone(
    `to be without ${ip}`,
    () => detachAddress(api, key, ip),
    ({ detail }) => detail !== undefined && !addresses(detail).includes(ip),
  );

/** LunaNode refuses an address that is in use, possibly by this VM because an earlier run has just attached it. */
export const attach = ({ api, key: vm_id, changeUnlessDone }: Attaching, ip: string | undefined): Promise<void> =>
  changeUnlessDone(
    "to have its floating IP",
    () => api.call("vm/floatingip-add", "write", { vm_id, ip }, done),
    ({ detail }) => ip !== undefined && addresses(detail).includes(ip),
  );

/** All addresses of a VM, whoever attached them. If vm/info does not include all of them, the list of addresses is read too. */
async function attachedAddresses({ api, key, observed: { detail } }: VmContext): Promise<string[]> {
  if (detail?.additionalip !== undefined) {
    return addresses(detail);
  }
  const listed = (await listAddresses(api)).filter((row) => vmOf(row) === key).map(({ ip }) => ip);
  return [...new Set([...addresses(detail), ...listed])];
}

/** vm/delete releases all attached addresses. Only the one that was created with the VM may be released. */
export async function keepAddresses(context: VmContext & Attaching): Promise<void> {
  const { previous, warn } = context;
  const kept = (await attachedAddresses(context)).filter((ip) => ip !== previous?.outputs.assignedIp);
  for (const ip of kept) {
    // The program's own address stays as documented. Warn before the call, because the process may be killed after it.
    if (ip !== previous?.inputs.floatingIp) {
      warn(
        `address ${ip} is not known to have been created with the VM; it is detached, but stays in the account and is charged.`,
      );
    }
    await detach(context, ip);
  }
}

/** Volumes of an adopted or imported VM, as text. A VM that this resource created only has volumes from the program. */
export async function volumesOf({ api, key, scope, previous }: VmContext): Promise<readonly string[]> {
  const { inputs, outputs } = previous ?? { inputs: {}, outputs: {} };
  if (outputs.assignedIp !== undefined || inputs.floatingIp !== undefined) {
    return [];
  }
  const own = await listVolumes(api, scope);
  // The list does not show a volume's VM (§4.1).
  const infos = await Promise.all(own.map(({ id }) => api.call("volume/info", "read", { volume_id: id }, volumeInfo)));
  return own
    .filter((_, index) => infos[index]?.volume.attached === key)
    .map(({ id, name }) => `volume ${name === undefined ? id : `${name} (${id})`}`);
}

/** Address of a VM that no longer exists, if it was detached before. LunaNode releases attached addresses with the VM. */
export const addressLeftovers: Leftovers<VmContext> = {
  async find({ api, previous }, how) {
    const ip = previous?.outputs.assignedIp;
    if (how === "removed" || ip === undefined) {
      return [];
    }
    const all = await listAddresses(api);
    return all.some((row) => row.ip === ip) ? [{ id: ip, name: `address ${ip}`, isOwn: false }] : [];
  },
  giveBack: async () => undefined,
};

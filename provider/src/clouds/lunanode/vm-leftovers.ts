import type { OperationContext } from "../../engine/definition/context.ts";
import type { Leftovers } from "../../engine/definition/leftovers.ts";
import type { LunaNode } from "./account.ts";
import { detachAddress, listAddresses, vmOf } from "./addresses.ts";
import { done, volumeInfo } from "./schemas.ts";
import { addresses, type Views } from "./vm-views.ts";
import { listVolumes } from "./volumes.ts";

/** The addresses of a VM, and what it leaves on the account, and is charged. */

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

/** Takes an address off a VM; it is kept on the account. */
export const detach = ({ api, key, changeUnlessDone }: Attaching, ip: string): Promise<void> =>
  changeUnlessDone(
    `to be without ${ip}`,
    () => detachAddress(api, key, ip),
    ({ detail }) => detail !== undefined && !addresses(detail).includes(ip),
  );

/** Refused for an address that is in use: perhaps by this VM, to which an earlier run has given it just now. */
export const attach = ({ api, key: vm_id, changeUnlessDone }: Attaching, ip: string | undefined): Promise<void> =>
  changeUnlessDone(
    "to have its floating IP",
    () => api.call("vm/floatingip-add", "write", { vm_id, ip }, done),
    ({ detail }) => ip !== undefined && addresses(detail).includes(ip),
  );

/** Every address that a VM has, whoever attached it. An answer that does not name all of them is no answer to that. */
async function attachedAddresses({ api, key, observed: { detail } }: VmContext): Promise<string[]> {
  if (detail?.additionalip !== undefined) {
    return addresses(detail);
  }
  const listed = (await listAddresses(api)).filter((row) => vmOf(row) === key).map(({ ip }) => ip);
  return [...new Set([...addresses(detail), ...listed])];
}

/** vm/delete gives every address back that is still attached; only the one that came with the VM may go. */
export async function keepAddresses(context: VmContext & Attaching): Promise<void> {
  const { previous, warn } = context;
  const kept = (await attachedAddresses(context)).filter((ip) => ip !== previous?.outputs.assignedIp);
  for (const ip of kept) {
    // The program's own is known to stay. Said before: whoever is killed after the call says nothing any more.
    if (ip !== previous?.inputs.floatingIp) {
      warn(
        `address ${ip} is not known to have been created with the VM; it is detached, but stays in the account and is charged.`,
      );
    }
    await detach(context, ip);
  }
}

/** The volumes that a VM has which was taken over, as text; one that was made here has those that the program gave it. */
export async function volumesOf({ api, key, scope, previous }: VmContext): Promise<readonly string[]> {
  const { inputs, outputs } = previous ?? { inputs: {}, outputs: {} };
  if (outputs.assignedIp !== undefined || inputs.floatingIp !== undefined) {
    return [];
  }
  const own = await listVolumes(api, scope);
  // The list does not show what a volume is attached to (§4.1).
  const infos = await Promise.all(own.map(({ id }) => api.call("volume/info", "read", { volume_id: id }, volumeInfo)));
  return own
    .filter((_, index) => infos[index]?.volume.attached === key)
    .map(({ id, name }) => `volume ${name === undefined ? id : `${name} (${id})`}`);
}

/** Of a VM that has vanished: its address, if somebody has detached it before. LunaNode gives back what is attached. */
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

import type { Live } from "../../engine/definition.ts";
import { ask, type ServerOp } from "./server-ask.ts";
import type { Views } from "./server-live.ts";
import { done, PUBLIC_IP, type PublicIpRow } from "./wire.ts";

/** The public IP of a server: `publicIp: true` makes one, which goes with the server. */

/** NAVER's public IPs have no name: the description says for which server this provider made one. */
const mark = (key: string): string => `indiecloud: made with server ${key}`;

export const publicIpNo = ({ row }: Live<Views>): string | undefined => row?.publicIpInstanceNo;

/** The public IPs that were made for a server, attached or not. */
const ownAddresses = async ({ api, scope, key }: ServerOp): Promise<PublicIpRow[]> =>
  (await api.list(PUBLIC_IP, scope)).filter(({ publicIpDescription }) => publicIpDescription === mark(key));

/** Attaches the public IP that was made for a server, or makes one. */
export async function giveAddress(op: ServerOp): Promise<string | undefined> {
  const [own] = await ownAddresses(op);
  if (own !== undefined && publicIpNo(op.live) === own.publicIpInstanceNo) {
    return own.publicIpInstanceNo;
  }
  const [action, parameters] =
    own === undefined
      ? ["createPublicIpInstance", { publicIpDescription: mark(op.key) }]
      : ["associatePublicIpWithServerInstance", { publicIpInstanceNo: own.publicIpInstanceNo }];
  await ask(
    op,
    "to have its public IP",
    action,
    { serverInstanceNo: op.key, ...parameters },
    (live) => publicIpNo(live) !== undefined,
  );
  return publicIpNo(op.live);
}

/** Detaches whatever public IP a server has. */
export async function detachAddress(op: ServerOp): Promise<void> {
  const publicIpInstanceNo = publicIpNo(op.live);
  if (publicIpInstanceNo !== undefined) {
    await ask(
      op,
      "to be without its public IP",
      "disassociatePublicIpFromServerInstance",
      { publicIpInstanceNo },
      (live) => publicIpNo(live) === undefined,
    );
  }
}

/** Gives back the public IPs that were made for a server; others stay on the account. */
export async function giveAddressBack(op: ServerOp): Promise<void> {
  const { api, scope } = op;
  for (const { publicIpInstanceNo } of await ownAddresses(op)) {
    const look = () => api.detail(PUBLIC_IP, { scope, key: publicIpInstanceNo });
    const isFree = (ip: PublicIpRow | undefined) =>
      ip === undefined || (ip.serverInstanceNo === undefined && ip.publicIpInstanceOperation === undefined);
    await op.poll("its public IP to be free", look, isFree);
    await api.call("vserver/deletePublicIpInstance", "idempotent", scope, { publicIpInstanceNo }, done);
  }
}

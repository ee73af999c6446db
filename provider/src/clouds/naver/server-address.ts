import type { Leftover, Leftovers, Live } from "../../engine/definition.ts";
import { CloudError } from "../../http/errors.ts";
import { ask, type ServerOp } from "./server-ask.ts";
import type { Views } from "./server-live.ts";
import { done, PUBLIC_IP, type PublicIpRow } from "./wire.ts";

/** The public IP of a server: `publicIp: true` makes one, which goes with the server. */

/** NAVER's public IPs have no name: the description says for which server this provider made one. */
const mark = (key: string): string => `indiecloud: made with server ${key}`;

/** The server that a public IP was made for, by its description. */
export const madeWith = (description = ""): string | undefined =>
  /^indiecloud: made with server (\d+)$/.exec(description)?.[1];

const publicIpNo = ({ row }: Live<Views>): string | undefined => row?.publicIpInstanceNo;

/** The public IPs that were made for a server, attached or not. */
const ownAddresses = async ({ api, scope, key }: Pick<ServerOp, "api" | "scope" | "key">): Promise<PublicIpRow[]> =>
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

/** Says which public IP a server leaves on the account: one that was not made for it. */
export async function warnOfAddress(op: ServerOp): Promise<void> {
  const number = publicIpNo(op.live);
  if (
    number !== undefined &&
    !(await ownAddresses(op)).some(({ publicIpInstanceNo }) => publicIpInstanceNo === number)
  ) {
    op.warn(
      `public IP ${op.live.row?.publicIp} (${number}) was not made for the server; it is detached, stays on the account, and is charged.`,
    );
  }
}

/** Gives back the public IPs that were made for a server; others stay on the account. */
export async function giveAddressBack(op: ServerOp): Promise<void> {
  for (const { publicIpInstanceNo } of await ownAddresses(op)) {
    await removeAddress(op, publicIpInstanceNo);
  }
}

/** Removes a public IP, once nothing is done to it any more. A removal that fails because it is done already is none that failed. */
export async function removeAddress(
  { api, scope, poll }: Pick<ServerOp, "api" | "scope" | "poll">,
  publicIpInstanceNo: string,
): Promise<void> {
  const look = () => api.detail(PUBLIC_IP, { scope, key: publicIpInstanceNo });
  const isGoing = (ip: PublicIpRow | undefined) => ip === undefined || ip.publicIpInstanceStatus === "TERMTING";
  const isFree = (ip: PublicIpRow | undefined) =>
    ip?.serverInstanceNo === undefined && ip?.publicIpInstanceOperation === undefined;
  const free = await poll("its public IP to be free", look, (ip) => isGoing(ip) || isFree(ip));
  if (isGoing(free)) {
    return;
  }
  try {
    await api.call("vserver/deletePublicIpInstance", "idempotent", scope, { publicIpInstanceNo }, done);
  } catch (error) {
    if (!(error instanceof CloudError) || !isGoing(await look())) {
      throw error;
    }
  }
}

interface Known extends Pick<ServerOp, "api" | "scope" | "key" | "poll"> {
  readonly prior:
    | {
        readonly inputs: { publicIp?: boolean | undefined };
        readonly outputs: { publicIpInstanceNo?: string | undefined; ownPublicIpInstanceNo?: string | undefined };
      }
    | undefined;
}

/** An address that was made for a server and is attached to none; of one that was marked otherwise since, its number tells. */
export const addressLeftovers: Leftovers<Known> = {
  async find(op) {
    const { inputs, outputs } = op.prior ?? { inputs: {}, outputs: {} };
    const recorded = outputs.ownPublicIpInstanceNo;
    if (inputs.publicIp !== true && recorded === undefined && (outputs.publicIpInstanceNo ?? "") === "") {
      return [];
    }
    return (await op.api.list(PUBLIC_IP, op.scope)).flatMap((row): Leftover[] => {
      const { publicIpInstanceNo: id, publicIp, publicIpDescription, serverInstanceNo } = row;
      const isMarked = publicIpDescription === mark(op.key);
      const isElsewhere = serverInstanceNo !== undefined && serverInstanceNo !== op.key;
      return (isMarked || id === recorded) && row.publicIpInstanceStatus !== "TERMTING"
        ? [{ id, name: `public IP ${publicIp} (${id})`, isOwn: isMarked && !isElsewhere }]
        : [];
    });
  },
  async giveBack(op, { id }) {
    await removeAddress(op, id);
    await op.poll(
      "its public IP to be gone",
      () => op.api.detail(PUBLIC_IP, { scope: op.scope, key: id }),
      (ip) => ip === undefined,
    );
  },
};

import type { Leftover, Leftovers } from "../../engine/definition/leftovers.ts";
import type { Observed } from "../../engine/definition/view.ts";
import { done, PUBLIC_IP, type PublicIpRow } from "./schemas.ts";
import { ask, type ServerContext } from "./server-actions.ts";
import type { Views } from "./server-views.ts";

/** The public IP of a server: `publicIp: true` creates one, which is deleted with the server. */

/** NAVER's public IPs have no name: the description contains the server for which this provider created one. */
const ownershipNote = (key: string): string => `indiecloud: made with server ${key}`;

/** The server that a public IP was created for, from its description. */
export const createdWith = (description = ""): string | undefined =>
  /^indiecloud: made with server (\d+)$/.exec(description)?.[1];

const publicIpNo = ({ row }: Observed<Views>): string | undefined => row?.publicIpInstanceNo;

/** The public IPs that were created for a server, attached or not. */
const ownAddresses = async ({
  api,
  scope,
  key,
}: Pick<ServerContext, "api" | "scope" | "key">): Promise<PublicIpRow[]> =>
  (await api.list(PUBLIC_IP, scope)).filter(({ publicIpDescription }) => publicIpDescription === ownershipNote(key));

/** Attaches the public IP that was created for a server, or creates one. */
export async function assignAddress(context: ServerContext): Promise<string | undefined> {
  const [own] = await ownAddresses(context);
  if (own !== undefined && publicIpNo(context.observed) === own.publicIpInstanceNo) {
    return own.publicIpInstanceNo;
  }
  const [action, parameters] =
    own === undefined
      ? ["createPublicIpInstance", { publicIpDescription: ownershipNote(context.key) }]
      : ["associatePublicIpWithServerInstance", { publicIpInstanceNo: own.publicIpInstanceNo }];
  await context.change(
    "to have its public IP",
    () => ask(context, action, { serverInstanceNo: context.key, ...parameters }),
    (observed) => publicIpNo(observed) !== undefined,
  );
  return publicIpNo(context.observed);
}

/** Detaches whichever public IP a server has. */
export async function detachAddress(context: ServerContext): Promise<void> {
  const publicIpInstanceNo = publicIpNo(context.observed);
  if (publicIpInstanceNo !== undefined) {
    await context.change(
      "to be without its public IP",
      () => ask(context, "disassociatePublicIpFromServerInstance", { publicIpInstanceNo }),
      (observed) => publicIpNo(observed) === undefined,
    );
  }
}

/** Warns of a public IP that remains in the account because it was not created for the server. */
export async function warnOfAddress(context: ServerContext): Promise<void> {
  const number = publicIpNo(context.observed);
  if (
    number !== undefined &&
    !(await ownAddresses(context)).some(({ publicIpInstanceNo }) => publicIpInstanceNo === number)
  ) {
    context.warn(
      `public IP ${context.observed.row?.publicIp} (${number}) was not created for the server; it is detached, but stays in the account and is charged.`,
    );
  }
}

/** Releases the public IPs that were created for a server; others stay in the account. */
export async function releaseAddress(context: ServerContext): Promise<void> {
  for (const { publicIpInstanceNo } of await ownAddresses(context)) {
    await removeAddress(context, publicIpInstanceNo);
  }
}

/** Removes a public IP once no operation on it is in progress. */
export async function removeAddress(
  { api, scope, poll, changeElsewhere }: Pick<ServerContext, "api" | "scope" | "poll" | "changeElsewhere">,
  publicIpInstanceNo: string,
): Promise<void> {
  const read = () => api.detail(PUBLIC_IP, { scope, key: publicIpInstanceNo });
  const isGoing = (ip: PublicIpRow | undefined) => ip === undefined || ip.publicIpInstanceStatus === "TERMTING";
  const isFree = (ip: PublicIpRow | undefined) =>
    ip?.serverInstanceNo === undefined && ip?.publicIpInstanceOperation === undefined;
  const free = await poll("its public IP to become free", read, (ip) => isGoing(ip) || isFree(ip));
  if (!isGoing(free)) {
    const send = () => api.call("vserver/deletePublicIpInstance", "idempotent", scope, { publicIpInstanceNo }, done);
    await changeElsewhere("its public IP to be deleted", send, read, isGoing);
  }
}

interface Known extends Pick<ServerContext, "api" | "scope" | "key" | "poll" | "changeElsewhere"> {
  readonly previous:
    | {
        readonly inputs: { publicIp?: boolean | undefined };
        readonly outputs: { publicIpInstanceNo?: string | undefined; ownPublicIpInstanceNo?: string | undefined };
      }
    | undefined;
}

/**
 * An unattached address that was created for a server. If its description was changed since, its number identifies it.
 */
export const addressLeftovers: Leftovers<Known> = {
  async find(context) {
    const { inputs, outputs } = context.previous ?? { inputs: {}, outputs: {} };
    const recorded = outputs.ownPublicIpInstanceNo;
    if (inputs.publicIp !== true && recorded === undefined && (outputs.publicIpInstanceNo ?? "") === "") {
      return [];
    }
    return (await context.api.list(PUBLIC_IP, context.scope)).flatMap((row): Leftover[] => {
      const { publicIpInstanceNo: id, publicIp, publicIpDescription, serverInstanceNo } = row;
      const isMarked = publicIpDescription === ownershipNote(context.key);
      const isElsewhere = serverInstanceNo !== undefined && serverInstanceNo !== context.key;
      return (isMarked || id === recorded) && row.publicIpInstanceStatus !== "TERMTING"
        ? [{ id, name: `public IP ${publicIp} (${id})`, isOwn: isMarked && !isElsewhere }]
        : [];
    });
  },
  async giveBack(context, { id }) {
    await removeAddress(context, id);
    await context.poll(
      "its public IP to be gone",
      () => context.api.detail(PUBLIC_IP, { scope: context.scope, key: id }),
      (ip) => ip === undefined,
    );
  },
};

import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { changeMembers } from "../../engine/definition/members.ts";
import type { Observed } from "../../engine/definition/view.ts";
import { RefusedError } from "../../engine/errors.ts";
import { CloudError } from "../../http/errors.ts";
import type { InRegion, Naver } from "./account.ts";
import { done } from "./schemas.ts";
import { ask, askTogether, type ServerContext } from "./server-actions.ts";
import { detachAddress, warnOfAddress } from "./server-address.ts";
import { groupsOf, isIdle, mainInterface, powerOf, stateOf, type Views } from "./server-views.ts";
import { STORAGE, type StorageRow } from "./storage-schemas.ts";

/** What is done to a server, call by call. */

/**
 * Whether NAVER renames a running server is not documented (§3.5). The server is not stopped for a new name unless the
 * user asks for it.
 */
export async function rename(context: ServerContext, serverName: string | undefined): Promise<void> {
  const { api, scope, key: serverInstanceNo } = context;
  try {
    const parameters = { serverInstanceNo, serverName };
    await api.call("vserver/changeServerInstanceName", "idempotent", scope, parameters, done);
  } catch (error) {
    if (error instanceof CloudError && error.kind === "invalid" && powerOf(context.observed.row) === "running") {
      throw new RefusedError(
        `${error.message} If only a stopped server can be renamed, set powerState: "stopped" together with the name, run pulumi up, and set it back.`,
        { cause: error },
      );
    }
    throw error;
  }
}

type ReadContext = Pick<BaseOperationContext<Naver, object, object>, "entry">;

/** NAVER can change a server's spec only within one hypervisor (§3.5). */
export async function refuseOtherHypervisor(
  { entry, observed }: ReadContext & Pick<ServerContext, "observed">,
  plan: string,
) {
  const has = observed.row?.hypervisorType;
  const needs = (await entry("plans", plan))?.facts?.hypervisor;
  if (has !== undefined && needs !== undefined && has !== needs) {
    throw new RefusedError(
      `The server runs on ${has}, but plan ${plan} is for ${needs}; NAVER Cloud changes a spec only within one hypervisor. Choose a plan for ${has}, or create a new server with an image for ${needs}.`,
    );
  }
}

/** Maximum number of access control groups of a network interface; the minimum is one (§3.1, §2.6: 1002035). */
export const MAX_GROUPS = 3;

/** Gives the main network interface exactly these access control groups. */
export async function setGroups(context: ServerContext, wanted: readonly string[]): Promise<void> {
  const main = mainInterface(context.observed.interfaces);
  if (main === undefined) {
    throw new RefusedError("The server has no network interface that could have access control groups.");
  }
  const change = (verb: "add" | "remove") => (groups: readonly string[]) =>
    context.change(
      `to ${verb} access control groups`,
      () =>
        ask(context, `${verb}NetworkInterfaceAccessControlGroup`, {
          networkInterfaceNo: main.networkInterfaceNo,
          accessControlGroupNoList: groups,
        }),
      ({ interfaces }) => {
        const now = groupsOf(mainInterface(interfaces));
        return now !== undefined && groups.every((group) => now.includes(group) === (verb === "add"));
      },
    );
  await changeMembers({
    present: groupsOf(main) ?? [],
    wanted,
    fits: (present, group) => present === group,
    add: change("add"),
    remove: change("remove"),
    most: MAX_GROUPS,
  });
}

/** The additional storage of the servers, and of others. NAVER Cloud filters by one server only. */
async function listStorage(api: Naver, scope: string, servers: readonly string[]): Promise<InRegion<StorageRow>[]> {
  const [server, ...others] = servers;
  const additional = { blockStorageTypeCodeList: ["SVRBS"] };
  if (others.length > 0) {
    return api.list(STORAGE, scope, additional);
  }
  const rows = await api.list(STORAGE, scope, { ...additional, serverInstanceNo: server });
  return rows.map((row) => ({ ...row, serverInstanceNo: row.serverInstanceNo ?? server }));
}

/**
 * Detaches additional storage, because a server with additional storage cannot be terminated (§2.6: 10501). The storage
 * remains.
 */
async function detachStorage(context: ServerContext): Promise<void> {
  const { api, scope, key } = context;
  // One list for all servers that are removed at the same time.
  const additional = async () =>
    (await api.storages.join(scope, key, (servers) => listStorage(api, scope, servers))).filter(
      (row) =>
        row.serverInstanceNo === key && row.blockStorageType !== "BASIC" && row.blockStorageInstanceStatus !== "CREAT",
    );
  const attached = await additional();
  if (attached.length === 0) {
    return;
  }
  const numbers = attached.map(({ blockStorageInstanceNo }) => blockStorageInstanceNo);
  await context.changeElsewhere(
    "its additional storage to be detached",
    () => ask(context, "detachBlockStorageInstances", { blockStorageInstanceNoList: numbers }),
    additional,
    (rows) => rows.length === 0,
  );
  context.warn(`storage ${numbers.join(", ")} was detached from the server; it stays in the account and is charged.`);
}

/** Whether no operation on a server is in progress, so that another can be requested. */
const isSettled = (observed: Observed<Views>): boolean =>
  ["ready", "failed"].includes(stateOf(observed)?.is ?? "") && isIdle(observed);

/** Checks and waits before anything is done to remove a server. */
export async function beforeTermination({ observed, waitUntil }: ServerContext): Promise<void> {
  if (observed.row?.isProtectServerTermination === true) {
    throw new RefusedError(
      "The server is protected against termination, so nothing was deleted. Set protectServerTermination: false, run pulumi up, then delete it. If it has already been replaced, pulumi up can no longer change it: turn the protection off in the console.",
    );
  }
  await waitUntil("to finish what it is doing before it is deleted", isSettled);
}

/**
 * Detaches storage from a stopped server and terminates it. What was created for it is released once it is gone, so
 * that a failure loses no address.
 */
export async function terminate(context: ServerContext): Promise<void> {
  await warnOfAddress(context);
  await detachAddress(context);
  await detachStorage(context);
  await context.waitUntil("to finish what it is doing before it is deleted", isSettled);
  await askTogether(context, "terminateServerInstances", "idempotent");
}

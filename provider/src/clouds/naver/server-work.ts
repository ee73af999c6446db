import type { BaseOp } from "../../engine/definition.ts";
import { RefusedError } from "../../engine/problems.ts";
import { CloudError } from "../../http/errors.ts";
import type { Naver } from "./account.ts";
import { detachAddress, warnOfAddress } from "./server-address.ts";
import { ask, LOST, lostAnswer, type ServerOp, type Shows } from "./server-ask.ts";
import { rounds } from "./server-groups.ts";
import { isIdle, isTerminating, mainInterface, powerOf, stateOf } from "./server-live.ts";
import { done, STORAGE } from "./wire.ts";

/** What is done to a server, call by call. */

/** Whether NAVER renames a server that runs is not documented (§3.5); the server is not stopped for a name unasked. */
export async function rename(op: ServerOp, serverName: string | undefined): Promise<void> {
  const { api, scope, key: serverInstanceNo } = op;
  try {
    const parameters = { serverInstanceNo, serverName };
    await api.call("vserver/changeServerInstanceName", "idempotent", scope, parameters, done);
  } catch (error) {
    if (error instanceof CloudError && error.kind === "invalid" && powerOf(op.live.row) === "running") {
      throw new RefusedError(
        `${error.message} If only a stopped server can be renamed, set powerState: "stopped" together with the name, run pulumi up, and set it back.`,
      );
    }
    throw error;
  }
}

type Looked = Pick<BaseOp<Naver, object, object>, "entry">;

/** NAVER gives a server another spec within one hypervisor only (§3.5). */
export async function refuseOtherHypervisor({ entry, live }: Looked & Pick<ServerOp, "live">, plan: string) {
  const has = live.row?.hypervisorType;
  const needs = (await entry("plans", plan))?.facts?.hypervisor;
  if (has !== undefined && needs !== undefined && has !== needs) {
    throw new RefusedError(
      `The server runs on ${has}, and plan ${plan} is for ${needs}; NAVER Cloud changes a spec only within one hypervisor. Choose a plan for ${has}, or make another server with an image for ${needs}.`,
    );
  }
}

/** Gives a stopped server another spec. */
export const resize = (op: ServerOp, plan: string, isReached: () => boolean): Promise<void> =>
  ask(
    op,
    "to be resized",
    "changeServerInstanceSpec",
    { serverInstanceNo: op.key, serverSpecCode: plan },
    (live) => isReached() && isIdle(live),
  );

/** Gives the main network interface these access control groups and no others. */
export async function setGroups(op: ServerOp, wanted: readonly string[]): Promise<void> {
  const main = mainInterface(op.live.interfaces);
  if (main === undefined) {
    throw new RefusedError("The server shows no network interface that could have access control groups.");
  }
  for (const { does, groups } of rounds(main.accessControlGroupNoList ?? [], wanted)) {
    await ask(
      op,
      `to ${does} access control groups`,
      `${does}NetworkInterfaceAccessControlGroup`,
      { networkInterfaceNo: main.networkInterfaceNo, accessControlGroupNoList: groups },
      ({ interfaces }) => {
        const now = mainInterface(interfaces);
        // SET is its word for "being changed" (§4.7).
        return (
          now?.networkInterfaceStatus !== "SET" &&
          groups.every((group) => (now?.accessControlGroupNoList?.includes(group) ?? false) === (does === "add"))
        );
      },
    );
  }
}

/** Detaches additional storage: a server that has some is not terminated (§2.6: 10501). The storage stays. */
async function detachStorage(op: ServerOp): Promise<void> {
  const { api, scope, key } = op;
  const additional = async () =>
    (await api.list(STORAGE, scope, { serverInstanceNo: key, blockStorageTypeCodeList: ["SVRBS"] })).filter(
      ({ blockStorageType }) => blockStorageType !== "BASIC",
    );
  const attached = await additional();
  if (attached.length === 0) {
    return;
  }
  const numbers = attached.map(({ blockStorageInstanceNo }) => blockStorageInstanceNo);
  const parameters = { blockStorageInstanceNoList: numbers };
  const lost = await lostAnswer(api.call("vserver/detachBlockStorageInstances", "write", scope, parameters, done));
  const isOff = (rows: readonly { blockStorageInstanceStatus?: string | undefined }[]) =>
    rows.every(({ blockStorageInstanceStatus }) => blockStorageInstanceStatus === "CREAT");
  const wait = op.poll("its additional storage to be detached", additional, isOff, lost && LOST);
  await wait.catch((error: unknown) => {
    throw lost ?? error;
  });
  op.warn(`storage ${numbers.join(", ")} was detached from the server; it stays on the account and is charged.`);
}

/** Whether nothing is being done to a server, so that something can be asked of it. */
const isSettled: Shows = (live) => ["ready", "failed"].includes(stateOf(live)?.is ?? "") && isIdle(live);

/** What must hold before anything is done to remove a server. */
export async function beforeTermination({ live, until }: ServerOp): Promise<void> {
  if (isTerminating(live)) {
    return;
  }
  if (live.row?.isProtectServerTermination === true) {
    throw new RefusedError(
      "The server is protected against termination, so nothing was done. Set protectServerTermination: false, run pulumi up, then delete it. If it has been replaced already, pulumi up cannot change it any more: switch the protection off in the console.",
    );
  }
  await until("to be at rest before it is deleted", isSettled);
}

/** Detaches and terminates a stopped server. What was made for it is given back when it is gone, so that a failure costs no address. */
export async function terminate(op: ServerOp): Promise<void> {
  if (isTerminating(op.live)) {
    return;
  }
  await warnOfAddress(op);
  await detachAddress(op);
  await detachStorage(op);
  await op.until("to be at rest before it is deleted", isSettled);
  await op.api.call(
    "vserver/terminateServerInstances",
    "idempotent",
    op.scope,
    { serverInstanceNoList: [op.key] },
    done,
  );
}

import type { BaseOperationContext, OperationContext } from "../../engine/definition/context.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { InRegion, Naver } from "./account.ts";
import { numberOf } from "./ids.ts";
import { SERVER } from "./schemas.ts";
import { ask } from "./server-actions.ts";
import type { StorageRow } from "./storage-schemas.ts";

/** Which server has block storage. */

export interface Views {
  row: InRegion<StorageRow>;
}

/** Volume types of each hypervisor; RHV's are those of XEN (§4.9). */
export const XEN_TYPES = ["SSD", "HDD"] as const;
export const KVM_TYPES = ["CB1", "FB1", "CB2", "FB2"] as const;
export const isXen = (volumeType: string | undefined): boolean => XEN_TYPES.some((type) => type === volumeType);

/** The number of the server that has it; empty if none does. Undefined: being created. */
export function holderOf(row: StorageRow): string | undefined {
  const { blockStorageInstanceStatus: status, serverInstanceNo } = row;
  return status === "ATTAC" ? serverInstanceNo : status === "CREAT" ? "" : undefined;
}

interface Wanted {
  desired: { server?: string | undefined; volumeType: string; zone?: string | undefined };
}

/** Refuses a server that cannot have the storage, before anything is created or detached for it. */
export async function refuseUnfitServer({
  api,
  scope,
  desired,
}: Pick<BaseOperationContext<Naver, object, object>, "api" | "scope"> & Wanted): Promise<void> {
  const key = numberOf(desired.server ?? "");
  if (key === "") {
    return;
  }
  const server = await api.detail(SERVER, { scope, key });
  if (server === undefined) {
    throw new RefusedError(`NAVER Cloud has no server ${key} in ${scope} for the block storage. Nothing was changed.`);
  }
  if (server.hypervisorType !== undefined && isXen(desired.volumeType) === (server.hypervisorType === "KVM")) {
    const [has, types] = [server.hypervisorType, server.hypervisorType === "KVM" ? KVM_TYPES : XEN_TYPES];
    throw new RefusedError(
      `Server ${key} runs on ${has}, whose block storage is ${types.join(" or ")}, not ${desired.volumeType}. Nothing was changed. Choose another volumeType or another server.`,
    );
  }
  if (desired.zone !== undefined && server.zoneCode !== undefined && desired.zone !== server.zoneCode) {
    throw new RefusedError(
      `Server ${key} is in ${server.zoneCode}, but the block storage is in ${desired.zone}. Nothing was changed. Choose a server in ${desired.zone}, or create the storage in ${server.zoneCode}.`,
    );
  }
}

type Changing = Pick<
  OperationContext<Naver, Views, object, object>,
  "api" | "scope" | "key" | "observed" | "change" | "exclusive"
>;

/** One at a time for a server, which NAVER changes in only one way at a time (§5.4). */
export const attach = (context: Changing, serverInstanceNo: string): Promise<void> =>
  context.exclusive(`storage of server ${serverInstanceNo}`, () =>
    context.change(
      "to be attached",
      () => ask(context, "attachBlockStorageInstance", { blockStorageInstanceNo: context.key, serverInstanceNo }),
      ({ row }) => row !== undefined && holderOf(row) === serverInstanceNo,
    ),
  );

/** Detaches it from whichever server has it. */
export async function detach(context: Changing): Promise<void> {
  const holder = context.observed.row && holderOf(context.observed.row);
  if (holder !== undefined && holder !== "") {
    await context.exclusive(`storage of server ${holder}`, () =>
      context.change(
        "to be detached",
        () => ask(context, "detachBlockStorageInstances", { blockStorageInstanceNoList: [context.key] }),
        ({ row }) => row !== undefined && holderOf(row) === "",
      ),
    );
  }
}

import { z } from "zod";
import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import { moment } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { Naver } from "./account.ts";
import { HELD, NAME, nameText, nameType, numberOf, REGION_FIELD, ref, reported, scopeOf, textOf } from "./ids.ts";
import { created, done, IMAGE, SERVER } from "./schemas.ts";
import { MEMBER_IMAGE, type OwnImageRow, ownImageView } from "./server-image-rows.ts";

const { optional, output, define } = resourceKit<Naver, { row: OwnImageRow }>();

interface Inputs {
  name?: string | undefined;
  server?: string | undefined;
  snapshot?: string | undefined;
  description?: string | undefined;
}

export const serverImage = define({
  token: "naver:ServerImage",
  noun: "server image",
  description:
    "An image of the account, for `image` of a `Server`: a server image on KVM, a member server image on XEN and RHV. It costs money until it is deleted.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver-serverimage-createserverimage",
  inputs: {
    name: optional(nameType, {
      description: `${nameText("serverImageName")} NAVER Cloud cannot rename an image: a change is only recorded.`,
      change: "initial",
      read: reported((row) => row.name),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    server: optional(z.string().min(1), {
      description:
        "Server to create it from, by number (`serverInstanceNo`) or ID. Stop it first for a consistent disk. Set `server`, `snapshot`, or both.",
      change: "replace",
      refersTo: ["server"],
      listedIn: [{ catalog: "servers" }],
      same: (a, b) => numberOf(a) === numberOf(b),
      read: reported((row) => row.server),
    }),
    snapshot: optional(ref, {
      description:
        "Snapshot of a root disk to create it from, by name, number or ID. Only for KVM. Without `server`, the image has nothing else of a server.",
      change: "replace",
      catalog: "blockStorageSnapshots",
    }),
    description: optional(textOf(1000), {
      description: "Description (`serverImageDescription`), at most 1000 bytes.",
      change: "initial",
      read: reported((row) => row.description),
    }),
  },
  outputs: {
    serverImageNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the image (`serverImageNo`, or `memberServerImageInstanceNo` on XEN and RHV).",
      from: { row: (row) => row.no },
    }),
    status: output(z.string(), {
      dependsOn: [],
      description: "Status as reported by NAVER Cloud: `INIT`, then `CREAT`.",
      from: { row: (row) => row.status },
    }),
  },
  timeouts: { create: 3600, update: 600, delete: 600 },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/104701201"),
  name: NAME,
  views: { row: ownImageView },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  createdAt: (observed) => moment(observed.row?.createDate),
  validate: (_desired, isSet, creates) =>
    creates && !isSet("server") && !isSet("snapshot")
      ? [{ property: "server", reason: "set server or snapshot, which the image is created from" }]
      : [],
  create,
  state: ({ row: { status, operation } = {} }) =>
    status === "CREFL"
      ? { is: "failed", why: "NAVER Cloud reports CREFL" }
      : { is: status === "CREAT" && operation === undefined ? "ready" : "pending" },
  statusText: ({ row }) => row?.status,
  steps: [],
  passingRefusal: HELD,
  remove: ({ api, scope, key, observed }) =>
    observed.row?.isMember === true
      ? api.call(
          "vserver/deleteMemberServerImageInstances",
          "idempotent",
          scope,
          { memberServerImageInstanceNoList: [key] },
          done,
        )
      : api.call("vserver/deleteServerImage", "idempotent", scope, { serverImageNoList: [key] }, done),
});

/** The hypervisor of the server determines the call; only KVM creates images from snapshots (§4.10). */
async function create({
  api,
  scope,
  desired: { name, server, snapshot, description },
}: Pick<BaseOperationContext<Naver, object, object>, "api" | "scope"> & { desired: Inputs }): Promise<string> {
  const ofKvm = {
    serverImageName: name,
    serverImageDescription: description,
    blockStorageList: [{ order: 0, snapshotInstanceNo: snapshot }],
  };
  if (server === undefined) {
    return api.call("vserver/createServerImageFromSnapshot", "create", scope, ofKvm, created(IMAGE));
  }
  const serverInstanceNo = numberOf(server);
  const row = await api.detail(SERVER, { scope, key: serverInstanceNo });
  if (row === undefined) {
    throw new RefusedError(`NAVER Cloud has no server ${serverInstanceNo} in ${scope}. Nothing was created.`);
  }
  if (row.hypervisorType === "KVM") {
    return api
      .call("vserver/createServerImage", "create", scope, { serverInstanceNo, ...ofKvm }, created(IMAGE))
      .catch((error: unknown) => {
        throw snapshot === undefined ? withSnapshotHint(error) : error;
      });
  }
  if (snapshot !== undefined) {
    throw new RefusedError(
      `Server ${serverInstanceNo} runs on ${row.hypervisorType ?? "an unknown hypervisor"}, and only KVM creates images from snapshots. Nothing was created. Remove snapshot.`,
    );
  }
  return api.call(
    "vserver/createMemberServerImageInstance",
    "create",
    scope,
    { serverInstanceNo, memberServerImageName: name, memberServerImageDescription: description },
    created(MEMBER_IMAGE),
  );
}

/** Whether NAVER wants a snapshot of the root disk is not certain from its documents (§4.10). */
function withSnapshotHint(error: unknown): unknown {
  return error instanceof CloudError && error.kind === "invalid" && error.effect === "none"
    ? new RefusedError(
        `${error.message} If NAVER Cloud asks for a snapshot, create a BlockStorageSnapshot of the server's root disk and set snapshot to its id.`,
        { cause: error },
      )
    : error;
}

import type { Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import type { Server } from "../model.ts";
import { imageOf } from "../server-image-lookup.ts";
import type { OwnImage } from "../server-image-model.ts";
import { imageView, memberImageView } from "../server-image-views.ts";
import { specOf } from "../server-view.ts";
import { comes } from "../transitions.ts";
import { type Actions, type Call, type Parameters, reads, writes } from "./action.ts";
import { pluggable } from "./busy.ts";
import { detailOf, listed, searchRows } from "./list.ts";

const IMAGES = "serverImageList";
const MEMBERS = "memberServerImageInstanceList";

/** The account's own images (docs/api/naver.md §4.10). Those of KVM are in getServerImageList. */
export const serverImageActions: Actions = {
  ...reads("vserver", {
    getMemberServerImageInstanceList: (call) =>
      searchRows(
        call,
        MEMBERS,
        own(call).filter(({ isMember }) => isMember),
        memberImageView,
        {
          memberServerImageInstanceNoList: "memberServerImageInstanceNo",
          memberServerImageName: "memberServerImageName",
          memberServerImageInstanceStatusCode: "memberServerImageInstanceStatus.code",
        },
      ),
    getMemberServerImageInstanceDetail: (call) => {
      const row = own(call).find((one) => one.isMember && one.id === call.get("memberServerImageInstanceNo"));
      return detailOf(call, MEMBERS, row, memberImageView, "memberServerImageInstanceNo");
    },
  }),
  ...writes("vserver", {
    createServerImage: createOfServer,
    createServerImageFromSnapshot: createOfSnapshot,
    createMemberServerImageInstance: createMember,
    deleteServerImage: (call) => remove(call, "serverImageNoList", false),
    deleteMemberServerImageInstances: (call) => remove(call, "memberServerImageInstanceNoList", true),
  }),
};

const own = (call: Call): OwnImage[] => call.mine(call.cloudState.ownImages);

/** 3 to 30 letters, digits, `-` and `_`, beginning with a lower-case letter (docs/api/naver.md §4.10). */
function nameOf(call: Call): string {
  const given = call.text("serverImageName");
  return /^[a-z][A-Za-z0-9_-]{1,28}[a-z0-9]$/.test(given) ? given : call.invalid("serverImageName");
}

/** The root disk comes first: order 0. */
function baseOf(call: Call): Parameters {
  const base = call.objects("blockStorageList").find((one) => one.get("order") === "0");
  return base ?? call.missing("blockStorageList.1.order");
}

function createOfServer(call: Call): Fields {
  const server = pluggable(call.named(call.cloudState.servers, "serverInstanceNo"));
  if (specOf(server)?.hypervisor !== "KVM") call.invalid("serverInstanceNo");
  const base = baseOf(call);
  const snapshotNo = base.get("snapshotInstanceNo");
  if (snapshotNo === "" && call.switches.imageStorage === "snapshot") base.missing("snapshotInstanceNo");
  if (snapshotNo !== "") bootable(call, snapshotNo);
  return answer(call, create(call, nameOf(call), server, snapshotNo));
}

function createOfSnapshot(call: Call): Fields {
  const { cloudState } = call;
  const snapshot = bootable(call, baseOf(call).text("snapshotInstanceNo"));
  const disk = cloudState.storages.find(snapshot.originalNo);
  const server = cloudState.servers.find(disk?.serverNo ?? "") ?? call.invalid("blockStorageList.1.snapshotInstanceNo");
  return answer(call, create(call, nameOf(call), { ...server, id: "" }, snapshot.id));
}

/** A KVM snapshot of a root disk. */
function bootable(call: Call, id: string) {
  const snapshot = call.owned(call.cloudState.snapshots, id, "snapshot");
  const fits = snapshot.isBootable && snapshot.hypervisor === "KVM" && snapshot.status === "CREAT";
  return fits ? snapshot : call.invalid("blockStorageList.1.snapshotInstanceNo");
}

/** Not for KVM; of a running or a stopped server (docs/api/naver.md §4.10). */
function createMember(call: Call): Fields {
  const server = pluggable(call.named(call.cloudState.servers, "serverInstanceNo"));
  if (specOf(server)?.hypervisor === "KVM") call.invalid("serverInstanceNo");
  const name = call.name("memberServerImageName", () => call.fabricated("m"));
  const image = create(call, name, server, "", true);
  return listed(call, MEMBERS, [image], memberImageView);
}

function create(
  call: Call,
  name: string,
  { id: serverNo, imageNo, memberImageNo }: Server,
  snapshotNo: string,
  isMember = false,
): OwnImage {
  const { cloudState, account, region, switches } = call;
  const from = imageOf(cloudState, imageNo);
  const sourceNo = cloudState.ownImages.find(memberImageNo || imageNo)?.sourceNo ?? imageNo;
  const image = cloudState.ownImages.put({
    ...{ id: cloudState.number(isMember ? "memberImage" : "ownImage"), account, region, name, status: "INIT" },
    ...{ description: call.description(isMember ? "memberServerImageDescription" : "serverImageDescription") },
    ...{ isMember, sourceNo, serverNo, snapshotNo, disk: from?.disk ?? 0, createdAt: cloudState.timeline.now },
  });
  const outcome = switches.imageOutcome === "fail" ? "CREFL" : "CREAT";
  comes(cloudState, "serverImage", image.id, switches.durations.imageCreate, outcome);
  return image;
}

function answer(call: Call, { id }: OwnImage): Fields {
  return listed(call, IMAGES, [imageOf(call.cloudState, id) ?? call.invalid("serverImageNo")], imageView);
}

function remove(call: Call, parameter: string, isMember: boolean): Fields {
  const { cloudState, switches } = call;
  const wanted = call.items(parameter).map((id) => call.owned(cloudState.ownImages, id, "image"));
  for (const one of wanted) {
    if (one.isMember !== isMember) call.invalid(parameter);
    if (one.status === "INIT") throw new ServiceError(switches.codes.inUse, `the image ${one.id} is being created`);
  }
  const reply = isMember
    ? listed(call, MEMBERS, wanted, memberImageView)
    : listed(
        call,
        IMAGES,
        wanted.flatMap(({ id }) => imageOf(cloudState, id) ?? []),
        imageView,
      );
  for (const { id } of wanted) {
    if (cloudState.timeline.awaits((event) => event.type === "gone" && event.id === id)) continue;
    cloudState.timeline.after(switches.durations.imageDelete, { type: "gone", kind: "serverImage", id });
  }
  return reply;
}

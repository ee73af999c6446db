import type { Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import type { NasVolume } from "../nas-model.ts";
import { nasView } from "../nas-views.ts";
import { comes } from "../transitions.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, displayed, listed, search } from "./list.ts";

const LIST = "nasVolumeInstanceList";

export const nasActions: Actions = {
  ...reads("vnas", {
    getNasVolumeInstanceList: (call) =>
      search(call, LIST, call.cloudState.nasVolumes, nasView, {
        ...{ nasVolumeInstanceNoList: "nasVolumeInstanceNo", zoneCode: "zoneCode", volumeName: "volumeName" },
        volumeAllotmentProtocolTypeCode: "volumeAllotmentProtocolType.code",
      }),
    getNasVolumeInstanceDetail: (call) =>
      detail(call, LIST, call.cloudState.nasVolumes, nasView, "nasVolumeInstanceNo"),
    getNasVolumeAccessControlRuleList: (call) => {
      const { serverNos, readerNos } = theVolume(call);
      return listed(
        call,
        "nasVolumeAccessControlRuleList",
        serverNos,
        (_, serverInstanceNo): Fields => ({
          ...{ serverInstanceNo, readAccess: true, writeAccess: !readerNos.includes(serverInstanceNo) },
        }),
      );
    },
  }),
  ...writes("vnas", {
    createNasVolumeInstance: create,
    changeNasVolumeSize: resize,
    addNasVolumeAccessControl: (call) => {
      const { serverNos, readerNos } = nfs(call);
      const added = rulesOf(call);
      const kept = serverNos.filter((no) => !added.serverNos.includes(no));
      const readers = readerNos.filter((no) => kept.includes(no));
      return setAccess(call, { serverNos: [...kept, ...added.serverNos], readerNos: [...readers, ...added.readerNos] });
    },
    removeNasVolumeAccessControl: (call) => {
      const { serverNos, readerNos } = nfs(call);
      const gone = call.items("serverInstanceNoList");
      const stays = (no: string) => !gone.includes(no);
      return setAccess(call, { serverNos: serverNos.filter(stays), readerNos: readerNos.filter(stays) });
    },
    setNasVolumeAccessControl: (call) => {
      nfs(call);
      return setAccess(call, rulesOf(call));
    },
    setNasVolumeReturnProtection: (call) => {
      const { id } = theVolume(call);
      call.text("isReturnProtection");
      call.cloudState.nasVolumes.patch(id, { isProtected: call.flag("isReturnProtection") });
      return shown(call, id);
    },
    deleteNasVolumeInstances: remove,
  }),
};

const theVolume = (call: Call): NasVolume => call.named(call.cloudState.nasVolumes, "nasVolumeInstanceNo");
const shown = (call: Call, id: string): Fields => displayed(call, LIST, call.cloudState.nasVolumes, nasView, id);

/** 500 to 20000 GB, in steps of 100. */
function sizeOf(call: Call): number {
  const size = call.count("volumeSize", 500, 20_000) ?? call.missing("volumeSize");
  return size % 100 === 0 ? size : call.invalid("volumeSize");
}

/** Write access is the default. */
function rulesOf(call: Call): Pick<NasVolume, "serverNos" | "readerNos"> {
  const rules = call.objects("accessControlRuleList").map((one) => ({
    no: call.owned(call.cloudState.servers, one.text("serverInstanceNo"), "server").id,
    isReader: one.get("writeAccess") !== "" && !one.flag("writeAccess"),
  }));
  return {
    serverNos: [...new Set(rules.map(({ no }) => no))],
    readerNos: rules.filter(({ isReader }) => isReader).map(({ no }) => no),
  };
}

function create(call: Call): Fields {
  const { cloudState, account, region, switches } = call;
  const protocol = call.word("volumeAllotmentProtocolTypeCode", ["NFS", "CIFS"]);
  const cifsUser = protocol === "CIFS" ? cifsUserOf(call) : "";
  const zones = cloudState.regions.find(({ code }) => code === region)?.zones ?? [];
  const zone = call.get("zoneCode") || (zones.at(-1) ?? "");
  if (!zones.includes(zone)) call.invalid("zoneCode");
  const suffix = call.get("volumeName") || cloudState.ids.hex(10);
  if (!/^[A-Za-z0-9]{3,20}$/.test(suffix)) call.invalid("volumeName");
  const volume = cloudState.nasVolumes.put({
    ...{ id: cloudState.number("nasVolume"), account, region, description: call.description("nasVolumeDescription") },
    ...{
      name: `${memberOf(account)}_${suffix}`,
      status: "INIT",
      operation: "NULL",
      protocol,
      zone,
      size: sizeOf(call),
    },
    ...{ ...rulesOf(call), cifsUser, isEncrypted: call.flag("isEncryptedVolume") },
    ...{ isProtected: call.flag("isReturnProtection"), createdAt: cloudState.timeline.now },
  });
  comes(cloudState, "nasVolume", volume.id, switches.durations.nasCreate, "CREAT");
  return shown(call, volume.id);
}

/** The first CIFS volume of an account needs user and password, and later ones have the same user. */
function cifsUserOf(call: Call): string {
  const earlier = call.mine(call.cloudState.nasVolumes).find(({ protocol }) => protocol === "CIFS");
  if (earlier !== undefined && call.get("cifsUserName") === "") return earlier.cifsUser;
  call.text("cifsUserPassword");
  return call.text("cifsUserName");
}

/** The account's number of a member, which NAVER puts before the name. */
const memberOf = (account: string): string => `n${2_638_000 + Number(account.replace(/\D/g, "").slice(-3) || 1)}`;

function idle(call: Call): NasVolume {
  const volume = theVolume(call);
  if (volume.status === "CREAT" && volume.operation === "NULL") return volume;
  throw new ServiceError(call.switches.codes.inUse, `the NAS volume ${volume.id} is being changed`);
}

/** Access control is for NFS (docs/api/naver.md §4.20). */
function nfs(call: Call): NasVolume {
  const volume = idle(call);
  return volume.protocol === "NFS" ? volume : call.invalid("nasVolumeInstanceNo");
}

function setAccess(call: Call, access: Pick<NasVolume, "serverNos" | "readerNos">): Fields {
  const { id } = theVolume(call);
  call.cloudState.nasVolumes.patch(id, access);
  return shown(call, id);
}

function resize(call: Call): Fields {
  const { id, size: was } = idle(call);
  const size = sizeOf(call);
  if (size < was) call.invalid("volumeSize");
  call.cloudState.nasVolumes.patch(id, { operation: "CHNG" });
  call.cloudState.timeline.after(call.switches.durations.nasResize, { type: "nasResized", id, size });
  return shown(call, id);
}

/** Whether it shows TERMT before it is gone is unknown. */
function remove(call: Call): Fields {
  const { cloudState, switches } = call;
  const wanted = call.items("nasVolumeInstanceNoList").map((id) => call.owned(cloudState.nasVolumes, id, "NAS volume"));
  for (const { id, isProtected } of wanted) {
    if (isProtected) throw new ServiceError(switches.codes.protected, `the NAS volume ${id} is protected`);
  }
  for (const { id } of wanted) {
    if (cloudState.timeline.awaits((event) => event.type === "gone" && event.id === id)) continue;
    cloudState.timeline.cancel((event) => event.id === id);
    if (switches.deletedNasShows === "TERMT") cloudState.nasVolumes.patch(id, { status: "TERMT" });
    cloudState.timeline.after(switches.durations.nasDelete, { type: "gone", kind: "nasVolume", id });
  }
  return listed(call, LIST, wanted, nasView);
}

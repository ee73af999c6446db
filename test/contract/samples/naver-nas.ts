import type { Samples } from "../suite/samples.ts";
import { call, servers } from "./naver-call.ts";

const nasVolume: Samples = async (account) => {
  const [first = "", second = ""] = await servers(account, { web: {}, back: {} });
  // The first CIFS volume of an account needs user and password.
  await call(account, "vnas/createNasVolumeInstance", {
    ...{ volumeName: "first", volumeAllotmentProtocolTypeCode: "CIFS", volumeSize: 500 },
    ...{ cifsUserName: "sharer", cifsUserPassword: "swordfish@77" },
  });
  await account.clock.sleep(60_000);
  const access = "accessControlRuleList.1.serverInstanceNo accessControlRuleList.1.writeAccess";
  return {
    kind: "nasVolume",
    program: { name: "data", protocol: "NFS", size: 500 },
    sends: { createNasVolumeInstance: "volumeAllotmentProtocolTypeCode volumeName volumeSize" },
    destroys: { deleteNasVolumeInstances: "nasVolumeInstanceNoList.1" },
    inputs: {
      name: { value: "Fred1", sends: { createNasVolumeInstance: "volumeName" } },
      region: {
        value: "JPN",
        sends: { createNasVolumeInstance: "regionCode" },
        destroys: { deleteNasVolumeInstances: "regionCode" },
      },
      zone: { value: "KR-1", sends: { createNasVolumeInstance: "zoneCode" } },
      protocol: {
        value: "CIFS",
        together: { cifsUser: "sharer", cifsPassword: "swordfish@77" },
        sends: { createNasVolumeInstance: "cifsUserName cifsUserPassword volumeAllotmentProtocolTypeCode" },
      },
      size: {
        value: 600,
        sends: { createNasVolumeInstance: "volumeSize" },
        change: { to: 700, sends: { changeNasVolumeSize: "nasVolumeInstanceNo volumeSize" } },
      },
      servers: {
        value: [first],
        sends: { createNasVolumeInstance: access },
        change: {
          to: [second],
          sends: {
            addNasVolumeAccessControl: `nasVolumeInstanceNo ${access}`,
            removeNasVolumeAccessControl: "nasVolumeInstanceNo serverInstanceNoList.1",
          },
        },
      },
      cifsUser: {
        value: "sharer",
        beside: { protocol: "CIFS" },
        together: { cifsPassword: "swordfish@77" },
        sends: { createNasVolumeInstance: "cifsUserName cifsUserPassword" },
      },
      cifsPassword: {
        value: "swordfish@77",
        beside: { protocol: "CIFS" },
        together: { cifsUser: "sharer" },
        sends: { createNasVolumeInstance: "cifsUserName cifsUserPassword" },
      },
      encrypted: { value: true, sends: { createNasVolumeInstance: "isEncryptedVolume" } },
      returnProtection: {
        value: false,
        sends: { createNasVolumeInstance: "isReturnProtection" },
        change: { to: true, sends: { setNasVolumeReturnProtection: "isReturnProtection nasVolumeInstanceNo" } },
      },
      description: { value: "ours", sends: { createNasVolumeInstance: "nasVolumeDescription" } },
    },
    drifts: {
      name: { set: { name: "n1_joe" }, shows: "joe", reported: true },
      region: { cannot: "A volume does not move between regions.", see: "§4.20" },
      zone: { program: "KR-2", set: { zone: "KR-1" }, shows: "KR-1", reported: true },
      protocol: { set: { protocol: "CIFS" }, shows: "CIFS", reported: true },
      size: { program: 600, set: { size: 500 }, shows: 500 },
      servers: { program: [first], set: { serverNos: [] }, shows: [] },
      encrypted: { program: false, set: { isEncrypted: true }, shows: true, reported: true },
      returnProtection: { program: false, set: { isProtected: true }, shows: true },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs", reported: true },
    },
  };
};

export const nasSamples: Readonly<Record<string, Samples>> = { "naver:NasVolume": nasVolume };

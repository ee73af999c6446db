import { connect } from "../../../provider/src/clouds/ovh/account.ts";
import type { Parameters, Route } from "../../../provider/src/clouds/ovh/request.ts";
import { accepted } from "../../../provider/src/http/decode/schemas.ts";
import { PROJECT } from "../../support/ovh-fixture.ts";
import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";

export const SECOND_PROJECT = "a1000000000000000000000000000002";
const region = "GRA11";

const VOLUMES = `${PROJECT}/volume`;
const VOLUME = `${VOLUMES}/{volumeId}`;
const CREATE = `POST ${VOLUMES}`;
const DELETE = `DELETE ${VOLUME}`;
const CREATE_IN_REGION = `POST ${PROJECT}/region/{regionName}/volume`;

/** A call that the provider does not make. */
async function stage(account: EmulatedAccount, route: Route, parameters: Parameters): Promise<void> {
  const { api } = connect(account.settings(), account.dependencies());
  await api.call(route, "write", { serviceName: api.project, ...parameters }, accepted);
}

const volumeNamed = (account: EmulatedAccount, name: string): string => idOf(account, "volume", { name });

const volume: Samples = async (account) => {
  await stage(account, `POST ${PROJECT}/volume`, { region, name: "old", type: "classic", size: 10 });
  await account.clock.sleep(60_000);
  const volumeId = volumeNamed(account, "old");
  await stage(account, `POST ${PROJECT}/volume/{volumeId}/snapshot`, { volumeId, name: "before" });
  await stage(account, `POST ${PROJECT}/region/{regionName}/volumeBackup`, {
    regionName: region,
    volumeId,
    name: "far",
  });
  await account.clock.sleep(60_000);
  const encryptionKey = {
    domainId: "1a6f3b5e-0e0a-4d0e-9c3a-0d6c1c1e7a11",
    serviceKeyId: "2b6f3b5e-0e0a-4d0e-9c3a-0d6c1c1e7a12",
  };
  const other = { ...encryptionKey, serviceKeyId: "3c6f3b5e-0e0a-4d0e-9c3a-0d6c1c1e7a13" };
  return {
    kind: "volume",
    program: { name: "data", region, size: 20, type: "high-speed" },
    sends: { [CREATE]: "name region size type" },
    destroys: { [DELETE]: "volumeId" },
    inputs: {
      name: {
        value: "fred",
        sends: { [CREATE]: "name" },
        change: { to: "joe", sends: { [`PUT ${VOLUME}`]: "name volumeId" } },
      },
      project: {
        value: SECOND_PROJECT,
        sends: { [CREATE]: "serviceName" },
        destroys: { [DELETE]: "serviceName" },
      },
      region: { value: "SBG5", sends: { [CREATE]: "region" } },
      size: {
        value: 30,
        sends: { [CREATE]: "size" },
        change: { to: 40, sends: { [`POST ${VOLUME}/upsize`]: "size volumeId" } },
      },
      type: {
        value: "classic",
        sends: { [CREATE]: "type" },
        change: {
          to: "high-speed-gen2",
          sends: { [`PUT ${PROJECT}/region/{regionName}/volume/{volumeId}`]: "regionName type volumeId" },
        },
      },
      description: {
        value: "for the database",
        sends: { [CREATE]: "description" },
        change: { to: "", sends: { [`PUT ${VOLUME}`]: "description volumeId" } },
      },
      image: { value: "Debian 12", sends: { [CREATE]: "imageId" } },
      snapshot: { value: "before", sends: { [CREATE]: "snapshotId" } },
      backup: ["sub", "top"].map((operationResource) => ({
        value: "far",
        switches: { operationResource },
        sends: {
          [CREATE]: "name region size type",
          [CREATE_IN_REGION]: "backupId name regionName size type",
        },
      })),
      encryptionKey: {
        value: encryptionKey,
        beside: { type: "high-speed-luks" },
        sends: {
          [CREATE]: "name region size type",
          [CREATE_IN_REGION]: "encryption name regionName size type",
        },
      },
      availabilityZone: {
        value: "eu-west-par-b",
        beside: { region: "EU-WEST-PAR" },
        sends: { [CREATE]: "availabilityZone" },
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe" },
      region: { cannot: "A volume does not move between regions.", see: "§4.3" },
      size: { program: 20, set: { size: 10 }, shows: 10 },
      type: { set: { type: "classic" }, shows: "classic" },
      description: { program: "mine", set: { description: "theirs" }, shows: "theirs" },
      encryptionKey: {
        program: encryptionKey,
        beside: { type: "high-speed-luks" },
        set: { kmsKey: `${other.domainId}/${other.serviceKeyId}` },
        shows: /3c6f3b5e/,
        reported: true,
      },
      availabilityZone: { cannot: "A volume does not move between zones.", see: "§4.3" },
    },
  };
};

const ATTACH = `POST ${VOLUME}/attach`;
const DETACH = `POST ${VOLUME}/detach`;

/** The same volumes in both projects, so that a snapshot of either can be made. */
async function stageSources(account: EmulatedAccount): Promise<void> {
  for (const serviceName of [undefined, SECOND_PROJECT]) {
    for (const [name, where] of [
      ["data", region],
      ["other", region],
      ["data", "SBG5"],
    ] as const) {
      const at = serviceName === undefined ? {} : { serviceName };
      await stage(account, `POST ${PROJECT}/volume`, { ...at, region: where, name, type: "classic", size: 10 });
    }
  }
  await account.clock.sleep(60_000);
}

/** The same instances in both projects. */
export async function stageInstances(account: EmulatedAccount): Promise<void> {
  for (const serviceName of [undefined, SECOND_PROJECT]) {
    for (const [name, where] of [
      ["web", region],
      ["db", region],
      ["far", "SBG5"],
    ] as const) {
      const flavorId = idOf(account, "flavor", { name: "b3-8", region: where });
      const imageId = idOf(account, "image", { name: "Ubuntu 24.04", region: where });
      const program = { region: where, name, flavorId, imageId };
      await stage(
        account,
        `POST ${PROJECT}/instance`,
        serviceName === undefined ? program : { serviceName, ...program },
      );
    }
  }
  await account.clock.sleep(600_000);
}

const volumeAttachment: Samples = async (account) => {
  await stageInstances(account);
  await stageSources(account);
  return {
    parent: { kind: "volume", input: "volume" },
    program: { region, volume: "data", instance: "web" },
    vanish: (on, key) => {
      const [volumeId = "", instanceId = ""] = key.split(":");
      return stage(on, `POST ${PROJECT}/volume/{volumeId}/detach`, { volumeId, instanceId });
    },
    sends: { [ATTACH]: "instanceId volumeId" },
    destroys: { [DETACH]: "instanceId volumeId" },
    inputs: {
      project: {
        value: SECOND_PROJECT,
        sends: { [ATTACH]: "instanceId serviceName volumeId" },
        destroys: { [DETACH]: "instanceId serviceName volumeId" },
      },
      region: {
        value: "SBG5",
        together: { instance: "far" },
        sends: { [ATTACH]: "instanceId volumeId" },
        destroys: { [DETACH]: "instanceId volumeId" },
      },
      volume: {
        value: "other",
        sends: { [ATTACH]: "volumeId" },
        destroys: { [DETACH]: "volumeId" },
      },
      instance: {
        value: "db",
        sends: { [ATTACH]: "instanceId" },
        destroys: { [DETACH]: "instanceId" },
      },
    },
    drifts: {
      region: { cannot: "A volume does not move between regions.", see: "§4.3" },
      volume: { cannot: "The volume is a part of the ID.", see: "§4.3" },
      instance: { cannot: "The instance is a part of the ID.", see: "§4.3" },
    },
  };
};

const SNAPSHOT = `POST ${VOLUME}/snapshot`;
const DELETE_SNAPSHOT = `DELETE ${VOLUMES}/snapshot/{snapshotId}`;

const volumeSnapshot: Samples = async (account) => {
  await stageSources(account);
  return {
    kind: "volumeSnapshot",
    program: { name: "before", region, volume: "data" },
    sends: { [SNAPSHOT]: "name volumeId" },
    destroys: { [DELETE_SNAPSHOT]: "snapshotId" },
    inputs: {
      name: { value: "fred", sends: { [SNAPSHOT]: "name" } },
      project: {
        value: SECOND_PROJECT,
        sends: { [SNAPSHOT]: "serviceName volumeId" },
        destroys: { [DELETE_SNAPSHOT]: "serviceName" },
      },
      // The call has no region; it is that of the volume.
      region: { value: "SBG5", sends: { [SNAPSHOT]: "volumeId" } },
      volume: { value: "other", sends: { [SNAPSHOT]: "volumeId" } },
      description: { value: "before the upgrade", sends: { [SNAPSHOT]: "description" } },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A snapshot does not move between regions.", see: "§4.3" },
      volume: { set: { volumeId: volumeNamed(account, "other") }, shows: "other", reported: true },
      description: { program: "mine", set: { description: "theirs" }, shows: "theirs", reported: true },
    },
  };
};

const BACKUP = `POST ${PROJECT}/region/{regionName}/volumeBackup`;
const DELETE_BACKUP = `DELETE ${PROJECT}/region/{regionName}/volumeBackup/{volumeBackupId}`;

/** An ID of the form that OVHcloud gives. */
export const copyId = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;

const volumeBackup: Samples = async (account) => {
  await stageSources(account);
  return {
    kind: "volumeBackup",
    // A volume makes one backup at a time.
    another: (on, index) => ({
      name: `nightly${index}`,
      volume: on.copy({ kind: "volume", id: volumeNamed(on, "data") }, copyId(index), { name: `data${index}` }),
    }),
    program: { name: "nightly", region, volume: "data" },
    sends: { [BACKUP]: "name regionName volumeId" },
    destroys: { [DELETE_BACKUP]: "regionName volumeBackupId" },
    inputs: {
      name: { value: "fred", sends: { [BACKUP]: "name" } },
      project: {
        value: SECOND_PROJECT,
        sends: { [BACKUP]: "serviceName volumeId" },
        destroys: { [DELETE_BACKUP]: "serviceName" },
      },
      region: {
        value: "SBG5",
        sends: { [BACKUP]: "regionName volumeId" },
        destroys: { [DELETE_BACKUP]: "regionName" },
      },
      volume: { value: "other", sends: { [BACKUP]: "volumeId" } },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A backup is listed with its region only, and does not move.", see: "§4.3" },
      volume: { set: { volumeId: volumeNamed(account, "other") }, shows: "other", reported: true },
    },
  };
};

export const storageSamples: Readonly<Record<string, Samples>> = {
  "ovh:Volume": volume,
  "ovh:VolumeAttachment": volumeAttachment,
  "ovh:VolumeSnapshot": volumeSnapshot,
  "ovh:VolumeBackup": volumeBackup,
};

import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { PROJECT } from "../../support/ovh-fixture.ts";
import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { copyId, SECOND_PROJECT, stageInstances } from "./ovh-storage.ts";

const region = "GRA11";

const MAKE = `POST ${PROJECT}/region/{regionName}/instance/{instanceId}/snapshot`;
const DELETE = `DELETE ${PROJECT}/snapshot/{imageId}`;

/** Each has an instance of its own, because an instance is busy while a snapshot is made. */
const ownInstance =
  (prefix: string) =>
  (on: EmulatedAccount, index: number): Json => {
    const name = `web${index}`;
    const row = { kind: "instance", id: idOf(on, "instance", { name: "web" }) };
    return { name: `${prefix}${index}`, instance: on.copy(row, copyId(index), { name }) };
  };

const instanceSnapshot: Samples = async (account) => {
  await stageInstances(account);
  return {
    kind: "image",
    another: ownInstance("golden"),
    program: { name: "golden", region, instance: "web" },
    sends: { [MAKE]: "instanceId regionName snapshotName" },
    destroys: { [DELETE]: "imageId" },
    inputs: {
      name: { value: "fred", sends: { [MAKE]: "snapshotName" } },
      project: {
        value: SECOND_PROJECT,
        sends: { [MAKE]: "instanceId serviceName" },
        destroys: { [DELETE]: "serviceName" },
      },
      region: { value: "SBG5", together: { instance: "far" }, sends: { [MAKE]: "instanceId regionName" } },
      instance: [
        { value: "db", sends: { [MAKE]: "instanceId" } },
        { value: "db", switches: { snapshotImageId: "instance" }, sends: { [MAKE]: "instanceId" } },
      ],
      distantRegion: {
        value: "BHS5",
        sends: { [MAKE]: "distantRegionName distantSnapshotName" },
        destroys: { [DELETE]: "imageId" },
      },
    },
    outputs: {
      distantName: { program: { distantRegion: "BHS5" }, is: () => "golden-GRA11" },
      distantImageId: {
        program: { distantRegion: "BHS5" },
        is: (on) => idOf(on, "image", { name: "golden-GRA11", region: "BHS5" }),
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A snapshot does not move between regions.", see: "§3.3" },
      distantRegion: {
        program: "BHS5",
        changeOutOfBand: (on) =>
          on.emulators.change({
            ...{ cloud: "ovh", kind: "image", delete: true },
            id: idOf(on, "image", { name: "golden-GRA11", region: "BHS5" }),
          }),
        shows: "",
        reported: true,
      },
    },
  };
};

const BACKUPS = `${PROJECT}/region/{regionName}/workflow/backup` as const;
const CREATE = `POST ${BACKUPS}`;
const STOP = `DELETE ${BACKUPS}/{backupWorkflowId}`;

const workflowBackup: Samples = async (account) => {
  await stageInstances(account);
  return {
    kind: "backupSchedule",
    another: ownInstance("nightly"),
    program: { name: "nightly", region, instance: "web", cron: "0 2 * * *", rotation: 3 },
    sends: { [CREATE]: "cron instanceId name regionName rotation" },
    destroys: { [STOP]: "backupWorkflowId regionName" },
    inputs: {
      name: { value: "fred", sends: { [CREATE]: "name" } },
      project: {
        value: SECOND_PROJECT,
        sends: { [CREATE]: "instanceId serviceName" },
        destroys: { [STOP]: "serviceName" },
      },
      region: {
        value: "SBG5",
        together: { instance: "far" },
        sends: { [CREATE]: "instanceId regionName" },
        destroys: { [STOP]: "regionName" },
      },
      instance: { value: "db", sends: { [CREATE]: "instanceId" } },
      cron: { value: "0 3 * * *", sends: { [CREATE]: "cron" } },
      rotation: { value: 7, sends: { [CREATE]: "rotation" } },
      maxExecutionCount: { value: 30, sends: { [CREATE]: "maxExecutionCount" } },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "It is listed with its region only, and does not move.", see: "§3.4" },
      instance: {
        changeOutOfBand: (on, id) =>
          on.emulators.change({
            ...{ cloud: "ovh", kind: "backupSchedule", id },
            set: { instanceId: idOf(on, "instance", { name: "db" }) },
          }),
        shows: "db",
        reported: true,
      },
      cron: { set: { cron: "0 4 * * *" }, shows: "0 4 * * *", reported: true },
      rotation: { set: { rotation: 9 }, shows: 9, reported: true },
    },
    removals: {
      "its backups": {
        attach: async (on, id) => on.act("run-schedule", id),
        sends: { [STOP]: "backupWorkflowId regionName" },
        matches: /backups that it has made stay in the project and are charged: nightly_/,
      },
    },
  };
};

const GROUPS = `${PROJECT}/instance/group`;
const DELETE_GROUP = `DELETE ${GROUPS}/{groupId}`;

const instanceGroup: Samples = () => ({
  kind: "group",
  program: { name: "apart", region, type: "anti-affinity" },
  sends: { [`POST ${GROUPS}`]: "name region type" },
  destroys: { [DELETE_GROUP]: "groupId" },
  inputs: {
    name: { value: "fred", sends: { [`POST ${GROUPS}`]: "name" } },
    project: {
      value: SECOND_PROJECT,
      sends: { [`POST ${GROUPS}`]: "serviceName" },
      destroys: { [DELETE_GROUP]: "serviceName" },
    },
    region: { value: "SBG5", sends: { [`POST ${GROUPS}`]: "region" } },
    type: { value: "affinity", sends: { [`POST ${GROUPS}`]: "type" } },
  },
  drifts: {
    name: { set: { name: "joe" }, shows: "joe", reported: true },
    region: { cannot: "A group does not move between regions.", see: "§3.3" },
    type: { set: { type: "affinity" }, shows: "affinity", reported: true },
  },
});

export const snapshotSamples: Readonly<Record<string, Samples>> = {
  "ovh:InstanceSnapshot": instanceSnapshot,
  "ovh:WorkflowBackup": workflowBackup,
  "ovh:InstanceGroup": instanceGroup,
};

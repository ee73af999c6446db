import { PROJECT } from "../../support/ovh-fixture.ts";
import type { Samples } from "../suite/samples.ts";
import { SECOND_PROJECT } from "./ovh-storage.ts";

const USERS = `${PROJECT}/user`;
const CREATE = `POST ${USERS}`;
const DELETE = `DELETE ${USERS}/{userId}`;

const projectUser: Samples = () => ({
  kind: "projectUser",
  program: { description: "backups" },
  sends: { [CREATE]: "description" },
  destroys: { [DELETE]: "userId" },
  vanish: async (on, id) => on.emulators.change({ cloud: "ovh", kind: "projectUser", id, set: { status: "deleted" } }),
  inputs: {
    description: { value: "fred", sends: { [CREATE]: "description" } },
    roles: {
      value: ["compute_operator"],
      sends: { [CREATE]: "roles" },
      change: {
        to: ["compute_operator", "volume_operator"],
        sends: { [`PUT ${USERS}/{userId}/role`]: "rolesIds userId" },
      },
    },
    passwordTrigger: {
      value: "1",
      sends: {},
      change: { to: "2", sends: { [`POST ${USERS}/{userId}/regeneratePassword`]: "userId" } },
    },
    project: {
      value: SECOND_PROJECT,
      sends: { [CREATE]: "serviceName" },
      destroys: { [DELETE]: "serviceName" },
    },
  },
  outputs: { password: { is: () => /^\w{16}$/ } },
  drifts: {
    description: { set: { description: "theirs" }, shows: "theirs", reported: true },
    roles: {
      program: ["compute_operator"],
      set: { roles: ["compute_operator", "network_operator"] },
      shows: ["compute_operator", "network_operator"],
    },
  },
});

const ACTIVATE = `POST ${PROJECT}/region`;

const projectRegion: Samples = () => ({
  program: { region: "WAW1" },
  sends: { [ACTIVATE]: "region" },
  destroys: {},
  inputs: {
    region: { value: "UK1", sends: { [ACTIVATE]: "region" } },
    project: { value: SECOND_PROJECT, sends: { [ACTIVATE]: "serviceName" } },
  },
  drifts: { region: { cannot: "The region is the ID.", see: "§5.5" } },
});

export const projectSamples: Readonly<Record<string, Samples>> = {
  "ovh:ProjectUser": projectUser,
  "ovh:ProjectRegion": projectRegion,
};

import { connect } from "../../../provider/src/clouds/ovh/account.ts";
import { created } from "../../../provider/src/clouds/ovh/schemas.ts";
import { makeNetwork, PROJECT } from "../../support/ovh-fixture.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { addressSamples } from "./ovh-floating-ip.ts";
import { loadBalancerSamples } from "./ovh-load-balancer.ts";
import { privateNetworkSamples } from "./ovh-private-network.ts";
import { projectSamples } from "./ovh-projects.ts";
import { serviceSamples } from "./ovh-services.ts";
import { snapshotSamples } from "./ovh-snapshots.ts";
import { storageSamples } from "./ovh-storage.ts";

const PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMadeUpMadeUpMadeUpMadeUpMadeUpMadeUpMade me@desk";
const SECOND_PROJECT = "a1000000000000000000000000000002";

const INSTANCES = "/cloud/project/{serviceName}/instance" as const;
const INSTANCE = `${INSTANCES}/{instanceId}` as const;
const CREATE = `POST ${INSTANCES}`;
const ATTACH = `POST ${INSTANCE}/interface`;
const DETACH = `DELETE ${INSTANCE}/interface/{interfaceId}`;

const instance: Samples = async (account) => {
  const { clock } = account;
  const { api } = connect(account.settings(), account.dependencies());
  const { project: serviceName = "" } = account.settings();
  const region = "GRA11";
  for (const name of ["web", "db"]) {
    await api.call(`POST ${PROJECT}/sshkey`, "write", { serviceName, name, publicKey: PUBLIC_KEY }, created);
    const group = { serviceName, name, region, type: "anti-affinity" };
    await api.call(`POST ${PROJECT}/instance/group`, "write", group, created);
  }
  await makeNetwork({ api, clock, serviceName }, { name: "back", region, block: "10.1.0" });
  await makeNetwork({ api, clock, serviceName }, { name: "office", region, block: "10.2.0" });
  const imageId = idOf(account, "image", { name: "Ubuntu 24.04", region });
  const root = { serviceName, region, name: "root", type: "classic", size: 50, imageId };
  await api.call(`POST ${PROJECT}/volume`, "write", root, created);
  await clock.sleep(60_000);
  const isolated = { networks: ["Ext-Net", "back"] };
  return {
    program: { name: "web", region, plan: "b3-8", image: "Ubuntu 24.04" },
    sends: { [CREATE]: "flavorId imageId name region" },
    destroys: { [`DELETE ${INSTANCE}`]: "instanceId" },
    inputs: {
      name: {
        value: "fred",
        sends: { [CREATE]: "name" },
        change: { to: "joe", sends: { [`PUT ${INSTANCE}`]: "instanceId instanceName" } },
      },
      project: {
        value: SECOND_PROJECT,
        sends: { [CREATE]: "serviceName" },
        destroys: { [`DELETE ${INSTANCE}`]: "serviceName" },
      },
      region: { value: "SBG5", sends: { [CREATE]: "flavorId imageId region" } },
      plan: {
        value: "b3-16",
        sends: { [CREATE]: "flavorId" },
        change: { to: "b3-32", sends: { [`POST ${INSTANCE}/resize`]: "flavorId instanceId" } },
      },
      image: { value: "Debian 12", sends: { [CREATE]: "imageId" } },
      onImageChange: {
        value: "reinstall",
        next: { image: "Debian 12" },
        // Without it another instance is created.
        sends: {
          [CREATE]: "flavorId imageId name region",
          [`POST ${INSTANCE}/reinstall`]: "imageId instanceId",
          [`DELETE ${INSTANCE}`]: "instanceId",
        },
        destroys: { [`DELETE ${INSTANCE}`]: "instanceId" },
        change: { to: "replace", sends: {} },
      },
      bootVolume: {
        value: "root",
        together: { image: undefined },
        sends: { [CREATE]: "imageId volumeId" },
      },
      sshKeys: { value: ["web"], sends: { [CREATE]: "sshKeyId" } },
      // The log shows only its length.
      userData: { value: "#!/bin/sh\necho hello\n", sends: { [CREATE]: "userData" } },
      networks: {
        value: ["Ext-Net", "back"],
        sends: { [CREATE]: "networks" },
        change: {
          to: ["Ext-Net", "office"],
          sends: { [ATTACH]: "instanceId networkId", [DETACH]: "instanceId interfaceId" },
        },
      },
      fixedIps: [
        {
          value: { back: "10.1.0.20" },
          beside: isolated,
          sends: { [CREATE]: "networks" },
          change: {
            to: { back: "10.1.0.30" },
            sends: { [ATTACH]: "instanceId ip networkId", [DETACH]: "instanceId interfaceId" },
          },
        },
        {
          value: { back: "10.1.0.20" },
          beside: isolated,
          switches: { creationNetworkId: "region" },
          sends: { [CREATE]: "networks" },
        },
      ],
      powerState: [
        {
          value: "stopped",
          sends: { [`POST ${INSTANCE}/stop`]: "instanceId" },
          change: { to: "running", sends: { [`POST ${INSTANCE}/start`]: "instanceId" } },
        },
        {
          value: "shelved",
          sends: { [`POST ${INSTANCE}/shelve`]: "instanceId" },
          change: {
            to: "stopped",
            sends: { [`POST ${INSTANCE}/unshelve`]: "instanceId", [`POST ${INSTANCE}/stop`]: "instanceId" },
          },
        },
      ],
      rescueMode: {
        value: true,
        sends: { [`POST ${INSTANCE}/rescueMode`]: "instanceId rescue" },
        change: { to: false, sends: { [`POST ${INSTANCE}/rescueMode`]: "instanceId rescue" } },
      },
      restartTrigger: {
        value: "1",
        sends: {},
        change: { to: "2", sends: { [`POST ${INSTANCE}/reboot`]: "instanceId type" } },
      },
      monthlyBilling: [
        { value: true, sends: { [CREATE]: "monthlyBilling" } },
        {
          value: false,
          sends: {},
          change: { to: true, sends: { [`POST ${INSTANCE}/activeMonthlyBilling`]: "instanceId" } },
        },
      ],
      group: { value: "web", sends: { [CREATE]: "groupId" } },
      availabilityZone: {
        value: "eu-west-par-b",
        beside: { region: "EU-WEST-PAR" },
        sends: { [CREATE]: "availabilityZone" },
      },
      autobackup: {
        // The first schedule comes after the build.
        switches: { durations: { backupSchedule: 40 } },
        value: { cron: "0 2 * * *", rotation: 3 },
        sends: { [CREATE]: "autobackup" },
        change: {
          to: { cron: "0 3 * * *", rotation: 2 },
          sends: {
            [`POST ${PROJECT}/region/{regionName}/workflow/backup`]: "cron instanceId name regionName rotation",
            [`DELETE ${PROJECT}/region/{regionName}/workflow/backup/{backupWorkflowId}`]: "backupWorkflowId regionName",
          },
        },
        destroys: {
          [`DELETE ${PROJECT}/region/{regionName}/workflow/backup/{backupWorkflowId}`]: "backupWorkflowId regionName",
        },
      },
    },
    outputs: {
      // In older answers, lists do not have it.
      rescuePassword: [{}, { newerFields: false }].map((switches) => ({
        ...{ switches, program: { rescueMode: true } },
        is: (on) => idOf(on, "instance", { phase: "rescue" }) && /^\w{12}$/,
      })),
      ip: { switches: { durations: { address: 5 } }, is: () => /^[\d.]+$/ },
      privateIp: { program: { ...isolated, fixedIps: { back: "10.1.0.20" } }, is: () => "10.1.0.20" },
    },
    removals: {
      "a volume and a backup schedule": {
        isAdopted: true,
        attach: async (_, instanceId) => {
          const disk = { serviceName, region, name: "data", type: "classic", size: 10 };
          const { id: volumeId } = await api.call(`POST ${PROJECT}/volume`, "write", disk, created);
          await clock.sleep(600_000);
          await api.call(
            `POST ${PROJECT}/volume/{volumeId}/attach`,
            "write",
            { serviceName, volumeId, instanceId },
            created,
          );
          const backup = {
            serviceName,
            regionName: region,
            instanceId,
            name: "nightly",
            cron: "0 3 * * *",
            rotation: 7,
          };
          await api.call(`POST ${PROJECT}/region/{regionName}/workflow/backup`, "write", backup, created);
        },
        sends: { [`DELETE ${INSTANCE}`]: "instanceId" },
        matches: /volume data .* and backup schedule nightly/,
      },
    },
  };
};

const sshKey: Samples = () => ({
  kind: "sshKey",
  program: { name: "me", publicKey: PUBLIC_KEY },
  sends: { [`POST ${PROJECT}/sshkey`]: "name publicKey" },
  destroys: { [`DELETE ${PROJECT}/sshkey/{keyId}`]: "keyId" },
  inputs: {
    name: {
      value: "fred",
      sends: { [`POST ${PROJECT}/sshkey`]: "name" },
      destroys: { [`DELETE ${PROJECT}/sshkey/{keyId}`]: "keyId" },
    },
    publicKey: { value: PUBLIC_KEY.replace("Made", "Else"), sends: { [`POST ${PROJECT}/sshkey`]: "publicKey" } },
    region: { value: "GRA11", sends: { [`POST ${PROJECT}/sshkey`]: "region" } },
    project: {
      value: SECOND_PROJECT,
      sends: { [`POST ${PROJECT}/sshkey`]: "serviceName" },
      destroys: { [`DELETE ${PROJECT}/sshkey/{keyId}`]: "serviceName" },
    },
  },
});

export const ovh: Readonly<Record<string, Samples>> = {
  "ovh:Instance": instance,
  "ovh:SshKey": sshKey,
  ...storageSamples,
  ...privateNetworkSamples,
  ...serviceSamples,
  ...snapshotSamples,
  ...addressSamples,
  ...loadBalancerSamples,
  ...projectSamples,
};

import type { Trial } from "../../engine/definition/trial.ts";

export const trial: Trial = {
  before: [{ label: "key", token: "ovh:SshKey", inputs: ({ name, publicKey }) => ({ name, publicKey }) }],
  server: {
    label: "server",
    token: "ovh:Instance",
    inputs: ({ name, choice, powerState, output }) => ({
      ...{ name, ...choice, powerState },
      sshKeys: [output("key", "keyId")],
      networks: ["Ext-Net"],
    }),
  },
  after: [
    {
      label: "network",
      token: "ovh:PrivateNetwork",
      inputs: ({ name, choice: { region } }) => ({ name, ...(region === undefined ? {} : { regions: [region] }) }),
    },
    {
      label: "subnet",
      token: "ovh:Subnet",
      inputs: ({ name, output, id }) => ({
        ...{ name, region: output("server", "region"), network: id("network").split("/").at(-1) },
        cidr: "10.213.7.0/24",
      }),
    },
    {
      label: "volume",
      token: "ovh:Volume",
      inputs: ({ name, output }) => ({ name, region: output("server", "region"), size: 10, type: "classic" }),
    },
    {
      label: "attachment",
      token: "ovh:VolumeAttachment",
      inputs: ({ id, output }) => ({
        ...{ region: output("server", "region"), volume: output("volume", "volumeId") },
        instance: id("server").split("/").at(-1),
      }),
      isOwn: ({ volume }, references) => references("volume").has(String(volume)),
    },
  ],
  changes: [
    { step: "detach volume", delete: "attachment" },
    // Larger than the probe of an attached volume makes it.
    { step: "grow volume", change: "volume", to: { size: 12 } },
  ],
};

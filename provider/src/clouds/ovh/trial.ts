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
  after: [],
};

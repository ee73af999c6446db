import type { Trial } from "../../engine/definition/trial.ts";

export const trial: Trial = {
  before: [
    { label: "key", token: "lunanode:SshKey", inputs: ({ name, publicKey }) => ({ name, publicKey }) },
    {
      label: "group",
      token: "lunanode:SecurityGroup",
      inputs: ({ name, choice: { region } }) => ({
        name,
        region,
        rules: [{ direction: "ingress", protocol: "tcp", portMin: 443, portMax: 443 }],
      }),
    },
  ],
  server: {
    label: "server",
    token: "lunanode:Vm",
    inputs: ({ name, choice, powerState, id }) => ({
      ...{ name, ...choice, powerState },
      sshKeys: [id("key")],
      securityGroups: [id("group").split("/").at(-1)],
    }),
  },
  after: [],
};

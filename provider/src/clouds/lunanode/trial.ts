import type { Trial } from "../../engine/definition/trial.ts";

const HOSTNAME = "indiecloud-verify-address.example.com";

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
    {
      label: "script",
      token: "lunanode:StartupScript",
      inputs: ({ name }) => ({ name, content: "#!/bin/sh\necho verify\n" }),
    },
  ],
  server: {
    label: "server",
    token: "lunanode:Vm",
    inputs: ({ name, choice, powerState, id }) => ({
      ...{ name, ...choice, powerState },
      sshKeys: [id("key")],
      startupScripts: [id("script")],
      securityGroups: [id("group").split("/").at(-1)],
    }),
  },
  after: [
    {
      label: "network",
      token: "lunanode:Network",
      inputs: ({ name, choice: { region } }) => ({ name, region, subnet: "10.213.7.0/24", dns: ["9.9.9.9"] }),
    },
    {
      // The server's own, with which it is deleted: a new address has no name, so that nobody could find it after a kill.
      label: "address",
      token: "lunanode:FloatingIp",
      inputs: ({ choice: { region }, output }) => ({
        ...{ region, adopt: `${region ?? "toronto"}/${String(output("server", "ip"))}` },
        reverseDns: HOSTNAME,
      }),
      isOwn: ({ reverseDns }) => reverseDns === HOSTNAME,
    },
    {
      label: "volume",
      token: "lunanode:Volume",
      inputs: ({ name, choice: { region } }) => ({ name, region, size: 10 }),
    },
    {
      label: "attachment",
      token: "lunanode:VolumeAttachment",
      inputs: ({ output, id }) => ({ volume: output("volume", "volumeId"), vm: id("server") }),
      isOwn: ({ volume }, references) => references("volume").has(String(volume)),
    },
    {
      label: "snapshot",
      token: "lunanode:VolumeSnapshot",
      inputs: ({ name, choice: { region }, output }) => ({ name, region, volume: output("volume", "volumeId") }),
    },
    {
      label: "record",
      token: "lunanode:DnsRecord",
      inputs: ({ name }) => ({ name, type: "TXT", data: "hello" }),
      isOwn: ({ name }) => name === "indiecloud-verify-record",
      within: { token: "lunanode:DnsZone", input: "zone" },
    },
  ],
  changes: [
    { step: "detach volume", delete: "attachment" },
    // Larger than the probe of an attached volume makes it.
    { step: "grow volume", change: "volume", to: { size: 12 } },
  ],
};

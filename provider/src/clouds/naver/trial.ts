import type { Trial } from "../../engine/definition/trial.ts";

export const trial: Trial = {
  before: [
    {
      label: "vpc",
      token: "naver:Vpc",
      inputs: ({ name, choice: { region } }) => ({ name, region, ipv4CidrBlock: "10.213.0.0/16" }),
    },
    {
      label: "subnet",
      token: "naver:Subnet",
      inputs: ({ name, choice: { region }, output }) => ({
        ...{ name, region, vpc: output("vpc", "vpcNo"), subnet: "10.213.1.0/24", zone: `${region ?? "KR"}-1` },
        subnetType: "PUBLIC",
      }),
    },
    {
      label: "group",
      token: "naver:AccessControlGroup",
      inputs: ({ name, choice: { region }, output }) => ({
        ...{ name, region, vpc: output("vpc", "vpcNo") },
        inbound: [{ protocol: "TCP", ipBlock: "0.0.0.0/0", portRange: "443" }],
      }),
    },
    {
      label: "script",
      token: "naver:InitScript",
      inputs: ({ name, choice: { region } }) => ({ name, region, content: "#!/bin/sh\n" }),
    },
    { label: "key", token: "naver:LoginKey", inputs: ({ name, choice: { region } }) => ({ name, region }) },
  ],
  server: {
    label: "server",
    token: "naver:Server",
    inputs: ({ name, choice, powerState, output }) => ({
      ...{ name, ...choice, powerState },
      subnet: output("subnet", "subnetNo"),
      accessControlGroups: [output("group", "accessControlGroupNo")],
      initScript: output("script", "initScriptNo"),
      loginKey: output("key", "keyName"),
    }),
  },
  after: [
    {
      label: "address",
      token: "naver:PublicIp",
      inputs: ({ name, choice: { region }, id }) => ({ name, region, server: id("server") }),
    },
    {
      label: "storage",
      token: "naver:BlockStorage",
      inputs: ({ name, choice: { plan, region }, id }) => ({
        ...{ name, region, size: 10, server: id("server") },
        // Plans of servers on KVM end with their generation (§3.5). Storage for XEN is created where its server is.
        ...(/-g\d+$/.test(plan) ? { volumeType: "CB1", zone: `${region ?? "KR"}-1` } : { volumeType: "SSD" }),
      }),
    },
  ],
  changes: [
    { step: "detach storage", change: "storage", to: { server: "" } },
    { step: "grow storage", change: "storage", to: { size: 20 } },
  ],
  // Only the number of processors may differ (§3.5).
  family: (plan) => plan.replace(/\d+/, ""),
};

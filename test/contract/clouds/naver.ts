import { openAccount } from "../../../provider/src/clouds/naver/account.ts";
import { done } from "../../../provider/src/clouds/naver/schemas.ts";
import { naver as samples } from "../samples/naver.ts";
import type { ContractTarget } from "../suite/target.ts";

export const naver: ContractTarget<"naver"> = {
  cloud: "naver",
  title: "NAVER Cloud",
  token: "naver:Server",
  nameIn: ({ name }) => String(name),
  forms: { json: { format: "json" }, xml: { format: "xml" } },
  program: { name: "web", plan: "s2-g3", image: "ubuntu-22.04-base", subnet: "demo-public" },
  kind: "server",
  alive: ({ status }) => status !== "TERMT",
  keyOf: (id) => id.split("/").at(-1) ?? "",
  calls: {
    create: "createServerInstances",
    remove: "terminateServerInstances",
    list: "getServerInstanceList",
    one: "getServerInstanceDetail",
  },
  adopting: (program, id) => ({ ...program, adopt: id }),
  rename: { to: { name: "fred" }, isDone: ({ name }) => name === "fred" },
  resize: {
    up: { plan: "s4-g3" },
    isDone: ({ specCode }) => specCode === "s4-g3",
    down: { becomes: ({ specCode }) => specCode === "s2-g3" },
  },
  set: {
    key: "accessControlGroups",
    members: async (account) => {
      const names = ["ours", "theirs", "next"] as const;
      const { api } = openAccount(account.settings(), account.dependencies());
      const vpcNo = account.objects("vpc").find(({ name }) => name === "demo-vpc")?.id;
      for (const accessControlGroupName of names) {
        const parameters = { vpcNo, accessControlGroupName };
        await api.call("vserver/createAccessControlGroup", "write", "KR", parameters, done);
      }
      return names;
    },
  },
  stoppedWork: {
    rest: { powerState: "running" },
    isAtRest: ({ status }) => status === "RUN",
    change: { plan: "s4-g3" },
    isChanged: ({ specCode }) => specCode === "s4-g3",
    calls: { leave: "stopServerInstances", work: "changeServerInstanceSpec", back: "startServerInstances" },
    refusal: { error: "1100904 there is no capacity for s4-g3", matches: /no capacity for s4-g3.*choose another plan/ },
  },
  replace: { image: "ubuntu-24.04-base" },
  exclusive: { cannot: "The program sets no address of a server: publicIp creates one for each.", see: "§4.8" },
  power: {
    stopped: { powerState: "stopped" },
    running: { powerState: "running" },
    isRunning: ({ status }) => status === "RUN",
    drift: (account, server) => account.changeOutOfBand(server, { status: "NSTOP", operation: "NULL" }),
  },
  drifts: {
    name: {
      program: "web",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { name: "joe" }),
      shows: "joe",
    },
    region: { cannot: "A server does not move between regions.", see: "§3.1" },
    subnet: { cannot: "No call moves a server to another subnet.", see: "§3.6" },
    fixedIp: {
      program: "10.0.1.99",
      changeOutOfBand: (account, { id }) => {
        const [eth0] = account.objects("networkInterface").filter(({ serverNo }) => serverNo === id);
        account.emulators.change({
          cloud: "naver",
          kind: "networkInterface",
          id: eth0?.id ?? "",
          set: { ip: "10.0.1.98" },
        });
      },
      shows: "10.0.1.98",
      reported: true,
    },
    placementGroup: {
      program: "",
      changeOutOfBand: async (account, server) => {
        const { api } = openAccount(account.settings(), account.dependencies());
        await api.call("vserver/createPlacementGroup", "write", "KR", { placementGroupName: "apart" }, done);
        const placementGroupNo = account.objects("placementGroup")[0]?.id;
        account.changeOutOfBand(server, { placementGroupNo });
      },
      // The first number that the emulator gives.
      shows: "591601",
    },
    plan: {
      program: "s2-g3",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { specCode: "s4-g3" }),
      shows: "s4-g3",
    },
    image: {
      program: "ubuntu-22.04-base",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { imageNo: "104630229" }),
      shows: "ubuntu-24.04-base",
      reported: true,
    },
    accessControlGroups: {
      program: ["demo-vpc-default-acg"],
      changeOutOfBand: (account, { id }) => {
        const [eth0] = account.objects("networkInterface").filter(({ serverNo }) => serverNo === id);
        account.emulators.change({ cloud: "naver", kind: "networkInterface", id: eth0?.id ?? "", set: { acgNos: [] } });
      },
      shows: [],
    },
    publicIp: { cannot: "Covered by the tests of addresses.", see: "§4.8" },
    loginKey: { cannot: "A server keeps the key that it was created with.", see: "§3.6" },
    initScript: { cannot: "A script runs only at the first boot.", see: "§3.6" },
    protectServerTermination: {
      program: false,
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { isProtected: true }),
      shows: true,
    },
    description: {
      program: "ours",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { description: "theirs" }),
      shows: "theirs",
      reported: true,
    },
    powerState: {
      program: "running",
      changeOutOfBand: (account, server) => account.changeOutOfBand(server, { status: "NSTOP", operation: "NULL" }),
      shows: "stopped",
    },
  },
  protection: {
    program: { protectServerTermination: true },
    refused: /protect/i,
    unprotected: { protectServerTermination: false },
  },
  build: {
    fails: { buildOutcome: "fail" },
    why: /could not be built/,
    endless: { buildOutcome: "never" },
    usual: { buildOutcome: "run" },
    rescue: (account, server) => account.changeOutOfBand(server, { status: "RUN", operation: "NULL", outcome: "run" }),
  },
  refusals: {
    quota: {
      provoke: (account) => {
        account.set({ serverQuota: 0 });
        return () => account.set({ serverQuota: null });
      },
      matches: /limit|quota/i,
      suggests: /delete|remove|support|higher|limit/i,
    },
    capacity: {
      provoke: (account) => {
        account.set({ fullSpecs: ["s2-g3"] });
        return () => account.set({ fullSpecs: [] });
      },
      matches: /./,
      suggests: /another|later/i,
    },
  },
  misspelt: {
    plan: { program: { plan: "s2-g33" }, message: /plan: "s2-g33" is not a NAVER Cloud .*Did you mean/ },
    image: {
      program: { image: "ubuntu-22.4-base" },
      message: /image: "ubuntu-22\.4-base" is not a NAVER Cloud .*Did you mean/,
    },
  },
  badKey: { config: { secretKey: "no-such-secret-key-000000000000000000001" }, message: /key/i },
  identity: { cannot: "No call of the server API names the account.", see: "§3.5" },
  clock: "corrected",
  strangeState: {
    switches: { words: { RUN: "HUMMING" } },
    usual: { words: { RUN: "RUN" } },
    quoted: /HUMMING.* after 3m/,
  },
  secrets: {},
  perServer: {},
  polls: ["getServerInstanceList", "getNetworkInterfaceList"],
  always: ["regionCode", "responseFormatType"],
  samples,
  refresh: { lists: 1, singles: 0, why: "" },
  soak: {
    switches: {
      durations: {
        ...{ init: 1, create: 2, boot: 1, setup: 1, optimize: 1, stop: 2, start: 2, changeSpec: 2, terminate: 2 },
        ...{ vpcInit: 1, vpcCreate: 1, vpcDelete: 1, subnetCreate: 1, subnetDelete: 1 },
      },
    },
    secrets: { "naver:InitScript": { content: "#!/bin/sh\necho swordfish-5d1c7a90e3 > /root/key\n" } },
    inputs: [{ publicIp: true }, { publicIp: false }],
    taken: ["fixedIp"],
    // Nobody pays for a placement group, and the panel's change of a server makes one.
    bookkeeping: ["placementGroup"],
    // Of load balancers and NAT gateways.
    comesWith: ["publicIp"],
    // A key pair is made of real primes, which takes time. The servers of a scaling group are in no preview and in no state.
    without: ["naver:LoginKey", "naver:AutoScalingGroup", "naver:ScalingPolicy", "naver:ScalingSchedule"],
  },
};

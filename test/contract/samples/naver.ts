import { generateKeyPairSync } from "node:crypto";
import { idOf, type Samples } from "../suite/samples.ts";
import { naverBalancers } from "./naver-balancers.ts";
import { abroad, call, demo, PUBLIC_KEY, servers } from "./naver-call.ts";
import { naverInterfaces } from "./naver-interfaces.ts";
import { nasSamples } from "./naver-nas.ts";
import { naverNetwork } from "./naver-network.ts";
import { naverPeerings } from "./naver-peerings.ts";
import { naverScaling } from "./naver-scaling.ts";
import { storageSamples } from "./naver-storage.ts";

const pair = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const SERVER =
  "networkInterfaceList.1.accessControlGroupNoList.1 networkInterfaceList.1.networkInterfaceOrder serverImageNo serverName serverSpecCode subnetNo vpcNo";
const GROUPS = "accessControlGroupNoList.1 networkInterfaceNo";

const server: Samples = async (account) => {
  const { vpcNo } = demo(account);
  for (const name of ["web", "back"]) {
    await call(account, "vserver/createAccessControlGroup", { vpcNo, accessControlGroupName: name });
    await call(account, "vserver/createInitScript", {
      initScriptName: name,
      initScriptContent: "#!/bin/sh\n",
      osTypeCode: "LNX",
    });
  }
  for (const placementGroupName of ["apart", "other"]) {
    await call(account, "vserver/createPlacementGroup", { placementGroupName });
  }
  const placement = (name: string) => idOf(account, "placementGroup", { name });
  await call(account, "vserver/importLoginKey", { keyName: "web-key", publicKey: pair.publicKey });
  await call(account, "vserver/importLoginKey", { keyName: "newest", publicKey: PUBLIC_KEY });
  await abroad(account);
  const disk = { blockStorageSize: "10", blockStorageVolumeTypeCode: "CB1", zoneCode: "KR-1" };
  await call(account, "vserver/createBlockStorageInstance", { ...disk, blockStorageName: "source" });
  await account.clock.sleep(60_000);
  await call(account, "vserver/createBlockStorageSnapshotInstance", {
    originalBlockStorageInstanceNo: idOf(account, "storage", { name: "source" }),
    blockStorageSnapshotName: "before",
  });
  await account.clock.sleep(60_000);
  const { privateKey } = pair;
  const program = { name: "web", plan: "s2-g3", image: "ubuntu-22.04-base", subnet: "demo-public" };
  return {
    program,
    sends: { createServerInstances: SERVER },
    destroys: {
      stopServerInstances: "serverInstanceNoList.1",
      terminateServerInstances: "serverInstanceNoList.1",
    },
    reads: ["getRootPassword"],
    inputs: {
      name: {
        value: "fred",
        sends: { createServerInstances: "serverName" },
        change: { to: "joe", sends: { changeServerInstanceName: "serverInstanceNo serverName" } },
      },
      region: {
        value: "JPN",
        sends: { createServerInstances: "networkInterfaceList.1.accessControlGroupNoList.1 regionCode subnetNo vpcNo" },
        destroys: { stopServerInstances: "regionCode", terminateServerInstances: "regionCode" },
      },
      subnet: { value: "demo-public-2", sends: { createServerInstances: "subnetNo" } },
      fixedIp: { value: "10.0.1.99", sends: { createServerInstances: "networkInterfaceList.1.ip" } },
      placementGroup: {
        value: placement("apart"),
        sends: { createServerInstances: "placementGroupNo" },
        change: {
          to: placement("other"),
          sends: {
            removePlacementGroupServerInstance: "placementGroupNo serverInstanceNo",
            addPlacementGroupServerInstance: "placementGroupNo serverInstanceNo",
          },
          order: ["removePlacementGroupServerInstance", "addPlacementGroupServerInstance"],
        },
      },
      plan: {
        value: "s4-g3",
        sends: { createServerInstances: "serverSpecCode" },
        change: {
          to: "s8-g3",
          sends: {
            stopServerInstances: "serverInstanceNoList.1",
            changeServerInstanceSpec: "serverInstanceNo serverSpecCode",
            startServerInstances: "serverInstanceNoList.1",
          },
        },
      },
      image: { value: "ubuntu-24.04-base", sends: { createServerInstances: "serverImageNo" } },
      accessControlGroups: {
        value: ["web"],
        sends: { createServerInstances: "networkInterfaceList.1.accessControlGroupNoList.1" },
        change: {
          to: ["back"],
          sends: {
            addNetworkInterfaceAccessControlGroup: GROUPS,
            removeNetworkInterfaceAccessControlGroup: GROUPS,
          },
        },
      },
      publicIp: {
        value: true,
        sends: { createPublicIpInstance: "publicIpDescription serverInstanceNo" },
        destroys: {
          disassociatePublicIpFromServerInstance: "publicIpInstanceNo",
          deletePublicIpInstance: "publicIpInstanceNo",
        },
        change: {
          to: false,
          sends: {
            disassociatePublicIpFromServerInstance: "publicIpInstanceNo",
            deletePublicIpInstance: "publicIpInstanceNo",
          },
        },
      },
      loginKey: { value: "web-key", sends: { createServerInstances: "loginKeyName" } },
      privateKey: {
        value: privateKey,
        beside: { loginKey: "web-key" },
        sends: { getRootPassword: "privateKey serverInstanceNo" },
        change: { to: `${privateKey}\n`, sends: {} },
      },
      initScript: { value: "web", sends: { createServerInstances: "initScriptNo" } },
      protectServerTermination: {
        value: false,
        sends: { createServerInstances: "isProtectServerTermination" },
        change: { to: true, sends: { setProtectServerTermination: "isProtectServerTermination serverInstanceNo" } },
      },
      description: {
        value: "ours",
        switches: { defaultPageSize: 2 },
        sends: { createServerInstances: "serverDescription" },
      },
      feeSystemType: { value: "FXSUM", sends: { createServerInstances: "feeSystemTypeCode" } },
      blockStorageMappings: {
        leaves: "storage",
        value: [
          { order: 0, size: 20, volumeType: "FB1" },
          { order: 1, size: 30, volumeType: "CB2", name: "data", empty: true },
          { order: 2, snapshot: idOf(account, "snapshot", { name: "before" }) },
          { order: 3, exclude: true },
        ],
        sends: {
          createServerInstances: [
            ...["1.order", "1.blockStorageSize", "1.blockStorageVolumeTypeCode", "2.order", "2.blockStorageSize"],
            ...["2.blockStorageVolumeTypeCode", "2.blockStorageName", "2.emptyBlockStorage", "3.order"],
            ...["3.snapshotInstanceNo", "4.order", "4.noBlockStorage"],
          ]
            .map((name) => `blockStorageMappingList.${name}`)
            .join(" "),
        },
        destroys: {
          detachBlockStorageInstances: "blockStorageInstanceNoList.1 blockStorageInstanceNoList.2",
        },
      },
      encryptedBaseStorage: {
        value: true,
        sends: { createServerInstances: "isEncryptedBaseBlockStorageVolume" },
      },
      restartTrigger: {
        value: "1",
        sends: {},
        change: { to: "2", sends: { rebootServerInstances: "serverInstanceNoList.1" } },
      },
      powerState: [
        {
          value: "stopped",
          sends: { stopServerInstances: "serverInstanceNoList.1" },
          destroys: { stopServerInstances: "serverInstanceNoList.1" },
          change: { to: "running", sends: { startServerInstances: "serverInstanceNoList.1" } },
        },
        {
          value: "running",
          sends: {},
          change: {
            to: "stopped",
            beside: { name: "joe" },
            sends: {
              stopServerInstances: "serverInstanceNoList.1",
              changeServerInstanceName: "serverInstanceNo serverName",
            },
            order: ["stopServerInstances", "changeServerInstanceName"],
          },
        },
      ],
    },
    outputs: {
      ownPublicIpInstanceNo: [
        {
          program: { publicIp: true },
          is: (on, engine) => idOf(on, "publicIp", { serverNo: on.server(engine).id }),
        },
        { program: { publicIp: true }, next: [{ publicIp: false }], is: () => undefined },
      ],
      // The emulator derives it and stores no copy.
      rootPassword: { program: { loginKey: "web-key", privateKey }, is: () => /^[\w-]{12}$/ },
    },
    removals: {
      "a disk": {
        attach: async (on, serverInstanceNo) => {
          for (const blockStorageName of ["data", "spare"]) {
            await call(on, "vserver/createBlockStorageInstance", { ...disk, blockStorageName });
          }
          await on.clock.sleep(60_000);
          const blockStorageInstanceNo = idOf(on, "storage", { name: "data" });
          await call(on, "vserver/attachBlockStorageInstance", { serverInstanceNo, blockStorageInstanceNo });
        },
        sends: {
          detachBlockStorageInstances: "blockStorageInstanceNoList.1",
          stopServerInstances: "serverInstanceNoList.1",
          terminateServerInstances: "serverInstanceNoList.1",
        },
        matches: (on) => new RegExp(`storage ${idOf(on, "storage", { name: "data" })} was detached`),
      },
    },
  };
};

const loginKey: Samples = () => ({
  kind: "loginKey",
  lostCreate: { cannot: "The answer is the only one that has the private key, so the key is of no use.", see: "§4.1" },
  program: { name: "web" },
  sends: { createLoginKey: "keyName" },
  destroys: { deleteLoginKeys: "keyNameList.1" },
  inputs: {
    name: {
      value: "fred",
      sends: { createLoginKey: "keyName" },
      destroys: { deleteLoginKeys: "keyNameList.1" },
    },
    region: { value: "JPN", sends: { createLoginKey: "regionCode" }, destroys: { deleteLoginKeys: "regionCode" } },
    publicKey: { value: PUBLIC_KEY, sends: { createLoginKey: "keyName", importLoginKey: "keyName publicKey" } },
  },
  drifts: {
    name: { cannot: "The name is the ID of a key.", see: "§4.1" },
    region: { cannot: "A key does not move between regions.", see: "§4.1" },
    publicKey: { program: PUBLIC_KEY, set: { publicKey: "ssh-rsa AAAAother" }, shows: /AAAAother/, reported: true },
  },
  outputs: { privateKey: { is: () => /^-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+-----END [A-Z ]*PRIVATE KEY-----$/ } },
});

const vpc: Samples = () => ({
  kind: "vpc",
  program: { name: "net", ipv4CidrBlock: "10.1.0.0/16" },
  sends: { createVpc: "ipv4CidrBlock vpcName" },
  destroys: { deleteVpc: "vpcNo" },
  inputs: {
    name: { value: "fred", sends: { createVpc: "vpcName" } },
    region: { value: "JPN", sends: { createVpc: "regionCode" }, destroys: { deleteVpc: "regionCode" } },
    ipv4CidrBlock: { value: "10.2.0.0/16", sends: { createVpc: "ipv4CidrBlock" } },
  },
  drifts: {
    name: { set: { name: "joe" }, shows: "joe", reported: true },
    region: { cannot: "A VPC does not move between regions.", see: "§4.3" },
    ipv4CidrBlock: { set: { cidr: "10.9.0.0/16" }, shows: "10.9.0.0/16", reported: true },
  },
});

const subnet: Samples = async (account) => {
  const { vpcNo } = demo(account);
  await abroad(account);
  await call(account, "vpc/createVpc", { vpcName: "other-vpc", ipv4CidrBlock: "10.0.0.0/16" });
  await account.clock.sleep(60_000);
  for (const networkAclName of ["web-acl", "back-acl"]) {
    await call(account, "vpc/createNetworkAcl", { vpcNo, networkAclName });
  }
  await account.clock.sleep(60_000);
  return {
    kind: "subnet",
    program: { name: "front", vpc: "demo-vpc", subnet: "10.0.9.0/24", zone: "KR-1", subnetType: "PUBLIC" },
    sends: { createSubnet: "networkAclNo subnet subnetName subnetTypeCode vpcNo zoneCode" },
    destroys: { deleteSubnet: "subnetNo" },
    inputs: {
      name: { value: "fred", sends: { createSubnet: "subnetName" } },
      region: {
        value: "JPN",
        together: { zone: "JPN-1" },
        sends: { createSubnet: "networkAclNo regionCode vpcNo zoneCode" },
        destroys: { deleteSubnet: "regionCode" },
      },
      vpc: { value: "other-vpc", sends: { createSubnet: "networkAclNo vpcNo" } },
      subnet: { value: "10.0.10.0/24", sends: { createSubnet: "subnet" } },
      zone: { value: "KR-2", sends: { createSubnet: "zoneCode" } },
      subnetType: { value: "PRIVATE", sends: { createSubnet: "subnetTypeCode" } },
      usageType: { value: "LOADB", sends: { createSubnet: "usageTypeCode" } },
      networkAcl: {
        value: "web-acl",
        sends: { createSubnet: "networkAclNo" },
        change: { to: "back-acl", sends: { setSubnetNetworkAcl: "networkAclNo subnetNo" } },
      },
    },
  };
};

const accessControlGroup: Samples = async (account) => {
  const { vpcNo } = demo(account);
  await call(account, "vserver/createAccessControlGroup", { vpcNo, accessControlGroupName: "office" });
  await abroad(account);
  await call(account, "vpc/createVpc", { vpcName: "other-vpc", ipv4CidrBlock: "10.2.0.0/16" });
  await account.clock.sleep(60_000);
  const office = idOf(account, "accessControlGroup", { name: "office" });
  const ssh = { protocol: "TCP", portRange: "22", ipBlock: "203.0.113.0/24", description: "ssh" };
  const inside = { protocol: "ICMP", accessControlGroup: office };
  const rule = (...names: string[]) =>
    ["accessControlGroupNo", "vpcNo", ...names.map((name) => `accessControlGroupRuleList.1.${name}`)].join(" ");
  const always = ["protocolTypeCode", "portRange", "ipBlock"];
  const byBlock = rule(...always, "accessControlGroupRuleDescription");
  const byGroup = rule("protocolTypeCode", "accessControlGroupSequence");
  return {
    kind: "accessControlGroup",
    program: { name: "web", vpc: "demo-vpc" },
    sends: { createAccessControlGroup: "accessControlGroupName vpcNo" },
    destroys: { deleteAccessControlGroup: "accessControlGroupNo vpcNo" },
    inputs: {
      name: { value: "fred", sends: { createAccessControlGroup: "accessControlGroupName" } },
      region: {
        value: "JPN",
        sends: { createAccessControlGroup: "regionCode vpcNo" },
        destroys: { deleteAccessControlGroup: "regionCode vpcNo" },
      },
      vpc: {
        value: "other-vpc",
        sends: { createAccessControlGroup: "vpcNo" },
        destroys: { deleteAccessControlGroup: "vpcNo" },
      },
      description: { value: "ours", sends: { createAccessControlGroup: "accessControlGroupDescription" } },
      inbound: {
        value: [ssh],
        sends: { addAccessControlGroupInboundRule: byBlock },
        change: {
          to: [inside],
          sends: { addAccessControlGroupInboundRule: byGroup, removeAccessControlGroupInboundRule: rule(...always) },
        },
      },
      outbound: {
        value: [inside],
        sends: { addAccessControlGroupOutboundRule: byGroup },
        change: {
          to: [ssh],
          sends: { addAccessControlGroupOutboundRule: byBlock, removeAccessControlGroupOutboundRule: byGroup },
        },
      },
    },
  };
};

const initScript: Samples = () => ({
  kind: "initScript",
  program: { name: "boot", content: "#!/bin/sh\n" },
  sends: { createInitScript: "initScriptContent initScriptName osTypeCode" },
  destroys: { deleteInitScripts: "initScriptNoList.1" },
  inputs: {
    name: { value: "fred", sends: { createInitScript: "initScriptName" } },
    region: { value: "JPN", sends: { createInitScript: "regionCode" }, destroys: { deleteInitScripts: "regionCode" } },
    // The log shows only its length.
    content: { value: "#!/bin/sh\necho hello\n", sends: { createInitScript: "initScriptContent" } },
    osType: { value: "WND", sends: { createInitScript: "osTypeCode" } },
    description: { value: "ours", sends: { createInitScript: "initScriptDescription" } },
  },
  drifts: {
    name: { set: { name: "joe" }, shows: "joe", reported: true },
    region: { cannot: "A script does not move between regions.", see: "§4.2" },
    content: { set: { content: "#!/bin/sh\nreboot\n" }, shows: "content", reported: true },
    osType: { program: "LNX", set: { osType: "WND" }, shows: "WND", reported: true },
    description: { program: "ours", set: { description: "theirs" }, shows: "theirs", reported: true },
  },
});

const publicIp: Samples = async (account) => {
  const [first, second] = await servers(account, { web: {}, back: {} });
  const associate = "publicIpInstanceNo serverInstanceNo";
  return {
    kind: "publicIp",
    program: { name: "address" },
    sends: { createPublicIpInstance: "publicIpDescription" },
    destroys: { deletePublicIpInstance: "publicIpInstanceNo" },
    inputs: {
      name: { value: "fred", sends: { createPublicIpInstance: "publicIpDescription" } },
      region: {
        value: "JPN",
        sends: { createPublicIpInstance: "regionCode" },
        destroys: { deletePublicIpInstance: "regionCode" },
      },
      server: {
        value: first,
        sends: { associatePublicIpWithServerInstance: associate },
        destroys: { disassociatePublicIpFromServerInstance: "publicIpInstanceNo" },
        change: {
          to: second,
          sends: {
            disassociatePublicIpFromServerInstance: "publicIpInstanceNo",
            associatePublicIpWithServerInstance: associate,
          },
        },
      },
    },
    drifts: {
      name: { set: { description: "joe" }, shows: "joe", reported: true },
      region: { cannot: "An address does not move between regions.", see: "§4.8" },
      server: { program: first, set: { serverNo: "" }, shows: "" },
    },
  };
};

export const naver: Readonly<Record<string, Samples>> = {
  "naver:Server": server,
  "naver:LoginKey": loginKey,
  "naver:Vpc": vpc,
  "naver:Subnet": subnet,
  "naver:AccessControlGroup": accessControlGroup,
  "naver:InitScript": initScript,
  "naver:PublicIp": publicIp,
  ...naverBalancers,
  ...naverNetwork,
  ...naverPeerings,
  ...storageSamples,
  ...nasSamples,
  ...naverInterfaces,
  ...naverScaling,
};

import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { abroad, call, demo, otherVpc } from "./naver-call.ts";

/** Changes one row out of band. */
const change = (account: EmulatedAccount, kind: string, id: string | undefined, set: Record<string, unknown>) =>
  account.emulators.change({ cloud: "naver", kind, id: id ?? "", set });

const networkAcl: Samples = async (account) => {
  const { vpcNo } = demo(account);
  await call(account, "vpc/createNetworkAclDenyAllowGroup", { vpcNo, networkAclDenyAllowGroupName: "bad" });
  await abroad(account);
  await otherVpc(account);
  const group = idOf(account, "denyAllowGroup", { name: "bad" });
  const web = {
    ...{ priority: 10, protocol: "TCP", action: "ALLOW" },
    ...{ portRange: "443", ipBlock: "0.0.0.0/0", description: "web" },
  };
  const drop = { priority: 10, protocol: "ICMP", action: "DROP", denyAllowGroup: group };
  const rule = (...names: string[]) =>
    ["networkAclNo", ...names.map((name) => `networkAclRuleList.1.${name}`)].join(" ");
  const always = ["priority", "protocolTypeCode", "ruleActionCode"];
  const added = rule(...always, "portRange", "ipBlock", "networkAclRuleDescription");
  const removed = rule(...always, "portRange", "ipBlock");
  const addedGroup = rule(...always, "denyAllowGroupNo");
  const removedGroup = rule(...always, "denyAllowGroupNo", "ipBlock");
  const ruleDrift = (direction: string) => ({
    program: [web],
    changeOutOfBand: (on: EmulatedAccount, id: string) => {
      const row = on.objects("networkAclRule").find((one) => one.aclNo === id && one.direction === direction);
      change(on, "networkAclRule", row?.id, { ipBlock: "192.0.2.0/24" });
    },
    shows: [{ ...web, ipBlock: "192.0.2.0/24" }],
  });
  return {
    kind: "networkAcl",
    program: { name: "strict", vpc: "demo-vpc" },
    sends: { createNetworkAcl: "networkAclName vpcNo" },
    destroys: { deleteNetworkAcl: "networkAclNo" },
    inputs: {
      name: { value: "fred", sends: { createNetworkAcl: "networkAclName" } },
      region: {
        value: "JPN",
        sends: { createNetworkAcl: "regionCode vpcNo" },
        destroys: { deleteNetworkAcl: "regionCode" },
      },
      vpc: { value: "other-vpc", sends: { createNetworkAcl: "vpcNo" } },
      description: {
        value: "ours",
        sends: { createNetworkAcl: "networkAclDescription" },
        change: { to: "yours", sends: { setNetworkAclDescription: "networkAclDescription networkAclNo" } },
      },
      inbound: {
        value: [web],
        sends: { addNetworkAclInboundRule: added },
        change: {
          to: [drop],
          sends: { removeNetworkAclInboundRule: removed, addNetworkAclInboundRule: addedGroup },
          order: ["removeNetworkAclInboundRule", "addNetworkAclInboundRule"],
        },
      },
      outbound: {
        value: [drop],
        sends: { addNetworkAclOutboundRule: addedGroup },
        change: {
          to: [{ ...web, priority: 11 }],
          sends: { addNetworkAclOutboundRule: added, removeNetworkAclOutboundRule: removedGroup },
          order: ["addNetworkAclOutboundRule", "removeNetworkAclOutboundRule"],
        },
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A network ACL does not move between regions.", see: "§4.5" },
      vpc: { cannot: "A network ACL does not move between VPCs.", see: "§4.5" },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs" },
      inbound: ruleDrift("INBND"),
      outbound: ruleDrift("OTBND"),
    },
  };
};

const denyAllowGroup: Samples = async (account) => {
  await abroad(account);
  await otherVpc(account);
  const set = "setNetworkAclDenyAllowGroupIpList";
  const describe = "setNetworkAclDenyAllowGroupDescription";
  return {
    kind: "denyAllowGroup",
    program: { name: "office", vpc: "demo-vpc" },
    sends: { createNetworkAclDenyAllowGroup: "networkAclDenyAllowGroupName vpcNo" },
    destroys: { deleteNetworkAclDenyAllowGroup: "networkAclDenyAllowGroupNo" },
    inputs: {
      name: { value: "fred", sends: { createNetworkAclDenyAllowGroup: "networkAclDenyAllowGroupName" } },
      region: {
        value: "JPN",
        sends: { createNetworkAclDenyAllowGroup: "regionCode vpcNo" },
        destroys: { deleteNetworkAclDenyAllowGroup: "regionCode" },
      },
      vpc: { value: "other-vpc", sends: { createNetworkAclDenyAllowGroup: "vpcNo" } },
      description: {
        value: "ours",
        sends: { createNetworkAclDenyAllowGroup: "networkAclDenyAllowGroupDescription" },
        change: {
          to: "yours",
          sends: { [describe]: "networkAclDenyAllowGroupDescription networkAclDenyAllowGroupNo" },
        },
      },
      ipList: {
        value: ["192.0.2.7"],
        sends: { [set]: "ipList.1 networkAclDenyAllowGroupNo" },
        change: {
          to: ["192.0.2.7", "192.0.2.8"],
          sends: { [set]: "ipList.1 ipList.2 networkAclDenyAllowGroupNo" },
        },
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A group does not move between regions.", see: "§4.5" },
      vpc: { cannot: "A group does not move between VPCs.", see: "§4.5" },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs" },
      ipList: { program: ["192.0.2.7"], set: { ipList: ["192.0.2.9"] }, shows: ["192.0.2.9"] },
    },
  };
};

/** A subnet of the demo VPC, or of the one in Japan. */
async function subnet(account: EmulatedAccount, subnetName: string, more: Record<string, string>, region = "KR") {
  const vpcNo = idOf(account, "vpc", { name: "demo-vpc", region });
  const networkAclNo = idOf(account, "networkAcl", { vpcNo });
  const place = { zoneCode: `${region}-1`, subnetTypeCode: "PUBLIC", ...more };
  await call(account, "vpc/createSubnet", { vpcNo, networkAclNo, subnetName, ...place }, region);
  await account.clock.sleep(60_000);
}

/** A NAT gateway of the demo VPC. */
async function gateway(account: EmulatedAccount, natGatewayName: string): Promise<string> {
  const place = { vpcNo: demo(account).vpcNo, zoneCode: "KR-1" };
  await call(account, "vpc/createNatGatewayInstance", { ...place, natGatewayName });
  await account.clock.sleep(60_000);
  return idOf(account, "natGateway", { name: natGatewayName });
}

const routeTable: Samples = async (account) => {
  await abroad(account);
  await otherVpc(account);
  const [first, second] = [await gateway(account, "nat-1"), await gateway(account, "nat-2")];
  const vpcNo = { vpcNo: demo(account).vpcNo };
  const other = idOf(account, "subnet", { name: "demo-public-2" });
  const out = { destinationCidrBlock: "0.0.0.0/0", targetType: "NATGW", target: first };
  const inner = { destinationCidrBlock: "192.168.0.0/16", targetType: "VGW", target: "77", targetName: "office" };
  const route = ["destinationCidrBlock", "targetTypeCode", "targetNo", "targetName"]
    .map((name) => `routeList.1.${name}`)
    .concat("routeTableNo", "vpcNo");
  const sent = (...names: string[]) => names.toSorted().join(" ");
  const association = "routeTableNo subnetNoList.1 vpcNo";
  return {
    kind: "routeTable",
    program: { name: "private", vpc: "demo-vpc", supportedSubnetType: "PUBLIC" },
    sends: { createRouteTable: "routeTableName supportedSubnetTypeCode vpcNo" },
    destroys: { deleteRouteTable: "routeTableNo" },
    inputs: {
      name: { value: "fred", sends: { createRouteTable: "routeTableName" } },
      region: {
        value: "JPN",
        sends: { createRouteTable: "regionCode vpcNo" },
        destroys: { deleteRouteTable: "regionCode" },
      },
      vpc: { value: "other-vpc", sends: { createRouteTable: "vpcNo" } },
      supportedSubnetType: { value: "PRIVATE", sends: { createRouteTable: "supportedSubnetTypeCode" } },
      description: {
        value: "ours",
        sends: { createRouteTable: "routeTableDescription" },
        change: { to: "yours", sends: { setRouteTableDescription: "routeTableDescription routeTableNo" } },
      },
      routes: {
        value: [out],
        sends: { addRoute: sent(...route) },
        change: {
          to: [{ ...out, target: second }, inner],
          sends: {
            removeRoute: sent(...route),
            addRoute: sent(...new Set([...route, ...route.map((name) => name.replace(".1.", ".2."))])),
          },
          order: ["removeRoute", "addRoute"],
        },
      },
      subnets: {
        value: ["demo-public"],
        sends: { addRouteTableSubnet: association },
        destroys: { removeRouteTableSubnet: association },
        change: {
          to: ["demo-public-2"],
          sends: { addRouteTableSubnet: association, removeRouteTableSubnet: association },
          order: ["addRouteTableSubnet", "removeRouteTableSubnet"],
        },
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A route table does not move between regions.", see: "§4.11" },
      vpc: { cannot: "A route table does not move between VPCs.", see: "§4.11" },
      supportedSubnetType: { program: "PUBLIC", set: { subnetType: "PRIVATE" }, shows: "PRIVATE", reported: true },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs" },
      routes: {
        program: [out],
        changeOutOfBand: async (on, routeTableNo) => {
          const routeList = [
            { destinationCidrBlock: "0.0.0.0/0", targetTypeCode: "NATGW", targetNo: first, targetName: "nat-1" },
          ];
          await call(on, "vpc/removeRoute", { ...vpcNo, routeTableNo, routeList });
          await on.clock.sleep(60_000);
        },
        shows: [],
      },
      subnets: { program: ["demo-public"], set: { subnetNos: [other] }, shows: ["demo-public-2"] },
    },
  };
};

const natGateway: Samples = async (account) => {
  await abroad(account);
  await otherVpc(account);
  await subnet(account, "nat", { subnet: "10.0.20.0/24", usageTypeCode: "NATGW" });
  await subnet(account, "nat-private", {
    ...{ subnet: "10.0.21.0/24", usageTypeCode: "NATGW", subnetTypeCode: "PRIVATE" },
  });
  await call(account, "vserver/createPublicIpInstance", { publicIpDescription: "ours" });
  await account.clock.sleep(60_000);
  const address = idOf(account, "publicIp", { description: "ours" });
  const create = "createNatGatewayInstance";
  return {
    kind: "natGateway",
    program: { name: "nat-gw", vpc: "demo-vpc", zone: "KR-1" },
    sends: { [create]: "natGatewayName vpcNo zoneCode" },
    destroys: { deleteNatGatewayInstance: "natGatewayInstanceNo" },
    inputs: {
      name: { value: "fred", sends: { [create]: "natGatewayName" } },
      region: {
        value: "JPN",
        together: { zone: "JPN-1" },
        sends: { [create]: "regionCode vpcNo zoneCode" },
        destroys: { deleteNatGatewayInstance: "regionCode" },
      },
      vpc: { value: "other-vpc", sends: { [create]: "vpcNo" } },
      zone: { value: "KR-2", sends: { [create]: "zoneCode" } },
      subnet: { value: "nat", sends: { [create]: "subnetNo" } },
      publicIp: { value: address, sends: { [create]: "publicIpInstanceNo" } },
      privateIp: { value: "10.0.21.9", beside: { subnet: "nat-private" }, sends: { [create]: "privateIp" } },
      description: {
        value: "ours",
        sends: { [create]: "natGatewayDescription" },
        change: { to: "yours", sends: { setNatGatewayDescription: "natGatewayDescription natGatewayInstanceNo" } },
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A NAT gateway does not move between regions.", see: "§4.16" },
      vpc: { cannot: "A NAT gateway does not move between VPCs.", see: "§4.16" },
      zone: { program: "KR-1", set: { zone: "KR-2" }, shows: "KR-2", reported: true },
      subnet: { cannot: "A NAT gateway does not move between subnets.", see: "§4.16" },
      publicIp: { cannot: "A NAT gateway keeps the address that it was created with.", see: "§4.16" },
      privateIp: {
        program: "10.0.21.9",
        beside: { subnet: "nat-private" },
        set: { privateIp: "10.0.21.10" },
        shows: "10.0.21.10",
        reported: true,
      },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs" },
    },
  };
};

export const naverNetwork: Readonly<Record<string, Samples>> = {
  "naver:NetworkAcl": networkAcl,
  "naver:NetworkAclDenyAllowGroup": denyAllowGroup,
  "naver:RouteTable": routeTable,
  "naver:NatGateway": natGateway,
};

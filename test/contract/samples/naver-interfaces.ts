import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { abroad, call, demo } from "./naver-call.ts";

const placementGroup: Samples = () => ({
  kind: "placementGroup",
  program: { name: "apart" },
  sends: { createPlacementGroup: "placementGroupName" },
  destroys: { deletePlacementGroup: "placementGroupNo" },
  inputs: {
    name: { value: "fred", sends: { createPlacementGroup: "placementGroupName" } },
    region: {
      value: "JPN",
      sends: { createPlacementGroup: "regionCode" },
      destroys: { deletePlacementGroup: "regionCode" },
    },
    type: { value: "AA", sends: { createPlacementGroup: "placementGroupTypeCode" } },
  },
  drifts: {
    name: { set: { name: "joe" }, shows: "joe", reported: true },
    region: { cannot: "A placement group does not move between regions.", see: "§3.5" },
    type: { cannot: "There is only one type.", see: "§3.5" },
  },
});

const networkInterface: Samples = async (account) => {
  const { vpcNo } = demo(account);
  for (const accessControlGroupName of ["web", "back"]) {
    await call(account, "vserver/createAccessControlGroup", { vpcNo, accessControlGroupName });
  }
  await abroad(account);
  const servers: string[] = [];
  for (const name of ["first", "second"]) {
    const engine = account.engine(name, { token: "naver:Server" });
    await engine.up({ name, plan: "s2-g3", image: "ubuntu-22.04-base", subnet: "demo-public" });
    servers.push(engine.state?.id.split("/").at(-1) ?? "");
  }
  const [first, second] = servers;
  const create = "createNetworkInterface";
  const plug = "networkInterfaceNo serverInstanceNo subnetNo";
  const groups = "accessControlGroupNoList.1 networkInterfaceNo";
  const secondary = "networkInterfaceNo secondaryIpList.1";
  const groupNo = (name: string) => idOf(account, "accessControlGroup", { name });
  return {
    kind: "networkInterface",
    program: { name: "second-nic", subnet: "demo-private" },
    sends: { [create]: "accessControlGroupNoList.1 networkInterfaceName subnetNo vpcNo" },
    destroys: { deleteNetworkInterface: "networkInterfaceNo" },
    inputs: {
      name: { value: "fred", sends: { [create]: "networkInterfaceName" } },
      region: {
        value: "JPN",
        together: { subnet: "demo-public" },
        sends: { [create]: "accessControlGroupNoList.1 regionCode subnetNo vpcNo" },
        destroys: { deleteNetworkInterface: "regionCode" },
      },
      subnet: { value: "demo-public-2", sends: { [create]: "subnetNo" } },
      fixedIp: { value: "10.0.3.99", sends: { [create]: "ip" } },
      secondaryIps: {
        value: ["10.0.3.50"],
        sends: { [create]: "secondaryIpList.1" },
        change: { to: ["10.0.3.51"], sends: { assignSecondaryIps: secondary, unassignSecondaryIps: secondary } },
      },
      accessControlGroups: {
        value: ["web"],
        sends: { [create]: "accessControlGroupNoList.1" },
        change: {
          to: ["back"],
          sends: {
            addNetworkInterfaceAccessControlGroup: groups,
            removeNetworkInterfaceAccessControlGroup: groups,
          },
        },
      },
      server: {
        value: first,
        sends: { attachNetworkInterface: plug },
        destroys: { detachNetworkInterface: plug },
        change: { to: second, sends: { detachNetworkInterface: plug, attachNetworkInterface: plug } },
      },
      description: { value: "ours", sends: { [create]: "networkInterfaceDescription" } },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A network interface does not move between regions.", see: "§4.7" },
      subnet: { cannot: "A network interface does not move between subnets.", see: "§4.7" },
      fixedIp: { program: "10.0.3.99", set: { ip: "10.0.3.98" }, shows: "10.0.3.98", reported: true },
      secondaryIps: { program: ["10.0.3.50"], set: { secondaryIps: ["10.0.3.52"] }, shows: ["10.0.3.52"] },
      accessControlGroups: {
        program: ["web"],
        changeOutOfBand: (on: EmulatedAccount, id: string) =>
          on.emulators.change({ cloud: "naver", kind: "networkInterface", id, set: { acgNos: [groupNo("back")] } }),
        shows: ["back"],
      },
      server: {
        program: first,
        set: { serverNo: "", deviceName: "", status: "NOTUSED" },
        shows: "",
      },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs", reported: true },
    },
  };
};

export const naverInterfaces: Readonly<Record<string, Samples>> = {
  "naver:NetworkInterface": networkInterface,
  "naver:PlacementGroup": placementGroup,
};

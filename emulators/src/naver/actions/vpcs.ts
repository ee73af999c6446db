import { contains, hasAllowedSize, overlap, parseBlock, vpcBlock } from "../addresses.ts";
import { known, ServiceError } from "../errors.ts";
import type { Subnet, Vpc } from "../model.ts";
import { comes, passes, remove } from "../transitions.ts";
import { routeTableView, subnetView, vpcView } from "../views.ts";
import type { Fields } from "../wire.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, search, shown } from "./list.ts";

export const vpcActions: Actions = {
  ...reads("vpc", {
    getVpcList: (call) =>
      search(call, "vpcList", call.world.vpcs, vpcView, {
        ...{ vpcNoList: "vpcNo", vpcName: "vpcName", vpcStatusCode: "vpcStatus.code" },
      }),
    getVpcDetail: (call) => detail(call, "vpcList", call.world.vpcs, vpcView, "vpcNo"),
    getSubnetList: (call) =>
      search(call, "subnetList", call.world.subnets, subnetView, {
        ...{ subnetNoList: "subnetNo", subnetName: "subnetName", subnet: "subnet", vpcNo: "vpcNo" },
        ...{ subnetTypeCode: "subnetType.code", usageTypeCode: "usageType.code", zoneCode: "zoneCode" },
        ...{ networkAclNo: "networkAclNo", subnetStatusCode: "subnetStatus.code" },
      }),
    getSubnetDetail: (call) => detail(call, "subnetList", call.world.subnets, subnetView, "subnetNo"),
    getRouteTableList: (call) =>
      search(call, "routeTableList", call.world.routeTables, routeTableView, {
        ...{ routeTableNoList: "routeTableNo", routeTableName: "routeTableName", vpcNo: "vpcNo" },
        supportedSubnetTypeCode: "supportedSubnetType.code",
      }),
  }),
  ...writes("vpc", { createVpc, deleteVpc, createSubnet, setSubnetNetworkAcl, deleteSubnet }),
};

const shownVpc = (call: Call, id: string): Fields => shown(call, "vpcList", call.world.vpcs, vpcView, id);
const shownSubnet = (call: Call, id: string): Fields => shown(call, "subnetList", call.world.subnets, subnetView, id);

function createVpc(call: Call): Fields {
  const { world } = call;
  const cidr = call.text("ipv4CidrBlock");
  if (!vpcBlock(cidr)) call.invalid("ipv4CidrBlock");
  const name = call.unique(
    world.vpcs,
    call.name("vpcName", () => call.madeUp("v")),
  );
  const { id } = world.addVpc(call, name, cidr, world.timeline.now);
  const { vpcInit, vpcCreate } = world.switches.durations;
  comes(world, "vpc", id, vpcInit, "CREATING");
  comes(world, "vpc", id, vpcInit + vpcCreate);
  return shownVpc(call, id);
}

function deleteVpc(call: Call): Fields {
  const { world } = call;
  const vpc = call.named(world.vpcs, "vpcNo");
  if (world.subnets.where((subnet) => subnet.vpcNo === vpc.id).length > 0) {
    throw new ServiceError(world.switches.codes.inUse, "the VPC still has subnets");
  }
  remove(world, "vpc", vpc.id, world.switches.durations.vpcDelete);
  return shownVpc(call, vpc.id);
}

/** One at a time in a VPC (docs/api/naver.md §2.6, §5.4). */
function createSubnet(call: Call): Fields {
  const { world } = call;
  const vpc = call.named(world.vpcs, "vpcNo");
  const cidr = call.text("subnet");
  const zone = zoneOf(call);
  const acl = call.named(world.acls, "networkAclNo");
  const type = call.word("subnetTypeCode", ["PUBLIC", "PRIVATE"]);
  const usage = call.word("usageTypeCode", ["GEN", "LOADB", "BM", "NATGW"], "GEN");
  const name = call.unique(
    world.subnets,
    call.name("subnetName", () => call.madeUp("s")),
  );
  if (acl.vpcNo !== vpc.id) call.invalid("networkAclNo");
  const siblings = world.subnets.where((one) => one.vpcNo === vpc.id);
  checkBlock(call, vpc, siblings, cidr);
  if (siblings.some((one) => one.status === "CREATING")) {
    throw new ServiceError(known.subnetUnderWay, "another subnet of the VPC is being created");
  }
  if (vpc.status !== "RUN") call.invalid("vpcNo");
  const subnet = world.subnets.put({
    ...{ id: world.number("subnet"), account: call.account, region: call.region, name, vpcNo: vpc.id, zone, cidr },
    ...{ status: "CREATING", type, usage, networkAclNo: acl.id, createdAt: world.timeline.now },
  });
  comes(world, "subnet", subnet.id, world.switches.durations.subnetCreate);
  return shownSubnet(call, subnet.id);
}

function checkBlock(call: Call, vpc: Vpc, siblings: readonly Subnet[], cidr: string): void {
  const block = parseBlock(cidr);
  const outer = parseBlock(vpc.cidr);
  if (!block || !outer || !hasAllowedSize(block) || !contains(outer, block)) call.invalid("subnet");
  const blocks = siblings.flatMap((one) => parseBlock(one.cidr) ?? []);
  if (blocks.some((other) => overlap(other, block))) {
    throw new ServiceError(known.duplicateCidr, "the CIDR block overlaps with another subnet of the VPC");
  }
}

function zoneOf(call: Call): string {
  const wanted = call.text("zoneCode");
  const zones = call.world.regions.find((region) => region.code === call.region)?.zones ?? [];
  return zones.find((zone) => zone === wanted) ?? call.invalid("zoneCode");
}

/** It is the new network ACL that shows SET for a while (docs/api/naver.md §4.4). */
function setSubnetNetworkAcl(call: Call): Fields {
  const { world } = call;
  const subnet = call.named(world.subnets, "subnetNo");
  const acl = call.named(world.acls, "networkAclNo");
  if (acl.vpcNo !== subnet.vpcNo) call.invalid("networkAclNo");
  if (acl.status !== "RUN") throw new ServiceError(known.aclInaccessible, "the network ACL cannot be accessed");
  world.subnets.patch(subnet.id, { networkAclNo: acl.id });
  passes(world, "networkAcl", acl.id, world.switches.durations.networkAclChange);
  return shownSubnet(call, subnet.id);
}

function deleteSubnet(call: Call): Fields {
  const { world } = call;
  const subnet = call.named(world.subnets, "subnetNo");
  if (world.interfaces.where((one) => one.subnetNo === subnet.id).length > 0) {
    throw new ServiceError(world.switches.codes.inUse, "the subnet still has servers or network interfaces");
  }
  remove(world, "subnet", subnet.id, world.switches.durations.subnetDelete);
  return shownSubnet(call, subnet.id);
}

import { contains, hasAllowedSize, overlap, parseBlock, vpcBlock } from "../addresses.ts";
import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import type { Subnet, Vpc } from "../model.ts";
import { comes, passes, remove } from "../transitions.ts";
import { networkAclView, subnetView, vpcView } from "../views.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, displayed, search, wholeList } from "./list.ts";

export const vpcActions: Actions = {
  ...reads("vpc", {
    getVpcList: (call) =>
      wholeList(call, "vpcList", call.mine(call.cloudState.vpcs), vpcView, {
        ...{ vpcNoList: "vpcNo", vpcName: "vpcName", vpcStatusCode: "vpcStatus.code" },
      }),
    getVpcDetail: (call) => detail(call, "vpcList", call.cloudState.vpcs, vpcView, "vpcNo"),
    getSubnetList: (call) =>
      search(call, "subnetList", call.cloudState.subnets, subnetView, {
        ...{ subnetNoList: "subnetNo", subnetName: "subnetName", subnet: "subnet", vpcNo: "vpcNo" },
        ...{ subnetTypeCode: "subnetType.code", usageTypeCode: "usageType.code", zoneCode: "zoneCode" },
        ...{ networkAclNo: "networkAclNo", subnetStatusCode: "subnetStatus.code" },
      }),
    getSubnetDetail: (call) => detail(call, "subnetList", call.cloudState.subnets, subnetView, "subnetNo"),
  }),
  ...writes("vpc", { createVpc, deleteVpc, createSubnet, setSubnetNetworkAcl, deleteSubnet }),
};

const shownVpc = (call: Call, id: string): Fields => displayed(call, "vpcList", call.cloudState.vpcs, vpcView, id);
const shownSubnet = (call: Call, id: string): Fields =>
  displayed(call, "subnetList", call.cloudState.subnets, subnetView, id);

function createVpc(call: Call): Fields {
  const { cloudState } = call;
  const cidr = call.text("ipv4CidrBlock");
  if (!vpcBlock(cidr)) call.invalid("ipv4CidrBlock");
  const name = call.unique(
    cloudState.vpcs,
    call.name("vpcName", () => call.fabricated("v")),
  );
  const { id } = cloudState.addVpc(call, name, cidr, cloudState.timeline.now);
  const { vpcInit, vpcCreate } = cloudState.switches.durations;
  comes(cloudState, "vpc", id, vpcInit, "CREATING");
  comes(cloudState, "vpc", id, vpcInit + vpcCreate);
  return shownVpc(call, id);
}

function deleteVpc(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  if (cloudState.subnets.where((subnet) => subnet.vpcNo === vpc.id).length > 0) {
    throw new ServiceError(cloudState.switches.codes.inUse, "the VPC still has subnets");
  }
  if (cloudState.vpcPeerings.where((one) => [one.sourceVpcNo, one.targetVpcNo].includes(vpc.id)).length > 0) {
    throw new ServiceError(cloudState.switches.codes.inUse, "the VPC still has peerings");
  }
  remove(cloudState, "vpc", vpc.id, cloudState.switches.durations.vpcDelete);
  return shownVpc(call, vpc.id);
}

/** One subnet of a VPC at a time (docs/api/naver.md §2.6, §5.4). */
function createSubnet(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  const cidr = call.text("subnet");
  const zone = zoneOf(call);
  const acl = call.named(cloudState.acls, "networkAclNo");
  const type = call.word("subnetTypeCode", ["PUBLIC", "PRIVATE"]);
  const usage = call.word("usageTypeCode", ["GEN", "LOADB", "BM", "NATGW"], "GEN");
  const name = call.unique(
    cloudState.subnets,
    call.name("subnetName", () => call.fabricated("s")),
  );
  if (acl.vpcNo !== vpc.id) call.invalid("networkAclNo");
  const siblings = cloudState.subnets.where((one) => one.vpcNo === vpc.id);
  checkBlock(call, vpc, siblings, cidr);
  if (siblings.some((one) => one.status === "CREATING")) {
    throw new ServiceError(known.subnetUnderWay, "another subnet of the VPC is being created");
  }
  if (vpc.status !== "RUN") call.invalid("vpcNo");
  const subnet = cloudState.subnets.put({
    ...{ id: cloudState.number("subnet"), account: call.account, region: call.region, name, vpcNo: vpc.id, zone, cidr },
    ...{ status: "CREATING", type, usage, networkAclNo: acl.id, createdAt: cloudState.timeline.now },
  });
  comes(cloudState, "subnet", subnet.id, cloudState.switches.durations.subnetCreate);
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

export function zoneOf(call: Call): string {
  const wanted = call.text("zoneCode");
  const zones = call.cloudState.regions.find((region) => region.code === call.region)?.zones ?? [];
  return zones.find((zone) => zone === wanted) ?? call.invalid("zoneCode");
}

/** The new network ACL shows SET for a while (docs/api/naver.md §4.4). */
function setSubnetNetworkAcl(call: Call): Fields {
  const { cloudState } = call;
  const subnet = call.named(cloudState.subnets, "subnetNo");
  const acl = call.named(cloudState.acls, "networkAclNo");
  if (acl.vpcNo !== subnet.vpcNo) call.invalid("networkAclNo");
  if (acl.status !== "RUN") throw new ServiceError(known.aclInaccessible, "the network ACL cannot be accessed");
  cloudState.subnets.patch(subnet.id, { networkAclNo: acl.id });
  passes(cloudState, "networkAcl", acl.id, cloudState.switches.durations.networkAclChange);
  return displayed(call, "networkAclList", cloudState.acls, networkAclView, acl.id);
}

function deleteSubnet(call: Call): Fields {
  const { cloudState } = call;
  const subnet = call.named(cloudState.subnets, "subnetNo");
  if (cloudState.interfaces.where((one) => one.subnetNo === subnet.id).length > 0) {
    throw new ServiceError(cloudState.switches.codes.inUse, "the subnet still has servers or network interfaces");
  }
  if (cloudState.balancers.where((one) => one.subnetNos.includes(subnet.id)).length > 0) {
    throw new ServiceError(cloudState.switches.codes.inUse, "the subnet still has load balancers");
  }
  if (cloudState.natGateways.where((one) => one.subnetNo === subnet.id).length > 0) {
    throw new ServiceError(cloudState.switches.codes.inUse, "the subnet still has a NAT gateway");
  }
  remove(cloudState, "subnet", subnet.id, cloudState.switches.durations.subnetDelete);
  return shownSubnet(call, subnet.id);
}

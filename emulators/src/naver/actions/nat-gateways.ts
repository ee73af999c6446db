import { contains, parseAddress, parseBlock } from "../addresses.ts";
import type { Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import { addPublicIp } from "../machine.ts";
import type { NatGateway, Subnet, Vpc } from "../model.ts";
import { comes, remove } from "../transitions.ts";
import { natGatewayView } from "../views.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, displayed, search } from "./list.ts";
import { zoneOf } from "./vpcs.ts";

const LIST = "natGatewayInstanceList";

export const natGatewayActions: Actions = {
  ...reads("vpc", {
    getNatGatewayInstanceList: (call) =>
      search(call, LIST, call.cloudState.natGateways, natGatewayView, {
        ...{ natGatewayInstanceNoList: "natGatewayInstanceNo", natGatewayName: "natGatewayName", zoneCode: "zoneCode" },
        ...{ publicIp: "publicIp", vpcName: "vpcName", subnetNo: "subnetNo", subnetName: "subnetName" },
        ...{ natGatewayInstanceStatusCode: "natGatewayInstanceStatus.code", privateIp: "privateIp" },
        natGatewayTypeCode: "natGatewayType.code",
      }),
    getNatGatewayInstanceDetail: (call) =>
      detail(call, LIST, call.cloudState.natGateways, natGatewayView, "natGatewayInstanceNo"),
  }),
  ...writes("vpc", {
    createNatGatewayInstance,
    setNatGatewayDescription: (call) => {
      const { id } = theGateway(call);
      call.cloudState.natGateways.patch(id, { description: call.description("natGatewayDescription") });
      return shown(call, id);
    },
    deleteNatGatewayInstance,
  }),
};

const shown = (call: Call, id: string): Fields =>
  displayed(call, LIST, call.cloudState.natGateways, natGatewayView, id);
const theGateway = (call: Call): NatGateway => call.named(call.cloudState.natGateways, "natGatewayInstanceNo");

function createNatGatewayInstance(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  const zone = zoneOf(call);
  const name = call.unique(
    cloudState.natGateways,
    call.name("natGatewayName", () => call.fabricated("g")),
  );
  const description = call.description("natGatewayDescription");
  const subnet = subnetOf(call, vpc, zone);
  const privateIp = privateIpOf(call, subnet);
  const { id } = cloudState.natGateways.put({
    ...{ id: cloudState.number("natGateway"), account: call.account, region: call.region, name, vpcNo: vpc.id, zone },
    ...{ description, subnetNo: subnet?.id ?? "", publicIpNo: publicIpOf(call, subnet), privateIp, status: "INIT" },
    createdAt: cloudState.timeline.now,
  });
  comes(cloudState, "natGateway", id, cloudState.switches.durations.natGatewayCreate);
  return shown(call, id);
}

/** A subnet of the VPC and zone for NAT gateways (docs/api/naver.md §4.16). */
function subnetOf(call: Call, vpc: Vpc, zone: string): Subnet | undefined {
  if (call.get("subnetNo") === "") return undefined;
  const subnet = call.named(call.cloudState.subnets, "subnetNo");
  const fits = subnet.vpcNo === vpc.id && subnet.zone === zone && subnet.usage === "NATGW";
  return fits ? subnet : call.invalid("subnetNo");
}

function privateIpOf(call: Call, subnet: Subnet | undefined): string {
  const wanted = call.get("privateIp");
  if (!subnet) return wanted === "" ? "" : call.invalid("privateIp");
  const address = parseAddress(wanted);
  const block = parseBlock(subnet.cidr);
  if (wanted === "") return call.cloudState.freeAddress(subnet) ?? "";
  if (address === undefined || !block || !contains(block, { first: address, prefix: 32 })) call.invalid("privateIp");
  return wanted;
}

function publicIpOf(call: Call, subnet: Subnet | undefined): string {
  const { cloudState } = call;
  if (call.get("publicIpInstanceNo") !== "") {
    const { id, serverNo } = call.named(cloudState.publicIps, "publicIpInstanceNo");
    const isUsed = serverNo !== "" || cloudState.natGateways.where((one) => one.publicIpNo === id).length > 0;
    if (isUsed) throw new ServiceError(call.switches.codes.inUse, "the public IP is in use");
    return id;
  }
  const getsOne = subnet?.type !== "PRIVATE" && call.switches.natGatewayWithoutAddress === "created";
  return getsOne ? addPublicIp(cloudState, call, "") : "";
}

function deleteNatGatewayInstance(call: Call): Fields {
  const { cloudState } = call;
  const { id } = theGateway(call);
  if (cloudState.routes.where(({ targetNo, targetType }) => targetType === "NATGW" && targetNo === id).length > 0) {
    throw new ServiceError(call.switches.codes.inUse, "a route uses the NAT gateway");
  }
  remove(cloudState, "natGateway", id, cloudState.switches.durations.natGatewayDelete);
  return shown(call, id);
}

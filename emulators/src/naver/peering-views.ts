import type { NaverCloudState } from "./cloud-state.ts";
import type { Fields } from "./encoding.ts";
import type { VpcPeering } from "./peering-model.ts";
import { coded, dateOf } from "./views.ts";

/** The login ID of an account. */
export const loginIdOf = (account: string): string => `${account.toLowerCase()}@example.com`;

export function vpcPeeringView(cloudState: NaverCloudState, one: VpcPeering): Fields {
  const { waitingVpcPeeringShows } = cloudState.switches;
  const status = one.status === "waits" ? waitingVpcPeeringShows : one.status;
  const source = cloudState.vpcs.find(one.sourceVpcNo);
  const target = cloudState.vpcs.find(one.targetVpcNo);
  const [reverse] = cloudState.vpcPeerings.where(
    ({ sourceVpcNo, targetVpcNo }) => sourceVpcNo === one.targetVpcNo && targetVpcNo === one.sourceVpcNo,
  );
  return {
    ...{ vpcPeeringInstanceNo: one.id, vpcPeeringName: one.name, regionCode: one.region },
    // The misspelling is NAVER's.
    ...{ createDate: dateOf(one.createdAt), lastModifiyDate: dateOf(one.createdAt) },
    vpcPeeringInstanceStatus: coded(cloudState, status, "state"),
    vpcPeeringInstanceStatusName: status === "RUN" ? "running" : "changing",
    vpcPeeringInstanceOperation: coded(cloudState, "NULL", "operation"),
    ...{ sourceVpcNo: one.sourceVpcNo, sourceVpcName: source?.name ?? "" },
    ...{ sourceVpcIpv4CidrBlock: source?.cidr ?? "", sourceVpcLoginId: loginIdOf(one.account) },
    ...{ targetVpcNo: one.targetVpcNo, targetVpcName: target?.name ?? "" },
    ...{ targetVpcIpv4CidrBlock: target?.cidr ?? "", targetVpcLoginId: loginIdOf(one.targetAccount) },
    ...{ vpcPeeringDescription: one.description, hasReverseVpcPeering: reverse !== undefined },
    isBetweenAccounts: one.account !== one.targetAccount,
    reverseVpcPeeringInstanceNo: reverse?.id ?? "",
  };
}

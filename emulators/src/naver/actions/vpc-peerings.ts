import type { Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import type { Vpc } from "../model.ts";
import type { VpcPeering } from "../peering-model.ts";
import { loginIdOf, vpcPeeringView } from "../peering-views.ts";
import { comes, passes, remove } from "../transitions.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detailOf, listed, searchRows } from "./list.ts";

/** VPC peerings (docs/api/naver.md §4.17). */

const LIST = "vpcPeeringInstanceList";
const NUMBER = "vpcPeeringInstanceNo";

export const vpcPeeringActions: Actions = {
  ...reads("vpc", {
    getVpcPeeringInstanceList: (call) =>
      searchRows(call, LIST, visible(call), vpcPeeringView, {
        ...{ vpcPeeringInstanceNoList: NUMBER, vpcPeeringName: "vpcPeeringName" },
        ...{ sourceVpcName: "sourceVpcName", targetVpcName: "targetVpcName" },
        vpcPeeringInstanceStatusCode: "vpcPeeringInstanceStatus.code",
      }),
    getVpcPeeringInstanceDetail: (call) => {
      const wanted = call.text(NUMBER);
      const row = visible(call).find(({ id }) => id === wanted);
      return detailOf(call, LIST, row, vpcPeeringView, NUMBER);
    },
  }),
  ...writes("vpc", {
    createVpcPeeringInstance,
    acceptOrRejectVpcPeering,
    setVpcPeeringDescription: (call) => {
      const { id } = mine(call);
      call.cloudState.vpcPeerings.patch(id, { description: call.description("vpcPeeringDescription") });
      return shown(call, id);
    },
    deleteVpcPeeringInstance,
  }),
};

const shown = (call: Call, id: string): Fields =>
  listed(
    call,
    LIST,
    call.cloudState.vpcPeerings.where((one) => one.id === id),
    vpcPeeringView,
  );

/** Those that the account asked for, and those that it was asked for unless NAVER hides them. */
function visible(call: Call): VpcPeering[] {
  const { account, region, switches } = call;
  return call.cloudState.vpcPeerings.where(
    (one) =>
      one.region === region &&
      (one.account === account || (one.targetAccount === account && switches.vpcPeeringShownTo === "both")),
  );
}

/** The one that the call names, of either account. */
function mine(call: Call): VpcPeering {
  const wanted = call.text(NUMBER);
  const { account, region } = call;
  const row = call.cloudState.vpcPeerings.find(wanted);
  const isMine = row?.region === region && [row.account, row.targetAccount].includes(account);
  if (!row || !isMine) throw new ServiceError(call.switches.codes.notFound, `there is no such ${NUMBER}: ${wanted}`);
  return row;
}

function createVpcPeeringInstance(call: Call): Fields {
  const { cloudState, switches } = call;
  const source = call.named(cloudState.vpcs, "sourceVpcNo");
  const target = targetOf(call);
  if (target.id === source.id) call.invalid("targetVpcNo");
  const name = call.unique(
    cloudState.vpcPeerings,
    call.name("vpcPeeringName", () => call.fabricated("p")),
  );
  const description = call.description("vpcPeeringDescription");
  const twins = cloudState.vpcPeerings.where((one) => one.sourceVpcNo === source.id && one.targetVpcNo === target.id);
  if (twins.length > 0 && switches.sameVpcPeering === "refused") {
    throw new ServiceError(switches.codes.inUse, "the VPCs have a peering in this direction");
  }
  const { id } = cloudState.vpcPeerings.put({
    ...{ id: cloudState.number("vpcPeering"), account: call.account, region: call.region, name, description },
    ...{ sourceVpcNo: source.id, targetVpcNo: target.id, targetAccount: target.account, status: "INIT" },
    createdAt: cloudState.timeline.now,
  });
  const isOwn = target.account === call.account && switches.ownVpcPeering === "runs";
  comes(cloudState, "vpcPeering", id, switches.durations.vpcPeeringCreate, isOwn ? "RUN" : "waits");
  return shown(call, id);
}

/** A VPC of the account, or of the one whose login ID the call names. */
function targetOf(call: Call): Vpc {
  const [wanted, loginId, name] = [call.text("targetVpcNo"), call.get("targetVpcLoginId"), call.get("targetVpcName")];
  const vpc = call.cloudState.vpcs.find(wanted);
  const owner = loginId || loginIdOf(call.account);
  if (vpc?.region !== call.region || loginIdOf(vpc.account) !== owner) {
    throw new ServiceError(call.switches.codes.notFound, `there is no such targetVpcNo: ${wanted}`);
  }
  return name === "" || name === vpc.name ? vpc : call.invalid("targetVpcName");
}

function acceptOrRejectVpcPeering(call: Call): Fields {
  const { cloudState, switches } = call;
  const { id, status, targetAccount } = mine(call);
  call.text("isAccept");
  const isAccept = call.flag("isAccept");
  if (targetAccount !== call.account || status !== "waits") {
    throw new ServiceError(switches.codes.wrongState, "the VPC peering does not wait for this account");
  }
  if (isAccept) passes(cloudState, "vpcPeering", id, switches.durations.vpcPeeringAccept);
  else remove(cloudState, "vpcPeering", id, switches.durations.vpcPeeringDelete);
  return shown(call, id);
}

function deleteVpcPeeringInstance(call: Call): Fields {
  const { cloudState } = call;
  const { id } = mine(call);
  if (
    cloudState.routes.where(({ targetNo, targetType }) => targetType === "VPCPEERING" && targetNo === id).length > 0
  ) {
    throw new ServiceError(call.switches.codes.inUse, "a route uses the VPC peering");
  }
  remove(cloudState, "vpcPeering", id, cloudState.switches.durations.vpcPeeringDelete);
  return shown(call, id);
}

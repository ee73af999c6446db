import type { Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import { standing } from "../machine.ts";
import { serverView } from "../server-view.ts";
import { placementGroupView } from "../views.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { idle } from "./busy.ts";
import { detail, displayed, wholeList } from "./list.ts";

const LIST = "placementGroupList";

export const placementGroupActions: Actions = {
  ...reads("vserver", {
    getPlacementGroupList: (call) =>
      wholeList(call, LIST, call.mine(call.cloudState.placementGroups), placementGroupView, {
        ...{ placementGroupNoList: "placementGroupNo", placementGroupName: "placementGroupName" },
      }),
    getPlacementGroupDetail: (call) =>
      detail(call, LIST, call.cloudState.placementGroups, placementGroupView, "placementGroupNo"),
  }),
  ...writes("vserver", {
    createPlacementGroup,
    deletePlacementGroup,
    addPlacementGroupServerInstance: (call) => move(call, "add"),
    removePlacementGroupServerInstance: (call) => move(call, "remove"),
  }),
};

function createPlacementGroup(call: Call): Fields {
  const { cloudState } = call;
  const name = call.unique(
    cloudState.placementGroups,
    call.name("placementGroupName", () => call.fabricated("p")),
  );
  const type = call.word("placementGroupTypeCode", ["AA"], "AA");
  const { id } = cloudState.placementGroups.put({
    ...{ id: cloudState.number("placementGroup"), account: call.account, region: call.region, name, type },
  });
  return displayed(call, LIST, cloudState.placementGroups, placementGroupView, id);
}

function deletePlacementGroup(call: Call): Fields {
  const { cloudState } = call;
  const { id } = call.named(cloudState.placementGroups, "placementGroupNo");
  if (cloudState.servers.where((server) => server.placementGroupNo === id).length > 0) {
    throw new ServiceError(call.switches.codes.inUse, "the placement group still has servers");
  }
  const reply = displayed(call, LIST, cloudState.placementGroups, placementGroupView, id);
  cloudState.placementGroups.delete(id);
  return reply;
}

/** A server is in one group at most. Whether it has to be stopped is unknown (docs/api/naver.md §3.5). */
function move(call: Call, verb: "add" | "remove"): Fields {
  const { cloudState } = call;
  const { codes, placementNeedsStop } = call.switches;
  const group = call.named(cloudState.placementGroups, "placementGroupNo");
  const server = idle(call.named(cloudState.servers, "serverInstanceNo"));
  if (server.placementGroupNo !== (verb === "add" ? "" : group.id)) call.invalid("placementGroupNo");
  if (placementNeedsStop && !standing.includes(server.status)) {
    throw new ServiceError(codes.wrongState, "the server must be stopped");
  }
  cloudState.servers.patch(server.id, { placementGroupNo: verb === "add" ? group.id : "" });
  return displayed(call, "serverInstanceList", cloudState.servers, serverView, server.id);
}

import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import { addPublicIp } from "../machine.ts";
import type { PublicIp, Server } from "../model.ts";
import { serverView } from "../server-view.ts";
import { publicIpView } from "../views.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, displayed, searchRows, wholeList } from "./list.ts";

const LIST = "publicIpInstanceList";

export const publicIpActions: Actions = {
  ...reads("vserver", {
    getPublicIpInstanceList: listPublicIps,
    getPublicIpInstanceDetail: (call) =>
      detail(call, LIST, call.cloudState.publicIps, publicIpView, "publicIpInstanceNo"),
    getPublicIpTargetServerInstanceList: listTargets,
  }),
  ...writes("vserver", {
    createPublicIpInstance: create,
    associatePublicIpWithServerInstance: associate,
    disassociatePublicIpFromServerInstance: disassociate,
    deletePublicIpInstance: remove,
  }),
};

const answered = (call: Call, id: string): Fields => displayed(call, LIST, call.cloudState.publicIps, publicIpView, id);

function listPublicIps(call: Call): Fields {
  const { cloudState } = call;
  const vpcNo = call.get("vpcNo");
  const associated = call.get("isAssociated") === "" ? undefined : call.flag("isAssociated");
  const rows = call
    .mine(cloudState.publicIps)
    .filter((one) => vpcNo === "" || cloudState.servers.find(one.serverNo)?.vpcNo === vpcNo)
    .filter((one) => associated === undefined || associated === (one.serverNo !== ""));
  return searchRows(call, LIST, rows, publicIpView, {
    ...{ publicIpInstanceNoList: "publicIpInstanceNo", publicIp: "publicIp", privateIp: "privateIp" },
    ...{ serverName: "serverName", publicIpInstanceStatusCode: "publicIpInstanceStatus.code" },
  });
}

/** Servers that can get an address. */
function listTargets(call: Call): Fields {
  const servers = call.mine(call.cloudState.servers).filter((server) => whyNot(call, server) === undefined);
  return wholeList(call, "serverInstanceList", servers, serverView, {});
}

/** Why a server cannot get an address now. */
function whyNot(call: Call, server: Server): ServiceError | undefined {
  const { cloudState, switches } = call;
  const waiting = cloudState.timeline.awaits((event) => event.type === "associated" && event.serverNo === server.id);
  if (cloudState.subnets.find(server.subnetNo)?.type === "PRIVATE") {
    return new ServiceError(switches.codes.privateSubnet, "a server in a private subnet cannot have a public IP");
  }
  if (waiting || cloudState.publicIps.where((one) => one.serverNo === server.id).length > 0) {
    return new ServiceError(switches.codes.inUse, "the server has a public IP already");
  }
  const ready = server.operation === "NULL" && (server.status === "RUN" || server.status === "NSTOP");
  return ready ? undefined : new ServiceError(known.publicIpNotNow, "a public IP cannot be associated now");
}

function target(call: Call, id: string): Server {
  const server = call.owned(call.cloudState.servers, id, "serverInstanceNo");
  const problem = whyNot(call, server);
  if (problem) throw problem;
  return server;
}

/** Returns the address if no operation on it is in progress. */
function idle(one: PublicIp): PublicIp {
  if (one.operation !== "NULL") throw new ServiceError(known.publicIpNotNow, "the public IP is being changed");
  return one;
}

function create(call: Call): Fields {
  const { cloudState } = call;
  const serverNo = call.get("serverInstanceNo") === "" ? "" : target(call, call.get("serverInstanceNo")).id;
  const description = call.description("publicIpDescription");
  const id = addPublicIp(cloudState, call, serverNo);
  cloudState.publicIps.patch(id, { description });
  return answered(call, id);
}

function associate(call: Call): Fields {
  const { cloudState } = call;
  const one = idle(call.named(cloudState.publicIps, "publicIpInstanceNo"));
  const server = target(call, call.text("serverInstanceNo"));
  if (one.serverNo !== "") throw new ServiceError(call.switches.codes.inUse, "the public IP is used by a server");
  if (cloudState.natGateways.where(({ publicIpNo }) => publicIpNo === one.id).length > 0) {
    throw new ServiceError(call.switches.codes.inUse, "the public IP is used by a NAT gateway");
  }
  cloudState.publicIps.patch(one.id, { status: "SET", operation: "USE" });
  const seconds = cloudState.switches.durations.publicIpAssociate;
  cloudState.timeline.after(seconds, { type: "associated", id: one.id, serverNo: server.id });
  return answered(call, one.id);
}

/** The call names the address or its server. */
function disassociate(call: Call): Fields {
  const { cloudState } = call;
  const serverNo = call.get("serverInstanceNo");
  const ofServer = call.mine(cloudState.publicIps).find((one) => serverNo !== "" && one.serverNo === serverNo);
  const one = idle(call.get("publicIpInstanceNo") === "" && ofServer ? ofServer : named(call));
  if (one.serverNo === "") call.invalid("publicIpInstanceNo");
  cloudState.publicIps.patch(one.id, { status: "SET", operation: "DISUS" });
  cloudState.timeline.after(cloudState.switches.durations.publicIpDisassociate, {
    type: "associated",
    id: one.id,
    serverNo: "",
  });
  return answered(call, one.id);
}

function named(call: Call): PublicIp {
  return call.named(call.cloudState.publicIps, "publicIpInstanceNo");
}

function remove(call: Call): Fields {
  const { cloudState } = call;
  const one = idle(named(call));
  if (one.serverNo !== "") throw new ServiceError(call.switches.codes.inUse, "the public IP is used by a server");
  cloudState.publicIps.patch(one.id, { status: "TERMTING", operation: "TERMT" });
  cloudState.timeline.cancel((event) => event.id === one.id);
  cloudState.timeline.after(cloudState.switches.durations.publicIpDelete, {
    type: "gone",
    kind: "publicIp",
    id: one.id,
  });
  return answered(call, one.id);
}

import { createHash } from "node:crypto";
import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import { changeSpec, type MoveName, move, moveVerdict, standing, terminate } from "../machine.ts";
import type { Server } from "../model.ts";
import { fingerprintOfPrivate } from "../rsa.ts";
import { specs } from "../seeds.ts";
import { serverView, specOf } from "../server-view.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { idle } from "./busy.ts";
import { detail, displayed, listed, searchRows } from "./list.ts";
import { createServers } from "./server-create.ts";

const LIST = "serverInstanceList";

export const serverActions: Actions = {
  ...reads("vserver", {
    getServerInstanceList: listServers,
    getServerInstanceDetail: (call) => detail(call, LIST, call.cloudState.servers, serverView, "serverInstanceNo"),
    getRootPassword,
  }),
  ...writes("vserver", {
    createServerInstances: createServers,
    startServerInstances: (call) => power(call, "startServerInstances"),
    stopServerInstances: (call) => power(call, "stopServerInstances"),
    rebootServerInstances: (call) => power(call, "rebootServerInstances"),
    terminateServerInstances: terminateServers,
    changeServerInstanceSpec: changeServerSpec,
    changeServerInstanceName: renameServer,
    setProtectServerTermination: protect,
  }),
};

/** `ip` matches any address of the server. */
function listServers(call: Call): Fields {
  const { cloudState } = call;
  const ip = call.get("ip");
  const has = ({ id }: Server): boolean =>
    cloudState.interfacesOf(id).some((one) => one.ip === ip) ||
    cloudState.publicIps.where((one) => one.serverNo === id).some((one) => one.ip === ip);
  const rows = call.mine(cloudState.servers).filter((server) => ip === "" || has(server));
  return searchRows(call, LIST, rows, serverView, {
    ...{ serverInstanceNoList: "serverInstanceNo", vpcNo: "vpcNo", serverName: "serverName" },
    ...{ serverInstanceStatusCode: "serverInstanceStatus.code", hypervisorTypeCodeList: "hypervisorType.code" },
    ...{ baseBlockStorageDiskTypeCode: "baseBlockStorageDiskType.code", placementGroupNoList: "placementGroupNo" },
    ...{ baseBlockStorageDiskDetailTypeCode: "baseBlockStorageDiskDetailType.code" },
  });
}

const theServer = (call: Call): Server => call.named(call.cloudState.servers, "serverInstanceNo");
const shownServer = (call: Call, id: string): Fields => displayed(call, LIST, call.cloudState.servers, serverView, id);

/** All servers of the call, which is carried out for all or none. */
function theServers(call: Call): Server[] {
  return call
    .items("serverInstanceNoList")
    .map((id) => call.owned(call.cloudState.servers, id, "serverInstanceNo"))
    .map(idle);
}

function refuseStatus(call: Call, server: Server): never {
  throw new ServiceError(call.switches.codes.wrongState, `the server's status does not allow this: ${server.status}`);
}

function answered(call: Call, servers: readonly Server[]): Fields {
  const rows = servers.map((server) => call.owned(call.cloudState.servers, server.id, "server"));
  return listed(call, LIST, rows, serverView);
}

function power(call: Call, name: MoveName): Fields {
  const servers = theServers(call);
  const moving = servers.filter((server) => {
    const verdict = moveVerdict(name, server.status);
    if (verdict === "refuse" || (verdict === "idle" && call.switches.repeatedPower === "refuse"))
      refuseStatus(call, server);
    return verdict === "go";
  });
  for (const server of moving) move(call.cloudState, server, name);
  return answered(call, servers);
}

/** Only stopped, unprotected servers without additional disks (docs/api/naver.md §3.5). */
function terminateServers(call: Call): Fields {
  const { cloudState } = call;
  const servers = theServers(call);
  for (const server of servers) {
    if (server.isProtected) throw new ServiceError(cloudState.switches.codes.protected, "the server is protected");
    if (!standing.includes(server.status)) refuseStatus(call, server);
    if (cloudState.storages.where((one) => one.serverNo === server.id && one.type === "SVRBS").length > 0) {
      throw new ServiceError(known.additionalStorage, "detach or return the additional storage first");
    }
  }
  for (const server of servers) terminate(cloudState, server);
  return answered(call, servers);
}

/** Only between specs of the same kind and disk (docs/api/naver.md §3.5). */
function changeServerSpec(call: Call): Fields {
  const server = idle(theServer(call));
  const code = call.get("serverSpecCode");
  const productCode = call.get("serverProductCode");
  if (code === "" && productCode === "") call.missing("serverSpecCode");
  if (code !== "" && productCode !== "") call.invalid("serverProductCode");
  const spec = specs.find((one) => (code === "" ? one.productCode === productCode : one.code === code));
  if (!spec) throw new ServiceError(known.unknownSpec, "Not found server product.");
  if (!standing.includes(server.status)) refuseStatus(call, server);
  const was = specOf(server);
  const kind = ({ hypervisor, type, diskDetail }: typeof spec): string => `${hypervisor} ${type} ${diskDetail}`;
  if (was && kind(was) !== kind(spec)) {
    throw new ServiceError(call.switches.codes.specMismatch, `the server cannot change from ${was.code} to this spec`);
  }
  if (call.switches.fullSpecs.includes(spec.code)) {
    throw new ServiceError(call.switches.codes.capacity, `there is no capacity for ${spec.code}`);
  }
  changeSpec(call.cloudState, server, spec.code);
  return shownServer(call, server.id);
}

function renameServer(call: Call): Fields {
  const server = theServer(call);
  call.text("serverName");
  const name = call.name("serverName", () => server.name);
  if (name !== server.name) call.unique(call.cloudState.servers, name);
  if (call.switches.renameNeedsStop && !standing.includes(server.status)) refuseStatus(call, server);
  call.cloudState.servers.patch(server.id, { name });
  return shownServer(call, server.id);
}

function protect(call: Call): Fields {
  const { id } = theServer(call);
  call.text("isProtectServerTermination");
  call.cloudState.servers.patch(id, { isProtected: call.flag("isProtectServerTermination") });
  return shownServer(call, id);
}

/** Requires the private half of the login key. A one-line key has `\n` for its line breaks. */
function getRootPassword(call: Call): Fields {
  const server = theServer(call);
  const privateKey = call.text("privateKey").replaceAll("\\n", "\n");
  const key = call.mine(call.cloudState.keys).find((one) => one.name === server.loginKeyName);
  const { rootPassword } = call.switches.codes;
  if (server.status === "INIT" || server.status === "CREAT") {
    throw new ServiceError(rootPassword, "the server has no root password yet");
  }
  if (!key || fingerprintOfPrivate(privateKey) !== key.fingerprint) {
    throw new ServiceError(rootPassword, "the private key is not that of the server's login key");
  }
  const password = createHash("sha256").update(`${server.account}/${server.id}`).digest("base64url");
  return { totalRows: 1, rootPassword: password.slice(0, 12) };
}

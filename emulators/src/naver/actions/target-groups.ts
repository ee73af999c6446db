import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import type { TargetGroup } from "../load-balancer-model.ts";
import { algorithms, checkProtocols, isHttp } from "../load-balancer-rules.ts";
import { targetGroupView, targetView } from "../load-balancer-views.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, displayed, listed, search, wholeList } from "./list.ts";
import { changeThroughGroup } from "./load-balancer-busy.ts";
import { balancerName } from "./load-balancer-name.ts";

/** Target groups and their targets (docs/api/naver.md §4.13). */

const LIST = "targetGroupList";
const PORT = [1, 65_534] as const;

export const targetGroupActions: Actions = {
  ...reads("vloadbalancer", {
    getTargetGroupList: (call) =>
      search(call, LIST, call.cloudState.targetGroups, targetGroupView, {
        ...{ targetGroupNoList: "targetGroupNo", targetTypeCode: "targetType.code", vpcNo: "vpcNo" },
      }),
    getTargetGroupDetail: (call) => detail(call, LIST, call.cloudState.targetGroups, targetGroupView, "targetGroupNo"),
    getTargetList: (call) => wholeList(call, "targetList", theGroup(call).targetNos, targetView, {}),
  }),
  ...writes("vloadbalancer", {
    createTargetGroup: create,
    deleteTargetGroups: remove,
    setTargetGroupDescription: (call) => {
      const { id } = theGroup(call);
      call.cloudState.targetGroups.patch(id, { description: call.description("targetGroupDescription") });
      return answered(call, id);
    },
    changeTargetGroupConfiguration: changeConfiguration,
    changeTargetGroupHealthCheckConfiguration: changeHealthCheck,
    addTarget: (call) => setTargets(call, (was, named) => [...new Set([...was, ...named])]),
    removeTarget: (call) => setTargets(call, (was, named) => was.filter((id) => !named.includes(id))),
    setTarget: (call) => setTargets(call, (_was, named) => named),
  }),
};

const theGroup = (call: Call): TargetGroup =>
  call.named(call.cloudState.targetGroups, "targetGroupNo", known.noTargetGroup);
const answered = (call: Call, id: string): Fields =>
  displayed(call, LIST, call.cloudState.targetGroups, targetGroupView, id);

function serversOf(call: Call, vpcNo: string): string[] {
  return [...new Set(call.list("targetNoList"))].map((id) => {
    const server = call.owned(call.cloudState.servers, id, "targetNo");
    if (server.vpcNo !== vpcNo) call.invalid("targetNoList");
    return server.id;
  });
}

/** The settings of a health check. What a change leaves out is kept or reset, which is not documented. */
function healthCheck(call: Call, protocol: string, was?: TargetGroup) {
  const kept = call.switches.omittedSettings === "kept" ? was : undefined;
  const path = call.get("healthCheckUrlPath");
  if (!isHttp(protocol) && (path !== "" || call.get("healthCheckHttpMethodTypeCode") !== "")) {
    call.invalid("healthCheckUrlPath");
  }
  if (path !== "" && !path.startsWith("/")) call.invalid("healthCheckUrlPath");
  const method = isHttp(protocol)
    ? call.word("healthCheckHttpMethodTypeCode", ["HEAD", "GET"], kept?.checkMethod === "GET" ? "GET" : "HEAD")
    : "";
  return {
    checkPort: call.count("healthCheckPort", ...PORT) ?? kept?.checkPort ?? 80,
    checkPath: isHttp(protocol) ? path || (kept?.checkPath ?? "/") : "",
    checkMethod: method,
    checkCycle: call.count("healthCheckCycle", 5, 300) ?? kept?.checkCycle ?? 30,
    checkUp: call.count("healthCheckUpThreshold", 2, 10) ?? kept?.checkUp ?? 2,
    checkDown: call.count("healthCheckDownThreshold", 2, 10) ?? kept?.checkDown ?? 2,
  };
}

function create(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  const protocol = call.word("targetGroupProtocolTypeCode", ["HTTP", "HTTPS", "TCP", "UDP", "PROXY_TCP"]);
  const checkProtocol = call.word("healthCheckProtocolTypeCode", checkProtocols(protocol));
  call.word("targetTypeCode", ["VSVR"], "VSVR");
  const name = call.unique(cloudState.targetGroups, balancerName(call, "targetGroupName", "tg"), true);
  const group = cloudState.targetGroups.put({
    ...{ id: cloudState.number("targetGroup"), account: call.account, region: call.region, name, vpcNo: vpc.id },
    ...{ description: call.description("targetGroupDescription"), protocol },
    port: call.count("targetGroupPort", ...PORT) ?? 80,
    ...{ targetNos: serversOf(call, vpc.id), algorithm: "RR", stickySession: false, proxyProtocol: false },
    ...{ checkProtocol, ...healthCheck(call, checkProtocol), createdAt: cloudState.timeline.now },
  });
  return answered(call, group.id);
}

function remove(call: Call): Fields {
  const { cloudState } = call;
  const groups = call
    .items("targetGroupNoList")
    .map((id) => call.owned(cloudState.targetGroups, id, "targetGroupNo", known.noTargetGroup));
  for (const { id } of groups) {
    const scaled = cloudState.scalingGroups.where(({ targetGroupNos }) => targetGroupNos.includes(id));
    if (cloudState.balancerOfGroup(id) || scaled.length > 0) {
      throw new ServiceError(call.switches.codes.inUse, "the target group is used by a load balancer or scaling group");
    }
  }
  const reply = listed(call, LIST, groups, targetGroupView);
  for (const { id } of groups) cloudState.targetGroups.delete(id);
  return reply;
}

/** Which of the two flags a group has depends on its protocol. */
function changeConfiguration(call: Call): Fields {
  const group = theGroup(call);
  const isProxy = group.protocol === "PROXY_TCP";
  const other = isProxy ? "useStickySession" : "useProxyProtocol";
  if (call.get(other) !== "") call.invalid(other);
  const kept = call.switches.omittedSettings === "kept";
  const flag = (name: string, was: boolean): boolean => (call.get(name) === "" && kept ? was : call.flag(name));
  const set = {
    algorithm: call.word("algorithmTypeCode", algorithms(group.protocol), kept ? group.algorithm : "RR"),
    stickySession: flag("useStickySession", group.stickySession),
    proxyProtocol: flag("useProxyProtocol", group.proxyProtocol),
  };
  changeThroughGroup(call.cloudState, group.id, () => call.cloudState.targetGroups.patch(group.id, set));
  return answered(call, group.id);
}

function changeHealthCheck(call: Call): Fields {
  const group = theGroup(call);
  const set = healthCheck(call, group.checkProtocol, group);
  changeThroughGroup(call.cloudState, group.id, () => call.cloudState.targetGroups.patch(group.id, set));
  return answered(call, group.id);
}

function setTargets(call: Call, next: (was: readonly string[], named: readonly string[]) => readonly string[]): Fields {
  const { cloudState } = call;
  const group = theGroup(call);
  const targetNos = next(group.targetNos, serversOf(call, group.vpcNo));
  changeThroughGroup(cloudState, group.id, () => cloudState.targetGroups.patch(group.id, { targetNos }));
  return listed(call, "targetList", targetNos, targetView);
}

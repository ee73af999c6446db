import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import type { LoadBalancer, LoadBalancerListener } from "../load-balancer-model.ts";
import { defaultCipherSuites, groupProtocols, isSecure, listenerProtocols } from "../load-balancer-rules.ts";
import { listenerView, ruleView } from "../load-balancer-views.ts";
import { type Actions, type Call, type Parameters, reads, writes } from "./action.ts";
import { listed, wholeList } from "./list.ts";
import { changeBalancer, idleBalancer } from "./load-balancer-busy.ts";

/** Listeners and their rules, which can only be read (docs/api/naver.md §4.15). */

const LIST = "loadBalancerListenerList";

export const loadBalancerListenerActions: Actions = {
  ...reads("vloadbalancer", {
    getLoadBalancerListenerList: (call) =>
      wholeList(call, LIST, listenersOf(call, theBalancer(call).id), listenerView, {}),
    getLoadBalancerRuleList: (call) => wholeList(call, "loadBalancerRuleList", [theListener(call)], ruleView, {}),
  }),
  ...writes("vloadbalancer", {
    createLoadBalancerListener: create,
    changeLoadBalancerListenerConfiguration: change,
    deleteLoadBalancerListeners: remove,
  }),
};

const theBalancer = (call: Call): LoadBalancer => call.named(call.cloudState.balancers, "loadBalancerInstanceNo");
const theListener = (call: Call): LoadBalancerListener =>
  call.named(call.cloudState.listeners, "loadBalancerListenerNo");
const listenersOf = (call: Call, balancerNo: string): LoadBalancerListener[] =>
  call.cloudState.listeners.where((one) => one.balancerNo === balancerNo);

type Settings = Pick<
  LoadBalancerListener,
  "protocol" | "port" | "useHttp2" | "certificateNo" | "tlsMinVersion" | "cipherSuites"
>;

function settings(call: Call, parameters: Parameters, { type }: LoadBalancer, was?: LoadBalancerListener): Settings {
  const kept = call.switches.omittedSettings === "kept" ? was : undefined;
  const protocol = parameters.word("protocolTypeCode", listenerProtocols(type));
  const secure = isSecure(protocol);
  const forbidden = ["sslCertificateNo", "tlsMinVersionTypeCode", "cipherSuiteList.1"].find(
    (name) => !secure && parameters.get(name) !== "",
  );
  if (forbidden !== undefined) parameters.invalid(forbidden);
  if (protocol !== "HTTPS" && parameters.get("useHttp2") !== "") parameters.invalid("useHttp2");
  const certificateNo = parameters.get("sslCertificateNo") || (kept?.certificateNo ?? "");
  if (secure && certificateNo === "") parameters.missing("sslCertificateNo");
  const suites = parameters.list("cipherSuiteList");
  return {
    ...{ protocol, port: parameters.count("port", 1, 65_534) ?? parameters.missing("port") },
    useHttp2:
      protocol === "HTTPS" &&
      (parameters.get("useHttp2") === "" ? kept?.useHttp2 === true : parameters.flag("useHttp2")),
    certificateNo: secure ? certificateNo : "",
    tlsMinVersion: secure
      ? parameters.word("tlsMinVersionTypeCode", ["TLSV10", "TLSV11", "TLSV12"], versionOf(kept?.tlsMinVersion))
      : "",
    cipherSuites: secure ? (suites.length > 0 ? suites : (kept?.cipherSuites ?? defaultCipherSuites)) : [],
  };
}

const versionOf = (text = ""): "TLSV10" | "TLSV11" | "TLSV12" =>
  (["TLSV10", "TLSV11", "TLSV12"] as const).find((one) => one === text) ?? "TLSV10";

/** Adds a listener with its default rule: a free port, and a group of the right protocol that no other balancer uses. */
export function addListener(call: Call, parameters: Parameters, balancerNo: string): LoadBalancerListener {
  const { cloudState } = call;
  const balancer = call.owned(cloudState.balancers, balancerNo, "loadBalancerInstanceNo");
  const group = call.owned(
    cloudState.targetGroups,
    parameters.text("targetGroupNo"),
    "targetGroupNo",
    known.noTargetGroup,
  );
  const user = cloudState.balancerOfGroup(group.id);
  if (user !== undefined && user.id !== balancer.id) {
    throw new ServiceError(call.switches.codes.inUse, "the target group is used by another load balancer");
  }
  if (group.vpcNo !== balancer.vpcNo || !groupProtocols(balancer.type).includes(group.protocol)) {
    parameters.invalid("targetGroupNo");
  }
  const set = settings(call, parameters, balancer);
  if (listenersOf(call, balancer.id).some(({ port }) => port === set.port)) parameters.invalid("port");
  return cloudState.listeners.put({
    ...{ id: cloudState.number("listener"), account: call.account, region: call.region, balancerNo: balancer.id },
    ...{ ...set, targetGroupNo: group.id, ruleNo: cloudState.number("listenerRule") },
  });
}

function create(call: Call): Fields {
  const balancer = idleBalancer(theBalancer(call));
  addListener(call, call, balancer.id);
  changeBalancer(call.cloudState, balancer);
  // All of the balancer: Terraform looks for the port among them.
  return listed(call, LIST, listenersOf(call, balancer.id), listenerView);
}

function change(call: Call): Fields {
  const { cloudState } = call;
  const listener = theListener(call);
  const balancer = idleBalancer(call.owned(cloudState.balancers, listener.balancerNo, "loadBalancerInstanceNo"));
  const set = settings(call, call, balancer, listener);
  const others = listenersOf(call, balancer.id).filter(({ id }) => id !== listener.id);
  if (others.some(({ port }) => port === set.port)) call.invalid("port");
  cloudState.listeners.patch(listener.id, set);
  changeBalancer(cloudState, balancer);
  return listed(call, LIST, [call.owned(cloudState.listeners, listener.id, "loadBalancerListenerNo")], listenerView);
}

function remove(call: Call): Fields {
  const { cloudState } = call;
  const listeners = call
    .items("loadBalancerListenerNoList")
    .map((id) => call.owned(cloudState.listeners, id, "loadBalancerListenerNo"));
  const balancers = [...new Set(listeners.map(({ balancerNo }) => balancerNo))].map((id) =>
    idleBalancer(call.owned(cloudState.balancers, id, "loadBalancerInstanceNo")),
  );
  const reply = listed(call, LIST, listeners, listenerView);
  for (const { id } of listeners) cloudState.listeners.delete(id);
  for (const balancer of balancers) changeBalancer(cloudState, balancer);
  return reply;
}

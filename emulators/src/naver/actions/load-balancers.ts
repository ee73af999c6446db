import type { Fields } from "../encoding.ts";
import type { LoadBalancer } from "../load-balancer-model.ts";
import { throughputs } from "../load-balancer-rules.ts";
import { loadBalancerView } from "../load-balancer-views.ts";
import { addPublicIp } from "../machine.ts";
import type { Subnet } from "../model.ts";
import { type Actions, type Call, reads, writes } from "./action.ts";
import { detail, displayed, listed, search } from "./list.ts";
import { changeBalancer, idleBalancer } from "./load-balancer-busy.ts";
import { addListener } from "./load-balancer-listeners.ts";
import { balancerName } from "./load-balancer-name.ts";

/** Load balancers (docs/api/naver.md §4.14). */

const LIST = "loadBalancerInstanceList";
const TYPES = ["APPLICATION", "NETWORK", "NETWORK_PROXY"] as const;

export const loadBalancerActions: Actions = {
  ...reads("vloadbalancer", {
    getLoadBalancerInstanceList: (call) =>
      search(call, LIST, call.cloudState.balancers, loadBalancerView, {
        ...{ loadBalancerInstanceNoList: "loadBalancerInstanceNo", loadBalancerTypeCode: "loadBalancerType.code" },
        ...{ loadBalancerNetworkTypeCode: "loadBalancerNetworkType.code", vpcNo: "vpcNo" },
      }),
    getLoadBalancerInstanceDetail: (call) =>
      detail(call, LIST, call.cloudState.balancers, loadBalancerView, "loadBalancerInstanceNo"),
  }),
  ...writes("vloadbalancer", {
    createLoadBalancerInstance: create,
    deleteLoadBalancerInstances: remove,
    changeLoadBalancerInstanceConfiguration: configure,
    setLoadBalancerDescription: describe,
    setLoadBalancerInstanceSubnet: setSubnets,
  }),
};

const theBalancer = (call: Call): LoadBalancer =>
  idleBalancer(call.named(call.cloudState.balancers, "loadBalancerInstanceNo"));
const answered = (call: Call, id: string): Fields =>
  displayed(call, LIST, call.cloudState.balancers, loadBalancerView, id);

/** Subnets for load balancers only, one in each zone of the VPC. */
function subnetsOf(call: Call, vpcNo: string): Subnet[] {
  const objects = call.objects("loadBalancerSubnetList").map((one) => one.text("subnetNo"));
  const subnets = (objects.length > 0 ? objects : call.items("subnetNoList")).map((id) =>
    call.owned(call.cloudState.subnets, id, "subnetNo"),
  );
  const isWrong = ({ vpcNo: of, usage, status }: Subnet): boolean =>
    of !== vpcNo || usage !== "LOADB" || status !== "RUN";
  if (subnets.some(isWrong) || new Set(subnets.map(({ zone }) => zone)).size < subnets.length) {
    call.invalid("subnetNoList");
  }
  return subnets;
}

function settings(call: Call, type: string, was?: LoadBalancer) {
  const kept = call.switches.omittedSettings === "kept" ? was : undefined;
  if (type === "NETWORK" && call.get("idleTimeout") !== "") call.invalid("idleTimeout");
  const [usual = ""] = throughputs(type);
  return {
    throughput: call.word("throughputTypeCode", throughputs(type), kept?.throughput ?? usual),
    idleTimeout: call.count("idleTimeout", 1, 3600) ?? kept?.idleTimeout ?? 60,
  };
}

function create(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  const type = call.word("loadBalancerTypeCode", TYPES);
  const networkType = call.word("loadBalancerNetworkTypeCode", ["PUBLIC", "PRIVATE"], "PUBLIC");
  const name = call.unique(cloudState.balancers, balancerName(call, "loadBalancerName", "lb"), true);
  const subnets = subnetsOf(call, vpc.id);
  const set = settings(call, type);
  const description = call.description("loadBalancerDescription");
  const id = cloudState.number("loadBalancer");
  cloudState.balancers.put({
    ...{ id, account: call.account, region: call.region, name, description, type, networkType, ...set, vpcNo: vpc.id },
    subnetNos: subnets.map((subnet) => subnet.id),
    publicIpNos: networkType === "PUBLIC" ? subnets.map(() => addPublicIp(cloudState, call, "")) : [],
    domain: `${name}-${id}-${cloudState.ids.hex(12)}.kr.lb.naverncp.com`,
    ...{ status: "CREAT", operation: "CREAT", createdAt: cloudState.timeline.now },
  });
  for (const listener of call.objects("loadBalancerListenerList")) addListener(call, listener, id);
  const ready = { status: "USED", operation: "NULL" };
  const seconds = cloudState.switches.durations.balancerCreate;
  cloudState.timeline.after(seconds, { type: "changed", kind: "loadBalancer", id, set: ready });
  return answered(call, id);
}

function configure(call: Call): Fields {
  const balancer = theBalancer(call);
  call.cloudState.balancers.patch(balancer.id, settings(call, balancer.type, balancer));
  changeBalancer(call.cloudState, balancer);
  return answered(call, balancer.id);
}

function describe(call: Call): Fields {
  const { id } = theBalancer(call);
  call.cloudState.balancers.patch(id, { description: call.description("loadBalancerDescription") });
  return answered(call, id);
}

/** Subnets can be added, and those that are set must be named again (docs/api/naver.md §4.14). */
function setSubnets(call: Call): Fields {
  const { cloudState } = call;
  const balancer = theBalancer(call);
  const wanted = subnetsOf(call, balancer.vpcNo).map(({ id }) => id);
  if (balancer.subnetNos.some((id) => !wanted.includes(id))) call.invalid("subnetNoList");
  const added = wanted.filter((id) => !balancer.subnetNos.includes(id));
  const addresses = balancer.networkType === "PUBLIC" ? added.map(() => addPublicIp(cloudState, call, "")) : [];
  cloudState.balancers.patch(balancer.id, {
    subnetNos: [...balancer.subnetNos, ...added],
    publicIpNos: [...balancer.publicIpNos, ...addresses],
  });
  changeBalancer(cloudState, balancer);
  return answered(call, balancer.id);
}

function remove(call: Call): Fields {
  const { cloudState } = call;
  const balancers = call
    .items("loadBalancerInstanceNoList")
    .map((id) => idleBalancer(call.owned(cloudState.balancers, id, "loadBalancerInstanceNo")));
  const returnsAddresses = call.get("returnPublicIpTogether") === "" || call.flag("returnPublicIpTogether");
  for (const { id } of balancers) {
    cloudState.balancers.patch(id, { operation: "TERMT", ...(returnsAddresses ? {} : { publicIpNos: [] }) });
    cloudState.timeline.after(cloudState.switches.durations.balancerDelete, { type: "gone", kind: "loadBalancer", id });
  }
  const rows = balancers.map(({ id }) => call.owned(cloudState.balancers, id, "loadBalancerInstanceNo"));
  return listed(call, LIST, rows, loadBalancerView);
}

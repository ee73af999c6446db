import type { NaverCloudState } from "./cloud-state.ts";
import type { Fields } from "./encoding.ts";
import type { LoadBalancer, LoadBalancerListener, TargetGroup } from "./load-balancer-model.ts";
import { coded, dateOf } from "./views.ts";

/** How load balancers and their parts appear in replies (docs/api/naver.md §4.13 to §4.15). */

export function targetGroupView(cloudState: NaverCloudState, one: TargetGroup): Fields {
  return {
    ...{ targetGroupNo: one.id, targetGroupName: one.name, targetType: coded(cloudState, "VSVR", "type") },
    ...{ vpcNo: one.vpcNo, targetGroupProtocolType: coded(cloudState, one.protocol, "type") },
    ...{ targetGroupPort: one.port, targetGroupDescription: one.description },
    ...{ useStickySession: one.stickySession, useProxyProtocol: one.proxyProtocol },
    ...{ algorithmType: coded(cloudState, one.algorithm, "type"), createDate: dateOf(one.createdAt) },
    ...{ regionCode: one.region, loadBalancerInstanceNo: cloudState.balancerOfGroup(one.id)?.id ?? "" },
    ...{ healthCheckProtocolType: coded(cloudState, one.checkProtocol, "type"), healthCheckPort: one.checkPort },
    ...{ healthCheckUrlPath: one.checkPath, healthCheckHttpMethodType: coded(cloudState, one.checkMethod, "type") },
    ...{ healthCheckCycle: one.checkCycle, healthCheckUpThreshold: one.checkUp },
    ...{ healthCheckDownThreshold: one.checkDown, targetNoList: one.targetNos },
  };
}

export function targetView(cloudState: NaverCloudState, targetNo: string): Fields {
  return { targetNo, healthCheckStatus: coded(cloudState, "UP", "state"), healthCheckResponse: "" };
}

const statusNames: Readonly<Record<LoadBalancer["operation"], string>> = {
  NULL: "Running",
  CREAT: "Creating",
  CHANG: "Changing",
  TERMT: "Terminating",
  USE: "Running",
};

export function loadBalancerView(cloudState: NaverCloudState, one: LoadBalancer): Fields {
  const listeners = cloudState.listeners.where(({ balancerNo }) => balancerNo === one.id);
  const isReady = one.status === "USED" && one.operation === "NULL";
  const status = isReady ? cloudState.switches.idleBalancer : one.status;
  return {
    ...{ loadBalancerInstanceNo: one.id, loadBalancerInstanceStatus: coded(cloudState, status, "state") },
    loadBalancerInstanceOperation: coded(cloudState, one.operation, "operation"),
    ...{ loadBalancerInstanceStatusName: statusNames[one.operation], loadBalancerDescription: one.description },
    ...{ createDate: dateOf(one.createdAt), loadBalancerName: one.name, loadBalancerDomain: one.domain },
    loadBalancerIpList: one.publicIpNos.map((id) => cloudState.publicIps.find(id)?.ip ?? ""),
    ...{ loadBalancerType: coded(cloudState, one.type, "type") },
    loadBalancerNetworkType: coded(cloudState, one.networkType, "type"),
    ...{ throughputType: coded(cloudState, one.throughput, "type"), idleTimeout: one.idleTimeout },
    ...{ vpcNo: one.vpcNo, regionCode: one.region, subnetNoList: one.subnetNos },
    loadBalancerSubnetList: one.subnetNos.map((subnetNo, index) => ({
      ...{ zoneCode: cloudState.subnets.find(subnetNo)?.zone ?? "", subnetNo },
      publicIpInstanceNo: one.publicIpNos[index] ?? "",
    })),
    loadBalancerListenerNoList: listeners.map(({ id }) => id),
  };
}

export function listenerView(cloudState: NaverCloudState, one: LoadBalancerListener): Fields {
  return {
    ...{ loadBalancerInstanceNo: one.balancerNo, loadBalancerListenerNo: one.id },
    ...{ protocolType: coded(cloudState, one.protocol, "type"), port: one.port, useHttp2: one.useHttp2 },
    ...{ sslCertificateNo: one.certificateNo, tlsMinVersionType: coded(cloudState, one.tlsMinVersion, "type") },
    ...{ loadBalancerRuleNoList: [one.ruleNo], cipherSuiteList: one.cipherSuites },
  };
}

/** The default rule, which comes with the listener. */
export function ruleView(cloudState: NaverCloudState, one: LoadBalancerListener): Fields {
  return {
    ...{ loadBalancerRuleNo: one.ruleNo, loadBalancerListenerNo: one.id, priority: 1 },
    loadBalancerRuleConditionList: [{ ruleConditionType: coded(cloudState, "DEFAULT", "type") }],
    loadBalancerRuleActionList: [
      {
        ruleActionType: coded(cloudState, "TARGET_GROUP", "type"),
        targetGroupAction: {
          targetGroupWeightList: [{ targetGroupNo: one.targetGroupNo, weight: 1 }],
          useStickySession: false,
        },
      },
    ],
  };
}

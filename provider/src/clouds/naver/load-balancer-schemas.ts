import { z } from "zod";
import { at, bool, integer, list, optional, optionalText, record, text } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";
import { childKey } from "./children.ts";
import { code, kindOf, numbers, operation, wholeOf } from "./schemas.ts";

/** Answers about load balancers (§4.13 to §4.15). */

const SERVICE = "vloadbalancer";

export const targetGroupRow = record({
  targetGroupNo: text,
  targetGroupName: optionalText,
  targetGroupDescription: optionalText,
  vpcNo: optionalText,
  targetGroupProtocolType: code,
  targetGroupPort: optional(integer),
  algorithmType: code,
  useStickySession: optional(bool),
  useProxyProtocol: optional(bool),
  healthCheckProtocolType: code,
  healthCheckPort: optional(integer),
  healthCheckUrlPath: optionalText,
  healthCheckHttpMethodType: code,
  healthCheckCycle: optional(integer),
  healthCheckUpThreshold: optional(integer),
  healthCheckDownThreshold: optional(integer),
  targetNoList: numbers("targetNo"),
  loadBalancerInstanceNo: optionalText,
  createDate: optionalText,
});
export type TargetGroupRow = z.output<typeof targetGroupRow>;
export const TARGET_GROUP = kindOf(SERVICE, "targetGroup", targetGroupRow, (row) => row.targetGroupNo);

const balancerSubnet = record({ subnetNo: optionalText, publicIpInstanceNo: optionalText });
export const loadBalancerRow = record({
  loadBalancerInstanceNo: text,
  loadBalancerName: optionalText,
  loadBalancerDescription: optionalText,
  loadBalancerInstanceStatus: code,
  loadBalancerInstanceOperation: operation,
  loadBalancerDomain: optionalText,
  loadBalancerIpList: numbers("loadBalancerIp"),
  loadBalancerType: code,
  loadBalancerNetworkType: code,
  throughputType: code,
  idleTimeout: optional(integer),
  vpcNo: optionalText,
  subnetNoList: numbers("subnetNo"),
  loadBalancerSubnetList: list(balancerSubnet, { in: "loadBalancerSubnet" }).optional(),
  loadBalancerListenerNoList: numbers("loadBalancerListenerNo"),
  createDate: optionalText,
});
export type LoadBalancerRow = z.output<typeof loadBalancerRow>;
export const LOAD_BALANCER = kindOf(
  SERVICE,
  "loadBalancerInstance",
  loadBalancerRow,
  (row) => row.loadBalancerInstanceNo,
);

export const listenerRow = record({
  loadBalancerInstanceNo: text,
  loadBalancerListenerNo: text,
  protocolType: code,
  port: integer,
  useHttp2: optional(bool),
  sslCertificateNo: optionalText,
  tlsMinVersionType: code,
  cipherSuiteList: numbers("cipherSuite"),
});
export type ListenerRow = z.output<typeof listenerRow>;
const LISTENER = { thing: "loadBalancerListener", row: listenerRow };
export const listenerList = wholeOf(LISTENER);

/** The listener of a port in the answer to a create, which has those of the whole load balancer. */
export const createdListener = (port: number) =>
  z
    .custom<Tree | undefined>(() => true)
    .transform((answer): unknown => at(answer, "loadBalancerListenerList"))
    .pipe(list(listenerRow, { in: LISTENER.thing }))
    .transform((rows, context): string => {
      const own = rows.find((row) => row.port === port);
      if (own !== undefined) {
        return childKey(own.loadBalancerInstanceNo, own.loadBalancerListenerNo);
      }
      context.addIssue({ code: "custom", message: `expected a listener of port ${port}, found none` });
      return z.NEVER;
    });

const weight = record({ targetGroupNo: text, weight: optional(integer) });
const condition = record({
  hostHeaderCondition: optional(record({ hostHeaderList: numbers("hostHeader") })),
  pathPatternCondition: optional(record({ pathPatternList: numbers("pathPattern") })),
});
const redirection = record({
  protocol: optionalText,
  port: optionalText,
  host: optionalText,
  path: optionalText,
  query: optionalText,
  statusCode: optionalText,
});
const action = record({
  targetGroupAction: optional(record({ targetGroupWeightList: list(weight, { in: "targetGroupWeight" }).optional() })),
  redirectionAction: optional(redirection),
});
const ruleRow = record({
  loadBalancerRuleNo: text,
  priority: optional(integer),
  loadBalancerRuleConditionList: list(condition, { in: "loadBalancerRuleCondition" }).optional(),
  loadBalancerRuleActionList: list(action, { in: "loadBalancerRuleAction" }).optional(),
});
export type ListenerRuleRow = z.output<typeof ruleRow>;
export const listenerRuleList = wholeOf({ thing: "loadBalancerRule", row: ruleRow });

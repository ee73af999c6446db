import type { z } from "zod";
import {
  bool,
  integer,
  list,
  optional,
  optionalList,
  optionalText,
  perhaps,
  record,
  text,
} from "../../http/decode/schemas.ts";

/** Answers about load balancers and their parts (§4.10). */

export const loadBalancerRow = record({
  id: text,
  name: text,
  region: optionalText,
  flavorId: optionalText,
  createdAt: optionalText,
  floatingIp: optional(record({ id: text, ip: optionalText })),
  provisioningStatus: text,
  operatingStatus: optionalText,
  vipAddress: optionalText,
  vipSubnetId: optionalText,
});
export type LoadBalancerRow = z.output<typeof loadBalancerRow>;

export const listenerRow = record({
  id: text,
  name: text,
  loadBalancerIds: optionalList(text),
  protocol: text,
  port: integer,
  defaultPoolId: optionalText,
  certificateId: optionalText,
  description: optionalText,
  allowedCidrs: optionalList(text),
  timeoutClientData: perhaps(integer),
  timeoutMemberData: perhaps(integer),
  tlsVersions: optionalList(text),
  provisioningStatus: text,
});
export type ListenerRow = z.output<typeof listenerRow>;

export const poolRow = record({
  id: text,
  name: text,
  loadbalancerId: text,
  algorithm: text,
  protocol: text,
  sessionPersistence: optional(record({ type: text, cookieName: optionalText })),
  provisioningStatus: text,
});
export type PoolRow = z.output<typeof poolRow>;

export const memberRow = record({
  id: text,
  name: optionalText,
  address: text,
  protocolPort: integer,
  weight: perhaps(integer),
  provisioningStatus: text,
});
export type MemberRow = z.output<typeof memberRow>;
export const memberList = list(memberRow);

export const healthMonitorRow = record({
  id: text,
  name: text,
  poolId: text,
  monitorType: text,
  delay: integer,
  timeout: integer,
  maxRetries: integer,
  maxRetriesDown: perhaps(integer),
  httpConfiguration: optional(
    record({
      httpMethod: optionalText,
      httpVersion: optionalText,
      urlPath: optionalText,
      expectedCodes: optionalText,
      domainName: optionalText,
    }),
  ),
  provisioningStatus: text,
});
export type HealthMonitorRow = z.output<typeof healthMonitorRow>;

export const l7PolicyRow = record({
  id: text,
  name: text,
  listenerId: text,
  action: text,
  description: optionalText,
  position: perhaps(integer),
  redirectHttpCode: perhaps(integer),
  redirectPoolId: optionalText,
  redirectPrefix: optionalText,
  redirectUrl: optionalText,
  provisioningStatus: text,
});
export type L7PolicyRow = z.output<typeof l7PolicyRow>;

export const l7RuleRow = record({
  id: text,
  ruleType: text,
  compareType: text,
  value: text,
  key: optionalText,
  invert: perhaps(bool),
});
export type L7RuleRow = z.output<typeof l7RuleRow>;
export const l7RuleList = list(l7RuleRow);

export const certificateRow = record({
  id: text,
  name: text,
  secrets: optionalList(record({ id: text, name: optionalText })),
});
export type CertificateRow = z.output<typeof certificateRow>;

export const loadBalancerFlavors = list(record({ id: text, name: text }));

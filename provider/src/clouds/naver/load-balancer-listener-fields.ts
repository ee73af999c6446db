import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Naver } from "./account.ts";
import { REGION_FIELD, ref } from "./ids.ts";
import { defaultGroup, ruleInWords, type Views } from "./load-balancer-listener-views.ts";
import { among, LISTENER_PROTOCOLS, portType, TLS_VERSIONS } from "./load-balancer-rules.ts";

/** The inputs and outputs of a listener. */

const { required, optional, output } = resourceKit<Naver, Views>();

export const inputs = {
  region: optional(ref, {
    ...REGION_FIELD,
    read: { from: { row: (listener) => listener.regionCode }, drift: "report" },
  }),
  loadBalancer: required(ref, {
    description: "Load balancer, by name or number (`loadBalancerInstanceNo`).",
    change: "replace",
    catalog: "loadBalancers",
    read: { from: { row: (listener) => listener.loadBalancerInstanceNo }, drift: "report" },
  }),
  port: required(portType, {
    description: "Port, which no other listener of the load balancer has.",
    change: "update",
    exclusive: { within: ["loadBalancer"] },
    read: { from: { row: (listener) => listener.port }, drift: "repair" },
  }),
  protocol: required(z.enum(LISTENER_PROTOCOLS), {
    description:
      "`HTTP` or `HTTPS` of an application load balancer, `TCP` or `UDP` of a network load balancer, `TCP` or `TLS` of a network proxy load balancer (`protocolTypeCode`).",
    change: "update",
    read: { from: { row: (listener) => among(LISTENER_PROTOCOLS, listener.protocolType) }, drift: "repair" },
  }),
  targetGroup: required(ref, {
    description:
      "Target group of the default rule, by name or number (`targetGroupNo`). No other load balancer can use it.",
    change: "replace",
    catalog: "targetGroups",
    // Only one load balancer can use it.
    exclusive: true,
    read: { from: { rules: defaultGroup }, drift: "report" },
  }),
  sslCertificate: optional(z.string().min(1), {
    description: "Certificate of the Certificate Manager, by number (`sslCertificateNo`); required for HTTPS and TLS.",
    change: "update",
    read: { from: { row: (listener) => listener.sslCertificateNo }, drift: "repair" },
  }),
  useHttp2: optional(z.boolean(), {
    description: "Whether HTTP/2 is used. Only for HTTPS.",
    change: "update",
    read: {
      from: { row: (listener) => (listener.protocolType === "HTTPS" ? listener.useHttp2 : undefined) },
      drift: "repair",
    },
  }),
  tlsMinVersion: optional(z.enum(TLS_VERSIONS), {
    description: "Oldest TLS version that is accepted (`tlsMinVersionTypeCode`): `TLSV10` if absent.",
    change: "update",
    read: { from: { row: (listener) => among(TLS_VERSIONS, listener.tlsMinVersionType) }, drift: "repair" },
  }),
  cipherSuites: optional(z.array(z.string().min(1)).min(1), {
    description: "Cipher suites (`cipherSuiteList`), such as `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`.",
    change: "update",
    unordered: true,
    read: {
      from: { row: ({ cipherSuiteList: suites = [] }) => (suites.length === 0 ? undefined : suites) },
      drift: "repair",
    },
  }),
};

export const outputs = {
  listenerNo: output(z.string(), {
    dependsOn: [],
    always: true,
    description: "Number of the listener (`loadBalancerListenerNo`).",
    from: { row: (listener) => listener.loadBalancerListenerNo },
  }),
  rules: output(z.array(z.string()), {
    dependsOn: [],
    description:
      "Its rules by priority, such as `1: host shop.example.com -> target group 1283401`. They are set in the console.",
    from: { rules: (rules) => rules.map(ruleInWords) },
  }),
};

import { resourceKit } from "../../engine/definition/definition.ts";
import type { Naver } from "./account.ts";
import { childId, partsOf } from "./children.ts";
import { HELD, scopeOf } from "./ids.ts";
import { inputs, outputs } from "./load-balancer-listener-fields.ts";
import { rowView, rulesView, type Views } from "./load-balancer-listener-views.ts";
import { among, LISTENER_PROTOCOLS, settingsOf, TLS_VERSIONS, unlessUsed } from "./load-balancer-rules.ts";
import { createdListener } from "./load-balancer-schemas.ts";
import { inTurn } from "./load-balancer-turn.ts";
import { done } from "./schemas.ts";

const { define } = resourceKit<Naver, Views>();

const isSecure = (protocol: string | undefined): boolean => protocol === "HTTPS" || protocol === "TLS";

export const loadBalancerListener = define({
  token: "naver:LoadBalancerListener",
  noun: "load balancer listener",
  description:
    "A listener of a load balancer: a port whose requests go to a target group. Its other rules are set in the console; NAVER Cloud's API only shows them.",
  see: "https://api.ncloud-docs.com/docs/en/networking-vloadbalancer-loadbalancer-createloadbalancerlistener",
  inputs,
  outputs,
  timeouts: { create: 1800, update: 1800, delete: 1800 },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: childId("load balancer", "KR/21445001:2517601"),
  views: { row: rowView, rules: rulesView },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: ({ row: listener }) =>
    listener === undefined ? undefined : `port ${listener.port} of load balancer ${listener.loadBalancerInstanceNo}`,
  searchKey: ({ loadBalancer, port }) => `port ${port} of load balancer ${loadBalancer}`,
  validate: ({ protocol, ...desired }, isSet) => {
    if (protocol === undefined) {
      return [];
    }
    const of = `for a listener of protocol ${protocol}`;
    return [
      ...(isSecure(protocol) && !isSet("sslCertificate")
        ? [{ property: "sslCertificate", reason: `is missing: it is required ${of}` }]
        : []),
      ...unlessUsed("sslCertificate", desired.sslCertificate, isSecure(protocol), of),
      ...unlessUsed("tlsMinVersion", desired.tlsMinVersion, isSecure(protocol), of),
      ...unlessUsed("cipherSuites", desired.cipherSuites, isSecure(protocol), of),
      ...unlessUsed("useHttp2", desired.useHttp2, protocol === "HTTPS", of),
    ];
  },
  create: (context) => {
    const { api, scope, desired } = context;
    return inTurn(context, desired.loadBalancer, () =>
      api.call(
        "vloadbalancer/createLoadBalancerListener",
        "create",
        scope,
        {
          loadBalancerInstanceNo: desired.loadBalancer,
          targetGroupNo: desired.targetGroup,
          port: desired.port,
          protocolTypeCode: desired.protocol,
          sslCertificateNo: desired.sslCertificate,
          useHttp2: desired.useHttp2,
          tlsMinVersionTypeCode: desired.tlsMinVersion,
          cipherSuiteList: desired.cipherSuites,
        },
        createdListener(desired.port),
      ),
    );
  },
  steps: [
    {
      label: "have its settings",
      fields: ["port", "protocol", "sslCertificate", "useHttp2", "tlsMinVersion", "cipherSuites"],
      run: (context) => {
        const { api, scope, key, desired: to, observed } = context;
        const now = observed.row;
        const setting = settingsOf(context);
        const protocol = setting("protocol", to.protocol, among(LISTENER_PROTOCOLS, now?.protocolType));
        const secure = <T>(value: T): T | undefined => (isSecure(protocol) ? value : undefined);
        const { parent: balancer, child: listener } = partsOf(key);
        const parameters = {
          loadBalancerListenerNo: listener,
          port: setting("port", to.port, now?.port),
          protocolTypeCode: protocol,
          sslCertificateNo: secure(setting("sslCertificate", to.sslCertificate, now?.sslCertificateNo)),
          useHttp2: protocol === "HTTPS" ? setting("useHttp2", to.useHttp2, now?.useHttp2) : undefined,
          tlsMinVersionTypeCode: secure(
            setting("tlsMinVersion", to.tlsMinVersion, among(TLS_VERSIONS, now?.tlsMinVersionType)),
          ),
          cipherSuiteList: secure(setting("cipherSuites", to.cipherSuites, now?.cipherSuiteList)),
        };
        return inTurn(context, balancer, () =>
          api.call("vloadbalancer/changeLoadBalancerListenerConfiguration", "idempotent", scope, parameters, done),
        );
      },
    },
  ],
  passingRefusal: HELD,
  remove: (context) => {
    const { api, scope, key } = context;
    const { parent: balancer, child: listener } = partsOf(key);
    return inTurn(context, balancer, () =>
      api.call(
        "vloadbalancer/deleteLoadBalancerListeners",
        "idempotent",
        scope,
        { loadBalancerListenerNoList: [listener] },
        done,
      ),
    );
  },
});

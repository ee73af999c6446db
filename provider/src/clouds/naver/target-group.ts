import type { OperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { changeMembers } from "../../engine/definition/members.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Naver } from "./account.ts";
import { HELD, scopeOf, viewOf } from "./ids.ts";
import {
  ALGORITHMS,
  among,
  BALANCER_NAME,
  CHECK_METHODS,
  settingsOf,
  unlessAmong,
  unlessUsed,
} from "./load-balancer-rules.ts";
import { TARGET_GROUP } from "./load-balancer-schemas.ts";
import { inTurn } from "./load-balancer-turn.ts";
import type { Parameters } from "./parameters.ts";
import { created, done } from "./schemas.ts";
import { inputs, numbersOf, outputs, type Views } from "./target-group-fields.ts";

const { define } = resourceKit<Naver, Views>();

const isHttp = (protocol: string | undefined): boolean => protocol === "HTTP" || protocol === "HTTPS";

type GroupContext = Pick<
  OperationContext<Naver, Views, object, object>,
  "api" | "scope" | "key" | "observed" | "exclusive" | "poll" | "change"
>;

/** Sends a change in the turn of the load balancer that uses the group, if there is one. */
const send = (context: GroupContext, call: string, parameters: Parameters): Promise<void> => {
  const { api, scope, key, observed } = context;
  const balancer = observed.row?.loadBalancerInstanceNo;
  const ask = () => api.call(`vloadbalancer/${call}`, "idempotent", scope, { targetGroupNo: key, ...parameters }, done);
  return balancer === undefined ? ask() : inTurn(context, balancer, ask);
};

function setTargets(context: GroupContext, wanted: readonly string[]): Promise<void> {
  const change = (call: "addTarget" | "removeTarget") => (targetNoList: readonly string[]) =>
    context.change(
      call === "addTarget" ? "to have more targets" : "to have fewer targets",
      () => send(context, call, { targetNoList }),
      ({ row }) => targetNoList.every((no) => row?.targetNoList?.includes(no) === (call === "addTarget")),
    );
  return changeMembers({
    present: context.observed.row?.targetNoList ?? [],
    wanted,
    fits: (present, target) => present === target,
    add: change("addTarget"),
    remove: change("removeTarget"),
  });
}

export const targetGroup = define({
  token: "naver:TargetGroup",
  noun: "target group",
  description:
    "A target group: the servers that a load balancer or an auto scaling group uses, and how they are checked.",
  see: "https://api.ncloud-docs.com/docs/en/networking-vloadbalancer-targetgroup-createtargetgroup",
  inputs,
  outputs,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/1234567"),
  name: BALANCER_NAME,
  views: { row: viewOf(TARGET_GROUP) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.targetGroupName,
  createdAt: (observed) => moment(observed.row?.createDate),
  validate: ({ protocol, healthCheckProtocol, ...desired }) => {
    if (protocol === undefined || healthCheckProtocol === undefined) {
      return [];
    }
    const [of, isProxy] = [`for a group of protocol ${protocol}`, protocol === "PROXY_TCP"];
    const checked = `for a check by ${healthCheckProtocol}`;
    const balanced = ["TCP", "UDP"].includes(protocol) ? (["RR", "MH"] as const) : (["RR", "SIPHS", "LC"] as const);
    return [
      ...unlessAmong("healthCheckProtocol", healthCheckProtocol, isHttp(protocol) ? ["HTTP", "HTTPS"] : ["TCP"], of),
      ...unlessAmong("algorithm", desired.algorithm, balanced, of),
      ...unlessUsed("stickySession", desired.stickySession, !isProxy, of),
      ...unlessUsed("proxyProtocol", desired.proxyProtocol, isProxy, of),
      ...unlessUsed("healthCheckUrlPath", desired.healthCheckUrlPath, isHttp(healthCheckProtocol), checked),
      ...unlessUsed("healthCheckHttpMethod", desired.healthCheckHttpMethod, isHttp(healthCheckProtocol), checked),
    ];
  },
  create: ({ api, scope, desired }) =>
    api.call(
      "vloadbalancer/createTargetGroup",
      "create",
      scope,
      {
        targetGroupName: desired.name,
        vpcNo: desired.vpc,
        targetTypeCode: "VSVR",
        targetGroupProtocolTypeCode: desired.protocol,
        targetGroupPort: desired.port,
        targetGroupDescription: desired.description,
        targetNoList: numbersOf(desired.targets),
        healthCheckProtocolTypeCode: desired.healthCheckProtocol,
        healthCheckPort: desired.healthCheckPort,
        healthCheckUrlPath: desired.healthCheckUrlPath,
        healthCheckHttpMethodTypeCode: desired.healthCheckHttpMethod,
        healthCheckCycle: desired.healthCheckCycle,
        healthCheckUpThreshold: desired.healthCheckUpThreshold,
        healthCheckDownThreshold: desired.healthCheckDownThreshold,
      },
      created(TARGET_GROUP),
    ),
  steps: [
    {
      label: "have its description",
      fields: ["description"],
      run: (context) =>
        send(context, "setTargetGroupDescription", { targetGroupDescription: context.desired.description }),
    },
    {
      label: "have its targets",
      fields: ["targets"],
      run: (context) => setTargets(context, numbersOf(context.desired.targets)),
    },
    {
      label: "have its algorithm and sessions",
      fields: ["algorithm", "stickySession", "proxyProtocol"],
      run: (context) => {
        const { desired, observed } = context;
        const { row } = observed;
        const setting = settingsOf(context);
        return send(context, "changeTargetGroupConfiguration", {
          algorithmTypeCode: setting("algorithm", desired.algorithm, among(ALGORITHMS, row?.algorithmType)),
          ...(desired.protocol === "PROXY_TCP"
            ? { useProxyProtocol: setting("proxyProtocol", desired.proxyProtocol, row?.useProxyProtocol) }
            : { useStickySession: setting("stickySession", desired.stickySession, row?.useStickySession) }),
        });
      },
    },
    {
      label: "have its health check",
      fields: [
        ...(["healthCheckPort", "healthCheckUrlPath", "healthCheckHttpMethod"] as const),
        ...(["healthCheckCycle", "healthCheckUpThreshold", "healthCheckDownThreshold"] as const),
      ],
      run: (context) => {
        const { desired: to, observed } = context;
        const { row } = observed;
        const setting = settingsOf(context);
        const method = among(CHECK_METHODS, row?.healthCheckHttpMethodType);
        return send(context, "changeTargetGroupHealthCheckConfiguration", {
          healthCheckPort: setting("healthCheckPort", to.healthCheckPort, row?.healthCheckPort),
          healthCheckUrlPath: setting("healthCheckUrlPath", to.healthCheckUrlPath, row?.healthCheckUrlPath),
          healthCheckHttpMethodTypeCode: setting("healthCheckHttpMethod", to.healthCheckHttpMethod, method),
          healthCheckCycle: setting("healthCheckCycle", to.healthCheckCycle, row?.healthCheckCycle),
          healthCheckUpThreshold: setting(
            "healthCheckUpThreshold",
            to.healthCheckUpThreshold,
            row?.healthCheckUpThreshold,
          ),
          healthCheckDownThreshold: setting(
            "healthCheckDownThreshold",
            to.healthCheckDownThreshold,
            row?.healthCheckDownThreshold,
          ),
        });
      },
    },
  ],
  passingRefusal: HELD,
  remove: ({ api, scope, key }) =>
    api.call("vloadbalancer/deleteTargetGroups", "idempotent", scope, { targetGroupNoList: [key] }, done),
});

import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import type { Observed, Phase } from "../../engine/definition/view.ts";
import { RefusedError } from "../../engine/errors.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Naver } from "./account.ts";
import { HELD, scopeOf, viewOf } from "./ids.ts";
import { inputs, outputs, type Views } from "./load-balancer-fields.ts";
import { among, BALANCER_NAME, settingsOf, THROUGHPUTS, unlessAmong, unlessUsed } from "./load-balancer-rules.ts";
import { LOAD_BALANCER } from "./load-balancer-schemas.ts";
import { inTurn } from "./load-balancer-turn.ts";
import { created, done } from "./schemas.ts";

const { define } = resourceKit<Naver, Views>();

/** Ready once no change is in progress; it then shows USED or, before it has listeners, possibly CREAT (§4.14). */
function stateOf({ row }: Observed<Views>): Phase {
  const { loadBalancerInstanceStatus: status, loadBalancerInstanceOperation: operation } = row ?? {};
  if (status === "TERMT") {
    return { is: "gone" };
  }
  return { is: operation === undefined && (status === "USED" || status === "CREAT") ? "ready" : "pending" };
}

/** The VPC of the subnets, all of which must be for load balancers. Refuses others before anything is bought. */
async function vpcOf(
  { entry }: Pick<BaseOperationContext<Naver, object, object>, "entry">,
  subnets: readonly string[],
): Promise<string> {
  const found = await Promise.all(subnets.map((subnet) => entry("subnets", subnet)));
  const facts = found.map((subnet) => subnet?.facts ?? {});
  const wrong = facts.findIndex(({ usage }) => usage !== "LOADB");
  if (wrong >= 0) {
    throw new RefusedError(
      `subnet ${subnets[wrong]} is for ${facts[wrong]?.usage ?? "an unknown use"}, but a load balancer needs subnets for load balancers only. Nothing was created. Choose subnets with usageType "LOADB".`,
    );
  }
  const [vpcNo, ...others] = [...new Set(facts.map((subnet) => subnet.vpcNo))];
  if (vpcNo === undefined || others.length > 0) {
    throw new RefusedError(
      "the subnets of a load balancer must be in one VPC. Nothing was created. Choose subnets of one VPC, each in another zone.",
    );
  }
  return vpcNo;
}

/** NAVER Cloud adds subnets to a load balancer, and removes none (§4.14). */
function refuseFewerSubnets(present: readonly string[] = [], wanted: readonly string[]): void {
  const removed = present.filter((subnet) => !wanted.includes(subnet));
  if (removed.length > 0) {
    throw new RefusedError(
      `NAVER Cloud cannot remove subnet ${removed.join(", ")} from a load balancer, so nothing was changed. Set it again, or set the resource option replaceOnChanges: ["subnets"] for a new load balancer.`,
    );
  }
}

export const loadBalancer = define({
  token: "naver:LoadBalancer",
  noun: "load balancer",
  description: "A load balancer of a VPC. Its listeners are resources of their own.",
  see: "https://api.ncloud-docs.com/docs/en/networking-vloadbalancer-loadbalancer-createloadbalancerinstance",
  inputs,
  outputs,
  timeouts: { create: 3600, update: 1800, delete: 1800 },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/21445001"),
  name: BALANCER_NAME,
  views: { row: viewOf(LOAD_BALANCER) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.loadBalancerName,
  createdAt: (observed) => moment(observed.row?.createDate),
  validate: ({ type, throughputType, idleTimeout }) => {
    const of = `for a load balancer of type ${type}`;
    const isNetwork = type === "NETWORK";
    return type === undefined
      ? []
      : [
          ...unlessAmong(
            "throughputType",
            throughputType,
            isNetwork ? ["DYNAMIC"] : ["SMALL", "MEDIUM", "LARGE", "XLARGE"],
            of,
          ),
          ...unlessUsed("idleTimeout", idleTimeout, !isNetwork, of),
        ];
  },
  create: async (context) => {
    const { api, scope, desired } = context;
    return api.call(
      "vloadbalancer/createLoadBalancerInstance",
      "create",
      scope,
      {
        loadBalancerName: desired.name,
        loadBalancerTypeCode: desired.type,
        loadBalancerNetworkTypeCode: desired.networkType,
        vpcNo: await vpcOf(context, desired.subnets),
        subnetNoList: desired.subnets,
        throughputTypeCode: desired.throughputType,
        idleTimeout: desired.idleTimeout,
        loadBalancerDescription: desired.description,
      },
      created(LOAD_BALANCER),
    );
  },
  state: stateOf,
  statusText: ({ row }) =>
    [row?.loadBalancerInstanceStatus, row?.loadBalancerInstanceOperation].filter(Boolean).join(", "),
  steps: [
    {
      label: "have its subnets",
      fields: ["subnets"],
      precondition: ({ observedInput, desired }) => refuseFewerSubnets(observedInput("subnets"), desired.subnets),
      run: (context) => {
        const { api, scope, key, desired } = context;
        return inTurn(context, key, () =>
          api.call(
            "vloadbalancer/setLoadBalancerInstanceSubnet",
            "idempotent",
            scope,
            { loadBalancerInstanceNo: key, subnetNoList: desired.subnets },
            done,
          ),
        );
      },
    },
    {
      label: "have its performance and idle timeout",
      fields: ["throughputType", "idleTimeout"],
      run: (context) => {
        const { api, scope, key, desired, observed } = context;
        const setting = settingsOf(context);
        const throughput = among(THROUGHPUTS, observed.row?.throughputType);
        const parameters = {
          loadBalancerInstanceNo: key,
          throughputTypeCode: setting("throughputType", desired.throughputType, throughput),
          idleTimeout:
            desired.type === "NETWORK"
              ? undefined
              : setting("idleTimeout", desired.idleTimeout, observed.row?.idleTimeout),
        };
        return inTurn(context, key, () =>
          api.call("vloadbalancer/changeLoadBalancerInstanceConfiguration", "idempotent", scope, parameters, done),
        );
      },
    },
    {
      label: "have its description",
      fields: ["description"],
      run: (context) => {
        const { api, scope, key, desired } = context;
        return inTurn(context, key, () =>
          api.call(
            "vloadbalancer/setLoadBalancerDescription",
            "idempotent",
            scope,
            { loadBalancerInstanceNo: key, loadBalancerDescription: desired.description },
            done,
          ),
        );
      },
    },
  ],
  isBeingRemoved: ({ row }) => row?.loadBalancerInstanceOperation === "TERMT",
  beforeRemoval: ({ waitUntil }) =>
    waitUntil("to finish what it is doing before it is deleted", (observed) => stateOf(observed).is === "ready"),
  passingRefusal: HELD,
  // The public IPs that NAVER created with it go with it.
  remove: ({ api, scope, key }) =>
    api.call(
      "vloadbalancer/deleteLoadBalancerInstances",
      "idempotent",
      scope,
      { loadBalancerInstanceNoList: [key], returnPublicIpTogether: true },
      done,
    ),
});

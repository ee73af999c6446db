import type { View } from "../../engine/definition/view.ts";
import { CloudError } from "../../http/errors.ts";
import type { InRegion, Naver } from "./account.ts";
import {
  type ListenerRow,
  type ListenerRuleRow,
  LOAD_BALANCER,
  listenerList,
  listenerRuleList,
} from "./load-balancer-schemas.ts";

/** What NAVER Cloud's answers say about a listener. */

export interface Views {
  row: InRegion<ListenerRow>;
  rules: readonly ListenerRuleRow[];
}

/** `<load balancer>:<listener>`: a listener is read by its load balancer. Terraform imports it so too. */
const keyOf = (row: ListenerRow): string => `${row.loadBalancerInstanceNo}:${row.loadBalancerListenerNo}`;
export const partsOf = (key: string): { balancer: string; listener: string } => {
  const [balancer = "", listener = ""] = key.split(":");
  return { balancer, listener };
};

const listenersOf = async (api: Naver, scope: string, balancer: string): Promise<InRegion<ListenerRow>[]> => {
  const region = scope || api.region;
  const parameters = { loadBalancerInstanceNo: balancer };
  const rows = await api.call("vloadbalancer/getLoadBalancerListenerList", "read", region, parameters, listenerList);
  return rows.map((row) => ({ ...row, regionCode: region }));
};

/** One list for each load balancer that has listeners. */
export const rowView: View<Naver, Views, Views["row"]> = {
  list: async (api, scope) => {
    const balancers = await api.list(LOAD_BALANCER, scope);
    const lists = await Promise.all(
      balancers
        .filter(({ loadBalancerListenerNoList: listeners }) => listeners?.length !== 0)
        .map(({ loadBalancerInstanceNo }) => listenersOf(api, scope, loadBalancerInstanceNo)),
    );
    return lists.flat().map((listener) => [keyOf(listener), listener] as const);
  },
  one: async (api, { scope, key }) => {
    try {
      const rows = await listenersOf(api, scope, partsOf(key).balancer);
      const own = rows.find((each) => keyOf(each) === key);
      return own === undefined ? undefined : { row: own };
    } catch (error) {
      // The load balancer may be gone; only the list is proof of it.
      if (error instanceof CloudError && error.kind === "invalid") {
        return undefined;
      }
      throw error;
    }
  },
};

const targetsIn = (rules: readonly ListenerRuleRow[]) =>
  rules.flatMap(({ loadBalancerRuleActionList: actions }) =>
    (actions ?? []).flatMap(({ targetGroupAction }) => targetGroupAction?.targetGroupWeightList ?? []),
  );

/** The rule without a condition sends requests to the target group that the listener was created with. */
export const defaultGroup = (rules: readonly ListenerRuleRow[]): string | undefined => {
  const isDefault = ({ loadBalancerRuleConditionList: conditions }: ListenerRuleRow): boolean =>
    (conditions ?? []).every(
      (each) => each.hostHeaderCondition === undefined && each.pathPatternCondition === undefined,
    );
  return targetsIn(rules.filter(isDefault))[0]?.targetGroupNo;
};

/** A rule in a sentence: `1: host shop.example.com, path /cart -> target group 1283401`. */
export function ruleInWords(rule: ListenerRuleRow): string {
  const conditions = (rule.loadBalancerRuleConditionList ?? []).flatMap(
    ({ hostHeaderCondition, pathPatternCondition }) => [
      ...(hostHeaderCondition?.hostHeaderList ?? []).map((host) => `host ${host}`),
      ...(pathPatternCondition?.pathPatternList ?? []).map((path) => `path ${path}`),
    ],
  );
  const groups = targetsIn([rule]).map(({ targetGroupNo }) => `target group ${targetGroupNo}`);
  const redirections = (rule.loadBalancerRuleActionList ?? []).flatMap(({ redirectionAction: to }) =>
    to === undefined ? [] : [`redirection to ${to.protocol}://${to.host}:${to.port}${to.path}`],
  );
  return `${rule.priority ?? "?"}: ${conditions.join(", ") || "default"} -> ${[...groups, ...redirections].join(", ")}`;
}

export const rulesView: View<Naver, Views, Views["rules"]> = {
  one: async (api, { scope, key }) => {
    const parameters = { loadBalancerListenerNo: partsOf(key).listener };
    return {
      rules: await api.call("vloadbalancer/getLoadBalancerRuleList", "read", scope, parameters, listenerRuleList),
    };
  },
};

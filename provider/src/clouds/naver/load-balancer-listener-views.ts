import type { View } from "../../engine/definition/view.ts";
import type { InRegion, Naver } from "./account.ts";
import { childrenView, partsOf } from "./children.ts";
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

/** One list for each load balancer that has listeners. */
export const rowView = childrenView({
  parents: LOAD_BALANCER,
  mayHave: ({ loadBalancerListenerNoList: listeners }) => listeners?.length !== 0,
  of: (api, region, loadBalancerInstanceNo) =>
    api.call("vloadbalancer/getLoadBalancerListenerList", "read", region, { loadBalancerInstanceNo }, listenerList),
  parts: (row: ListenerRow) => [row.loadBalancerInstanceNo, row.loadBalancerListenerNo],
});

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
    const parameters = { loadBalancerListenerNo: partsOf(key).child };
    return {
      rules: await api.call("vloadbalancer/getLoadBalancerRuleList", "read", scope, parameters, listenerRuleList),
    };
  },
};

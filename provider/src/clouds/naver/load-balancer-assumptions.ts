import type { ManualAssumption } from "../../engine/definition/assumption.ts";

/** Assumptions about load balancers that `indiecloud verify` does not test. */
export const loadBalancerAssumptions: readonly ManualAssumption[] = [
  {
    id: "ready-load-balancer",
    statement: "A load balancer that is ready shows `USED`, also before it has a listener.",
    affects: "Waits. `CREAT` counts as ready too once no operation is in progress.",
    switches: ["idleBalancer"],
    probe: { by: "manual", how: "Create one without listeners in the console; look at `getLoadBalancerInstanceList`." },
  },
  {
    id: "omitted-settings",
    statement: "A change of a load balancer, listener or target group keeps the settings that the request leaves out.",
    affects: "Nothing: all settings of such a request are sent, those that did not change as they are in the cloud.",
    switches: ["omittedSettings"],
    probe: {
      by: "manual",
      how: "Call `changeTargetGroupHealthCheckConfiguration` with one setting and look at the others.",
    },
  },
];

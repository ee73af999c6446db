import type { Action, Actions } from "./action.ts";
import { autoScalingGroupActions } from "./auto-scaling-groups.ts";
import { catalogActions } from "./catalog.ts";
import { groupActions } from "./groups.ts";
import { interfaceActions } from "./interfaces.ts";
import { keyScriptActions } from "./keys-scripts.ts";
import { launchConfigurationActions } from "./launch-configurations.ts";
import { loadBalancerListenerActions } from "./load-balancer-listeners.ts";
import { loadBalancerActions } from "./load-balancers.ts";
import { nasActions } from "./nas.ts";
import { natGatewayActions } from "./nat-gateways.ts";
import { networkAclActions } from "./network-acls.ts";
import { denyAllowGroupActions } from "./network-groups.ts";
import { placementGroupActions } from "./placement-groups.ts";
import { priceActions } from "./prices.ts";
import { publicIpActions } from "./public-ips.ts";
import { routeActions } from "./routes.ts";
import { scalingActions } from "./scaling-actions.ts";
import { serverImageActions } from "./server-images.ts";
import { serverActions } from "./servers.ts";
import { storageChangeActions } from "./storage-changes.ts";
import { storageSnapshotActions } from "./storage-snapshots.ts";
import { storageActions } from "./storages.ts";
import { targetGroupActions } from "./target-groups.ts";
import { vpcPeeringActions } from "./vpc-peerings.ts";
import { vpcActions } from "./vpcs.ts";

/** Every call of the emulator. */
const actions: Actions = {
  ...catalogActions,
  ...priceActions,
  ...serverActions,
  ...serverImageActions,
  ...interfaceActions,
  ...storageActions,
  ...storageChangeActions,
  ...storageSnapshotActions,
  ...publicIpActions,
  ...keyScriptActions,
  ...groupActions,
  ...vpcActions,
  ...networkAclActions,
  ...targetGroupActions,
  ...loadBalancerActions,
  ...loadBalancerListenerActions,
  ...denyAllowGroupActions,
  ...routeActions,
  ...natGatewayActions,
  ...vpcPeeringActions,
  ...nasActions,
  ...placementGroupActions,
  ...launchConfigurationActions,
  ...autoScalingGroupActions,
  ...scalingActions,
};

export const actionNames: readonly string[] = Object.keys(actions);

/** The action of a service; each service has only its own. */
export function actionOf(service: string, name: string): Action | undefined {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  return action?.service === service ? action : undefined;
}

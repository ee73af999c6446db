import * as kinds from "./kinds.ts";
import {
  type CloudPanel,
  gigabytes,
  having,
  joined,
  type KindPanel,
  part,
  protocolAndPort,
  type Row,
  text,
} from "./kinds.ts";

const statusWords: Readonly<Record<string, string>> = {
  ...{ INIT: "initializing", CREAT: "available", CREATING: "creating", RUN: "running", SET: "set" },
  ...{ NSTOP: "stopped", FSTOP: "failed", TERMT: "terminating", TERMTING: "terminating", USED: "in-use" },
  ...{ UNSET: "unset", NOTUSED: "notused", SD_FL: "failed", RS_FL: "failed", ST_FL: "failed", CREFL: "failed" },
};

const operationWords: Readonly<Record<string, string>> = {
  ...{ CREAT: "creating", START: "starting", SHTDN: "stopping", RESTA: "restarting", CHNG: "changing" },
  ...{ CHANG: "changing", SETUP: "setting up", TERMT: "terminating", USE: "attaching", DISUS: "detaching" },
};

/** The operation in progress, or else the status. */
function state(row: Row): string {
  const [operation, status] = [text(row, "operation"), text(row, "status") || text(row, "phase")];
  if (operation !== "" && operation !== "NULL") return operationWords[operation] ?? operation.toLowerCase();
  return statusWords[status] ?? status;
}

const kind = (group: KindPanel["group"], title: string, rest: Partial<KindPanel> = {}): KindPanel =>
  kinds.kind(group, title, { state, ...rest });

export const naver: CloudPanel = {
  title: "NAVER Cloud",
  secrets: ["secretKey"],
  kinds: {
    server: kind("Servers", "server", {
      address: (row, lookup) =>
        joined(
          having("publicIp", "serverNo", "ip")(row, lookup),
          having("networkInterface", "serverNo", "ip")(row, lookup),
        ),
      actions: [
        { label: "Power off", action: "power-off" },
        { label: "Power on", action: "power-on" },
        { label: "Make it fail", action: "fail" },
        { label: "Set it up", action: "setup" },
        { label: "Take its address", action: "lose-address" },
      ],
    }),
    networkInterface: kind("Networks", "network interface", { plan: part("deviceName") }),
    storage: kind("Storage", "block storage", { plan: gigabytes }),
    snapshot: kind("Storage", "snapshot", { plan: gigabytes }),
    serverImage: kind("Storage", "server image", { plan: (row) => `${text(row, "disk")} GB` }),
    nasVolume: kind("Storage", "NAS volume", { plan: gigabytes }),
    publicIp: kind("Addresses", "public IP", { name: part("ip"), nameField: "description" }),
    vpc: kind("Networks", "VPC"),
    subnet: kind("Networks", "subnet", { plan: part("type") }),
    networkAcl: kind("Networks", "network ACL"),
    networkAclRule: kind("Networks", "network ACL rule", {
      nameField: "description",
      name: (row) =>
        joined(text(row, "direction"), `${text(row, "priority")} ${text(row, "action")}`, text(row, "protocol")),
      address: part("ipBlock"),
      plan: part("portRange"),
    }),
    denyAllowGroup: kind("Networks", "deny-allow group"),
    accessControlGroup: kind("Networks", "access control group"),
    accessControlGroupRule: kind("Networks", "access control rule", {
      nameField: "description",
      name: (row) => joined(text(row, "direction"), text(row, "protocol")),
      address: part("ipBlock"),
      plan: part("portRange"),
    }),
    routeTable: kind("Networks", "route table", { plan: part("subnetType") }),
    route: kind("Networks", "route", {
      name: part("destination"),
      address: part("targetName"),
      plan: part("targetType"),
    }),
    natGateway: kind("Networks", "NAT gateway"),
    vpcPeering: kind("Networks", "VPC peering"),
    placementGroup: kind("Servers", "placement group"),
    loginKey: kind("Access", "login key"),
    initScript: kind("Access", "init script"),
    targetGroup: kind("Load balancing", "target group", { plan: protocolAndPort }),
    loadBalancer: kind("Load balancing", "load balancer", { address: part("domain"), plan: part("throughput") }),
    loadBalancerListener: kind("Load balancing", "listener", { name: protocolAndPort }),
    launchConfiguration: kind("Scaling", "launch configuration"),
    autoScalingGroup: kind("Scaling", "auto scaling group", {
      plan: (row) => `${text(row, "desiredCapacity")} of ${text(row, "minSize")} to ${text(row, "maxSize")}`,
    }),
    scalingPolicy: kind("Scaling", "scaling policy"),
    scalingSchedule: kind("Scaling", "scaling schedule"),
  },
};

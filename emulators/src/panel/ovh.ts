import { type CloudPanel, gigabytes, having, joined, type KindPanel, of, type Row, text } from "./kinds.ts";

const kind = (group: KindPanel["group"], title: string, rest: Partial<KindPanel> = {}): KindPanel => ({
  ...{ group, title, ...rest },
});

const part = (field: string) => (row: Row) => text(row, field);
const always = () => true;

export const ovh: CloudPanel = {
  title: "OVHcloud",
  secrets: ["applicationSecret", "consumerKey"],
  kinds: {
    instance: kind("Servers", "instance", {
      address: (row, lookup) =>
        joined(
          having("floatingIp", "instanceId", "ip")(row, lookup),
          having("interface", "instanceId", "ips")(row, lookup),
        ),
      plan: of("flavor", "flavorId", "name"),
      actions: [
        { label: "Power off", action: "power-off" },
        { label: "Power on", set: { phase: "active" } },
        { label: "Suspend", action: "suspend" },
        { label: "Make it fail", action: "fail" },
        { label: "Take its address", action: "lose-address" },
      ],
    }),
    vps: kind("Servers", "VPS", {
      actions: [
        { label: "Power off", set: { state: "stopped" } },
        { label: "Power on", set: { state: "running" } },
      ],
      plan: part("netbootMode"),
    }),
    dedicatedServer: kind("Servers", "dedicated server", { nameField: "displayName", plan: part("os") }),
    group: kind("Servers", "instance group"),
    volume: kind("Storage", "volume", { plan: (row, lookup) => joined(gigabytes(row, lookup), text(row, "type")) }),
    volumeSnapshot: kind("Storage", "volume snapshot", { plan: gigabytes }),
    volumeBackup: kind("Storage", "volume backup", { plan: gigabytes }),
    backupSchedule: kind("Storage", "backup schedule", { plan: part("cron") }),
    image: kind("Storage", "snapshot", { isCatalog: ({ account }) => account === "" }),
    floatingIp: kind("Addresses", "floating IP", { name: part("ip"), nameField: "description" }),
    additionalIp: kind("Addresses", "additional IP", { name: part("ip") }),
    ipBlock: kind("Addresses", "address block", { address: part("routedTo") }),
    ipReverse: kind("Addresses", "reverse DNS", { nameField: "reverse", name: part("id"), address: part("reverse") }),
    ipFirewall: kind("Addresses", "edge firewall", { name: part("id") }),
    ipFirewallRule: kind("Addresses", "firewall rule", {
      name: (row) => joined(`${text(row, "sequence")} ${text(row, "action")}`, text(row, "protocol")),
      address: part("source"),
      plan: part("destinationPort"),
    }),
    interface: kind("Networks", "interface", {
      name: part("macAddress"),
      address: (row) => (Array.isArray(row.ips) ? row.ips.join(", ") : ""),
    }),
    network: kind("Networks", "private network", { plan: (row) => `VLAN ${text(row, "vlanId")}` }),
    subnet: kind("Networks", "subnet", { address: part("cidr") }),
    gateway: kind("Networks", "gateway"),
    gatewayInterface: kind("Networks", "gateway interface"),
    loadBalancer: kind("Load balancing", "load balancer"),
    listener: kind("Load balancing", "listener", { plan: (row) => `${text(row, "protocol")} ${text(row, "port")}` }),
    pool: kind("Load balancing", "pool", { plan: part("algorithm") }),
    member: kind("Load balancing", "member"),
    healthMonitor: kind("Load balancing", "health monitor"),
    l7Policy: kind("Load balancing", "L7 policy", { plan: part("action") }),
    l7Rule: kind("Load balancing", "L7 rule", { plan: part("ruleType"), address: part("value") }),
    certificate: kind("Load balancing", "certificate"),
    dnsZone: kind("DNS", "DNS zone", { state: (row) => (row.dirty === true ? "changed" : "") }),
    dnsRecord: kind("DNS", "DNS record", {
      name: (row) => `${text(row, "subDomain") || "@"} ${text(row, "fieldType")}`,
    }),
    sshKey: kind("Access", "SSH key"),
    projectUser: kind("Access", "project user", { nameField: "description" }),
    credential: kind("Access", "consumer key", { name: (row) => `consumer key ${text(row, "id")}` }),
    application: kind("Access", "application"),
    oauthClient: kind("Access", "service account"),
    project: kind("Access", "project", { nameField: "description" }),
    operation: kind("Tasks", "operation", { name: part("action") }),
    vpsTask: kind("Tasks", "VPS task", { name: part("type") }),
    dedicatedTask: kind("Tasks", "server task", { name: part("function") }),
    region: kind("Catalog", "region", { isCatalog: always, name: part("id") }),
    flavor: kind("Catalog", "flavor", {
      isCatalog: always,
      state: (row) => (row.available === true ? "available" : "cancelled"),
      plan: (row) => `${text(row, "vcpus")} vCPU, ${text(row, "ram")} MB`,
    }),
  },
};

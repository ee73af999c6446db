import { plans } from "../lunanode/seeds.ts";
import { type CloudPanel, gigabytes, having, isShared, joined, kind, part, text } from "./kinds.ts";

export const lunanode: CloudPanel = {
  title: "LunaNode",
  secrets: ["apiKey"],
  kinds: {
    vm: {
      group: "Servers",
      title: "virtual machine",
      nameField: "hostname",
      address: (row, lookup) => joined(having("floatingIp", "vmId", "id")(row, lookup), text(row, "privateIp")),
      plan: (row) => plans.find(({ id }) => id === row.planId)?.name ?? text(row, "planId"),
      actions: [
        { label: "Power off", action: "power-off" },
        { label: "Power on", set: { phase: "online" } },
        { label: "Suspend", action: "suspend" },
        { label: "Make it fail", action: "fail" },
        { label: "Take its address", action: "lose-address" },
      ],
    },
    image: kind("Storage", "image", { isCatalog: isShared, plan: part("format") }),
    floatingIp: {
      group: "Addresses",
      title: "floating IP",
      name: part("id"),
      nameField: "reverse",
      state: (row) => (row.vmId === "" ? "detached" : "attached"),
      address: part("reverse"),
      actions: [{ label: "Detach", set: { vmId: "" } }],
    },
    volume: kind("Storage", "volume", { nameField: "label", plan: gigabytes }),
    volumeSnapshot: kind("Storage", "volume snapshot", { plan: gigabytes }),
    network: kind("Networks", "network"),
    securityGroup: kind("Networks", "security group"),
    rule: {
      group: "Networks",
      title: "security rule",
      nameField: "label",
      name: (row) =>
        joined(text(row, "direction"), text(row, "family"), `${text(row, "protocol")} ${text(row, "portMin")}`),
      address: part("remote"),
    },
    sshKey: kind("Access", "SSH key"),
    script: kind("Access", "startup script"),
    dnsZone: kind("DNS", "DNS zone"),
    dnsRecord: kind("DNS", "DNS record"),
    dynamicName: kind("DNS", "dynamic name"),
  },
};

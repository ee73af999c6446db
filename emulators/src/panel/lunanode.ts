import { plans } from "../lunanode/seeds.ts";
import { type CloudPanel, gigabytes, having, joined, text } from "./kinds.ts";

const isShared = ({ account }: Readonly<Record<string, unknown>>): boolean => account === "";

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
    image: { group: "Storage", title: "image", isCatalog: isShared, plan: (row) => text(row, "format") },
    floatingIp: {
      group: "Addresses",
      title: "floating IP",
      name: (row) => text(row, "id"),
      nameField: "reverse",
      state: (row) => (row.vmId === "" ? "detached" : "attached"),
      address: (row) => text(row, "reverse"),
      actions: [{ label: "Detach", set: { vmId: "" } }],
    },
    volume: { group: "Storage", title: "volume", nameField: "label", plan: gigabytes },
    volumeSnapshot: { group: "Storage", title: "volume snapshot", plan: gigabytes },
    network: { group: "Networks", title: "network" },
    securityGroup: { group: "Networks", title: "security group" },
    rule: {
      group: "Networks",
      title: "security rule",
      nameField: "label",
      name: (row) =>
        joined(text(row, "direction"), text(row, "family"), `${text(row, "protocol")} ${text(row, "portMin")}`),
      address: (row) => text(row, "remote"),
    },
    sshKey: { group: "Access", title: "SSH key" },
    script: { group: "Access", title: "startup script" },
    dnsZone: { group: "DNS", title: "DNS zone" },
    dnsRecord: { group: "DNS", title: "DNS record" },
    dynamicName: { group: "DNS", title: "dynamic name" },
  },
};

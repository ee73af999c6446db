import { type CloudPanel, having, joined, kind, part, text } from "./kinds.ts";

export const gigenet: CloudPanel = {
  title: "GigeNET",
  secrets: ["apiHash"],
  kinds: {
    instance: {
      group: "Servers",
      title: "instance",
      address: (row, lookup) =>
        joined(text(row, "publicIp"), having("address", "instanceId", "id")(row, lookup), text(row, "privateIp")),
      actions: [
        { label: "Power off", action: "power-off" },
        { label: "Power on", action: "power-on" },
        { label: "Pause", action: "pause" },
        { label: "Make it fail", action: "fail" },
        { label: "Add an address", action: "add-address" },
      ],
    },
    address: {
      group: "Addresses",
      title: "address",
      name: part("id"),
      state: (row) => (row.instanceId === "" ? "detached" : "attached"),
      address: part("id"),
    },
    keyPair: kind("Access", "key pair"),
    session: kind("Access", "temporary credentials"),
    launch: kind("Tasks", "client token"),
  },
};

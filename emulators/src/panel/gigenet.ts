import { type CloudPanel, having, joined, text } from "./kinds.ts";

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
      name: (row) => text(row, "id"),
      state: (row) => (row.instanceId === "" ? "detached" : "attached"),
      address: (row) => text(row, "id"),
    },
    keyPair: { group: "Access", title: "key pair" },
    session: { group: "Access", title: "temporary credentials" },
    launch: { group: "Tasks", title: "client token" },
  },
};

import { type CloudPanel, type KindPanel, type Row, text } from "./kinds.ts";

const power = (row: Row): string => (row.status === "active" ? text(row, "power") : text(row, "status"));

const actions = [
  { label: "Power off", action: "power-off" },
  { label: "Power on", action: "power-on" },
  { label: "Suspend", action: "suspend" },
  { label: "Make it fail", action: "fail" },
];

const service = (title: string, plan: KindPanel["plan"]): KindPanel => ({
  ...{ group: "Servers", title, state: power, actions },
  ...(plan ? { plan } : {}),
});

export const hostdime: CloudPanel = {
  title: "HostDime",
  secrets: ["privateKey"],
  kinds: {
    vps: service("VPS", (row) => text(row, "plan")),
    server: service("dedicated server", (row) => text(row, "cpu")),
    rdns: {
      group: "Addresses",
      title: "reverse DNS",
      nameField: "ptr",
      name: (row) => text(row, "id"),
      address: (row) => text(row, "ptr"),
    },
    domain: { group: "DNS", title: "domain", plan: (row) => `expires ${text(row, "expires")}` },
  },
};

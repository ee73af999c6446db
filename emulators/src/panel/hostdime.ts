import { type CloudPanel, type KindPanel, part, type Row, text } from "./kinds.ts";

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
    vps: service("VPS", part("plan")),
    server: service("dedicated server", part("cpu")),
    rdns: {
      group: "Addresses",
      title: "reverse DNS",
      nameField: "ptr",
      name: part("id"),
      address: part("ptr"),
    },
    domain: { group: "DNS", title: "domain", plan: (row) => `expires ${text(row, "expires")}` },
  },
};

import { WebServer } from "./web-server";

const live = new WebServer("live", { network: "10.1.0.0/16", subnet: "10.1.1.0/24", plan: "s4-g3" });
const trial = new WebServer("trial", { network: "10.2.0.0/16", subnet: "10.2.1.0/24", admin: "203.0.113.0/24" });

export const ips = { live: live.ip, trial: trial.ip };
// A secret: pulumi stack output rootPasswords --show-secrets
export const rootPasswords = { live: live.rootPassword, trial: trial.rootPassword };

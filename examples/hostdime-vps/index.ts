import * as indiecloud from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

// The API ID that the portal shows on the VPS's page, one of its addresses, and the reverse DNS name for that address.
const config = new pulumi.Config();
const cuid = config.require("cuid");

// Adopted, not bought: destroying the stack stops and releases it; HostDime charges for it until it is cancelled.
const vps = new indiecloud.hostdime.Vps("web", { cuid, suspended: false, powerState: "running", onDelete: "stop" });

new indiecloud.hostdime.ReverseDns("web", { cuid, ip: config.require("ip"), ptr: config.require("ptr") });

export const ip = vps.ip;
export const os = vps.os;

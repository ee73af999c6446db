import * as indiecloud from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

// The API ID that the portal shows on the VPS's page; an address of it; the name that the address is to have.
const config = new pulumi.Config();
const cuid = config.require("cuid");

// Taken over, not bought: destroying the stack stops it and lets go of it, and it is charged until it is cancelled.
const vps = new indiecloud.hostdime.Vps("web", { cuid, suspended: false, powerState: "running", onDelete: "stop" });

new indiecloud.hostdime.ReverseDns("web", { cuid, ip: config.require("ip"), ptr: config.require("ptr") });

export const ip = vps.ip;
export const os = vps.os;

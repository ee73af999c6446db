import { writeFileSync } from "node:fs";
import * as indiecloud from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

// The API ID that the portal shows on the server's page, one of its addresses, and the reverse DNS name for that address.
const config = new pulumi.Config();
const cuid = config.require("cuid");

// Adopted, not bought: destroying the stack releases it; HostDime charges for it until it is cancelled.
const server = new indiecloud.hostdime.DedicatedServer("metal", { cuid, suspended: false, powerState: "running" });

new indiecloud.hostdime.ReverseDns("metal", {
  kind: "server",
  cuid: server.id,
  ip: config.require("ip"),
  ptr: config.require("ptr"),
});

// A picture for the wiki. It is written to a file, as an output would be stored in the state.
export const picture = indiecloud.hostdime
  .getDedicatedServerBandwidth({ id: cuid, period: "week" })
  .then(({ pngBase64 }) => {
    writeFileSync("bandwidth.png", Buffer.from(pngBase64, "base64"));
    return "bandwidth.png";
  });

export const ip = server.ip;
export const ipmi = server.ipmiIp;
// A secret: pulumi stack output ipmiPassword --show-secrets
export const ipmiPassword = server.ipmiPassword;

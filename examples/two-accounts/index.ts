import * as indiecloud from "@indiecloud/pulumi";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

/** A server on the account whose API ID and key the stack's configuration has under this name. */
function serverOn(account: "shop" | "lab") {
  const provider = new indiecloud.Provider(account, {
    lunanode: { apiId: config.requireSecret(`${account}Id`), apiKey: config.requireSecret(`${account}Key`) },
  });
  return new indiecloud.lunanode.Vm(account, { plan: "m.1", image: "Debian 12 64-bit" }, { provider });
}

export const shopIp = serverOn("shop").ip;
export const labIp = serverOn("lab").ip;

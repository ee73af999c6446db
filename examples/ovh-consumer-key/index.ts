// Requests a consumer key from OVHcloud, waits until you have validated it, and lists the rights of the account's keys.
// Needs OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET; OVH_ENDPOINT is ovh-eu if absent.
import { once } from "node:events";
import { createInterface } from "node:readline";
import { listCredentials, requestConsumerKey, rulesFor } from "@indiecloud/pulumi/ovh-credentials";

const {
  OVH_ENDPOINT: endpoint,
  OVH_APPLICATION_KEY: applicationKey,
  OVH_APPLICATION_SECRET: applicationSecret,
} = process.env;
if (applicationKey === undefined || applicationSecret === undefined) {
  throw new Error("Set OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET.");
}

const { consumerKey, validationUrl } = await requestConsumerKey({
  endpoint,
  applicationKey,
  // The rights that the resources need, and those that the list below needs.
  rules: [
    ...rulesFor("/cloud/project", "all"),
    ...rulesFor("/me/api/credential", "read"),
    { method: "GET", path: "/auth/details" },
  ],
});
console.log(`Open ${validationUrl}\nand press Enter here when you have agreed.`);
const terminal = createInterface({ input: process.stdin });
await once(terminal, "line");
terminal.close();

const holder = { endpoint, applicationKey, applicationSecret, consumerKey };
for (const { credentialId, application, creation, expiration, lastUse, rules } of await listCredentials(holder)) {
  console.log(
    `${credentialId} ${application?.name ?? "?"} (${application?.status ?? "?"}): made ${creation ?? "?"}, ` +
      `until ${expiration ?? "it is revoked"}, last used ${lastUse ?? "never"}`,
  );
  for (const { method, path } of rules) {
    console.log(`  ${method} ${path}`);
  }
}
console.log(`export OVH_CONSUMER_KEY=${consumerKey}`);

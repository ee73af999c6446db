import { Client } from "../../provider/src/http/client.ts";
import { list, record, text } from "../../provider/src/http/decode/schemas.ts";

/* Requests a URL with the provider's client and prints the outcome, in a process with a test's environment. */

const [url = "", ...effects] = process.argv.slice(2);
const client = new Client({
  cloud: "TestCloud",
  decode: "json",
  budget: { perSecond: 1000, burst: 1000, concurrent: 10 },
  secrets: [],
  sign: (request) => request,
  classify: () => undefined,
});
for (const effect of effects) {
  const isRead = effect === "read";
  const reported = await client
    .send({
      name: "vm/list",
      safety: isRead ? "read" : "create",
      request: () => ({ method: isRead ? "GET" : "POST", url: new URL(url), headers: {} }),
      answer: record({ vms: list(text) }),
    })
    .then(
      ({ vms }) => vms.join(),
      (error: unknown) => String(error),
    );
  process.stdout.write(`${reported}\n`);
}
client.close();

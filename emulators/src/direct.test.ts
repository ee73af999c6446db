import test from "ava";
import { startEmulators } from "./index.ts";
import { sign } from "./lunanode/signature.ts";

test("a request within the process is answered as over the network, including log, faults and signature", async (t) => {
  const emulators = await startEmulators({ clouds: ["lunanode"] });
  t.teardown(() => emulators.stop());
  const { endpoint, credentials } = emulators.clouds.lunanode;
  const { apiId, apiKey } = credentials;
  const req = JSON.stringify({ api_id: apiId, api_partialkey: apiKey.slice(0, 64) });
  const nonce = String(Math.floor(emulators.clock.wall() / 1000));
  const body = String(new URLSearchParams({ req, nonce, signature: sign("vm/list/", req, nonce, apiKey) }));
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const request = { method: "POST", url: new URL(`${endpoint}/api/vm/list/`), headers, body };
  t.like(emulators.inspect("lunanode", request), { operation: "vm/list", kind: "read", signature: "ok" });
  t.deepEqual(emulators.requests(), []);
  const there = await fetch(request.url, request);
  const direct = await emulators.send("lunanode", request);
  t.is(direct?.body, await there.text());
  t.is(direct?.status, 200);
  t.truthy(direct?.headers.date);
  emulators.addFault({ operation: "vm/list", when: "after", fault: { cut: "connection" } });
  t.is((await emulators.send("lunanode", request))?.cut, "connection");
  t.deepEqual(
    emulators.requests().map(({ operation, stage }) => [operation, stage]),
    [
      ["vm/list", "replied"],
      ["vm/list", "replied"],
      ["vm/list", "lost"],
    ],
  );
});

import { request } from "node:http";
import test, { type ExecutionContext } from "ava";
import { runOn, testClient as testGigeNet } from "../gigenet/testing.ts";
import { type Emulators, startEmulators } from "../index.ts";
import { plainVm, testClient as testLunaNode } from "../lunanode/testing.ts";
import { plainServer, testClient as testNaver } from "../naver/testing.ts";
import { plain, testClient as testOvh } from "../ovh/testing.ts";
import { cloudPanels } from "./cloud-panels.ts";
import { Masker, masked } from "./mask.ts";
import type { PanelUpdate } from "./types.ts";

async function start(t: ExecutionContext): Promise<Emulators> {
  const emulators = await startEmulators({ timeScale: 0 });
  t.teardown(() => emulators.stop());
  return emulators;
}

test("every kind of every cloud has its place on the page", async (t) => {
  const emulators = await start(t);
  for (const name of ["lunanode", "hostdime", "gigenet", "naver", "ovh"] as const) {
    const kinds = Object.keys(cloudPanels.get(name)?.kinds ?? {});
    t.deepEqual(kinds.toSorted(), emulators.kinds(name).toSorted(), name);
  }
});

test("a server is shown as its panel shows it", async (t) => {
  const emulators = await start(t);
  await testLunaNode(emulators).ok("vm/create", plainVm(emulators, { hostname: "web", plan_id: "88" }));
  await testNaver(emulators).ok("createServerInstances", plainServer(emulators, { serverName: "search" }));
  await testOvh(emulators).cloud("POST", "/instance", plain(emulators, { name: "api" }));
  const summary = () =>
    emulators.panel
      .objects()
      .filter(({ kind }) => ["vm", "server", "instance"].includes(kind))
      .filter(({ name }) => ["web", "search", "api"].includes(name))
      .map(({ name, title, state, tone, address, plan, region }) => ({
        name,
        title,
        state,
        tone,
        address,
        plan,
        region,
      }));
  t.deepEqual(
    summary().map(({ name, state, tone }) => [name, state, tone]),
    [
      ["web", "build", "busy"],
      ["search", "initializing", "busy"],
      ["api", "build", "busy"],
    ],
  );
  emulators.advance(600);
  const [web, search, api] = summary();
  const place = { title: "virtual machine", state: "online", tone: "good", plan: "m.4", region: "toronto" };
  t.deepEqual(web, { name: "web", ...place, address: "198.18.0.10, 172.20.0.10" });
  t.like(search, { state: "running", tone: "good", region: "KR" });
  t.like(api, { state: "active", tone: "good", plan: "b3-8", region: "GRA11" });
  t.regex(api?.address ?? "", /^198\.19\.\d+\.\d+, 2001:db8:/);
});

test("each change that the page offers can be made", async (t) => {
  const emulators = await start(t);
  await testLunaNode(emulators).ok("vm/create", plainVm(emulators));
  await runOn(emulators, testGigeNet(emulators));
  await testNaver(emulators).ok("createServerInstances", plainServer(emulators));
  await testOvh(emulators).cloud("POST", "/instance", plain(emulators));
  emulators.advance(600);
  const seen = new Set<string>();
  for (const { cloud, kind, id, actions } of emulators.panel.objects()) {
    if (actions.length === 0 || seen.has(`${cloud}/${kind}`)) continue;
    seen.add(`${cloud}/${kind}`);
    for (const { action, set } of actions) {
      const change = action === undefined ? { kind, id, set } : { action, id };
      const response = await fetch(`${emulators.admin}/change`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ cloud, ...change }),
      });
      t.is(response.status, 200, `${cloud}/${kind}: ${action ?? JSON.stringify(set)}`);
    }
  }
  t.true(seen.size >= 8, [...seen].join(", "));
});

test("an open page gets what changes, and only that", async (t) => {
  const emulators = await start(t);
  const response = await fetch(`${emulators.admin}/events`);
  t.is(response.headers.get("content-type"), "text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<PanelUpdate> => {
    while (!text.includes("\n\n")) text += (await reader?.read())?.value ?? "";
    const [event = ""] = text.split("\n\n", 1);
    text = text.slice(event.length + 2);
    return JSON.parse(event.replace(/^data: /, ""));
  };
  const first = await next();
  t.deepEqual(Object.keys(first).toSorted(), [
    ...["clock", "clouds", "faults", "isLogCleared", "objects", "requests", "switches"],
  ]);
  t.is(first.objects?.length, emulators.objects().length);
  const created = testLunaNode(emulators).ok("vm/create", plainVm(emulators, { hostname: "web" }));
  const second = await next();
  await created;
  t.deepEqual(
    second.objects?.map(({ name }) => name),
    ["web"],
  );
  t.deepEqual(
    second.requests?.map(({ operation, status }) => [operation, status]),
    [["vm/create", 200]],
  );
  const [vm] = emulators.objects("lunanode").filter(({ kind }) => kind === "vm");
  emulators.change({ cloud: "lunanode", kind: "vm", id: vm?.id ?? "", delete: true });
  emulators.addFault({ fault: { status: 500 } });
  const third = await next();
  t.deepEqual([third.removed, third.faults?.length, third.clouds], [[`lunanode/vm/${vm?.id}`], 1, undefined]);
  emulators.clearRequests();
  t.deepEqual(await next(), { requests: [], isLogCleared: true });
  await reader?.cancel();
});

test("a request's detail has its answer, and no secret", async (t) => {
  const emulators = await start(t);
  const client = testLunaNode(emulators);
  const id = await client.text("vm_id", "vm/create", plainVm(emulators, { hostname: "web" }));
  emulators.advance(60);
  const info = await client.ok("vm/info", { vm_id: id });
  const details = emulators.requests().map((row) => emulators.panel.requestDetail(row.id));
  t.like(details.at(-1), { operation: "vm/info", method: "POST", path: "/api/vm/info/", parameters: { vm_id: id } });
  t.true(details.at(-1)?.reply?.body.includes('"hostname":"web"'));
  const password = /"login_details":"([^"]+)"/.exec(JSON.stringify(info))?.[1] ?? "none";
  t.false(JSON.stringify(details).includes(password));
  t.throws(() => emulators.panel.requestDetail(999), { message: "the log has no request 999" });
});

const bodies: readonly [string, string, string][] = [
  ["JSON", '{"a":{"rootPassword":"hunter22","keys":[1]}}', `{"a":{"rootPassword":"${masked}","keys":[1]}}`],
  [
    "XML",
    "<r><rootPassword>hunter22</rootPassword><a>1</a></r>",
    `<r><rootPassword>${masked}</rootPassword><a>1</a></r>`,
  ],
  ["YAML", "response:\n  password: hunter22\n  name: web\n", `response:\n  password: "${masked}"\n  name: web\n`],
  ["cut JSON", '{"name":"web","secretKey":"hunter22","x', `{"name":"web","secretKey":"${masked}","x`],
  ["a known value anywhere", "echo of s3cretvalue1", `echo of ${masked}`],
];
for (const [what, body, expected] of bodies) {
  test(`secrets are masked in ${what}`, (t) => {
    t.is(new Masker([{ apiKey: "s3cretvalue1", apiId: "public-id-1" }]).body(body), expected);
  });
}

test("a page of another site is refused by its origin too", async (t) => {
  const emulators = await start(t);
  const { port, host } = new URL(emulators.admin);
  const statusOf = (method: string, path: string, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const outgoing = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      });
      outgoing.on("error", reject).end(method === "POST" ? "{}" : "");
    });
  const json = { "content-type": "application/json" };
  for (const origin of ["http://evil.example", "null", "http://127.0.0.1:1", `https://${host}`]) {
    t.is(await statusOf("POST", "/reset", { ...json, origin }), 403, origin);
    t.is(await statusOf("GET", "/events", { origin }), 403, origin);
  }
  t.is(await statusOf("GET", "/objects", { "sec-fetch-site": "cross-site" }), 403);
  t.is(await statusOf("DELETE", "/faults", { "sec-fetch-site": "same-site" }), 403);
  t.is(await statusOf("POST", "/reset", { ...json, origin: `http://${host}`, "sec-fetch-site": "same-origin" }), 200);
});

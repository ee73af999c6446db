import test from "ava";
import { z } from "zod";
import type { ClientConfig } from "./call.ts";
import { Client } from "./client.ts";
import { accepted, nothing, text, textAt } from "./decode/schemas.ts";
import { linkedPages } from "./pages.ts";
import { reply, serve } from "./testing.ts";
import { build, call, config, fails, vms } from "./testing-client.ts";

test("an answer is parsed by the schema, and every attempt is signed anew with the clock's time", async (t) => {
  const server = await serve(reply(503, {}), reply(200, { vms: ["a", 12345678901234567890n.toString()], more: 1 }));
  t.teardown(server.close);
  const { client, clock } = build();
  const start = clock.now();
  t.deepEqual(await client.send(call(server.url, vms)), { vms: ["a", "12345678901234567890"] });
  t.deepEqual(
    server.requests.map(({ headers }) => headers["x-time"]),
    [String(start), String(start + 250)],
  );
  t.deepEqual([client.stats.requests, client.stats.retries], [2, 1]);
  t.deepEqual([...client.stats.byCall], [["vm/list", 2]]);
});

test("URL and body are sent byte for byte as they were signed", async (t) => {
  const server = await serve(reply(200, "{}"));
  t.teardown(server.close);
  const target = "/1.0/ip/1.2.3.0%2F24/reverse?b=%7E~*()%27!&a=x+y%20z&c=%c3%a9&empty=&d";
  const body = 'a=1&b=%C3%A9+*~&json={"é":1}';
  const { client } = build();
  await client.send(
    call(server.url, accepted, {
      request: () => ({ method: "POST", url: new URL(target, server.url), headers: { "x-mine": "1" }, body }),
    }),
  );
  t.is(server.requests[0]?.target, target);
  t.is(server.requests[0]?.body, body);
  t.is(server.requests[0]?.headers["x-mine"], "1");
  t.is(server.requests[0]?.headers["user-agent"], "indiecloud");
  t.is(client.stats.bytesSent, Buffer.byteLength(body));
});

test("a request without a body says so with every method", async (t) => {
  const server = await serve(reply(200, "{}"));
  t.teardown(server.close);
  const { client } = build();
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"] as const) {
    await client.send(
      call(server.url, accepted, { request: () => ({ method, url: new URL(server.url), headers: {} }) }),
    );
  }
  t.deepEqual(
    server.requests.map(({ method, body, headers }) => [
      method,
      body,
      headers["transfer-encoding"],
      headers["content-length"],
    ]),
    [
      ["GET", "", undefined, undefined],
      ["POST", "", undefined, "0"],
      ["PUT", "", undefined, "0"],
      ["PATCH", "", undefined, "0"],
      ["DELETE", "", undefined, "0"],
    ],
  );
});

test("a list whose next page is in a header is read to the end", async (t) => {
  const server = await serve(
    reply(200, { vms: ["a"] }, { "x-pagination-cursor-next": "c1" }),
    reply(200, { vms: [] }, { "x-pagination-cursor-next": "c2" }),
    reply(200, { vms: ["b"] }),
  );
  t.teardown(server.close);
  const { client } = build();
  const rows = await linkedPages({ cloud: "TestCloud", call: "vm/list", keyOf: String }, async (cursor) => {
    const headers: Record<string, string> = cursor === undefined ? {} : { "x-pagination-cursor": cursor };
    const request = () => ({ method: "GET" as const, url: new URL(server.url), headers });
    const { value, headers: answered } = await client.sendForPage(call(server.url, vms, { request }));
    return { rows: value.vms, next: answered["x-pagination-cursor-next"] };
  });
  t.deepEqual(rows, ["a", "b"]);
  t.deepEqual(
    server.requests.map(({ headers }) => headers["x-pagination-cursor"]),
    [undefined, "c1", "c2"],
  );
});

test("an unsigned call is not signed", async (t) => {
  const server = await serve(reply(200, "1700000000"));
  t.teardown(server.close);
  const { client } = build();
  t.is(await client.send(call(server.url, text, { unsigned: true })), "1700000000");
  t.is(server.requests[0]?.headers["x-signature"], undefined);
});

test("an error inside a 2xx answer is reported with code, request ID and next step, and not retried", async (t) => {
  const server = await serve(reply(200, { error: "no plan correct-horse-battery." }, { "x-request-id": "r-1" }));
  t.teardown(server.close);
  const { client } = build();
  const error = await fails(client.send(call(server.url, vms, { safety: "create" })));
  t.like(error, { kind: "invalid", effect: "none", code: "E200", requestId: "r-1", httpStatus: 200 });
  t.is(
    error.message,
    "TestCloud vm/list: no plan [redacted] (code E200, HTTP 200, request r-1). Correct the value named in the message.",
  );
  t.is(server.requests.length, 1);
});

test("values that a request sent in secret fields are hidden in its error, whole or line by line", async (t) => {
  const script = "#!/bin/sh\necho hunter2-secret > /root/x\nreboot\n";
  for (const [type, body] of [
    ["application/json", JSON.stringify({ name: "my-web-server", nested: [{ userData: script }] })],
    ["application/x-www-form-urlencoded", new URLSearchParams({ name: "my-web-server", userData: script }).toString()],
  ] as const) {
    for (const [reported, messages] of [
      [`bad script ${script} of my-web-server`, "bad script [redacted]"],
      ["line 2 is wrong: echo hunter2-secret > /root/x, my-web-server", "line 2 is wrong: [redacted], my-web-server"],
    ] as const) {
      const server = await serve(reply(400, { error: reported }));
      t.teardown(server.close);
      const lines: string[] = [];
      const { client } = build({}, { debug: { line: (line) => lines.push(line), bodies: true } });
      const request = () => ({
        ...{ method: "POST" as const, url: new URL("/vm", server.url), headers: { "content-type": type }, body },
      });
      const error = await fails(client.send(call(server.url, vms, { safety: "create", request })));
      t.true(error.words.startsWith(messages), error.words);
      t.true(error.words.endsWith("my-web-server"));
      t.notRegex(`${error.message}${lines.join()}`, /hunter2/);
    }
  }
});

test("only an answer in the cloud's own format can say that something is gone", async (t) => {
  const server = await serve(
    reply(404, { error: "no such vm" }),
    reply(404, "<html>Not Found</html>"),
    reply(404, "{}"),
  );
  t.teardown(server.close);
  const { client } = build({
    classify: ({ status }) =>
      status === 404 && server.requests.length < 3 ? { kind: "notFound", words: "no such vm" } : undefined,
  });
  t.is((await fails(client.send(call(server.url, vms)))).kind, "notFound");
  t.is((await fails(client.send(call(server.url, vms)))).kind, "protocol");
  t.is((await fails(client.send(call(server.url, vms)))).kind, "protocol");
});

test("a classifier can distinguish an empty body from one that cannot be trusted", async (t) => {
  const server = await serve(reply(200, ""), reply(200, "<html>"), reply(200, "{"));
  t.teardown(server.close);
  const { client } = build({
    classify: ({ tree }) => ({ kind: "invalid", words: tree === null ? "empty" : String(tree) }),
  });
  for (const words of ["empty", "undefined", "undefined"]) {
    t.is((await fails(client.send(call(server.url, vms)))).words, words);
  }
});

const WORDS = { json: { error: "slow down" }, xml: "<r><error>slow down</error></r>" };
for (const [decode, messages] of [
  ["json", "xml"],
  ["xml", "json"],
  ["yaml", "xml"],
  ["yaml", "json"],
] as const) {
  test(`an error in ${messages} is read if ${decode} was requested, with any status`, async (t) => {
    const classify: ClientConfig["classify"] = ({ tree, status }) => {
      const words = textAt(tree, "error") ?? textAt(tree, "r", "error");
      return words === undefined ? undefined : { kind: "quota", words, code: `E${status}` };
    };
    for (const status of [200, 400, 503]) {
      const server = await serve(reply(status, WORDS[messages]));
      t.teardown(server.close);
      const { client } = build({ decode, classify });
      const error = await fails(client.send(call(server.url, vms, { safety: "create" })));
      t.like(error, { kind: "quota", effect: "none", words: "slow down", code: `E${status}` });
    }
  });
}

for (const [decode, body] of [
  ["json", "<r><vms>a</vms></r>"],
  ["xml", '{"vms":["a"]}'],
  ["xml", '["a"]'],
  ["yaml", "<r><vms>a</vms></r>"],
] as const) {
  test(`an answer that is not an error is not trusted if it is ${body[0]}… and ${decode} was requested`, async (t) => {
    const server = await serve(reply(200, body), reply(503, body), reply(404, body));
    t.teardown(server.close);
    const { client } = build({ decode });
    for (const kind of ["protocol", "unavailable", "protocol"] as const) {
      const error = await fails(client.send(call(server.url, vms, { safety: "create" })));
      t.like(error, { kind, effect: "unknown" });
      t.regex(error.words, /returned (JSON|XML) instead of (JSON|XML|YAML)/);
    }
  });
}

for (const [decode, body] of [
  ["json", "<error>no such vm</error>"],
  ["xml", '{"error":"no such vm"}'],
] as const) {
  test(`a "not found" in another format than ${decode} does not mean that an object is gone`, async (t) => {
    const server = await serve(reply(404, body), reply(200, body), reply(200, "<html>no such vm</html>"));
    t.teardown(server.close);
    const { client } = build({
      decode,
      classify: ({ tree }) => (tree === undefined ? undefined : { kind: "notFound", words: "no such vm" }),
    });
    for (const kind of ["protocol", "protocol", "unavailable"] as const) {
      t.is((await fails(client.send(call(server.url, vms)))).kind, kind);
    }
  });
}

const untrusted: [what: string, status: number, body: string, kind: string, words: RegExp][] = [
  ["HTML with status 200", 200, "<!DOCTYPE html><p>Maintenance", "unavailable", /HTML/],
  ["HTML with status 502", 502, "\n<html><h1>Bad Gateway</h1>", "unavailable", /HTML/],
  ["HTML with status 408", 408, "<html><body><h1>408 Request Time-out</h1>", "timeout", /HTML/],
  ["HTML with status 400", 400, "<html>", "protocol", /HTML/],
  ["an empty body", 200, " \n", "unavailable", /empty response/],
  ["a bare null", 200, "null", "unavailable", /empty response/],
  ["a truncated body", 200, '{"vms":["a"', "protocol", /not well-formed JSON/],
  ["another shape", 200, '{"vms":[{"a":1}]}', "protocol", /vms\.0: expected text, found a map/],
  ["a status 500 without a message", 500, "{}", "unavailable", /without a message/],
  ["a status 504", 504, "", "timeout", /without a message/],
];
for (const [what, status, body, kind, words] of untrusted) {
  test(`${what} after a create is an error with unknown effect, and the create is not retried`, async (t) => {
    const server = await serve(reply(status, body, { "content-type": "text/html" }));
    t.teardown(server.close);
    const { client } = build();
    const error = await fails(client.send(call(server.url, vms, { safety: "create" })));
    t.like(error, { kind, effect: "unknown", httpStatus: status });
    t.regex(error.words, words);
    t.regex(error.nextStep, /check before you try again/);
    t.is(server.requests.length, 1);
  });
}

test("a refusal in the right format, and every 401, 403 and 429, has no effect", async (t) => {
  for (const [status, body, kind] of [
    [400, "{}", "invalid"],
    [404, "{}", "protocol"],
    [409, "{}", "conflict"],
    [401, "<html>", "auth"],
    [403, "", "auth"],
  ] as const) {
    const server = await serve(reply(status, body));
    t.teardown(server.close);
    const error = await fails(build().client.send(call(server.url, vms, { safety: "create" })));
    t.like(error, { kind, effect: "none" }, `${status}`);
    t.is(server.requests.length, 1);
  }
});

test("an empty answer is valid if the call allows it", async (t) => {
  const server = await serve(reply(200, ""), reply(200, "null"), (response) => response.writeHead(204).end());
  t.teardown(server.close);
  const { client } = build();
  for (let n = 0; n < 3; n += 1) {
    t.is(await client.send(call(server.url, nothing, { mayBeEmpty: true })), undefined);
  }
});

test("a wrong content type does not matter if the body can be decoded", async (t) => {
  const server = await serve(reply(200, { vms: ["a"] }, { "content-type": "text/html" }));
  t.teardown(server.close);
  t.deepEqual(await build().client.send(call(server.url, vms)), { vms: ["a"] });
});

test("a classifier that throws after a create still gives an error with unknown effect", async (t) => {
  const server = await serve(reply(200, "{}"));
  t.teardown(server.close);
  const { client } = build({
    classify: () => {
      throw new TypeError("broken");
    },
  });
  t.like(await fails(client.send(call(server.url, vms, { safety: "create" }))), {
    kind: "protocol",
    effect: "unknown",
  });
});

test("a request that cannot be signed is an error without the secret", async (t) => {
  const { client } = build({
    sign: () => {
      throw new Error("bad key correct-horse-battery");
    },
  });
  const error = await fails(client.send(call("https://192.0.2.1", vms)));
  t.like(error, { kind: "auth", effect: "none" });
  t.notRegex(`${error.message}${error.stack}`, /horse/);
  t.is(client.stats.requests, 0);
});

test("debug prints one line per request, and redacted bodies on demand", async (t) => {
  const server = await serve(reply(200, { vms: ["a"], password: "hunter2-secret", echo: "correct-horse-battery" }));
  t.teardown(server.close);
  const lines: string[] = [];
  const { client } = build({}, { debug: { line: (line) => lines.push(line), bodies: false } });
  const login = call(server.url, vms, {
    request: () => ({
      method: "POST",
      url: new URL("/vm?api_key=abc&q=1", server.url),
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        req: '{"api_partialkey":"correct-horse","name":"web"}',
        signature: "0123",
        n: "5",
      }).toString(),
    }),
  });
  await client.send(login);
  t.is(lines.length, 1);
  t.regex(lines[0] ?? "", /^TestCloud vm\/list attempt 1: 200 in 0 ms, \d+ bytes out, 72 in$/);
  lines.length = 0;
  const loud = new Client(config(), { debug: { line: (line) => lines.push(line), bodies: true } });
  await loud.send(login);
  t.is(lines.length, 3);
  t.regex(
    lines[0] ?? "",
    /^POST http:\/\/127\.0\.0\.1:\d+\/vm\?api_key=\[redacted\]&q=1 req=.*"name":"web".*&signature=\[redacted\]&n=5$/,
  );
  t.regex(lines[2] ?? "", /"vms":\["a"\]/);
  t.notRegex(lines.join("\n"), /horse|hunter2|0123/);
});

test("every format goes through the same chain", async (t) => {
  for (const [decode, body] of [
    ["json", '{"r":{"vms":["010"]}}'],
    ["xml", "<?xml version='1.0'?><r><vms><vm>010</vm></vms></r>"],
    ["yaml", "r:\n  vms:\n    - 010\n"],
  ] as const) {
    const server = await serve(reply(200, body, { "content-type": "text/plain" }));
    t.teardown(server.close);
    t.deepEqual(await build({ decode }).client.send(call(server.url, z.object({ r: vms }))), {
      r: { vms: ["010"] },
    });
  }
});

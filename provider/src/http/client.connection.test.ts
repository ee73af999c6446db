import type { ServerResponse } from "node:http";
import { createServer, type Server } from "node:net";
import { gzipSync } from "node:zlib";
import test from "ava";
import { ManualClock, reply, serve, settle } from "./testing.ts";
import { build, call, fails, vms } from "./testing-client.ts";

/** A bare TCP server on loopback. */
async function listen(server: Server): Promise<{ port: number; close(): void }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, close: () => server.close() };
}

test("a redirect is an error and is not followed", async (t) => {
  const server = await serve(reply(302, "", { location: "https://example.com/?key=correct-horse-battery" }));
  t.teardown(server.close);
  const error = await fails(build().client.send(call(server.url, vms)));
  t.is(error.kind, "protocol");
  t.regex(error.words, /redirected to https:\/\/example\.com/);
  t.notRegex(error.message, /horse/);
  t.is(server.requests.length, 1);
});

test("plain http: is allowed for this machine only", async (t) => {
  const { client } = build();
  for (const url of ["http://api.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1", "ftp://localhost"]) {
    const error = await fails(client.send(call(url, vms)));
    t.like(error, { kind: "invalid", effect: "none" });
    t.regex(error.words, /not https:.*only for this machine/);
  }
  t.is(client.stats.requests, 0);
});

test("a body over the limit is rejected before all of it is read", async (t) => {
  const server = await serve((response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(1 << 20, "x");
    const pour = () => {
      while (response.write(chunk));
    };
    response.on("drain", pour);
    pour();
  });
  t.teardown(server.close);
  const error = await fails(build().client.send(call(server.url, vms)));
  t.is(error.kind, "protocol");
  t.regex(error.words, /larger than 32 MB/);
});

test("a read whose answer is cut off is sent again; a create is not, and its effect is unknown", async (t) => {
  const cut = (response: ServerResponse) => {
    response.writeHead(200, { "content-length": "100" });
    response.write('{"vms":');
    setImmediate(() => response.destroy());
  };
  const server = await serve(cut, reply(200, { vms: [] }), cut);
  t.teardown(server.close);
  const { client } = build();
  t.deepEqual(await client.send(call(server.url, vms)), { vms: [] });
  const error = await fails(client.send(call(server.url, vms, { safety: "create" })));
  t.like(error, { kind: "unavailable", effect: "unknown" });
  t.regex(error.words, /cut off/);
  t.is(server.requests.length, 3);
});

test("a connection closed without an answer leaves the effect of a write unknown", async (t) => {
  const server = await serve((response) => response.destroy());
  t.teardown(server.close);
  const error = await fails(build().client.send(call(server.url, vms, { safety: "write" })));
  t.like(error, { kind: "unavailable", effect: "unknown" });
  t.is(server.requests.length, 1);
  t.is((await fails(build().client.send(call(server.url, vms)))).effect, "none");
  t.is(server.requests.length, 7);
});

test("a refused connection has no effect, so even a create is retried", async (t) => {
  const server = await serve(reply(200, "{}"));
  await server.close();
  const { client, clock } = build();
  const error = await fails(client.send(call(server.url, vms, { safety: "create" })));
  t.like(error, { kind: "unavailable", effect: "none" });
  t.regex(error.words, /could not connect to 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
  t.is(client.stats.requests, 6);
  t.deepEqual(clock.pauses, [250, 500, 1000, 2000, 4000]);
  t.is(error.cause, undefined);
});

test("a read on an idle connection that the server has dropped is retried on another", async (t) => {
  const server = await listen(
    createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"vms":[]}');
        // The next request on this connection is reset.
        socket.once("data", () => socket.resetAndDestroy());
      });
    }),
  );
  t.teardown(server.close);
  const url = `http://127.0.0.1:${server.port}`;
  const { client } = build();
  t.teardown(() => client.close());
  await client.send(call(url, vms));
  t.deepEqual(await client.send(call(url, vms)), { vms: [] });
  t.is(client.stats.requests, 3);
  // A create never reuses a kept connection.
  t.deepEqual(await client.send(call(url, vms, { safety: "create" })), { vms: [] });
  t.is(client.stats.requests, 4);
});

test("reads share a connection, writes have their own", async (t) => {
  const server = await serve(reply(200, { vms: [] }));
  t.teardown(server.close);
  const { client } = build();
  t.teardown(() => client.close());
  for (const effect of ["read", "read", "create", "write"] as const) {
    await client.send(call(server.url, vms, { safety: effect }));
    await settle();
  }
  const [a, b, c, d] = server.requests.map(({ port }) => port);
  t.is(a, b);
  t.is(new Set([a, c, d]).size, 3);
});

test("a late answer is a timeout: effect unknown for a create, retried for a read", async (t) => {
  const silent = await serve(
    () => undefined,
    () => undefined,
    reply(200, { vms: [] }),
  );
  t.teardown(silent.close);
  const clock = new ManualClock();
  const { client } = build({}, { clock });
  const create = fails(client.send(call(silent.url, vms, { safety: "create", timeout: 15 })));
  while (silent.requests.length < 1) await settle();
  await clock.advance(14_999);
  t.is(clock.sleeping, 1);
  await clock.advance(1);
  const error = await create;
  t.like(error, { kind: "timeout", effect: "unknown", words: "no response within 15 s" });
  const read = client.send(call(silent.url, vms));
  while (silent.requests.length < 2) await settle();
  await clock.advance(60_000);
  while (clock.sleeping < 1) await settle();
  await clock.advance(250);
  t.deepEqual(await read, { vms: [] });
});

test("a connection that is not established in time has no effect", async (t) => {
  // Accepts the connection and never answers the handshake.
  const silent = await listen(createServer(() => undefined));
  t.teardown(silent.close);
  const clock = new ManualClock();
  const { client } = build({}, { clock });
  const sent = fails(client.send(call(`https://127.0.0.1:${silent.port}`, vms, { safety: "create", timeout: 30 })));
  let done = false;
  void sent.then(() => {
    done = true;
  });
  while (!done) await clock.advance(10_000);
  t.like(await sent, { kind: "timeout", effect: "none" });
});

test("a failed handshake is an error at once, without a retry", async (t) => {
  const server = await serve(reply(200, "{}"));
  t.teardown(server.close);
  const { client } = build();
  const error = await fails(client.send(call(server.url.replace("http:", "https:"), vms, { safety: "create" })));
  t.like(error, { kind: "protocol", effect: "none" });
  t.regex(error.words, /no trusted connection to 127\.0\.0\.1/);
  t.is(client.stats.requests, 1);
});

test("a credential that is not valid in a header is reported as the cause and not shown", async (t) => {
  const server = await serve(reply(200, "{}"));
  t.teardown(server.close);
  const { client } = build({
    sign: (request) => ({ ...request, headers: { ...request.headers, "x-key": "correct-horse-battery\n" } }),
  });
  const error = await fails(client.send(call(server.url, vms, { safety: "create" })));
  t.like(error, { kind: "invalid", effect: "none" });
  t.regex(error.message, /cannot be sent.*line break/);
  t.notRegex(`${error.message}${error.stack}`, /horse/);
  t.is(server.requests.length, 0);
});

test("a compressed answer is read; one that cannot be decompressed counts as cut off", async (t) => {
  const packed = gzipSync('{"vms":["a"]}');
  const send = (body: Buffer) => (response: ServerResponse) => {
    response.writeHead(200, { "content-encoding": "gzip", "content-length": body.length }).end(body);
  };
  const server = await serve(send(packed), send(Buffer.from("no gzip at all")));
  t.teardown(server.close);
  const { client } = build();
  t.deepEqual(await client.send(call(server.url, vms)), { vms: ["a"] });
  t.like(await fails(client.send(call(server.url, vms, { safety: "create" }))), {
    kind: "unavailable",
    effect: "unknown",
  });
});

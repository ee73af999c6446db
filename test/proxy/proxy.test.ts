import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import test, { type ExecutionContext } from "ava";
import { ManualClock, settle } from "../../provider/src/http/testing.ts";
import { build, call, fails, vms } from "../../provider/src/http/testing-client.ts";
import { selfSigned } from "../support/certificate.ts";
import { type ConnectProxy, connectProxy } from "../support/connect-proxy.ts";
import { tlsBefore } from "../support/tls.ts";

/* Proxies that speak HTTP on loopback. The environment variables belong to the process, so tests run one at a time. */

const run = promisify(execFile);
const HOST = "api.cloud.test";
const identity = selfSigned(HOST);
const NAMES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
const without = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NAMES.includes(name)));

test.beforeEach(() => {
  for (const name of NAMES) delete process.env[name];
});

/** A cloud behind TLS; reports the number of connections it received. */
async function cloud(t: ExecutionContext): Promise<{ port: number; plain: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.headers.host}${request.url}`);
    response.writeHead(200, { "content-type": "application/json" }).end('{"vms":["a","b"]}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.teardown(() => server.close());
  const address = server.address();
  const plain = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return { port: await tlsBefore(t, plain, identity), plain, requests };
}

/** The client's output in its own process: extra CAs are read when Node.js starts. */
async function ask(env: Record<string, string>, url: string, ...effects: string[]): Promise<string[]> {
  const child = fileURLToPath(new URL("child.ts", import.meta.url));
  const { stdout } = await run(process.execPath, ["--import=tsx", child, url, ...effects], {
    env: { ...without, ...env },
  });
  return stdout.trimEnd().split("\n");
}

async function authority(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-ca-"));
  t.teardown(() => rm(folder, { recursive: true }));
  const file = join(folder, "ca.pem");
  await writeFile(file, identity.cert);
  return file;
}

const withPair = ({ url }: ConnectProxy, pair: string) => url.replace("://", `://${pair}@`);

test.serial(
  "a cloud is reached through HTTPS_PROXY, with user and password, and trusted through NODE_EXTRA_CA_CERTS",
  async (t) => {
    const { port, requests } = await cloud(t);
    const proxy = await connectProxy(t, { [HOST]: port }, { pair: "me:p@ss word" });
    const env = { HTTPS_PROXY: withPair(proxy, "me:p%40ss%20word"), NODE_EXTRA_CA_CERTS: await authority(t) };
    t.deepEqual(await ask(env, `https://${HOST}/vm`, "read", "read", "create"), ["a,b", "a,b", "a,b"]);
    t.deepEqual(requests, [`GET ${HOST}/vm`, `GET ${HOST}/vm`, `POST ${HOST}/vm`]);
    // Reads share a connection; a request that must not be sent twice gets its own.
    t.deepEqual(proxy.requests, [`CONNECT ${HOST}:443`, `CONNECT ${HOST}:443`]);
  },
);

test.serial("without the CA the connection is not trusted, and the error names the variable to set", async (t) => {
  const { port, requests } = await cloud(t);
  const proxy = await connectProxy(t, { [HOST]: port });
  process.env.https_proxy = proxy.url;
  const error = await fails(build().client.send(call(`https://${HOST}`, vms, { safety: "create" })));
  t.like(error, { kind: "protocol", effect: "none" });
  t.regex(error.message, /no trusted connection to api\.cloud\.test \(\w+\)\. .*NODE_EXTRA_CA_CERTS/);
  t.deepEqual([proxy.requests.length, requests.length], [1, 0]);
});

test.serial("NO_PROXY names hosts that are reached directly; other hosts still use the proxy", async (t) => {
  const proxy = await connectProxy(t, {}, { refusal: 403 });
  process.env.HTTPS_PROXY = proxy.url;
  for (const [list, goesThrough] of [
    ["api.cloud.invalid", false],
    ["x.test, .cloud.invalid", false],
    ["*.cloud.invalid", false],
    ["api.cloud.invalid:443", false],
    ["*", false],
    ["api.cloud.invalid:8443", true],
    ["cloud.invalid", true],
    ["", true],
  ] as const) {
    process.env.no_proxy = list;
    const error = await fails(build().client.send(call("https://api.cloud.invalid", vms, { safety: "create" })));
    t.is(error.message.includes(`the proxy ${proxy.url} refused`), goesThrough, `${list}: ${error.message}`);
  }
});

test.serial("hosts on this machine are reached directly, whatever the variables say", async (t) => {
  const { plain, port } = await cloud(t);
  const proxy = await connectProxy(t, {}, { refusal: 403 });
  for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"]) process.env[name] = proxy.url;
  t.deepEqual(await build().client.send(call(plain, vms)), { vms: ["a", "b"] });
  const error = await fails(build().client.send(call(`https://localhost:${port}`, vms)));
  t.regex(error.message, /no trusted connection to localhost/);
  t.deepEqual(proxy.requests, []);
});

test.serial(
  "a proxy that requires a password, rejects requests, or cannot reach the cloud is named, with the next step",
  async (t) => {
    for (const [options, expected, attempts] of [
      [
        { pair: "me:right" },
        /^TestCloud vm\/list: the proxy (\S+) refused to connect to api\.cloud\.test \(HTTP 407\)\. Put the proxy's user name and password into HTTPS_PROXY, percent-encoded: http:\/\/<user>:<password>@127\.0\.0\.1:\d+\.$/,
        1,
      ],
      [
        { refusal: 403 },
        /refused to connect to api\.cloud\.test \(HTTP 403\)\. Ask the proxy's administrator to allow .*NO_PROXY/,
        1,
      ],
      // As if a proxy were out of a resource for a moment.
      [{}, /refused to connect to api\.cloud\.test \(HTTP 502\)\. Ask the proxy's administrator/, 6],
    ] as const) {
      const proxy = await connectProxy(t, {}, options);
      process.env.HTTPS_PROXY = withPair(proxy, "me:correct-horse");
      const { client } = build();
      const error = await fails(client.send(call(`https://${HOST}`, vms, { safety: "create" })));
      t.is(error.effect, "none");
      t.regex(error.message, expected);
      t.true(error.message.includes(proxy.url));
      t.notRegex(`${error.message}${error.stack}`, /horse|me:/);
      t.is(client.stats.requests, attempts);
    }
  },
);

test.serial("a proxy that does not exist or does not answer is named", async (t) => {
  process.env.ALL_PROXY = "127.0.0.1:1";
  const gone = await fails(build().client.send(call(`https://${HOST}`, vms, { safety: "create" })));
  t.like(gone, { kind: "unavailable", effect: "none" });
  t.regex(gone.message, /could not connect to the proxy http:\/\/127\.0\.0\.1:1 \(ECONNREFUSED\)\. Check ALL_PROXY/);

  const proxy = await connectProxy(t, {}, { silent: true });
  process.env.https_proxy = proxy.url;
  const clock = new ManualClock();
  const { client } = build({}, { clock });
  const sent = fails(client.send(call(`https://${HOST}`, vms, { safety: "create", timeout: 15 })));
  while (proxy.requests.length < 1) await settle();
  let done = false;
  void sent.then(() => {
    done = true;
  });
  while (!done) await clock.advance(15_000);
  const silent = await sent;
  t.like(silent, { kind: "timeout", effect: "none" });
  t.regex(silent.message, /the proxy \S+ did not connect to api\.cloud\.test within 15 s\. Check https_proxy/);
});

test.serial("a variable without an HTTP proxy is an error that does not quote it", async (t) => {
  for (const value of ["socks5://me:horse@127.0.0.1:1080", "http://", "http://me:%zz-horse@127.0.0.1:1", "a horse"]) {
    process.env.HTTPS_PROXY = value;
    const { client } = build();
    const error = await fails(client.send(call(`https://${HOST}`, vms, { safety: "create" })));
    t.like(error, { kind: "invalid", effect: "none" });
    t.regex(error.message, /: HTTPS_PROXY is not the URL of an HTTP proxy, such as/);
    t.notRegex(`${error.message}${error.stack}`, /horse/);
    t.is(client.stats.requests, 1);
  }
});

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { selfSigned } from "../support/certificate.ts";
import { connectProxy } from "../support/connect-proxy.ts";
import { tlsBefore } from "../support/tls.ts";
import { indiecloud } from "./support/command.ts";
import { openYamlStack } from "./support/plugin.ts";

/** LunaNode's real host, reachable only through the proxy. */
const HOST = "dynamic.lunanode.com";

test("a company's proxy that requires a password and terminates TLS: up and doctor go through it, and an error names it", async (t) => {
  const { stack, write, ids, emulators } = await openYamlStack(t, { clouds: ["lunanode"] });
  const identity = selfSigned(HOST);
  const proxy = await connectProxy(
    t,
    { [HOST]: await tlsBefore(t, emulators.clouds.lunanode.endpoint, identity) },
    { pair: "me:correct-horse" },
  );
  const ca = join(stack.folder, "ca.pem");
  await writeFile(ca, identity.cert);
  const properties = { plan: "m.2", image: "Ubuntu 24.04 64-bit" };
  await write({ resources: { web: { type: "indiecloud:lunanode:Vm", properties } } });
  const through = (pair: string) => ({
    LUNANODE_ENDPOINT: "",
    HTTPS_PROXY: proxy.url.replace("://", `://${pair}@`),
    NO_PROXY: "localhost,127.0.0.1",
    NODE_EXTRA_CA_CERTS: ca,
  });

  const refused = await stack.run(["up", "--yes", "--skip-preview"], through("me:wrong-horse"));
  t.not(refused.code, 0, refused.screen);
  t.true(
    refused.screen.includes(
      `the proxy ${proxy.url} refused to connect to ${HOST} (HTTP 407). Put the proxy's user name and password into HTTPS_PROXY`,
    ),
  );
  t.deepEqual(ids("vm"), []);

  const up = await stack.run(["up", "--yes", "--skip-preview"], through("me:correct-horse"));
  t.is(up.code, 0, up.screen);
  t.is(ids("vm").length, 1);

  const doctor = await indiecloud(stack, ["doctor", "lunanode"], through("me:correct-horse"));
  t.is(doctor.code, 0, doctor.screen);
  t.regex(doctor.out, /ok {5}LunaNode reachability: https:\/\/dynamic\.lunanode\.com responds \(HTTP \d+\), through/);
  t.true(doctor.out.includes(`, through the proxy ${proxy.url} (HTTPS_PROXY)`));
  t.regex(doctor.out, /ok {5}extra CA certificates: 1 in .*ca\.pem \(NODE_EXTRA_CA_CERTS\)/);
  t.true(proxy.requests.every((line) => line === `CONNECT ${HOST}:443`));
  t.notRegex(`${refused.screen}${up.screen}${doctor.screen}`, /horse/);
});

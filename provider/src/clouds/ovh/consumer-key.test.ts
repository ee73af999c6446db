import test from "ava";
import { ManualClock, reply, serve } from "../../http/testing.ts";
import { rulesFor } from "./access-rules.ts";
import { currentCredential, listCredentials, requestConsumerKey } from "./consumer-key.ts";

const keys = {
  applicationKey: "EXAMPLEappkey001",
  applicationSecret: "EXAMPLEappsecret0000000000000001",
  consumerKey: "EXAMPLEconsumerkey00000000000002",
};
const options = () => ({ clock: new ManualClock({ auto: true }), random: () => 0 });

test("a key is requested with only the application key: no time, no signature", async (t) => {
  const answer = { consumerKey: "EXAMPLEnewkey", state: "pendingValidation", validationUrl: "https://v.example.net/" };
  const server = await serve(reply(200, answer));
  t.teardown(server.close);
  const requested = await requestConsumerKey(
    {
      endpoint: server.url,
      applicationKey: keys.applicationKey,
      rules: rulesFor("/cloud", "read"),
      redirection: "https://shop.example.net/done",
      allowedIPs: ["203.0.113.0/24"],
    },
    options(),
  );
  t.deepEqual(requested, answer);
  t.is(server.requests.length, 1);
  const [sent] = server.requests;
  t.like(sent, { method: "POST", target: "/1.0/auth/credential" });
  t.is(sent?.headers["x-ovh-application"], keys.applicationKey);
  t.deepEqual([sent?.headers["x-ovh-signature"], sent?.headers["x-ovh-consumer"]], [undefined, undefined]);
  t.deepEqual(JSON.parse(sent?.body ?? ""), {
    accessRules: [
      { method: "GET", path: "/cloud" },
      { method: "GET", path: "/cloud/*" },
    ],
    redirection: "https://shop.example.net/done",
    allowedIPs: ["203.0.113.0/24"],
  });
});

test("a key without rules is refused before anything is sent", async (t) => {
  await t.throwsAsync(requestConsumerKey({ applicationKey: "k", rules: [] }, options()), { message: /needs rules/ });
});

const displayed = (id: number, more: object) => ({
  ...{ credentialId: id, applicationId: 3, status: "validated", creation: "2030-01-01T00:00:00+01:00" },
  ...{ ovhSupport: false, rules: [{ method: "GET", path: "/*" }], allowedIPs: null },
  ...more,
});

test("credentials are listed with rules, dates and application; null becomes absent", async (t) => {
  const lastUse = "2030-02-02T00:00:00+01:00";
  const expiration = "2031-01-01T00:00:00+01:00";
  const answers: Record<string, unknown> = {
    "/1.0/auth/time": "1893456000",
    "/1.0/me/api/credential?status=validated": [11, 12],
    "/1.0/me/api/credential/11": displayed(11, { expiration, lastUse }),
    "/1.0/me/api/credential/12": displayed(12, { expiration: null, lastUse: null, allowedIPs: ["192.0.2.1/32"] }),
    "/1.0/me/api/credential/11/application": { name: "shop", description: "the shop", status: "active" },
  };
  const server = await serve((response, { target }) => {
    const answer = answers[target];
    reply(
      answer === undefined ? 404 : 200,
      answer ?? { class: "Client::NotFound", message: "no application" },
    )(response);
  });
  t.teardown(server.close);
  const holder = { ...keys, endpoint: server.url };
  const [first, second] = await listCredentials(holder, "validated", options());
  t.like(first, { credentialId: "11", expiration, lastUse, allowedIPs: [], rules: [{ method: "GET", path: "/*" }] });
  t.like(first?.application, { name: "shop", description: "the shop", status: "active" });
  t.like(second, { credentialId: "12", allowedIPs: ["192.0.2.1/32"] });
  t.deepEqual([second?.expiration, second?.lastUse, second?.application], [undefined, undefined, undefined]);
  await t.throwsAsync(currentCredential(holder, options()), { message: /GET \/auth\/currentCredential/ });
});

test("all credentials are listed without a filter", async (t) => {
  const server = await serve((response, { target }) =>
    reply(200, target.endsWith("time") ? "1893456000" : "[]")(response),
  );
  t.teardown(server.close);
  t.deepEqual(await listCredentials({ ...keys, endpoint: server.url }, "all", options()), []);
  t.is(server.requests.at(-1)?.target, "/1.0/me/api/credential");
});

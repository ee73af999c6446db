import test from "ava";
import type { Response } from "../../http/call.ts";
import { accepted } from "../../http/decode/schemas.ts";
import { ManualClock, reply, serve } from "../../http/testing.ts";
import { GigeNet, numbered, openAccount } from "./account.ts";
import { classify } from "./errors.ts";
import { authorization } from "./signature.ts";

const given = (
  code: string,
  { status = 400, skew, reported = "no" }: { status?: number; skew?: number; reported?: string } = {},
) =>
  classify({
    tree: { Response: { Errors: { Error: { Code: code, Message: reported } }, RequestID: "f00d" } },
    status,
    skew,
  });

for (const [code, kind, advice] of [
  ["AuthFailure", "auth", /newest pair/],
  ["SignatureDoesNotMatch", "auth", /belong together/],
  ["IncompleteSignature", "auth", undefined],
  ["MissingAuthenticationToken", "auth", undefined],
  ["RequestExpired", "auth", /clock is right/],
  ["InsufficientFunds", "quota", /Add funds/],
  ["AddressLimitExceeded", "quota", /support/],
  ["TagLimitExceeded", "quota", /support/],
  ["MaxSpotInstanceCountExceeded", "quota", /support/],
  ["RequestResourceCountExceeded", "quota", /support/],
  ["InsufficientInstanceCapacity", "capacity", /another zone or plan/],
  ["InvalidInstanceID.NotFound", "notFound", undefined],
  ["InvalidAddress.NotFound", "notFound", undefined],
  ["InvalidAMIID.NotFound", "invalid", /Choose an image/],
  ["InvalidAMIID.NotAvailable", "invalid", /Choose an image/],
  ["InvalidZone.NotFound", "invalid", /another zone/],
  ["InvalidHostname.Duplicate", "invalid", /another name.*adopt/],
  ["InvalidInstanceAttributeValue", "invalid", /unset reinstallOnImageChange/],
  ["InvalidInstanceType", "invalid", undefined],
  ["InvalidParameterValue", "invalid", undefined],
  ["InvalidKeyPair.NotFound", "notFound", undefined],
  ["InvalidKeyPair.Duplicate", "invalid", /another name.*adopt/],
  ["InvalidState", "conflict", undefined],
  ["RequestLimitExceeded", "throttled", undefined],
  ["Throttling", "throttled", undefined],
  ["ServerError", "unavailable", undefined],
  ["SomethingNew", "invalid", undefined],
] as const) {
  test(`${code} is ${kind}, whatever the status`, (t) => {
    for (const status of [200, 400, 401]) {
      const mapping = given(code, { status });
      t.like(mapping, { kind, code, words: "no", requestId: "f00d" });
      t.is(mapping?.effect, kind === "unavailable" ? "unknown" : "none");
      if (advice !== undefined) {
        t.regex(mapping?.nextStep ?? "", advice);
      }
    }
  });
}

test("an unknown server error leaves the effect unknown; missing capacity does not", (t) => {
  t.like(given("SomethingNew", { status: 500 }), { kind: "unavailable", effect: "unknown" });
  t.like(given("InsufficientInstanceCapacity", { status: 500 }), { kind: "capacity", effect: "none" });
  t.like(given("RequestLimitExceeded", { status: 503 }), { kind: "throttled", effect: "none" });
});

test("only an error document is an error; the first of several errors is reported, even if it has only a code", (t) => {
  const requested = (tree: Response["tree"]) => classify({ tree, status: 200, skew: undefined });
  t.is(requested({ DescribeInstancesResponse: { reservationSet: "" } }), undefined);
  t.is(requested({ Response: { Errors: "" } }), undefined);
  t.is(requested(undefined), undefined);
  t.is(requested(null), undefined);
  const errors = { Error: [{ Code: "InvalidState", Message: "" }, { Code: "AuthFailure" }] };
  t.like(requested({ Response: { Errors: errors, RequestId: "beef" } }), {
    code: "InvalidState",
    words: "InvalidState",
    requestId: "beef",
  });
});

test("an expired request, and a refused signature with a wrong clock, are signed once more with GigeNET's time", (t) => {
  const again = { after: 0, serverClock: true };
  t.deepEqual(given("RequestExpired", { skew: 10 })?.retryOnce, again);
  t.deepEqual(given("SignatureDoesNotMatch", { skew: -900 })?.retryOnce, again);
  t.is(given("SignatureDoesNotMatch", { skew: 2 })?.retryOnce, undefined);
  t.is(given("InvalidState", { skew: 900 })?.retryOnce, undefined);
  t.regex(given("AuthFailure", { skew: -900 })?.nextStep ?? "", /it is 900 s ahead of GigeNET's/);
  t.regex(given("AuthFailure", { skew: 900 })?.nextStep ?? "", /it is 900 s behind GigeNET's/);
});

test("lists are numbered from 1, and an empty list is omitted", (t) => {
  t.deepEqual(numbered("InstanceId", ["2632", "2760"]), { "InstanceId.1": "2632", "InstanceId.2": "2760" });
  t.deepEqual(numbered("Tag", ["a"], "Key"), { "Tag.1.Key": "a" });
  t.deepEqual(numbered("Tag", [], "Key"), {});
});

test("a call posts a signed form to the endpoint; undefined parameters are omitted", async (t) => {
  const server = await serve(reply(200, "<CreateTagsResponse><RequestID>1</RequestID></CreateTagsResponse>"));
  t.teardown(server.close);
  const clock = new ManualClock({ auto: true });
  const keys = { apiKey: "KEY0001", apiHash: "hash-0001", zone: "ord1" };
  const api = new GigeNet(`${server.url}//`, keys, { clock, signal: new AbortController().signal });
  const parameters = { "Tag.1.Key": "a b/é&=+", Nothing: undefined, Empty: "" };
  await api.call("CreateTags", "write", parameters, accepted);
  const [seen] = server.requests;
  t.like(seen, { method: "POST", target: "/" });
  t.deepEqual(
    [...new URLSearchParams(seen?.body)],
    [
      ["Action", "CreateTags"],
      ["Version", "2016-11-15"],
      ["Tag.1.Key", "a b/é&=+"],
      ["Empty", ""],
    ],
  );
  const headers = {
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    "x-amz-date": String(seen?.headers["x-amz-date"]),
  };
  t.is(seen?.headers["content-type"], headers["content-type"]);
  const request = { method: "POST", url: new URL(server.url), headers, body: seen?.body ?? "" } as const;
  t.is(seen?.headers.authorization, authorization(request, { ...keys, region: "ord1", service: "ec2" }));
});

test("no error contains the hash, and the key identifies the account", async (t) => {
  const body =
    "<Response><Errors><Error><Code>AuthFailure</Code><Message>hash-0001-of-mine is bad</Message></Error></Errors></Response>";
  const server = await serve(reply(401, body));
  t.teardown(server.close);
  const dependencies = { clock: new ManualClock({ auto: true }), signal: new AbortController().signal };
  const { api, identity, endpoint } = openAccount(
    { apiKey: "KEY0001", apiHash: "hash-0001-of-mine", zone: "lax1", endpoint: server.url },
    dependencies,
  );
  t.deepEqual([identity, endpoint, api.zone], ["KEY0001", server.url, "lax1"]);
  const error = await t.throwsAsync(api.call("DescribeInstances", "read", {}, accepted));
  t.regex(error?.message ?? "", /^GigeNET DescribeInstances: /);
  t.false(error?.message.includes("hash-0001"));
});

import test from "ava";
import fc from "fast-check";
import { startEmulators } from "../index.ts";
import { checkSignature, sign } from "./signature.ts";
import { otherClient, plainServer, start, testClient } from "./testing.ts";
import { accepted, rejected, secretKey, type Vector } from "./testing-vectors.ts";

function check({ method, url, timestamp, accessKey, signature }: Vector, headers: Record<string, string> = {}) {
  return checkSignature({
    ...{ method, url, accounts: [{ accessKey, secretKey }], disabledKeys: [], now: Number(timestamp), window: 300 },
    headers: {
      ...{ "x-ncp-apigw-timestamp": timestamp, "x-ncp-iam-access-key": accessKey },
      ...{ "x-ncp-apigw-signature-v2": signature, ...headers },
    },
  });
}

for (const vector of accepted) {
  test(`accepts vector ${vector.title}`, (t) => {
    t.is(sign(vector, secretKey), vector.signature);
    t.deepEqual(check(vector), { ok: true, accessKey: vector.accessKey });
  });
}

for (const vector of rejected) {
  test(`rejects a request signed ${vector.title}`, (t) => {
    t.not(sign(vector, secretKey), vector.signature);
    const verdict = check(vector);
    t.deepEqual(verdict, {
      ...{ ok: false, signature: "bad", fails: "signature", note: "the signature does not match" },
    });
  });
}

for (const vector of accepted.slice(1, 4)) {
  test(`the emulator accepts ${vector.title} at its time, and not later`, async (t) => {
    const accounts = { naver: [{ accessKey: vector.accessKey, secretKey }] };
    const emulators = await startEmulators({ clouds: ["naver"], timeScale: 0, accounts });
    t.teardown(() => emulators.stop());
    const send = async (ahead: number) => {
      emulators.setClockSkew("naver", Number(vector.timestamp) / 1000 - Date.now() / 1000 + ahead);
      const headers = {
        ...{ "x-ncp-apigw-timestamp": vector.timestamp, "x-ncp-iam-access-key": vector.accessKey },
        ...{ "x-ncp-apigw-signature-v2": vector.signature },
      };
      const body = vector.method === "POST" ? "responseFormatType=json" : null;
      return (await fetch(emulators.clouds.naver.endpoint + vector.url, { method: vector.method, headers, body }))
        .status;
    };
    t.not(await send(298), 401);
    t.not(await send(-298), 401);
    t.is(await send(302), 401);
    t.is(await send(-302), 401);
    t.deepEqual(
      emulators.requests().map((row) => row.signature),
      ["ok", "ok", "bad", "bad"],
    );
    t.regex(emulators.requests()[2]?.note ?? "", /timestamp is -?30\d s off/);
  });
}

const [vector = accepted[0]] = accepted.slice(1);
const broken: [string, Record<string, string>, "bad" | "none", RegExp][] = [
  ["no signature", { "x-ncp-apigw-signature-v2": "" }, "none", /not all there/],
  ["no timestamp", { "x-ncp-apigw-timestamp": "" }, "bad", /not all there/],
  ["no access key", { "x-ncp-iam-access-key": "" }, "bad", /not all there/],
  ["another access key", { "x-ncp-iam-access-key": "EXAMPLEACCESSKEY0002" }, "bad", /unknown access key/],
  ["a timestamp that is no number", { "x-ncp-apigw-timestamp": "1.7e12" }, "bad", /not a decimal number/],
  ["a timestamp in seconds", { "x-ncp-apigw-timestamp": "1727169379" }, "bad", /s off/],
  ["another timestamp", { "x-ncp-apigw-timestamp": "1727169379001" }, "bad", /does not match/],
  ["a shorter signature", { "x-ncp-apigw-signature-v2": "rHNAFa/" }, "bad", /does not match/],
];
for (const [what, headers, signature, note] of broken) {
  test(`rejects ${what}`, (t) => {
    const verdict = vector && check(vector, headers);
    t.false(verdict?.ok);
    if (verdict?.ok !== false) return;
    t.is(verdict.signature, signature);
    t.regex(verdict.note, note);
  });
}

test("v1 carries the same signature; if both are sent, v2 counts", (t) => {
  if (!vector) return t.fail();
  const v1 = { "x-ncp-apigw-signature-v1": vector.signature };
  t.true(check(vector, { ...v1, "x-ncp-apigw-signature-v2": "" }).ok);
  t.false(check(vector, { ...v1, "x-ncp-apigw-signature-v2": "AAAA" }).ok);
});

test("a signature is bound to method, path, query, time and key", (t) => {
  const url = fc.webUrl({ withQueryParameters: true }).map((one) => one.replace(/^https?:\/\/[^/?#]*/, "/"));
  const signed = fc.record({ method: fc.constantFrom("GET", "POST"), url, timestamp: fc.nat().map(String) });
  const part = fc.constantFrom("method", "url", "timestamp", "accessKey");
  fc.assert(
    fc.property(signed, fc.string(), fc.string(), part, (some, accessKey, secret, changed) => {
      const request = { ...some, accessKey };
      const other = { ...request, [changed]: `${request[changed]}0` };
      t.is(sign(request, secret), sign({ ...request }, secret));
      t.not(sign(other, secret), sign(request, secret));
      t.not(sign(request, `${secret}0`), sign(request, secret));
    }),
  );
});

for (const [method, format] of [
  ["GET", "json"],
  ["POST", "json"],
  ["GET", "xml"],
  ["POST", "xml"],
] as const) {
  for (const header of ["x-ncp-apigw-signature-v1", "x-ncp-apigw-signature-v2"] as const) {
    test(`${method} in ${format} with ${header} is accepted`, async (t) => {
      const { emulators, client } = await start(t);
      const reply = await client.send("getRegionList", {}, { method, format, header });
      t.is(reply.status, 200);
      t.is(reply.headers.get("content-type"), `application/${format};charset=UTF-8`);
      t.is(emulators.requests()[0]?.signature, "ok");
    });
  }
}

test("a wrong secret is the gateway's 401, in JSON, and explained only in the log", async (t) => {
  const { emulators } = await start(t);
  const { accessKey } = emulators.clouds.naver.credentials;
  const client = testClient(emulators, { accessKey, secretKey: "wrong" });
  const reply = await client.send("createServerInstances", plainServer(emulators));
  t.is(reply.status, 401);
  t.is(
    await reply.text(),
    '{"error":{"errorCode":"200","message":"Authentication Failed","details":"Invalid authentication information."}}',
  );
  t.is(emulators.requests()[0]?.note, "the signature does not match");
  t.false(emulators.objects("naver").some((one) => one.kind === "server"));
});

test("the gateway answers in XML if the query asks for it, and otherwise in JSON, whatever a form says", async (t) => {
  const { emulators } = await start(t);
  const client = testClient(emulators, { accessKey: "NOBODY", secretKey: "wrong" });
  const xml = await client.send("getRegionList", {}, { method: "GET", format: "xml" });
  t.is(
    await xml.text(),
    '<?xml version="1.0" encoding="UTF-8"?>\n<Message><error><errorCode>200</errorCode><message>Authentication Failed</message><details>Invalid authentication information.</details></error></Message>',
  );
  const form = await client.send("getRegionList", {}, { method: "POST", format: "xml" });
  t.true((await form.text()).startsWith('{"error":'));
});

test("the service's own codes for a wrong key and a wrong signature, by switch", async (t) => {
  const { emulators } = await start(t, { authenticationError: "service" });
  const { accessKey } = emulators.clouds.naver.credentials;
  const nobody = await testClient(emulators, { accessKey: "NOBODY", secretKey: "x" }).send("getRegionList");
  t.is(nobody.status, 401);
  t.deepEqual(await nobody.json(), {
    responseError: { returnCode: "800", returnMessage: "invalid consumer key" },
  });
  t.is(await testClient(emulators, { accessKey, secretKey: "x" }).code("getRegionList"), "801");
});

test("a disabled key is rejected, the other account's is not", async (t) => {
  const { emulators, client } = await start(t, { disabledKeys: ["NCTESTACCESSKEY00001"] });
  t.is(await client.code("getRegionList"), "200");
  t.is(await otherClient(emulators).code("getRegionList"), "0");
});

test("an action without permission is 401 with 210", async (t) => {
  const { client } = await start(t, { deniedActions: ["getVpcList"] });
  t.is((await client.send("getVpcList")).status, 401);
  t.is(await client.code("getVpcList"), "210");
  t.is(await client.code("getRegionList"), "0");
});

test("accounts require both halves of a key", async (t) => {
  const accounts = { naver: [{ accessKey: "A", secretKey: "" }] };
  await t.throwsAsync(startEmulators({ clouds: ["naver"], accounts }), { message: /accessKey and secretKey/ });
});

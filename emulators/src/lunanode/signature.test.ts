import { createHmac } from "node:crypto";
import test, { type ExecutionContext } from "ava";
import type { Emulators } from "../emulators.ts";
import { EmulatorClock, startEmulators } from "../index.ts";
import { checkSignature, decodeForm, sign } from "./signature.ts";
import { type Reply, testClient } from "./testing.ts";
import {
  accepted,
  account,
  alphabetAccount,
  alphabetVectors,
  bodyOfA,
  emptyMessageHmac,
  rejected,
} from "./testing-vectors.ts";

const authentication =
  "authentication failure; common reasons: bad nonce (computer time off), source IP mismatch, invalid API id/key";

/** Emulators whose wall clock stands at `seconds`. */
/** In 1970, whatever the time is and however long a test takes. */
const stopped = () => new EmulatorClock({ scale: 0, real: () => 0 });

async function at(t: ExecutionContext, seconds: number, accounts = [account]): Promise<Emulators> {
  const emulators = await startEmulators({ clock: stopped(), accounts: { lunanode: accounts } });
  t.teardown(() => emulators.stop());
  emulators.setClockSkew("lunanode", seconds);
  return emulators;
}

async function post(emulators: Emulators, handler: string, body: string | URLSearchParams): Promise<Reply> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const url = `${emulators.clouds.lunanode.endpoint}/api/${handler}`;
  return (await (await fetch(url, { method: "POST", headers, body })).json()) as Reply;
}

test("the HMAC primitive gives the known value", (t) => {
  t.is(createHmac("sha512", "abcdefghijklmnop").digest("hex"), emptyMessageHmac);
});

for (const { title, handler, nonce, req, signature } of alphabetVectors) {
  test(`accepts the client vector ${title}`, async (t) => {
    t.is(sign(handler, req, nonce, alphabetAccount.apiKey), signature);
    const emulators = await at(t, Number(nonce), [alphabetAccount]);
    await post(emulators, handler, new URLSearchParams({ req, signature, nonce }));
    t.is(emulators.requests()[0]?.signature, "ok");
  });
}

for (const { title, handler, nonce, req, signature } of accepted) {
  test(`accepts vector ${title}`, async (t) => {
    t.is(sign(handler, req, nonce, account.apiKey), signature);
    const emulators = await at(t, Number(nonce));
    const reply = await post(emulators, handler, new URLSearchParams({ req, signature, nonce, handler }));
    t.not(reply.error, authentication);
    t.is(emulators.requests()[0]?.signature, "ok");
  });
}

test("the four spellings of a script store the same content", async (t) => {
  const emulators = await at(t, 1_700_000_002);
  for (const { handler, nonce, req, signature } of accepted.filter((one) => one.handler === "script/create/")) {
    t.is((await post(emulators, handler, new URLSearchParams({ req, signature, nonce }))).success, "yes");
  }
  const scripts = emulators.objects("lunanode").filter((one) => one.kind === "script");
  t.is(scripts.length, 4);
  t.true(scripts.every((one) => one.content === '#!/bin/sh\necho "café <&>"\n'));
});

test("accepts the body of vector A byte by byte", async (t) => {
  const emulators = await at(t, 1_700_000_000);
  t.deepEqual(await post(emulators, "vm/list/", bodyOfA), { vms: [], success: "yes" });
});

for (const { title, handler, nonce, req, signature } of rejected) {
  test(`rejects a request ${title}`, async (t) => {
    const emulators = await at(t, Number(nonce));
    const reply = await post(emulators, handler, new URLSearchParams({ req, signature, nonce }));
    t.deepEqual(reply, { success: "no", error: authentication });
    const [row] = emulators.requests();
    t.is(row?.signature, "bad");
    t.is(row?.status, 200);
    t.is(row?.note, "the signature does not match");
  });
}

const first = accepted[0];
const form = (set: Record<string, string> = {}): URLSearchParams =>
  new URLSearchParams({ req: first?.req ?? "", signature: first?.signature ?? "", nonce: first?.nonce ?? "", ...set });

const broken: [string, URLSearchParams, RegExp][] = [
  ["another api_id", form({ req: (first?.req ?? "").replace("ID00001", "ID00009") }), /unknown api_id/],
  ["a wrong partial key", form({ req: (first?.req ?? "").replace("partial0", "partial1") }), /wrong api_partialkey/],
  ["no JSON in req", form({ req: "{" }), /not a JSON object/],
  ["a list in req", form({ req: "[]" }), /not a JSON object/],
  ["a nonce that is no number", form({ nonce: "1.7e9" }), /not a decimal number/],
  ["a changed parameter", form({ req: (first?.req ?? "").replace("{", '{"vm_id":"1",') }), /signature does not match/],
];
for (const [title, body, note] of broken) {
  test(`rejects ${title}`, async (t) => {
    const emulators = await at(t, 1_700_000_000);
    t.is((await post(emulators, "vm/list/", body)).error, authentication);
    t.regex(emulators.requests()[0]?.note ?? "", note);
  });
}

test("rejects a request without a signature, and logs it as unsigned", async (t) => {
  const emulators = await at(t, 1_700_000_000);
  t.is((await post(emulators, "vm/list/", "")).error, authentication);
  t.is(emulators.requests()[0]?.signature, "none");
});

test("a signature is bound to its call", async (t) => {
  const emulators = await at(t, 1_700_000_000);
  t.is((await post(emulators, "vm/info/", form())).error, authentication);
});

for (const [off, holds] of [
  [299, true],
  [-299, true],
  [302, false],
  [-302, false],
] as const) {
  test(`a nonce ${off} s off is ${holds ? "taken" : "refused"}`, async (t) => {
    const emulators = await at(t, 1_700_000_000 + off);
    t.is((await post(emulators, "vm/list/", form())).success, holds ? "yes" : "no");
  });
}

test("upper-case signatures hold, unless switched off", async (t) => {
  const emulators = await at(t, 1_700_000_000);
  const upper = form({ signature: (first?.signature ?? "").toUpperCase() });
  t.is((await post(emulators, "vm/list/", upper)).success, "yes");
  emulators.setSwitches("lunanode", { upperCaseSignatures: false });
  t.is((await post(emulators, "vm/list/", upper)).success, "no");
});

test("the same request twice is taken, unless nonces must increase", async (t) => {
  const emulators = await at(t, 1_700_000_000);
  t.is((await post(emulators, "vm/list/", form())).success, "yes");
  t.is((await post(emulators, "vm/list/", form())).success, "yes");
  emulators.setSwitches("lunanode", { nonceIncreasing: true });
  t.is((await post(emulators, "vm/list/", form())).error, authentication);
});

test("a key bound to another address is refused from here, with the authentication text", async (t) => {
  const emulators = await startEmulators({ timeScale: 0, switches: { lunanode: { boundSourceIp: "203.0.113.9" } } });
  t.teardown(() => emulators.stop());
  const client = testClient(emulators);
  t.is((await client.call("vm/list")).error, authentication);
  emulators.setSwitches("lunanode", { boundSourceIp: "127.0.0.1" });
  t.is((await client.call("vm/list")).success, "yes");
});

test("a restricted key may do only what is listed", async (t) => {
  const emulators = await startEmulators({ timeScale: 0, switches: { lunanode: { restrictedTo: ["vm.list"] } } });
  t.teardown(() => emulators.stop());
  const client = testClient(emulators);
  t.is((await client.call("vm/list")).success, "yes");
  t.is((await client.call("image/list")).error, "this API key may not perform this action");
});

test("credentials of wrong lengths cannot be given to the emulator", async (t) => {
  const accounts = { lunanode: [{ apiId: "short", apiKey: "short" }] };
  await t.throwsAsync(startEmulators({ accounts }), { message: /apiId has 16 characters/ });
});

test("form values are decoded to bytes, whatever their character set", (t) => {
  const decoded = decodeForm(Buffer.from("a=%E9+%C3%A9&b&c=1%2&=x&a=2"));
  t.deepEqual(decoded.get("a"), Buffer.from("2"));
  t.deepEqual(decoded.get("b"), Buffer.alloc(0));
  t.deepEqual(decoded.get("c"), Buffer.from("1%2"));
  t.deepEqual(decodeForm(Buffer.from("a=%E9+%C3%A9")).get("a"), Buffer.from([0xe9, 0x20, 0xc3, 0xa9]));
});

test("a request of another account does not pass as this one's", (t) => {
  const other = { apiId: "LNTESTAPIID00002", apiKey: "another0".repeat(16) };
  const req = JSON.stringify({ api_id: account.apiId, api_partialkey: account.apiKey.slice(0, 64) });
  const signature = sign("vm/list/", req, "1700000000", other.apiKey);
  const signed = decodeForm(Buffer.from(new URLSearchParams({ req, nonce: "1700000000", signature }).toString()));
  const accounts = [account, other];
  const check = { handler: "vm/list/", form: signed, accounts, now: 1_700_000_000, window: 300, upperCase: false };
  t.false(checkSignature(check).ok);
});

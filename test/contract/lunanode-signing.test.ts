import test from "ava";
import fc from "fast-check";
import { checkSignature, decodeForm } from "../../emulators/src/lunanode/signature.ts";
import {
  accepted,
  account,
  alphabetAccount,
  alphabetVectors,
  rejected,
} from "../../emulators/src/lunanode/testing-vectors.ts";
import { classify, requestText, signature } from "../../provider/src/clouds/lunanode/account.ts";

for (const { title, handler, req, nonce, signature: wanted } of accepted) {
  test(`vector ${title}: the client signs as LunaNode's documentation says`, (t) => {
    t.is(signature(handler, req, nonce, account.apiKey), wanted);
  });
}

for (const { title, handler, req, nonce, signature: wanted } of alphabetVectors) {
  test(`vector of another client, ${title}`, (t) => {
    t.is(signature(handler, req, nonce, alphabetAccount.apiKey), wanted);
    t.is(requestText({}, alphabetAccount), req);
  });
}

test("the client never sends a request that LunaNode must reject", (t) => {
  for (const { handler, req, nonce, signature: wrong } of rejected) {
    t.not(signature(handler, req, nonce, account.apiKey), wrong);
  }
});

const parameters = fc.dictionary(
  fc.string({ minLength: 1 }).filter((key) => !key.startsWith("api_") && key !== "__proto__"),
  fc.option(fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.string())), { nil: undefined }),
);

test("any parameters: flat text, nothing unset, and a signature that the emulator's own check accepts", (t) => {
  fc.assert(
    fc.property(parameters, fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }), (given, now) => {
      const req = requestText(given, account);
      const sent = JSON.parse(req);
      t.true(Object.values(sent).every((value) => typeof value === "string"));
      for (const [key, value] of Object.entries(given)) {
        t.is(Object.hasOwn(sent, key) ? sent[key] : undefined, Array.isArray(value) ? value.join(",") : value);
      }
      const handler = "vm/create/";
      const nonce = String(now);
      const body = new URLSearchParams({ req, nonce, signature: signature(handler, req, nonce, account.apiKey) });
      const form = decodeForm(Buffer.from(body.toString()));
      const verdict = checkSignature({ handler, form, accounts: [account], now, window: 300, upperCase: false });
      t.true(verdict.ok);
    }),
  );
});

const words = (error: string) => classify({ tree: { success: "no", error } });

test("errors are reported in the cloud's words, without HTML and without the JSON around them", (t) => {
  t.is(words("invalid &lt;b&gt;vm&lt;/b&gt;")?.words, "invalid vm");
  t.is(
    words('{"badRequest": {"message": "Flavor&#039;s disk is too small", "code": 400}}')?.words,
    "Flavor's disk is too small",
  );
  t.is(words("")?.kind, "invalid");
  t.is(classify({ tree: { success: "yes" } }), undefined);
  t.is(words("invalid vm")?.kind, "notFound");
  t.is(words("invalid plan selection")?.kind, "invalid");
});

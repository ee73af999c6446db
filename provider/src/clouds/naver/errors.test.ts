import test from "ava";
import type { Tree } from "../../http/decode/tree.ts";
import { classify } from "./errors.ts";

type Effect = "read" | "write" | "create";
const judged = (tree: Tree | undefined, status = 400, effect: Effect = "write", skew?: number) =>
  classify({ tree, status, skew, call: { name: "createVpc", safety: effect } });
const gateway = (errorCode: string): Tree => ({ error: { errorCode, message: "words", details: "more" } });
const service = (returnCode: string): Tree => ({ responseError: { returnCode, returnMessage: "words" } });

for (const [status, code, kind, effect] of [
  [400, "100", "invalid"],
  [401, "200", "auth"],
  [401, "210", "auth"],
  [404, "300", "protocol", "none"],
  [429, "400", "quota"],
  [429, "410", "throttled"],
  [429, "420", "throttled"],
  [413, "430", "invalid"],
  [503, "500", "unavailable"],
  [504, "510", "timeout"],
  [500, "900", "unavailable"],
  [418, "999", "invalid"],
  [599, "999", "unavailable"],
] as const) {
  test(`the gateway's ${code} with status ${status} is ${kind}, in JSON and XML alike`, (t) => {
    const mapping = judged(gateway(code), status);
    t.like(mapping, { kind, code, words: "words: more", effect });
    // What to do about too many requests is the same for all clouds.
    if (kind !== "throttled") t.regex(mapping?.nextStep ?? "", /^[A-Z].*\.$/);
    t.deepEqual(judged({ Message: gateway(code) }, status), mapping);
    t.deepEqual(judged(gateway(code), 200)?.code, code, "also with status 200");
  });
}

for (const [code, kind] of [
  ["800", "auth"],
  ["801", "auth"],
  ["900", "invalid"],
  ["1000", "unavailable"],
  ["1300", "unavailable"],
  ["1401", "invalid"],
  ["1413", "invalid"],
  ["10102", "quota"],
  ["10300", "invalid"],
  ["10501", "conflict"],
  ["24002", "conflict"],
  ["1001007", "invalid"],
  ["1007000", "notFound"],
  ["1015009", "quota"],
  ["1017007", "notFound"],
  ["3000100", "unavailable"],
  ["3005004", "quota"],
] as const) {
  test(`return code ${code} is ${kind}`, (t) => {
    t.like(judged(service(code)), { kind, code, words: "words" });
    t.is(judged(service(code))?.busy, undefined);
  });
}

test("members that are named responseCode and responseMessage mean the same", (t) => {
  const other = { responseError: { responseCode: "3000100", responseMessage: "words" } };
  t.deepEqual(judged(other, 500), judged(service("3000100"), 500));
  t.like(judged({ responseError: { responseCode: "1401", responseMessage: "words" } }), {
    kind: "invalid",
    code: "1401",
  });
  t.regex(judged(service("1401"))?.nextStep ?? "", /another plan/);
});

for (const code of [
  ...["3000", "10407", "23003", "23006", "25013", "25017", "25033", "1001015", "1002035", "1003016", "1007009"],
  ...["1011002", "1012005", "1017013", "1100031", "1200004", "1250000"],
]) {
  test(`return code ${code} means busy: retried, because it did nothing`, (t) => {
    t.like(judged(service(code)), { kind: "conflict", busy: true });
  });
}

test("a network ACL that cannot be accessed is busy on a write, and gone on a read", (t) => {
  t.like(judged(service("1011002"), 400, "create"), { kind: "conflict", busy: true });
  t.like(judged(service("1011002"), 400, "read"), { kind: "notFound" });
});

test("unknown codes are rejections with a next step, unless the service itself failed", (t) => {
  t.like(judged(service("7777777")), { kind: "invalid", code: "7777777" });
  t.regex(judged(service("7777777"))?.nextStep ?? "", /another plan or zone/);
  t.is(judged(service("7777777"), 500)?.kind, "unavailable");
  t.is(judged(service("7777777"), 401)?.kind, "auth");
});

test("a return code other than 0 is an error even in an apparent success; 0 is not one", (t) => {
  t.like(judged({ createVpcResponse: { returnCode: "1007009" } }, 200), { kind: "conflict", busy: true });
  t.is(judged({ createVpcResponse: { returnCode: "0", vpcList: [] } }, 200), undefined);
  t.is(judged(undefined, 502), undefined);
  t.is(judged({ status: "error" }, 500), undefined);
});

test("only a clock that is far off is corrected", (t) => {
  for (const tree of [gateway("200"), service("801")]) {
    t.deepEqual(judged(tree, 401, "create", -3600)?.retryOnce, { after: 0, serverClock: true });
    t.is(judged(tree, 401, "create", 100)?.retryOnce, undefined);
    t.is(judged(tree, 401)?.retryOnce, undefined);
  }
  t.is(judged(gateway("210"), 401, "create", 3600)?.retryOnce, undefined);
});

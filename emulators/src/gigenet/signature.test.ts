import test from "ava";
import fc from "fast-check";
import { authenticate, isoTime, type Rules, type SignedRequest } from "./authentication.ts";
import { encodeText, type Pair, parsePairs } from "./form.ts";
import { canonicalQueryV2, sentQueryV2, signV2 } from "./signature-v2.ts";
import { authorizationV4, canonicalRequestV4, sha256, signingKeyV4, signV4 } from "./signature-v4.ts";
import { awsExample, suiteSecret, type V4Vector, v2Vectors, v4Vectors, vectorAccount } from "./testing-vectors.ts";

const secrets: Readonly<Record<string, string>> = {
  [awsExample.apiKey]: awsExample.apiHash,
  [vectorAccount.apiKey]: vectorAccount.apiHash,
  AKIDEXAMPLE: suiteSecret,
};

function rules(now: string, set: Partial<Rules> = {}): Rules {
  const keyOf: Rules["keyOf"] = (key) => {
    const secret = secrets[key];
    return secret === undefined ? undefined : { owner: key, secret };
  };
  return { keyOf, now: isoTime(now) ?? 0, window: 900, strict: true, presigned: false, ...set };
}

const pairs = (query: string): Pair[] => parsePairs(query) ?? [];
const noForm = { path: "/", form: [], body: Buffer.alloc(0) };

/** A version 2 request as received; a POST has its parameters in the body. */
function v2Request(method: string, host: string, query: string, signature: string): SignedRequest {
  const all = pairs(`${query}&Signature=${encodeText(signature)}`);
  const place = method === "POST" ? { query: [], form: all } : { query: all, form: [] };
  return { ...noForm, method, headers: { host }, ...place };
}

/** `ok` or the error code. */
const reported = (request: SignedRequest, by: Rules): string => {
  const verdict = authenticate(request, by);
  return verdict.ok ? "ok" : verdict.code;
};

for (const { title, method, host, secret, query, signature, asSent } of v2Vectors) {
  const year = query.includes("2011") ? "2011-10-03T15:19:30Z" : "2018-05-14T12:00:00Z";
  const phpKey = query.startsWith("AWSKeyId");
  test(`version 2: the vector ${title}`, (t) => {
    t.is(signV2({ method, host, path: "", query }, secret), signature);
    const request = v2Request(method, host, query, signature);
    t.is(reported(request, rules(year, { strict: false })), "ok");
    t.is(reported(request, rules(year)), phpKey ? "IncompleteSignature" : "ok");
    if (asSent === undefined) return;
    const sent = v2Request(method, host, query, asSent);
    t.is(reported(sent, rules(year, { strict: false })), "ok");
    t.is(reported(sent, rules(year)), phpKey ? "IncompleteSignature" : "SignatureDoesNotMatch");
  });
}

const v2 = vectorOf(v2Vectors, "of a list of instances");

function vectorOf<V extends { readonly title: string }>(vectors: readonly V[], title: string): V {
  const found = vectors.find((vector) => vector.title === title);
  if (!found) throw new Error(`no vector ${title}`);
  return found;
}

const v2Broken: [string, (query: string) => string, string][] = [
  ["another instance", (query) => query.replace("2632", "2633"), "SignatureDoesNotMatch"],
  ["one more parameter", (query) => `${query}&DryRun=true`, "SignatureDoesNotMatch"],
  ["one parameter less", (query) => query.replace("InstanceId.2=2760&", ""), "SignatureDoesNotMatch"],
  ["an unknown key", (query) => query.replace("APIKEY", "OTHERKEY"), "AuthFailure"],
  ["version 1", (query) => query.replace("Version=2&", "Version=1&"), "IncompleteSignature"],
  ["no key", (query) => query.replace("AWSAccessKeyId=APIKEY&", ""), "IncompleteSignature"],
  ["no time", (query) => query.replace(/Timestamp=[^&]*&/, ""), "IncompleteSignature"],
  ["an unknown method", (query) => query.replace("HmacSHA256", "HmacMD5"), "IncompleteSignature"],
  ["no method", (query) => query.replace("SignatureMethod=HmacSHA256&", ""), "IncompleteSignature"],
  ["the other method", (query) => query.replace("HmacSHA256", "HmacSHA1"), "SignatureDoesNotMatch"],
];
for (const [title, change, code] of v2Broken) {
  test(`version 2: a request with ${title} is ${code}`, (t) => {
    const request = v2Request("GET", v2.host, change(v2.query), v2.signature);
    t.is(reported(request, rules("2018-05-14T12:00:00Z")), code);
  });
}

test("version 2: another method, path or host does not fit the signature", (t) => {
  const request = v2Request("GET", v2.host, v2.query, v2.signature);
  for (const set of [{ method: "POST" }, { path: "/x" }, { headers: { host: "example.test" } }]) {
    t.is(reported({ ...request, ...set }, rules("2018-05-14T12:00:00Z")), "SignatureDoesNotMatch");
  }
});

test("version 2: the port may be part of the signed host or not, and case does not matter", (t) => {
  for (const signed of ["127.0.0.1:4603", "127.0.0.1"]) {
    const signature = signV2({ method: "GET", host: signed, path: "/", query: v2.query }, "APIHASH");
    t.is(reported(v2Request("GET", "127.0.0.1:4603", v2.query, signature), rules("2018-05-14T12:00:00Z")), "ok");
  }
  t.is(reported(v2Request("GET", "API.TheGCloud.com", v2.query, v2.signature), rules("2018-05-14T12:00:00Z")), "ok");
});

test("version 2: HmacSHA1 holds", (t) => {
  const query = v2.query.replace("HmacSHA256", "HmacSHA1");
  const signature = signV2({ method: "GET", host: v2.host, path: "/", query }, "APIHASH");
  t.is(signature.length, 28);
  t.is(reported(v2Request("GET", v2.host, query, signature), rules("2018-05-14T12:00:00Z")), "ok");
});

test("version 2: a signature that is missing or cut is refused", (t) => {
  const request = v2Request("GET", v2.host, v2.query, v2.signature);
  t.is(reported({ ...request, query: pairs(v2.query) }, rules("2018-05-14T12:00:00Z")), "IncompleteSignature");
  const cut = v2Request("GET", v2.host, v2.query, v2.signature.slice(0, -2));
  t.is(reported(cut, rules("2018-05-14T12:00:00Z")), "SignatureDoesNotMatch");
});

/** A signed version 2 request with these times. */
function timed(times: string): SignedRequest {
  const query = `AWSAccessKeyId=APIKEY&Action=X&SignatureMethod=HmacSHA256&SignatureVersion=2&${times}`;
  const signature = signV2({ method: "GET", host: "h", path: "/", query }, "APIHASH");
  return v2Request("GET", "h", query, signature);
}

const times: [string, string, string][] = [
  ["Timestamp=2018-05-14T12:00:00Z", "2018-05-14T12:15:00Z", "ok"],
  ["Timestamp=2018-05-14T12:00:00Z", "2018-05-14T12:15:01Z", "RequestExpired"],
  ["Timestamp=2018-05-14T12:00:00Z", "2018-05-14T11:44:59Z", "RequestExpired"],
  ["Timestamp=2018-05-14T12:00:00.5", "2018-05-14T12:00:00Z", "ok"],
  ["Timestamp=2018-05-14T14:00:00%2B02:00", "2018-05-14T12:00:00Z", "ok"],
  ["Timestamp=2018-05-14T14:00:00%2B02:00", "2018-05-14T14:00:00Z", "RequestExpired"],
  ["Timestamp=yesterday", "2018-05-14T12:00:00Z", "InvalidParameterValue"],
  ["Expires=2019-05-14T12:00:00Z", "2018-05-14T12:00:00Z", "ok"],
  ["Expires=2019-05-14T12:00:00Z", "2019-05-14T12:00:01Z", "RequestExpired"],
  ["Expires=soon", "2018-05-14T12:00:00Z", "InvalidParameterValue"],
];
for (const [given, now, code] of times) {
  test(`version 2: ${given} at ${now} is ${code}`, (t) => t.is(reported(timed(given), rules(now)), code));
}

/** A version 4 request as received. */
function v4Request(vector: V4Vector, apiKey: string, set: Partial<SignedRequest> = {}): SignedRequest {
  const authorization = authorizationV4(apiKey, vector.signature, vector);
  const { method, headers, query, body } = vector;
  const request = { method, path: "/", headers: { ...headers, authorization }, query: pairs(query), form: [] };
  return { ...request, body: Buffer.from(body), ...set };
}

for (const vector of v4Vectors) {
  const { title, method, query, headers, body, secret, signedHeaders, canonicalHash, key, signature, date } = vector;
  const apiKey = secret === suiteSecret ? "AKIDEXAMPLE" : "APIKEY";
  const now = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}T${date.startsWith("2015") ? "12:36" : "12:00"}:00Z`;
  test(`version 4: the vector ${title}`, (t) => {
    const request = { method, path: "/", query, headers, body };
    if (canonicalHash) t.is(sha256(canonicalRequestV4(request, pairs(query), signedHeaders)), canonicalHash);
    if (key) t.is(signingKeyV4(secret, vector).toString("hex"), key);
    t.is(signV4(request, secret, vector), signature);
    t.is(reported(v4Request(vector, apiKey), rules(now)), "ok");
    t.is(reported(v4Request(vector, apiKey, { body: Buffer.from(`${body} `) }), rules(now)), "SignatureDoesNotMatch");
    const other = v4Request(
      { ...vector, signature: signature.replace(/^./, (one) => (one === "0" ? "1" : "0")) },
      apiKey,
    );
    t.is(reported(other, rules(now)), "SignatureDoesNotMatch");
  });
}

const v4 = vectorOf(v4Vectors, "of a POST to GigeNET");
const noon = "2018-05-14T12:00:00Z";

const v4Broken: [string, (authorization: string) => string, string][] = [
  ["no space after commas", (text) => text.replaceAll(", ", ","), "ok"],
  ["an unknown key", (text) => text.replace("APIKEY", "OTHERKEY"), "AuthFailure"],
  ["another region", (text) => text.replace("ord1", "lax1"), "SignatureDoesNotMatch"],
  ["another service", (text) => text.replace("/ec2/", "/sts/"), "SignatureDoesNotMatch"],
  ["another day in the scope", (text) => text.replace("20180514", "20180513"), "SignatureDoesNotMatch"],
  ["another end of the scope", (text) => text.replace("aws4_request", "aws5_request"), "SignatureDoesNotMatch"],
  ["a short scope", (text) => text.replace("/ec2", ""), "IncompleteSignature"],
  ["no signature", (text) => text.replace(/, Signature=.*/, ""), "IncompleteSignature"],
  ["no signed headers", (text) => text.replace(/SignedHeaders=[^,]*, /, ""), "IncompleteSignature"],
  ["the host not signed", (text) => text.replace(";host", ""), "SignatureDoesNotMatch"],
  ["a signed header that is not there", (text) => text.replace(";host", ";host;range"), "SignatureDoesNotMatch"],
  ["another scheme", (text) => text.replace("AWS4-HMAC-SHA256", "Basic"), "IncompleteSignature"],
];
for (const [title, change, code] of v4Broken) {
  test(`version 4: an Authorization with ${title} is ${code}`, (t) => {
    const request = v4Request(v4, "APIKEY");
    const authorization = change(request.headers.authorization ?? "");
    t.is(reported({ ...request, headers: { ...request.headers, authorization } }, rules(noon)), code);
  });
}

test("version 4: header values are trimmed and their spaces folded", (t) => {
  const request = { method: "GET", path: "", headers: { a: "  x   y  z ", b: ["1", "2"] }, body: "" };
  const canonical = canonicalRequestV4(request, [], ["a", "b"]);
  t.is(canonical, `GET\n/\n\na:x y z\nb:1,2\n\na;b\n${sha256("")}`);
});

test("version 4: a changed header, query, or stated body hash does not fit", (t) => {
  const request = v4Request(v4, "APIKEY");
  const wrong: Partial<SignedRequest>[] = [
    { headers: { ...request.headers, host: "example.test" } },
    { headers: { ...request.headers, "x-amz-content-sha256": sha256("something else") } },
    { query: pairs("DryRun=true") },
    { method: "GET" },
  ];
  for (const set of wrong) t.is(reported({ ...request, ...set }, rules(noon)), "SignatureDoesNotMatch");
});

test("version 4: a date that is missing, broken or too far off is refused", (t) => {
  const request = v4Request(v4, "APIKEY");
  const dated = (date: string | undefined) => ({ ...request, headers: { ...request.headers, "x-amz-date": date } });
  t.is(reported(dated(undefined), rules(noon)), "IncompleteSignature");
  t.is(reported(dated("2018-05-14"), rules(noon)), "IncompleteSignature");
  t.is(reported(request, rules("2018-05-14T12:15:00Z")), "ok");
  t.is(reported(request, rules("2018-05-14T12:15:01Z")), "RequestExpired");
});

/** A presigned request that is valid for a minute. */
function presigned(set: (query: string) => string = (query) => query): SignedRequest {
  const scope = { date: "20180514T120000Z", region: "ord1", service: "ec2", signedHeaders: ["host"] };
  const credential = encodeText("APIKEY/20180514/ord1/ec2/aws4_request");
  const query = set(
    `Action=DescribeRegions&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=${scope.date}&X-Amz-Expires=60&X-Amz-SignedHeaders=host`,
  );
  const request = { ...noForm, method: "GET", headers: { host: "h" } };
  const signature = signV4({ ...request, query }, "APIHASH", scope);
  return { ...request, query: pairs(`${query}&X-Amz-Signature=${signature}`) };
}

test("version 4 in the query holds only if switched on, and as long as it lasts", (t) => {
  const on = { presigned: true };
  t.is(reported(presigned(), rules(noon)), "MissingAuthenticationToken");
  t.is(reported(presigned(), rules("2018-05-14T12:01:00Z", on)), "ok");
  t.is(reported(presigned(), rules("2018-05-14T12:01:01Z", on)), "RequestExpired");
  t.is(reported(presigned(), rules("2018-05-14T11:00:00Z", on)), "RequestExpired");
  t.is(reported({ ...presigned(), method: "POST" }, rules(noon, on)), "SignatureDoesNotMatch");
  t.is(
    reported(
      presigned((query) => query.replace("AWS4-HMAC-SHA256", "X")),
      rules(noon, on),
    ),
    "IncompleteSignature",
  );
});

test("a request without any signature is not authenticated", (t) => {
  const request = { ...noForm, method: "GET", headers: { host: "h" }, query: pairs("Action=DescribeRegions") };
  t.is(reported(request, rules(noon)), "MissingAuthenticationToken");
});

test("temporary credentials need their token in every request, until they end", (t) => {
  const session = { token: "tok/en", expiresAt: isoTime("2018-05-14T12:10:00Z") ?? 0 };
  const keyOf = () => ({ owner: "1", secret: "APIHASH", session });
  const withToken = "Timestamp=2018-05-14T12:00:00Z&SecurityToken=tok%2Fen";
  t.is(reported(timed(withToken), rules(noon, { keyOf })), "ok");
  t.is(reported(timed("Timestamp=2018-05-14T12:00:00Z"), rules(noon, { keyOf })), "AuthFailure");
  t.is(reported(timed(withToken.replace("en", "em")), rules(noon, { keyOf })), "AuthFailure");
  t.is(reported(timed(withToken), rules("2018-05-14T12:10:01Z", { keyOf })), "RequestExpired");
  const request = v4Request(v4, "APIKEY");
  const tokened = { ...request, headers: { ...request.headers, "x-amz-security-token": "tok/en" } };
  t.is(reported(tokened, rules(noon, { keyOf })), "ok");
  t.is(reported(request, rules(noon, { keyOf })), "AuthFailure");
});

const anyText = fc.string({ unit: "grapheme", maxLength: 20 });

function verifies(query: string, secret = "APIHASH"): string {
  const host = "h:4603";
  const signature = signV2({ method: "GET", host, path: "/", query }, secret);
  return reported(v2Request("GET", host, query, signature), rules(noon));
}

test("version 2: whatever the parameters, the right secret holds and another does not", (t) => {
  const fixed = "AWSAccessKeyId=APIKEY&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2018-05-14T12:00:00Z";
  fc.assert(
    fc.property(anyText, anyText, (name, value) => {
      const query = `${encodeText(value)}=1&${encodeText(`x${name}`)}=${encodeText(value)}&${fixed}`;
      return verifies(query) === "ok" && verifies(query, "APIHASI") === "SignatureDoesNotMatch";
    }),
  );
  t.pass();
});

test("version 2: the canonical query does not depend on order or spelling, the sent one does", (t) => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const [first, second] = [`a=${encodeText(a)}`, `b.1=${encodeText(b)}`];
      const lower = first.replaceAll(/%[0-9A-F]{2}/g, (one) => one.toLowerCase());
      return (
        canonicalQueryV2(pairs(`${first}&${second}`)) === `${first}&${second}` &&
        canonicalQueryV2(pairs(`${second}&&${lower}&Signature=x`)) === `${first}&${second}`
      );
    }),
  );
  t.is(sentQueryV2(pairs("b=1&Signature=x&a=%2a+c")), "b=1&a=%2a+c");
});

test("version 2: names are sorted by their bytes", (t) => {
  t.is(canonicalQueryV2(pairs("b=1&a=1&A=1&%C3%A9=1&a.2=1&a.10=1")), "A=1&a=1&a.10=1&a.2=1&b=1&%C3%A9=1");
});

test("version 4: whatever is sent, the right secret holds and a changed byte does not", (t) => {
  fc.assert(
    fc.property(
      fc.record({ body: fc.string({ unit: "binary" }), url: fc.webUrl({ withQueryParameters: true }) }),
      ({ body, url }) => {
        const query = new URL(url).search.slice(1);
        if (!parsePairs(query)) return true;
        const headers = { host: "h", "x-amz-date": "20180514T120000Z" };
        const scope = { date: "20180514T120000Z", region: "r", service: "s", signedHeaders: ["host", "x-amz-date"] };
        const signature = signV4({ method: "POST", path: "/", query, headers, body }, "APIHASH", scope);
        const authorization = authorizationV4("APIKEY", signature, scope);
        const request = { ...noForm, method: "POST", query: pairs(query), headers: { ...headers, authorization } };
        const sent = Buffer.from(body);
        return (
          reported({ ...request, body: sent }, rules(noon)) === "ok" &&
          reported({ ...request, body: Buffer.concat([sent, Buffer.from("x")]) }, rules(noon)) ===
            "SignatureDoesNotMatch"
        );
      },
    ),
  );
  t.pass();
});

test("an algorithm's name is not looked up in the prototype", (t) => {
  const request = v2Request("GET", v2.host, v2.query.replace("HmacSHA256", "constructor"), v2.signature);
  t.is(reported(request, rules("2018-05-14T12:00:00Z")), "IncompleteSignature");
});

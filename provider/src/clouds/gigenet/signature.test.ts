import { createHash, createHmac } from "node:crypto";
import test from "ava";
import fc from "fast-check";
import type { Request } from "../../http/call.ts";
import { authorization, basicTime, type SigningKey } from "./signature.ts";

const FORM = "application/x-www-form-urlencoded";

/** AWS's own examples. */
const EXAMPLE: SigningKey = {
  apiKey: "AKIDEXAMPLE",
  apiHash: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  region: "us-east-1",
  service: "service",
};
const GIGENET: SigningKey = { apiKey: "APIKEY", apiHash: "APIHASH", region: "ord1", service: "ec2" };
const EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const suite = (method: "GET" | "POST", query: string, headers: Record<string, string>, body?: string): Request => ({
  method,
  url: new URL(`https://example.amazonaws.com/${query}`),
  headers: { "x-amz-date": "20150830T123600Z", ...headers },
  ...(body === undefined ? {} : { body }),
});

const gigenet = (method: "GET" | "POST", query: string, headers: Record<string, string>, body?: string): Request => ({
  ...suite(method, query, { ...headers, "x-amz-date": "20180514T120000Z" }, body),
  url: new URL(`https://api.thegcloud.com/${query}`),
});

const VECTORS: readonly (readonly [title: string, Request, SigningKey, signed: string, signature: string])[] = [
  [
    "V4-1 get-vanilla",
    suite("GET", "", {}),
    EXAMPLE,
    "host;x-amz-date",
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  ],
  [
    "V4-1 get-vanilla-query-order-key-case",
    suite("GET", "?Param2=value2&Param1=value1", {}),
    EXAMPLE,
    "host;x-amz-date",
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  ],
  [
    "V4-2 post-x-www-form-urlencoded",
    suite("POST", "", { "content-type": FORM }, "Param1=value1"),
    EXAMPLE,
    "content-type;host;x-amz-date",
    "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
  ],
  [
    "V4-2 with the content-length signed too",
    suite("POST", "", { "content-type": FORM, "content-length": "13" }, "Param1=value1"),
    EXAMPLE,
    "content-length;content-type;host;x-amz-date",
    "fec50118d90ecf934441dd37fb9a49bd7f5adb6450802ca3a0977623bbb7c27f",
  ],
  [
    "V4-3 IAM ListUsers",
    {
      ...suite("GET", "", { "content-type": `${FORM}; charset=utf-8` }),
      url: new URL("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"),
    },
    { ...EXAMPLE, service: "iam" },
    "content-type;host;x-amz-date",
    "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
  ],
  [
    "V4-4 POST to GigeNET",
    gigenet(
      "POST",
      "",
      { "content-type": `${FORM}; charset=utf-8` },
      "Action=DescribeInstances&InstanceId.1=2632&Version=2016-11-15",
    ),
    GIGENET,
    "content-type;host;x-amz-date",
    "dbe3deed523949bfce12e2f8591b9967c9bbd506110bf72755d207fbfad7072f",
  ],
  [
    "V4-5 GET to GigeNET",
    gigenet("GET", "?Action=DescribeVmTypes&Version=2016-11-15", { "x-amz-content-sha256": EMPTY_HASH }),
    GIGENET,
    "host;x-amz-content-sha256;x-amz-date",
    "7674437a6f99786eb02e079e492d245285dba4853770bbf02c80c9d29b80a9a9",
  ],
  [
    "V4-6 the scope of boto 2",
    gigenet("POST", "", {}, "Action=DescribeInstances&Version=2014-10-01"),
    { ...GIGENET, region: "us-east-1", service: "api" },
    "host;x-amz-date",
    "eb381a6be9b6bbf0027944fbc98f2646a980dcf79c9bc711af71fa9becf1121e",
  ],
];

for (const [title, request, key, signed, signature] of VECTORS) {
  test(`vector ${title}`, (t) => {
    const scope = `${request.headers["x-amz-date"]?.slice(0, 8)}/${key.region}/${key.service}/aws4_request`;
    t.is(
      authorization(request, key),
      `AWS4-HMAC-SHA256 Credential=${key.apiKey}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
    );
  });
}

test("any change of a signed request changes the signature", (t) => {
  const form = { "content-type": FORM };
  const body = "Action=TerminateInstances&InstanceId.1=2632";
  const request = gigenet("POST", "", form, body);
  const changed: readonly [Request, SigningKey][] = [
    [gigenet("POST", "", form, `${body}1`), GIGENET],
    [gigenet("GET", "", form, body), GIGENET],
    [gigenet("POST", "?a=1", form, body), GIGENET],
    [gigenet("POST", "", { "content-type": "text/plain" }, body), GIGENET],
    [{ ...request, headers: { ...form, "x-amz-date": "20180514T120001Z" } }, GIGENET],
    [{ ...request, url: new URL("https://api.thegcloud.com:8443/") }, GIGENET],
    [request, { ...GIGENET, apiHash: "APIHASh" }],
    [request, { ...GIGENET, region: "lax1" }],
    [request, { ...GIGENET, service: "sts" }],
  ];
  const signatures = [[request, GIGENET] as const, ...changed].map(
    ([each, key]) => authorization(each, key).split("Signature=")[1],
  );
  t.is(new Set(signatures).size, changed.length + 1);
});

test("the port of an endpoint is part of the signed host", (t) => {
  const at = (url: string) => authorization({ ...gigenet("POST", "", {}, "a=1"), url: new URL(url) }, GIGENET);
  t.not(at("http://127.0.0.1:4603/"), at("http://127.0.0.1:4604/"));
  t.is(at("https://api.thegcloud.com:443/"), at("https://api.thegcloud.com/"));
});

/** A second implementation of the signing rules in the reference. */
function byTheRules({ method, headers, body = "", url }: Request, key: SigningKey): string {
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  const hmac = (secret: string | Buffer, text: string) => createHmac("sha256", secret).update(text).digest();
  const all = Object.entries({ ...headers, host: url.host }).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = all.map(([name]) => name).join(";");
  const lines = all.map(([name, value]) => `${name}:${value}\n`).join("");
  const date = headers["x-amz-date"] ?? "";
  const scope = `${date.slice(0, 8)}/${key.region}/${key.service}/aws4_request`;
  const canonical = `${method}\n/\n\n${lines}\n${names}\n${sha(body)}`;
  const signing = scope.split("/").reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${key.apiHash}`);
  return hmac(signing, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha(canonical)}`).toString("hex");
}

test("any form, key and time is signed according to the rules", (t) => {
  const time = fc.date({ min: new Date("2001-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
  const form = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string({ unit: "grapheme" })));
  fc.assert(
    fc.property(
      form,
      fc.string({ minLength: 1 }),
      fc.string({ unit: "grapheme" }),
      time,
      (pairs, apiKey, apiHash, at) => {
        const body = new URLSearchParams(pairs).toString();
        const date = basicTime(at.getTime());
        const request = { ...gigenet("POST", "", { "content-type": FORM }, body) };
        request.headers = { ...request.headers, "x-amz-date": date };
        const key = { ...GIGENET, apiKey, apiHash };
        t.is(authorization(request, key).split("Signature=").at(-1), byTheRules(request, key));
      },
    ),
  );
});

test("a time is written without its milliseconds", (t) => {
  t.is(basicTime(Date.parse("2018-05-14T12:00:00.999Z")), "20180514T120000Z");
});

import test from "ava";
import { requestTo } from "./request.ts";
import { signature } from "./signature.ts";

/** Published by the vendor's own clients, with revoked keys (§1.10). */
const official = {
  applicationSecret: "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
  consumerKey: "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
  timestamp: 1457018875,
};
const BODY = '{"a":"b","c":"d"}';

for (const [method, path, wanted] of [
  ["GET", "/1.0/auth", "$1$e9556054b6309771395efa467c22e627407461ad"],
  ["POST", "/1.0/auth", "$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1"],
  ["PUT", "/1.0/auth", "$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b"],
  ["DELETE", "/1.0/auth", "$1$a1eecd00b3b02b6cf5708b84b9ff42059a950d85"],
  ["GET", "/1.0/authTO", "$1$1f0958be70f095ddaba525778a9ac1dcffac89f3"],
  ["POST", "/1.0/authTO", "$1$b592effcb3bc2d37860eceb06a1b17670fbe49c6"],
  ["PUT", "/1.0/authTO", "$1$6b27c2a693a0eb4980217046b2fe10d74ba796f0"],
  ["DELETE", "/1.0/authTO", "$1$bd59b15361548c388058009e00c508081e991e8b"],
  ["GET", "/1.0/call", "$1$7f2db49253edfc41891023fcd1a54cf61db05fbb"],
  ["GET", "/v1/call", "$1$e6e7906d385eb28adcbfbe6b66c1528a42d741ad"],
  ["GET", "/v2/call", "$1$bb63b132a6f84ad5433d0c534d48d3f7c3804285"],
] as const) {
  test(`official vector ${method} ${path}`, (t) => {
    const body = method === "POST" || method === "PUT" ? BODY : "";
    t.is(signature({ ...official, method, url: `https://eu.api.ovh.com${path}`, body }), wanted);
  });
}

const own = {
  applicationSecret: "EXAMPLEappsecret0000000000000001",
  consumerKey: "EXAMPLEconsumerkey00000000000002",
  timestamp: 1700000000,
};
const KEYS_URL = "https://eu.api.ovh.com/v1/cloud/project/0123456789abcdef0123456789abcdef/sshkey";
const key = (name: string) => `{"name":"${name}","publicKey":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample user@host"}`;
const VPS_BODY = '{"displayName":"web-1","netbootMode":"local","slaMonitoring":false}';

for (const [what, method, url, body, wanted] of [
  [
    "a query",
    "GET",
    "https://eu.api.ovh.com/1.0/me/api/credential?status=validated",
    "",
    "$1$83513417b9ba73bdc97fd47bf28973f099ebae3f",
  ],
  ["an escaped letter", "POST", KEYS_URL, key("cl\\u00e9-1"), "$1$3252718b0f997c67924fbdeaf232b4e4035ffb9a"],
  ["a letter in UTF-8", "POST", KEYS_URL, key("clé-1"), "$1$2bf394041e1b40bda86571b4a112c17a5502f3f6"],
  [
    "a port",
    "PUT",
    "http://127.0.0.1:8080/1.0/vps/vps-1234abcd.vps.ovh.net",
    VPS_BODY,
    "$1$493b3f064e411b171edfa9e431d39086558ffe45",
  ],
] as const) {
  test(`vector with ${what}`, (t) => {
    t.is(signature({ ...own, method, url, body }), wanted);
  });
}

test("the signed text is the URL and the body as built: no trailing &, UTF-8, the port kept", (t) => {
  const query = requestTo("https://eu.api.ovh.com/1.0", "GET /me/api/credential", { status: "validated" });
  const signed = signature({ ...own, method: query.method, url: query.url.href, body: "" });
  t.is(signed, "$1$83513417b9ba73bdc97fd47bf28973f099ebae3f");
  t.not(signed, "$1$c48c05ccdc77ea7572bb99770b569a2ec84dba9a", "the same with & at the end");

  const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample user@host";
  const post = requestTo("https://eu.api.ovh.com/v1", "POST /cloud/project/{serviceName}/sshkey", {
    serviceName: "0123456789abcdef0123456789abcdef",
    name: "clé-1",
    publicKey,
  });
  t.is(
    signature({ ...own, method: post.method, url: post.url.href, body: post.body ?? "" }),
    "$1$2bf394041e1b40bda86571b4a112c17a5502f3f6",
  );

  const put = requestTo("http://127.0.0.1:8080/1.0", "PUT /vps/{serviceName}", {
    serviceName: "vps-1234abcd.vps.ovh.net",
    displayName: "web-1",
    netbootMode: "local",
    slaMonitoring: false,
  });
  const local = signature({ ...own, method: put.method, url: put.url.href, body: put.body ?? "" });
  t.is(local, "$1$493b3f064e411b171edfa9e431d39086558ffe45");
  t.not(local, "$1$b9f8affbf3d23732c893ff3eec4f0077538ae4c4", "the same as if it were https without a port");
});

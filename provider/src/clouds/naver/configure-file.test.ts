import test from "ava";
import fc from "fast-check";
import { resolveSettings } from "../../engine/definition/config.ts";
import { naver } from "./cloud.ts";
import { configureFile } from "./configure-file.ts";

const GOV = "https://ncloud.apigw.gov-ntruss.com";
const FILE = `[DEFAULT]\r
# made in May\r
ncloud_access_key_id = AK1\r
 ncloud_secret_access_key= a=b/c+d= \r
ncloud_api_url = https://ncloud.apigw.ntruss.com/\r
other = x\r
\r
[customer]\r
ncloud_access_key_id = AK2\r
ncloud_secret_access_key = s2\r
ncloud_api_url = ${GOV}\r
`;

const resolved = (text: string | undefined, env: Record<string, string> = {}, given?: object) =>
  resolveSettings(naver, given, env, (path) => (path === "~/.ncloud/configure" ? text : undefined));

test("the account is the one in [DEFAULT], whatever comes before or after it, with its URL", (t) => {
  t.like(resolved(FILE), {
    settings: { accessKey: "AK1", secretKey: "a=b/c+d=", endpoint: "https://ncloud.apigw.ntruss.com/" },
    from: "~/.ncloud/configure, [DEFAULT]",
  });
  const reversed = FILE.replace("[DEFAULT]", "[x]").replace("[customer]", "[DEFAULT]");
  t.like(resolved(reversed).settings, { accessKey: "AK2", secretKey: "s2", endpoint: GOV });
  t.like(resolved("ncloud_access_key_id=a\nncloud_secret_access_key=b\n").settings, { accessKey: "a", secretKey: "b" });
});

test("NCLOUD_PROFILE selects another, without values from [DEFAULT]", (t) => {
  t.like(resolved(FILE, { NCLOUD_PROFILE: "customer" }), {
    settings: { accessKey: "AK2", secretKey: "s2", endpoint: GOV },
    from: "~/.ncloud/configure, [customer]",
  });
  t.throws(() => resolved(`${FILE}[half]\nncloud_access_key_id=AK3\n`, { NCLOUD_PROFILE: "half" }), {
    message: /secretKey is missing \(~\/\.ncloud\/configure, \[half\] has the others/,
  });
});

test("an unknown profile is an error that lists the existing ones", (t) => {
  t.throws(() => resolved(FILE, { NCLOUD_PROFILE: "shop" }), {
    message:
      /missing .*\n.*configure has no credentials in \[shop\]; it has \[DEFAULT\], \[customer\]\. Choose one with .*NCLOUD_PROFILE\.$/s,
  });
  t.throws(() => resolved(FILE.slice(FILE.indexOf("[customer]"))), {
    message: /no credentials in \[DEFAULT\]; it has \[customer\]/,
  });
  t.throws(() => resolved(undefined, { NCLOUD_PROFILE: "shop" }), {
    message: /"shop", but there is no ~\/\.ncloud\/configure\.$/,
  });
});

test("the URL only applies to the file's own credentials", (t) => {
  const env = { NCLOUD_ACCESS_KEY: "EK", NCLOUD_SECRET_KEY: "es", NCLOUD_PROFILE: "customer" };
  t.deepEqual(resolved(FILE, env), {
    settings: { accessKey: "EK", secretKey: "es", site: "public", format: "json" },
    from: "the environment",
  });
  t.is(resolved(FILE, {}, { accessKey: "GK", secretKey: "gs" }).settings.endpoint, undefined);
  t.is(resolved(FILE, { NCLOUD_API_GW: "https://gate.example" }).settings.endpoint, "https://gate.example");
});

test("any text is read without an exception", (t) => {
  const line = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("[DEFAULT]", "[__proto__]", "ncloud_access_key_id=", "toString=x"),
  );
  fc.assert(
    fc.property(fc.array(line), fc.option(fc.string(), { nil: undefined }), (lines, NCLOUD_PROFILE) => {
      const requested = { known: () => undefined, env: { NCLOUD_PROFILE } };
      const { settings } = configureFile.parse([lines.join("\n")], requested);
      t.true(Object.keys(settings).every((key) => ["accessKey", "secretKey", "endpoint"].includes(key)));
    }),
  );
});

import test from "ava";
import fc from "fast-check";
import { ovhConf } from "./ovh-conf.ts";

const nothing = () => undefined;
const settingsIn = (text: string, known: (key: string) => string | undefined) =>
  ovhConf.parse([text], { known, env: {} }).settings;

const FILE = `; keys of two regions
[default]
endpoint = ovh-ca

[ovh-eu]
application_key=eu-ak
application_secret=eu-as
consumer_key=eu-ck

[ovh-ca]
  application_key: ca-ak   # made in May
application_secret = "ca as"
consumer_key=
project=0123456789abcdef0123456789abcdef
nickname=joe
`;

test("the keys are those of the endpoint named in the file", (t) => {
  t.deepEqual(settingsIn(FILE, nothing), {
    endpoint: "ovh-ca",
    applicationKey: "ca-ak",
    applicationSecret: "ca as",
    consumerKey: "",
    project: "0123456789abcdef0123456789abcdef",
  });
});

test("an endpoint that is set elsewhere takes precedence", (t) => {
  t.like(
    settingsIn(FILE, (key) => (key === "endpoint" ? "ovh-eu" : undefined)),
    { applicationKey: "eu-ak", applicationSecret: "eu-as", consumerKey: "eu-ck" },
  );
});

test("the default endpoint is the vendor's", (t) => {
  t.deepEqual(settingsIn("[ovh-eu]\r\nclient_id=EU.1\r\nclient_secret=s\r\n", nothing), {
    clientId: "EU.1",
    clientSecret: "s",
  });
});

test("the section of a custom endpoint is its URL, including dots", (t) => {
  const text = "[default]\nendpoint=http://127.0.0.1:4605/1.0\n[http://127.0.0.1:4605/1.0]\naccess_token=t=1;2\n";
  t.deepEqual(settingsIn(text, nothing), { endpoint: "http://127.0.0.1:4605/1.0", accessToken: "t=1;2" });
});

test("a duplicate section is merged, and keys before any section are ignored", (t) => {
  t.deepEqual(settingsIn("client_id=x\n[ovh-eu]\nclient_id=y\n[a]\n[ovh-eu]\nclient_secret=z", nothing), {
    clientId: "y",
    clientSecret: "z",
  });
});

test("several files are merged, so that the endpoint of one finds its keys in another", (t) => {
  const near = "[ovh-ca]\napplication_key=near\n[ovh-eu]\nconsumer_key=eu";
  const home = "[default]\nendpoint=ovh-ca\n[ovh-ca]\napplication_key=far\napplication_secret=s\nconsumer_key=c";
  t.deepEqual(ovhConf.parse([near, home], { known: nothing, env: {} }), {
    settings: { endpoint: "ovh-ca", applicationKey: "near", applicationSecret: "s", consumerKey: "c" },
    section: "[ovh-ca]",
  });
});

test("a file that only has keys for other endpoints says so", (t) => {
  const { settings, problem } = ovhConf.parse(["[ovh-us]\nclient_id=a\nclient_secret=b"], { known: nothing, env: {} });
  t.deepEqual(settings, {});
  t.is(
    problem,
    "ovh.conf has no [ovh-eu]; it has [ovh-us]. Choose one with endpoint, in its [default] or with OVH_ENDPOINT.",
  );
});

test("the locations are the vendor's, nearest first", (t) => {
  t.deepEqual(ovhConf.paths, ["./ovh.conf", "~/.ovh.conf", "/etc/ovh.conf"]);
});

test("any text is read without an exception and yields only known settings", (t) => {
  const line = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("[default]", "[ovh-eu]", "[__proto__]", "constructor=1", "consumer_key=k", "=", "[", "toString=x"),
  );
  const known = new Set([
    "endpoint",
    "project",
    "applicationKey",
    "applicationSecret",
    "consumerKey",
    "clientId",
    "clientSecret",
    "accessToken",
  ]);
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const settings = settingsIn(lines.join("\n"), nothing);
      t.true(Object.keys(settings).every((key) => known.has(key)));
      t.true(Object.values(settings).every((value) => typeof value === "string"));
    }),
  );
});

test("any key without blanks, quotes or comment signs is read unchanged", (t) => {
  const value = fc.stringMatching(/^[A-Za-z0-9+/=._:-]{1,40}$/);
  fc.assert(
    fc.property(value, fc.constantFrom("=", " = ", ":", " : "), (key, mark) => {
      t.deepEqual(settingsIn(`[ovh-eu]\nconsumer_key${mark}${key}\n`, nothing), { consumerKey: key });
    }),
  );
});

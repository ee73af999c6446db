import { join } from "node:path";
import test from "ava";
import { checkCertificates } from "./certificates.js";
import { checkBudget, checkConfig } from "./config.js";

const ovh = {
  name: "ovh",
  title: "OVHcloud",
  settings: [
    { key: "applicationKey", isSecret: false },
    { key: "applicationSecret", isSecret: true },
    { key: "consumerKey", isSecret: true },
  ],
};
const value = JSON.stringify({ applicationKey: "a", applicationSecret: "horse", consumerKey: "stable" });
const never = () => Promise.reject(new Error("not asked for"));

test("a setting without --path has no effect, and one without --secret is in plain text: each with its command, and without its value", async (t) => {
  t.deepEqual(await checkConfig({}, ovh, never), []);
  const stray = { "indiecloud:ovh.consumerKey": { value: "stable" }, "indiecloud:ovh.applicationKey": { value: "a" } };
  const checks = await checkConfig(stray, ovh, never);
  t.deepEqual(
    checks.map(({ found, nextStep }) => `${found} -> ${nextStep}`),
    [
      "indiecloud:ovh.applicationKey was set without --path, so it has no effect -> pulumi config rm 'indiecloud:ovh.applicationKey' && pulumi config set --path 'indiecloud:ovh.applicationKey' <value>",
      "indiecloud:ovh.consumerKey was set without --path, so it has no effect -> pulumi config rm 'indiecloud:ovh.consumerKey' && pulumi config set --path --secret 'indiecloud:ovh.consumerKey' <value>",
    ],
  );
  const clear = await checkConfig({ "indiecloud:ovh": { value } }, ovh, never);
  t.deepEqual(
    clear.map(({ found }) => found.split(" ")[0]),
    ["applicationSecret", "consumerKey"],
  );
  t.regex(clear[0]?.nextStep ?? "", /pulumi config set --path --secret 'indiecloud:ovh.applicationSecret' <value>$/);
  t.notRegex(JSON.stringify([...checks, ...clear]), /horse|stable/);
});

test("in a partly encrypted set, each secret is checked by itself", async (t) => {
  const config = { "indiecloud:ovh": { value, secret: true } };
  t.deepEqual(await checkConfig(config, ovh, () => Promise.resolve(true)), []);
  const checks = await checkConfig(config, ovh, (path) => Promise.resolve(path !== "indiecloud:ovh.consumerKey"));
  t.deepEqual(
    checks.map(({ found }) => found.split(" ")[0]),
    ["consumerKey"],
  );
});

test("the URL of a budget with a password in plain text is a failure with the command that mends it, without the URL", (t) => {
  const value = "rediss://:stable@cache.example.com:6379";
  const [check, ...others] = checkBudget({ "indiecloud:budget": { value, secret: false } });
  t.like(check, { what: "stack configuration", result: "failed" });
  t.regex(
    check?.nextStep ?? "",
    /the password: create a new one, then pulumi config set --secret 'indiecloud:budget' <value>$/,
  );
  t.notRegex(JSON.stringify(check), /stable|example/);
  t.deepEqual(others, []);
  t.deepEqual(checkBudget({ "indiecloud:budget": { value, secret: true } }), []);
  t.deepEqual(checkBudget({ "indiecloud:budget": { value: "redis://cache:6379" } }), []);
  t.deepEqual(checkBudget({}), []);
});

test("a file of CA certificates that does not exist or contains none is a failure", (t) => {
  t.deepEqual(checkCertificates(undefined, 0), []);
  t.like(checkCertificates("/nowhere/ca.pem", 0)[0], { result: "failed" });
  t.like(checkCertificates(join(process.cwd(), "package.json"), 0)[0], { result: "failed" });
});

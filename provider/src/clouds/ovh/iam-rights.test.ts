import test from "ava";
import { rulesFor } from "./access-rules.ts";
import { callsOf, isCovered } from "./iam-rights.ts";

const PROJECT = "0123456789abcdef0123456789abcdef";
const INSTANCES = "GET /cloud/project/{serviceName}/instance";
const may = (path: string, call: string, method = "GET"): boolean => isCovered([{ method, path }], call, PROJECT);

test("an asterisk covers everything below it, slashes included, but not the path itself", (t) => {
  t.true(may("/*", INSTANCES));
  t.true(may("/cloud/project/*", INSTANCES));
  t.true(may(`/cloud/project/${PROJECT}/*`, INSTANCES));
  t.true(may("/cloud/project/*/instance", INSTANCES));
  t.false(may("/cloud/project/*/volume", INSTANCES));
  t.false(may("/cloud/project/*", INSTANCES, "POST"));
  t.false(may("/domain/zone/*", "GET /domain/zone"));
  t.true(may("/domain/zone", "GET /domain/zone"));
  t.true(may("/domain/zone*", "GET /domain/zone"));
});

test("a rule for another project does not count; one for a zone may be for the zone of the program", (t) => {
  t.false(may("/cloud/project/ffffffffffffffffffffffffffffffff/*", INSTANCES));
  t.true(may("/domain/zone/example.com/*", "GET /domain/zone/{zoneName}/record"));
  t.false(may("/vps/*", "GET /domain/zone/{zoneName}/record"));
});

test("the rules that docs/ovh.md asks for cover every resource", (t) => {
  const rules = ["/cloud/project", "/domain/zone", "/ip"].flatMap((path) => rulesFor(path, "all"));
  const calls = callsOf(["ovh:Instance", "ovh:SshKey", "ovh:DnsRecord", "ovh:IpReverse"]);
  t.true(calls.length > 30);
  t.deepEqual(
    calls.filter((call) => !isCovered(rules, call, PROJECT)),
    [],
  );
  t.deepEqual(callsOf(["ovh:Nothing"]), []);
});

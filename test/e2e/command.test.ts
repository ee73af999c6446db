import { rm } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { indiecloud } from "./support/command.ts";
import { openTestStack } from "./support/stack.ts";

const PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJlTq9UMJQ0BzDNcVRAXNsKuO1RuVRbrQGmDYKQb4qKX test";
const CLOUDS = ["lunanode", "hostdime", "gigenet", "naver", "ovh"];

test("doctor finds no problems with five clouds, and reports what it found for each check", async (t) => {
  const { stack, emulators } = await openTestStack(t);
  const { code, out, screen } = await indiecloud(stack, ["doctor", "--json"]);
  const { checks, failed }: { checks: { what: string; result: string; found: string }[]; failed: number } =
    JSON.parse(out);
  t.is(code, 0, screen);
  t.is(failed, 0);
  const ok = checks.filter(({ result }) => result === "ok").map(({ what }) => what);
  for (const what of [
    "Node.js",
    "Pulumi CLI",
    "language host",
    "dynamic resources",
    "npm package @indiecloud/pulumi",
  ]) {
    t.true(ok.includes(what), what);
  }
  for (const title of ["LunaNode", "HostDime", "GigeNET", "NAVER Cloud", "OVHcloud"]) {
    for (const what of ["credentials", "reachability", "clock"]) {
      t.true(ok.includes(`${title} ${what}`), `${title} ${what}`);
    }
  }
  t.deepEqual(
    checks.filter(({ what }) => what.includes("hostdime:")).map(({ result, found }) => [result, found]),
    [
      ["ok", "4 there"],
      ["ok", "2 there"],
      ["skipped", "listing needs cuid"],
    ],
  );
  for (const { credentials } of Object.values(emulators.clouds)) {
    for (const [key, secret] of Object.entries(credentials)) {
      t.false(/key|secret|hash/i.test(key) && screen.includes(secret), key);
    }
  }
  const operations = emulators.requests().map(({ operation }) => operation);
  t.true(operations.length > 5);
  t.deepEqual(
    operations.filter((operation) => /create|run|modify|delete|start|stop|POST|PUT/i.test(operation ?? "")),
    [],
  );
});

test("doctor reports an incomplete set of credentials, a cloud that rejects them, and one that cannot be reached; and exits with 1", async (t) => {
  const { stack, emulators } = await openTestStack(t);
  const wrong = {
    LUNANODE_API_KEY: "",
    GIGENET_API_HASH: "f".repeat(40),
    OVH_ENDPOINT: "http://127.0.0.1:1/1.0",
    HOSTDIME_ENDPOINT: "nowhere",
  };
  const { code, out, screen } = await indiecloud(stack, ["doctor", ...CLOUDS], wrong);
  t.is(code, 1, screen);
  t.regex(out, /FAILED LunaNode credentials: .*apiKey is missing .* from a single source/);
  t.regex(out, /environment variable LUNANODE_API_KEY/);
  t.regex(out, /FAILED GigeNET permission to list gigenet:Instance, .*: GigeNET .*\. .+/);
  t.regex(
    out,
    /FAILED OVHcloud reachability: http:\/\/127\.0\.0\.1:1\/1\.0 cannot be reached[^\n]*\n {7}-> Check the network/,
  );
  t.regex(out, /ok {5}NAVER Cloud permission to list naver:Server: \d+ there/);
  t.regex(out, /FAILED HostDime credentials: HostDime configuration: endpoint is "nowhere"\. It must be a URL such as/);
  t.regex(out, /\n4 problems found\.\n$/);
  t.false(screen.includes("f".repeat(40)));
  t.is(emulators.objects("lunanode").filter(({ kind }) => kind === "vm").length, 0);
});

test("doctor reads the stack's configuration, skips clouds that nobody uses, and says why a stack cannot be read", async (t) => {
  const { stack, emulators } = await openTestStack(t, { credentials: false, secrets: "passphrase" });
  const { endpoint, credentials } = emulators.clouds.lunanode;
  const settings = Object.entries({ ...credentials, endpoint }).map(([key, value]) => [
    `indiecloud:lunanode.${key}`,
    String(value),
  ]);
  await stack.set({}, Object.fromEntries(settings));
  const own = await indiecloud(stack, ["doctor"]);
  t.is(own.code, 0, own.screen);
  t.regex(own.out, /ok {5}LunaNode permission to list lunanode:Vm: 0 there/);
  t.regex(own.out, /- {6}NAVER Cloud credentials: none, so the cloud was not checked/);
  t.false(own.screen.includes(String(credentials.apiKey)));
  const stray = await stack.run(["config", "set", "indiecloud:lunanode.apiKey", "horse"]);
  const clear = await stack.run(["config", "set", "--path", "indiecloud:hostdime.privateKey", "stable"]);
  t.deepEqual([stray.code, clear.code], [0, 0]);
  const slips = await indiecloud(stack, ["doctor", "lunanode", "hostdime"]);
  t.is(slips.code, 1, slips.screen);
  t.regex(
    slips.out,
    /FAILED LunaNode configuration: indiecloud:lunanode\.apiKey was set without --path, .*\n {7}-> pulumi config rm 'indiecloud:lunanode\.apiKey' && pulumi config set --path --secret/,
  );
  t.regex(
    slips.out,
    /FAILED HostDime configuration: privateKey is not encrypted .*\n {7}-> Others could have read the key: create a new one, then .*--secret/,
  );
  t.regex(slips.out, /ok {5}LunaNode permission to list lunanode:Vm: 0 there/);
  t.false(/horse|stable/.test(slips.screen));
  // The same with `pulumi preview`: the provider rejects one setting, the program warns about the other.
  await stack.write({
    resources: [
      { type: "lunanode:SshKey", name: "key", args: { publicKey: PUBLIC_KEY } },
      // It waits for the other, so that it is certain whose error ends the run.
      { type: "hostdime:ReverseDns", name: "rdns", args: { cuid: "1", ip: "192.0.2.1", ptr: { $out: "key.id" } } },
    ],
  });
  const preview = await stack.run(["preview"]);
  t.not(preview.code, 0);
  t.regex(preview.screen, /indiecloud:lunanode\.apiKey was set without --path/);
  t.regex(
    preview.screen,
    /warning: indiecloud:hostdime: privateKey is not encrypted in .*pulumi config set --path --secret 'indiecloud:hostdime\.privateKey' <value>/,
  );
  t.false(/horse|stable/.test(preview.screen));
  const locked = await indiecloud(stack, ["doctor"], { PULUMI_CONFIG_PASSPHRASE: "wrong" });
  t.is(locked.code, 1);
  t.regex(locked.out, /FAILED stack configuration: .*incorrect passphrase/s);
  const none = await indiecloud(stack, ["catalog", "lunanode", "regions", "--stack", "nowhere"]);
  t.is(none.code, 6, none.screen);
  t.regex(none.err, /no stack named 'nowhere' found/);
});

test("catalog shows what can be declared, smallest first, as a table and as JSON, inside and outside a project", async (t) => {
  const { stack } = await openTestStack(t);
  const plans = await indiecloud(stack, ["catalog", "lunanode", "plans", "--min-vcpus", "8"]);
  t.is(plans.code, 0, plans.screen);
  t.regex(
    plans.out,
    /^name +id +vCPUs +memory MiB +disk GB +per hour +per month +description\nc\.8 +96 +8 +8192 +90 +0\.1 USD +72 USD/,
  );
  const images = await indiecloud(stack, [
    "catalog",
    "ovh",
    "images",
    "--region",
    "GRA11",
    "--name",
    "ubuntu 24",
    "--json",
  ]);
  const { images: found }: { images: { name: string; region: string }[] } = JSON.parse(images.out);
  t.deepEqual(
    found.map(({ name, region }) => [name, region]),
    [["Ubuntu 24.04", "GRA11"]],
  );

  t.is((await stack.run(["stack", "unselect"])).code, 0);
  const unselected = await indiecloud(stack, ["catalog", "lunanode", "regions"]);
  t.regex(unselected.out, /Toronto, Canada +toronto/);
  t.regex(
    unselected.err,
    /Without a stack, the account is that of the environment\. No stack is selected in .*\(dev\)\./,
  );
  await rm(join(stack.folder, "Pulumi.yaml"));
  const regions = await indiecloud(stack, ["catalog", "lunanode", "regions"]);
  t.is(regions.out, unselected.out);

  const none = await indiecloud(stack, ["catalog", "hostdime", "plans", "--json"]);
  t.is(none.code, 1);
  const { error }: { error: string } = JSON.parse(none.out);
  t.regex(error, /HostDime has no list of plans\. See its panel/);
  const wrong = await indiecloud(stack, ["catalog", "lunanode", "plan"]);
  t.is(wrong.code, 2);
  t.regex(wrong.err, /Allowed choices are plans, images, regions/);
  const unreadable = await indiecloud(stack, ["catalog", "lunanode", "plans"], { LUNANODE_API_KEY: "0".repeat(128) });
  t.is(unreadable.code, 1);
  t.regex(unreadable.err, /LunaNode .*/);
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { secondProject, serviceAccounts } from "../../emulators/src/ovh/seeds.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import { rulesFor } from "../../provider/src/clouds/ovh/access-rules.ts";
import { currentCredential, listCredentials, requestConsumerKey } from "../../provider/src/clouds/ovh/consumer-key.ts";
import { Core } from "../../provider/src/engine/core.ts";
import { INSTANCE, KEY, ovhWorld, WEB } from "../support/ovh-world.ts";
import { keyOf, refresh, up } from "../support/world.ts";

test("an hour of clock skew is corrected, at the start and in the middle of a run", async (t) => {
  for (const timestampError of ["query-time-out", "invalid-signature"] as const) {
    const world = await ovhWorld(t, { timestampError });
    world.emulators.setClockSkew("ovh", 3600);
    const core = world.core();
    const vm = await up(core, INSTANCE, "web", WEB);
    world.emulators.setClockSkew("ovh", -3600);
    await up(core, INSTANCE, "web", { ...WEB, name: "fred" }, vm);
    t.is(world.instances()[0]?.name, "fred");
    t.true(world.count("GET /auth/time") <= 4);
  }
});

test("an OAuth2 service account does all that keys do, and outlives its tokens", async (t) => {
  const world = await ovhWorld(t, { durations: { token: 30 } });
  const { applicationKey, applicationSecret, consumerKey, ...rest } = world.config({ ...serviceAccounts[0] }).ovh;
  const core = world.core({ ovh: rest });
  const vm = await up(core, INSTANCE, "web", { ...WEB, powerState: "stopped" });
  await core.delete(INSTANCE, vm.id, vm.outputs);
  t.deepEqual(world.instances(), []);
  t.true(world.count("POST /auth/oauth2/token") > 1);
  t.is(world.count("GET /auth/time"), 0);
});

for (const oauthRefusal of ["400", "401"] as const) {
  test(`a wrong service account is told (${oauthRefusal})`, async (t) => {
    const world = await ovhWorld(t, { oauthRefusal });
    const { endpoint, project } = { ...world.config().ovh, project: world.project };
    const core = world.core({ ovh: { endpoint, project, clientId: "EU.x", clientSecret: "no-such-secret" } });
    await t.throwsAsync(up(core, INSTANCE, "web", WEB), { message: /Check clientId and clientSecret/ });
  });
}

test("an access token that is wrong is told", async (t) => {
  const world = await ovhWorld(t);
  const { endpoint } = world.config().ovh;
  const core = world.core({ ovh: { endpoint, project: world.project, accessToken: "no-such-token" } });
  await t.throwsAsync(up(core, INSTANCE, "web", WEB), { message: /Invalid access token.*Check the access token/ });
});

for (const [what, more, message] of [
  ["application key", { applicationKey: "OVHNOSUCHKEY0001" }, /Invalid application key.*Check applicationKey/],
  ["application secret", { applicationSecret: "x".repeat(32) }, /Invalid signature.*Check that applicationKey/],
  ["consumer key", { consumerKey: "y".repeat(32) }, /credential does not exist.*Make a new consumer key/],
] as const) {
  for (const errorStyle of ["class", "legacy"] as const) {
    test(`a wrong ${what} is told before anything is made (${errorStyle})`, async (t) => {
      const world = await ovhWorld(t, { errorStyle });
      await t.throwsAsync(up(world.core(world.config(more)), INSTANCE, "web", WEB), { message });
      t.deepEqual(world.instances(), []);
    });
  }
}

for (const pendingKey of ["forbidden", "invalid-signature"] as const) {
  test(`a consumer key is asked for, useless until it is validated (${pendingKey}), then listed with its rights`, async (t) => {
    const world = await ovhWorld(t, { pendingKey });
    const { endpoint, applicationKey, applicationSecret } = world.config().ovh;
    const { clock } = world;
    const keys = { endpoint: String(endpoint), applicationKey: String(applicationKey) };
    const rules = [...rulesFor("/cloud/project", "all"), ...rulesFor("/me/api/credential", "read")];
    const asked = await requestConsumerKey({ ...keys, rules }, { clock });
    t.is(asked.state, "pendingValidation");
    t.regex(asked.validationUrl, /credentialToken=/);
    const holder = { ...keys, applicationSecret: String(applicationSecret), consumerKey: asked.consumerKey };
    await t.throwsAsync(listCredentials(holder, "validated", { clock }), { message: /consumer key/ });
    world.act("validate-key", asked.consumerKey);
    const listed = await listCredentials(holder, "validated", { clock });
    const mine = listed.find(({ rules: each }) => each.length === rules.length);
    t.like(mine, { status: "validated", application: { status: "active" } });
    t.deepEqual(mine?.rules, rules);
    t.truthy(mine?.expiration);
    t.truthy(mine?.creation);
    await t.throwsAsync(currentCredential(holder, { clock }), {
      message: /GET \/auth\/currentCredential: This call has not been granted.*no right to this call/,
    });
    const vm = await up(world.core(world.config({ consumerKey: asked.consumerKey })), INSTANCE, "web", WEB);
    t.truthy(vm.id);
  });
}

test("the current credential tells its rights", async (t) => {
  const world = await ovhWorld(t);
  const { endpoint } = world.config().ovh;
  const [first] = world.accounts;
  t.truthy(first);
  if (first !== undefined) {
    const { rules, status } = await currentCredential({ ...first, endpoint: String(endpoint) }, { clock: world.clock });
    t.is(status, "validated");
    t.true(rules.length > 0);
  }
});

test("a consumer key without the right to a call is told with the call; one that has expired, with what to do", async (t) => {
  const world = await ovhWorld(t);
  const { endpoint, applicationKey } = world.config().ovh;
  const { consumerKey } = await requestConsumerKey(
    {
      endpoint: String(endpoint),
      applicationKey: String(applicationKey),
      rules: rulesFor("/cloud/project", "read"),
    },
    { clock: world.clock },
  );
  world.act("validate-key", consumerKey);
  const core = world.core(world.config({ consumerKey }));
  await t.throwsAsync(up(core, INSTANCE, "web", WEB), {
    message:
      /POST \/cloud\/project\/\{serviceName\}\/instance: .*not been granted.*request EU\.ext.*no right to this call/,
  });
  world.act("expire-key", consumerKey);
  await t.throwsAsync(up(world.core(world.config({ consumerKey })), INSTANCE, "web", WEB), {
    message: /credential is not valid.*Make a new consumer key/,
  });
});

test("a right that IAM denies is named", async (t) => {
  const world = await ovhWorld(t, { deniedActions: ["publicCloudProject:apiovh:instance/create"] });
  await t.throwsAsync(up(world.core(), INSTANCE, "web", WEB), {
    message: /right to publicCloudProject:apiovh:instance\/create, by an IAM policy/,
  });
});

test("quota, capacity, a full region in the end state, and too many calls are told apart", async (t) => {
  const world = await ovhWorld(t, { instanceQuota: 0 });
  await t.throwsAsync(up(world.core(), INSTANCE, "web", WEB), { message: /Quota exceeded.*raise the project's quota/ });
  world.set({ instanceQuota: null, fullRegions: ["GRA11"] });
  await t.throwsAsync(up(world.core(), INSTANCE, "web", WEB), { message: /No capacity.*another region or plan/ });
  await t.throwsAsync(up(world.core(), INSTANCE, "web", { ...WEB, region: "SBG5", plan: "t2-45" }), {
    message: /No capacity/,
  });
  world.set({ capacity: "error-state" });
  await t.throwsAsync(up(world.core(), INSTANCE, "web", WEB), { message: /failed for good: ERROR/ });
  world.set({ fullRegions: [], callsPerMinute: 5 });
  const vm = await up(world.core(), INSTANCE, "web2", { ...WEB, name: "web2" });
  t.truthy(vm.id, "throttled calls are sent again when OVHcloud says so");
});

test("a network that is not ready yet is waited for", async (t) => {
  const world = await ovhWorld(t, { durations: { network: 60 } });
  const made = world.network("back", "GRA11", "10.1.0").catch(() => undefined);
  await made;
  const id = world.objects("network")[0]?.id;
  await world.clock.sleep(60_000);
  await world.call("POST /cloud/project/{serviceName}/network/private/{networkId}/subnet", {
    ...{ networkId: String(id), region: "GRA11", network: "10.1.0.0/24", start: "10.1.0.10", end: "10.1.0.99" },
    ...{ dhcp: true, noGateway: true },
  });
  world.meddle("network", id, { status: "BUILDING" });
  const building = up(world.core(), INSTANCE, "web", { ...WEB, networks: [String(id)] });
  const ready = world.clock.sleep(20_000).then(() => world.meddle("network", id, { status: "ACTIVE" }));
  const [vm] = await Promise.all([building, ready]);
  t.deepEqual(world.ports(keyOf(vm)), ["10.1.0.10"]);
});

test("a project of one's own is used by id; with another account nothing is taken for deleted", async (t) => {
  const world = await ovhWorld(t);
  const vm = await up(world.core(), INSTANCE, "web", { ...WEB, project: secondProject });
  t.regex(vm.id, new RegExp(`^${secondProject}/GRA11/`));
  t.deepEqual((await refresh(world.core(), INSTANCE, vm)).inputs, vm.inputs);
  const foreign = world.core(world.config({}, 1));
  await t.throwsAsync(foreign.read(INSTANCE, vm.id, vm.outputs), { message: /account of these credentials/ });
  await t.throwsAsync(foreign.delete(INSTANCE, vm.id, vm.outputs), { message: /account of these credentials/ });
  await world.core().delete(INSTANCE, vm.id, vm.outputs);
  t.deepEqual(world.instances(), []);
});

test("a key lives and dies; another name, key or region is another key", async (t) => {
  const world = await ovhWorld(t);
  const news = { name: "me", publicKey: "ssh-ed25519 AAAA me@here" };
  const key = await up(world.core(), KEY, "k", news);
  t.is(key.id, `${world.project}/${String(key.outputs.keyId)}`);
  t.is([key.outputs.regions].flat().length, 5);
  t.deepEqual((await refresh(world.core(), KEY, key)).inputs, key.inputs);
  const urn = "urn:pulumi:test::project::ovh:SshKey::k";
  for (const [more, kinds] of [
    [{ publicKey: "ssh-ed25519 AAAA other comment" }, []],
    [{ publicKey: "ssh-ed25519 BBBB" }, ["publicKey replace"]],
    [{ name: "you" }, ["name replace"]],
    [{ region: "GRA11" }, ["region initial"]],
  ] as const) {
    const { inputs } = await world.core().check(KEY, { olds: key.inputs, news: { ...news, ...more }, urn });
    const diff = await world.core().diff(KEY, { id: key.id, olds: key.outputs, news: inputs });
    const told = diff.differences.map((one) => `${one.key} ${one.kind}`).filter((one) => one !== "publicKey recorded");
    t.deepEqual(told, [...kinds]);
  }
  for (const id of [key.id, String(key.outputs.keyId)]) {
    const imported = await world.core().read(KEY, id, {});
    t.like(imported, { id: key.id, inputs: { ...news } });
  }
  await t.throwsAsync(up(world.core(), KEY, "k", news), { message: /SSH key named "me" already/ });
  const here = await up(world.core(), KEY, "here", { name: "here", publicKey: "ssh-ed25519 CCCC", region: "SBG5" });
  t.deepEqual(here.outputs.regions, ["SBG5"]);
  t.deepEqual((await refresh(world.core(), KEY, here)).inputs, here.inputs);
  await t.throwsAsync(up(world.core(), INSTANCE, "web", { ...WEB, sshKeys: ["here"] }), {
    message: /"here" is no OVHcloud SSH key in .*GRA11/,
  });
  await world.core().delete(KEY, key.id, key.outputs);
  await world.core().delete(KEY, here.id, here.outputs);
  t.deepEqual(world.objects("sshKey"), []);
  t.is(await world.core().read(KEY, key.id, key.outputs), undefined);
});

test("ovh.conf in the home folder opens the account; the project stands in the configuration", async (t) => {
  const world = await ovhWorld(t);
  const home = await mkdtemp(join(tmpdir(), "ovh-conf-"));
  t.teardown(() => rm(home, { recursive: true }));
  const { endpoint } = world.config().ovh;
  const [keys] = world.accounts;
  const lines = [
    "[default]",
    `endpoint=${String(endpoint)}/1.0`,
    `[${String(endpoint)}/1.0]`,
    `application_key=${keys?.applicationKey}`,
    `application_secret=${keys?.applicationSecret}`,
    `consumer_key=${keys?.consumerKey}`,
  ];
  await writeFile(join(home, ".ovh.conf"), lines.join("\n"));
  const { clock } = world;
  const core = new Core({
    load: loadCloud,
    given: { ovh: { project: world.project } },
    env: { HOME: home },
    clock,
    reporter: { info: () => undefined, warn: () => undefined },
  });
  const vm = await up(core, INSTANCE, "web", WEB);
  t.is(world.instances().length, 1);
  t.regex(vm.id, /\/GRA11\//);
});

test("keys of two kinds, and half a set, are errors that name what is missing", async (t) => {
  const world = await ovhWorld(t);
  const { endpoint } = world.config().ovh;
  for (const [given, message] of [
    [{ applicationKey: "k", accessToken: "t", project: world.project }, /do not belong together.*Set one of/],
    [{ applicationKey: "k", project: world.project }, /applicationSecret and consumerKey are missing/],
    [{ accessToken: "t" }, /project is missing.*OVH_CLOUD_PROJECT_SERVICE/s],
    [{}, /applicationKey and applicationSecret and consumerKey and project are missing/],
  ] as const) {
    await t.throwsAsync(up(world.core({ ovh: { ...given, endpoint } }), INSTANCE, "web", WEB), { message });
  }
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { secondProject, serviceAccounts } from "../../emulators/src/ovh/seeds.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import { rulesFor } from "../../provider/src/clouds/ovh/access-rules.ts";
import { currentCredential, listCredentials, requestConsumerKey } from "../../provider/src/clouds/ovh/consumer-key.ts";
import { CloudProvider } from "../../provider/src/engine/cloud-provider.ts";
import { keyOf, refresh, up } from "../support/fixture.ts";
import { INSTANCE, KEY, ovhFixture, WEB } from "../support/ovh-fixture.ts";

test("an hour of clock skew is corrected, at the start and during a run", async (t) => {
  for (const timestampError of ["query-time-out", "invalid-signature"] as const) {
    const fixture = await ovhFixture(t, { timestampError });
    fixture.emulators.setClockSkew("ovh", 3600);
    const cloudProvider = fixture.cloudProvider();
    const vm = await up(cloudProvider, INSTANCE, "web", WEB);
    fixture.emulators.setClockSkew("ovh", -3600);
    await up(cloudProvider, INSTANCE, "web", { ...WEB, name: "fred" }, vm);
    t.is(fixture.instances()[0]?.name, "fred");
    t.true(fixture.count("GET /auth/time") <= 4);
  }
});

test("an OAuth2 service account can do everything that keys can, and outlives its tokens", async (t) => {
  const fixture = await ovhFixture(t, { durations: { token: 30 } });
  const { applicationKey, applicationSecret, consumerKey, ...rest } = fixture.config({ ...serviceAccounts[0] }).ovh;
  const cloudProvider = fixture.cloudProvider({ ovh: rest });
  const vm = await up(cloudProvider, INSTANCE, "web", { ...WEB, powerState: "stopped" });
  await cloudProvider.delete(INSTANCE, vm.id, vm.outputs);
  t.deepEqual(fixture.instances(), []);
  t.true(fixture.count("POST /auth/oauth2/token") > 1);
  t.is(fixture.count("GET /auth/time"), 0);
});

for (const oauthRefusal of ["400", "401"] as const) {
  test(`a wrong service account is reported (${oauthRefusal})`, async (t) => {
    const fixture = await ovhFixture(t, { oauthRefusal });
    const { endpoint, project } = { ...fixture.config().ovh, project: fixture.project };
    const cloudProvider = fixture.cloudProvider({
      ovh: { endpoint, project, clientId: "EU.x", clientSecret: "no-such-secret" },
    });
    await t.throwsAsync(up(cloudProvider, INSTANCE, "web", WEB), { message: /Check clientId and clientSecret/ });
  });
}

test("a wrong access token is reported", async (t) => {
  const fixture = await ovhFixture(t);
  const { endpoint } = fixture.config().ovh;
  const cloudProvider = fixture.cloudProvider({
    ovh: { endpoint, project: fixture.project, accessToken: "no-such-token" },
  });
  await t.throwsAsync(up(cloudProvider, INSTANCE, "web", WEB), {
    message: /Invalid access token.*Check the access token/,
  });
});

for (const [what, more, message] of [
  ["application key", { applicationKey: "OVHNOSUCHKEY0001" }, /Invalid application key.*Check applicationKey/],
  ["application secret", { applicationSecret: "x".repeat(32) }, /Invalid signature.*Check that applicationKey/],
  ["consumer key", { consumerKey: "y".repeat(32) }, /credential does not exist.*Create a new consumer key/],
] as const) {
  for (const errorStyle of ["class", "legacy"] as const) {
    test(`a wrong ${what} is reported before anything is created (${errorStyle})`, async (t) => {
      const fixture = await ovhFixture(t, { errorStyle });
      await t.throwsAsync(up(fixture.cloudProvider(fixture.config(more)), INSTANCE, "web", WEB), { message });
      t.deepEqual(fixture.instances(), []);
    });
  }
}

for (const pendingKey of ["forbidden", "invalid-signature"] as const) {
  test(`a consumer key is requested, unusable until it is validated (${pendingKey}), then listed with its rights`, async (t) => {
    const fixture = await ovhFixture(t, { pendingKey });
    const { endpoint, applicationKey, applicationSecret } = fixture.config().ovh;
    const { clock } = fixture;
    const keys = { endpoint: String(endpoint), applicationKey: String(applicationKey) };
    const rules = [...rulesFor("/cloud/project", "all"), ...rulesFor("/me/api/credential", "read")];
    const requested = await requestConsumerKey({ ...keys, rules }, { clock });
    t.is(requested.state, "pendingValidation");
    t.regex(requested.validationUrl, /credentialToken=/);
    const holder = { ...keys, applicationSecret: String(applicationSecret), consumerKey: requested.consumerKey };
    await t.throwsAsync(listCredentials(holder, "validated", { clock }), { message: /consumer key/ });
    fixture.act("validate-key", requested.consumerKey);
    const listed = await listCredentials(holder, "validated", { clock });
    const mine = listed.find(({ rules: each }) => each.length === rules.length);
    t.like(mine, { status: "validated", application: { status: "active" } });
    t.deepEqual(mine?.rules, rules);
    t.truthy(mine?.expiration);
    t.truthy(mine?.creation);
    await t.throwsAsync(currentCredential(holder, { clock }), {
      message: /GET \/auth\/currentCredential: This call has not been granted.*does not allow this call/,
    });
    const vm = await up(
      fixture.cloudProvider(fixture.config({ consumerKey: requested.consumerKey })),
      INSTANCE,
      "web",
      WEB,
    );
    t.truthy(vm.id);
  });
}

test("the current credential shows its rights", async (t) => {
  const fixture = await ovhFixture(t);
  const { endpoint } = fixture.config().ovh;
  const [first] = fixture.accounts;
  t.truthy(first);
  if (first !== undefined) {
    const { rules, status } = await currentCredential(
      { ...first, endpoint: String(endpoint) },
      { clock: fixture.clock },
    );
    t.is(status, "validated");
    t.true(rules.length > 0);
  }
});

test("a consumer key without the right to a call is reported with the call; an expired one with the next step", async (t) => {
  const fixture = await ovhFixture(t);
  const { endpoint, applicationKey } = fixture.config().ovh;
  const { consumerKey } = await requestConsumerKey(
    {
      endpoint: String(endpoint),
      applicationKey: String(applicationKey),
      rules: rulesFor("/cloud/project", "read"),
    },
    { clock: fixture.clock },
  );
  fixture.act("validate-key", consumerKey);
  const cloudProvider = fixture.cloudProvider(fixture.config({ consumerKey }));
  await t.throwsAsync(up(cloudProvider, INSTANCE, "web", WEB), {
    message:
      /POST \/cloud\/project\/\{serviceName\}\/instance: .*not been granted.*request EU\.ext.*does not allow this call/,
  });
  fixture.act("expire-key", consumerKey);
  await t.throwsAsync(up(fixture.cloudProvider(fixture.config({ consumerKey })), INSTANCE, "web", WEB), {
    message: /credential is not valid.*Create a new consumer key/,
  });
});

test("a permission that IAM denies is named", async (t) => {
  const fixture = await ovhFixture(t, { deniedActions: ["publicCloudProject:apiovh:instance/create"] });
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", WEB), {
    message: /Grant these credentials publicCloudProject:apiovh:instance\/create with an IAM policy/,
  });
});

test("quota, capacity, a full region in the end state, and too many calls are distinguished", async (t) => {
  const fixture = await ovhFixture(t, { instanceQuota: 0 });
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", WEB), {
    message: /Quota exceeded.*raise the project's quota/,
  });
  fixture.set({ instanceQuota: null, fullRegions: ["GRA11"] });
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", WEB), {
    message: /No capacity.*another region or plan/,
  });
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, region: "SBG5", plan: "t2-45" }), {
    message: /No capacity/,
  });
  fixture.set({ capacity: "error-state" });
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", WEB), { message: /could not be built: ERROR/ });
  fixture.set({ fullRegions: [], callsPerMinute: 5 });
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web2", { ...WEB, name: "web2" });
  t.truthy(vm.id, "throttled calls are sent again when OVHcloud says so");
});

test("a network that is not ready yet is waited for", async (t) => {
  const fixture = await ovhFixture(t, { durations: { network: 60 } });
  await fixture.network("back", "GRA11", "10.1.0");
  const id = fixture.objects("network")[0]?.id;
  fixture.changeOutOfBand("network", id, { status: "BUILDING" });
  const building = up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, networks: [String(id)] });
  const ready = fixture.clock.sleep(20_000).then(() => fixture.changeOutOfBand("network", id, { status: "ACTIVE" }));
  const [vm] = await Promise.all([building, ready]);
  t.deepEqual(fixture.ports(keyOf(vm)), ["10.1.0.10"]);
});

test("a project of one's own is used by ID; with another account nothing is taken for deleted", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, project: secondProject });
  t.regex(vm.id, new RegExp(`^${secondProject}/GRA11/`));
  t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, vm)).inputs, vm.inputs);
  const foreign = fixture.cloudProvider(fixture.config({}, 1));
  await t.throwsAsync(foreign.read(INSTANCE, vm.id, vm.outputs), { message: /account of these credentials/ });
  await t.throwsAsync(foreign.delete(INSTANCE, vm.id, vm.outputs), { message: /account of these credentials/ });
  await fixture.cloudProvider().delete(INSTANCE, vm.id, vm.outputs);
  t.deepEqual(fixture.instances(), []);
});

test("a key is created and deleted; another name, key or region is another key", async (t) => {
  const fixture = await ovhFixture(t);
  const news = { name: "me", publicKey: "ssh-ed25519 AAAA me@here" };
  const key = await up(fixture.cloudProvider(), KEY, "k", news);
  t.is(key.id, `${fixture.project}/${String(key.outputs.keyId)}`);
  t.is([key.outputs.regions].flat().length, 5);
  t.deepEqual((await refresh(fixture.cloudProvider(), KEY, key)).inputs, key.inputs);
  const urn = "urn:pulumi:test::project::ovh:SshKey::k";
  for (const [more, kinds] of [
    [{ publicKey: "ssh-ed25519 AAAA other comment" }, []],
    [{ publicKey: "ssh-ed25519 BBBB" }, ["publicKey replace"]],
    [{ name: "you" }, ["name replace"]],
    [{ region: "GRA11" }, ["region initial"]],
  ] as const) {
    const { inputs } = await fixture.cloudProvider().check(KEY, { olds: key.inputs, news: { ...news, ...more }, urn });
    const diff = await fixture.cloudProvider().diff(KEY, { id: key.id, olds: key.outputs, news: inputs });
    const reported = diff.differences
      .map((one) => `${one.key} ${one.kind}`)
      .filter((one) => one !== "publicKey recorded");
    t.deepEqual(reported, [...kinds]);
  }
  for (const id of [key.id, String(key.outputs.keyId)]) {
    const imported = await fixture.cloudProvider().read(KEY, id, {});
    t.like(imported, { id: key.id, inputs: { ...news } });
  }
  await t.throwsAsync(up(fixture.cloudProvider(), KEY, "k", news), { message: /SSH key named "me" already/ });
  const here = await up(fixture.cloudProvider(), KEY, "here", {
    name: "here",
    publicKey: "ssh-ed25519 CCCC",
    region: "SBG5",
  });
  t.deepEqual(here.outputs.regions, ["SBG5"]);
  t.deepEqual((await refresh(fixture.cloudProvider(), KEY, here)).inputs, here.inputs);
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, sshKeys: ["here"] }), {
    message: /"here" is not an OVHcloud SSH key in .*GRA11/,
  });
  await fixture.cloudProvider().delete(KEY, key.id, key.outputs);
  await fixture.cloudProvider().delete(KEY, here.id, here.outputs);
  t.deepEqual(fixture.objects("sshKey"), []);
  t.is(await fixture.cloudProvider().read(KEY, key.id, key.outputs), undefined);
});

test("ovh.conf in the home folder opens the account; the project is in the configuration", async (t) => {
  const fixture = await ovhFixture(t);
  const home = await mkdtemp(join(tmpdir(), "ovh-conf-"));
  t.teardown(() => rm(home, { recursive: true }));
  const { endpoint } = fixture.config().ovh;
  const [keys] = fixture.accounts;
  const lines = [
    "[default]",
    `endpoint=${String(endpoint)}/1.0`,
    `[${String(endpoint)}/1.0]`,
    `application_key=${keys?.applicationKey}`,
    `application_secret=${keys?.applicationSecret}`,
    `consumer_key=${keys?.consumerKey}`,
  ];
  await writeFile(join(home, ".ovh.conf"), lines.join("\n"));
  const { clock } = fixture;
  const cloudProvider = new CloudProvider({
    load: loadCloud,
    given: { ovh: { project: fixture.project } },
    env: { HOME: home },
    clock,
    reporter: { info: () => undefined, warn: () => undefined },
  });
  const vm = await up(cloudProvider, INSTANCE, "web", WEB);
  t.is(fixture.instances().length, 1);
  t.regex(vm.id, /\/GRA11\//);
});

test("keys of two kinds, and an incomplete set, are errors that name what is missing", async (t) => {
  const fixture = await ovhFixture(t);
  const { endpoint } = fixture.config().ovh;
  for (const [given, message] of [
    [{ applicationKey: "k", accessToken: "t", project: fixture.project }, /cannot be used together.*Set one of/],
    [{ applicationKey: "k", project: fixture.project }, /applicationSecret and consumerKey are missing/],
    [{ accessToken: "t" }, /project is missing.*OVH_CLOUD_PROJECT_SERVICE/s],
    [{}, /applicationKey and applicationSecret and consumerKey and project are missing/],
  ] as const) {
    await t.throwsAsync(up(fixture.cloudProvider({ ovh: { ...given, endpoint } }), INSTANCE, "web", WEB), { message });
  }
});

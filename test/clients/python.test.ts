import type { ExecutionContext } from "ava";
import type { CloudName } from "../../emulators/src/core/cloud.ts";
import { type EmulatorOptions, type Emulators, startEmulators } from "../../emulators/src/index.ts";
import { serviceAccounts } from "../../emulators/src/ovh/seeds.ts";
import { pythonTests } from "./support/python.ts";

const test = await pythonTests();

/** Emulators on a clock that only the program advances. */
async function start(t: ExecutionContext, cloud: CloudName, options: EmulatorOptions = {}): Promise<Emulators> {
  const emulators = await startEmulators({ timeScale: 0, clouds: [cloud], ...options });
  t.teardown(() => emulators.stop());
  return emulators;
}

/** Operation and status of every call. */
const calls = (emulators: Emulators): string[] =>
  emulators.requests().map(({ operation, status }) => `${operation} ${status}`);

const unsigned = (emulators: Emulators): string[] =>
  emulators
    .requests()
    .filter(({ signature }) => signature !== "ok")
    .map(({ operation }) => operation);

test("boto3 uses GigeNET like EC2: an instance's whole life, signed by version 4", async (t, run) => {
  const emulators = await start(t, "gigenet");
  const { endpoint, credentials } = emulators.clouds.gigenet;
  t.deepEqual(await run("gigenet_boto3.py", emulators, { endpoint, ...credentials }), {
    image: { ImageId: "ubuntu64_16.04", State: "active", Platform: "Ubuntu" },
    type: "bal.lg",
    zones: ["lax1", "ord1"],
    made: { Code: 4, Name: "unknown" },
    built: { Code: 0, Name: "on" },
    described: {
      ImageId: "ubuntu64_16.04",
      InstanceType: "custom_bal_1vcpu_2048m_40gb",
      Placement: { AvailabilityZone: "ord1" },
      PublicIpAddress: "198.19.0.10",
      State: { Code: 0, Name: "on" },
      Tags: [{ Key: "web server/é~*" }],
    },
    tags: [{ Key: "blue" }],
    stopped: { Code: 3, Name: "off" },
    resized: "custom_bal_2vcpu_4096m_60gb",
    attribute: "custom_bal_2vcpu_4096m_60gb",
    started: { Code: 0, Name: "on" },
    bound: true,
    addresses: [],
    errors: {
      type: ["InvalidInstanceType", 400],
      unsupported: ["InvalidAction", 400],
      "wrong secret": ["SignatureDoesNotMatch", 401],
    },
    terminated: true,
    gone: ["InvalidInstanceID.NotFound", 400],
  });
  const [wrong, ...others] = emulators.requests().filter(({ signature }) => signature !== "ok");
  t.deepEqual([wrong?.operation, wrong?.signature, others], ["DescribeInstances", "bad", []]);
  t.deepEqual(emulators.objects("gigenet"), []);
});

for (const [enforceClientToken, created] of [
  [false, 2],
  [true, 1],
] as const) {
  const title = enforceClientToken
    ? "buys once where ClientToken counts"
    : "buys twice where ClientToken does not count";
  test(`boto3 retries RunInstances by itself after a 500, and ${title}`, async (t, run) => {
    const emulators = await start(t, "gigenet", { switches: { gigenet: { enforceClientToken } } });
    emulators.addFault({ operation: "RunInstances", when: "after", fault: { status: 500 } });
    const { endpoint, credentials } = emulators.clouds.gigenet;
    t.deepEqual(await run("gigenet_boto3_again.py", emulators, { endpoint, ...credentials }), { reported: 1 });
    t.deepEqual(calls(emulators), ["RunInstances 500", "RunInstances 200"]);
    t.is(emulators.objects("gigenet").filter(({ kind }) => kind === "instance").length, created);
  });
}

/** Before 2024, errors had a code, from which the client derives its classes; since then it cannot. */
for (const [errorStyle, refusals] of [
  ["class", ["APIError", "APIError"]],
  ["legacy", ["InvalidCredential", "NotGrantedCall"]],
] as const) {
  const title = `OVH's Python client: a consumer key, an instance's life, a service account, ${errorStyle} errors`;
  test(title, async (t, run) => {
    const emulators = await start(t, "ovh", { switches: { ovh: { errorStyle } } });
    emulators.setClockSkew("ovh", 3600);
    const { endpoint, credentials } = emulators.clouds.ovh;
    const { applicationKey, applicationSecret, project } = credentials;
    const { clientId, clientSecret } = serviceAccounts[0] ?? {};
    const given = { endpoint, applicationKey, applicationSecret, project, clientId, clientSecret };
    const [invalid, notGranted] = refusals;
    t.deepEqual(await run("ovh_client.py", emulators, given), {
      key: "pendingValidation",
      pending: [invalid, 403, "This credential is not valid"],
      "an hour ahead": true,
      me: "ex10001-ovh",
      rules: 11,
      projects: [project, "a1000000000000000000000000000002"],
      made: ["café", "BUILD"],
      built: ["thé", "ACTIVE", 2],
      stopped: "SHUTOFF",
      "stopped again": ["ResourceConflictError", 409],
      "not granted": [notGranted, 403, "This call has not been granted"],
      invalid: ["BadParametersError", 400, "Missing parameter: flavorId"],
      "by token": ["thé"],
      gone: ["ResourceNotFoundError", 404, "This instance does not exist"],
      "logged out": [invalid, 403, "This credential is not valid"],
    });
    t.deepEqual(unsigned(emulators), ["POST /auth/credential", "GET /auth/time", "POST /auth/oauth2/token"]);
  });
}

test("NAVER's Python SDK: key, rule, interface, server and public IP are created and deleted", async (t, run) => {
  const emulators = await start(t, "naver");
  const { endpoint, credentials } = emulators.clouds.naver;
  t.deepEqual(await run("naver_sdk.py", emulators, { endpoint, ...credentials }), {
    regions: ["KR", "JPN", "SGN", "USWN", "DEN"],
    network: ["demo-vpc", "10.0.1.0/24", "PUBLIC"],
    image: ["SW", "ubuntu-20.04-base"],
    product: ["VSVR", 2],
    key: "-----BEGIN RSA PRIVATE KEY-----",
    rule: true,
    made: ["web", "INIT"],
    built: ["RUN", "NULL"],
    described: [2, true, false],
    public: true,
    "terminated while it runs": [400, "1100902"],
    stopped: ["NSTOP", "NULL"],
    gone: [],
  });
  t.deepEqual(unsigned(emulators), []);
  t.deepEqual(
    emulators.objects("naver").filter(({ kind }) => kind === "server"),
    [],
  );
});

/**
 * Its JSON contains spaces that the hash must not have (docs/api/hostdime.md §1.2, §2): its signatures of calls with
 * parameters have never been valid.
 */
test("hdcorepy, a Python client, signs HostDime's calls correctly as long as they have no parameters", async (t, run) => {
  const emulators = await start(t, "hostdime");
  const { endpoint, credentials } = emulators.clouds.hostdime;
  t.deepEqual(await run("hostdime_hdcorepy.py", emulators, { endpoint, ...credentials }), {
    vps: { cuid: "V101", name: "vps1.example.com", status: "active", ip_main: "192.0.2.10" },
    servers: ["S37", "S38"],
    parameters: { code: 401, message: "api_hash does not match" },
  });
  t.deepEqual(calls(emulators), ["vps.list 200", "server.list 200", "vps.get 200"]);
  t.deepEqual(unsigned(emulators), ["vps.get"]);
});

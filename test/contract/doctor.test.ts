import { createRequire } from "node:module";
import { join } from "node:path";
import test from "ava";
import { type Emulators, startEmulators } from "../../emulators/src/index.ts";
import { CloudProviderPool } from "../../provider/src/adapters/cloud-provider-pool.ts";
import { openQueries } from "../../provider/src/adapters/queries.ts";
import { cloudNames, loadCloud } from "../../provider/src/clouds/index.ts";
import { ManualClock } from "../../provider/src/http/testing.ts";

/* What `indiecloud doctor` reports for an account with one wrong setting: for every setting of every cloud. */

interface Check {
  what: string;
  result: "ok" | "failed" | "skipped";
  found: string;
}

/** The SDK is CommonJS, which this folder's compiler settings do not support, so its types are declared here. */
const { checkCloud }: { checkCloud(...args: readonly unknown[]): Promise<Check[]> } = createRequire(import.meta.url)(
  join(import.meta.dirname, "../../sdk/src/command/doctor/cloud.ts"),
);

let emulators: Emulators;
test.before(async () => {
  emulators = await startEmulators();
});
test.after.always(() => emulators.stop());

const nobody = { info: () => undefined, warn: () => undefined };
const clock = new ManualClock({ start: Date.now(), auto: true });
/** In a process of its own, which has no lists of an earlier one. */
const look = (cloud: string, account: unknown, used: readonly string[] = []): Promise<Check[]> => {
  const pool = new CloudProviderPool({ load: loadCloud, env: {}, reporter: nobody, clock });
  return checkCloud(openQueries(pool, cloudNames), cloud, account, { isWanted: true, number: 1, used });
};

const failed = (checks: readonly Check[]): string[] =>
  checks.flatMap(({ what, result, found }) => (result === "failed" ? [`${what}: ${found}`] : []));

/** The settings of each emulator's account. */
const accountOf = (cloud: string): Record<string, string> => {
  const found = Object.entries(emulators.clouds).find(([name]) => name === cloud)?.[1];
  return found === undefined ? {} : { endpoint: found.endpoint, ...strings(found.credentials) };
};
const strings = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));

const TEXTS = [
  ...[
    "wrong-horse",
    "wrong horse",
    "wröng",
    "a\nb",
    "…",
    "null",
    "-1",
    "[]",
    "{}",
    "x".repeat(10_000),
    "ftp://127.0.0.1",
  ],
  ...[
    "http://",
    "https://me:horse@127.0.0.1:1",
    "http://10.0.0.1",
    "http://127.0.0.1:1/?key=horse",
    "127.0.0.1",
    "%00",
  ],
];

/** Settings for which this many of the texts are accepted: they name a call, or these credentials do not use them. */
const RIGHT: Readonly<Record<string, string[]>> = {
  hostdime: ["createMethod 1", "cancelMethod 1"],
  ovh: ["tokenEndpoint 1"],
};

test("the emulators' accounts have no problems", async (t) => {
  for (const cloud of cloudNames) {
    t.deepEqual(failed(await look(cloud, accountOf(cloud))), [], cloud);
  }
});

for (const cloud of cloudNames) {
  test(`${cloud}: a malformed setting is reported in one line that names the cloud and quotes no secret`, async (t) => {
    const { settings, title } = await loadCloud(cloud);
    const silent: string[] = [];
    for (const [key, { secret }] of Object.entries(settings)) {
      const found: string[] = [];
      for (const text of TEXTS) {
        const lines = failed(await look(cloud, { ...accountOf(cloud), [key]: text }));
        t.true(lines.length <= 1, `${key} ${text}: ${lines.join("\n")}`);
        for (const line of lines) {
          t.true(line.startsWith(title), line);
          t.false(secret === true && text.length > 4 && line.includes(text), line);
          t.false(line.includes("horse@"), line);
        }
        found.push(...lines);
      }
      if (found.length < TEXTS.length) {
        silent.push(`${key} ${TEXTS.length - found.length}`);
      }
    }
    t.deepEqual(silent, RIGHT[cloud] ?? []);
  });
}

test.serial("OVHcloud's rules of a consumer key are compared with what the stack's resources call", async (t) => {
  const { applicationKey, applicationSecret, consumerKey, project, endpoint } = accountOf("ovh");
  const account = { applicationKey, applicationSecret, consumerKey, project, endpoint };
  const permissions = (checks: readonly Check[]) =>
    checks
      .filter(({ what }) => what.startsWith("OVHcloud permission"))
      .map(({ what, result, found }) => `${result} ${what}: ${found}`);
  const used = ["ovh:DnsRecord", "ovh:SshKey"];
  t.regex(
    permissions(await look("ovh", account, used))[0] ?? "",
    /^ok OVHcloud permissions of ovh:DnsRecord, ovh:SshKey: all \d+ calls$/,
  );
  const [credential] = emulators.objects("ovh").filter(({ kind }) => kind === "credential");
  const limit = (rules: readonly string[]) =>
    emulators.change({
      ...{ cloud: "ovh", kind: "credential", id: credential?.id ?? "" },
      set: { rules: rules.flatMap((path) => ["GET", "POST", "PUT", "DELETE"].map((method) => ({ method, path }))) },
    });
  limit(["/cloud/project/*", "/domain/zone/*", "/auth/details"]);
  t.is(
    permissions(await look("ovh", account, used))[0],
    "failed OVHcloud permissions of ovh:DnsRecord, ovh:SshKey: missing: GET /domain/zone",
  );
  limit(["/domain/zone", "/domain/zone/*", "/auth/details"]);
  const checks = permissions(await look("ovh", account, ["ovh:DnsRecord"]));
  t.regex(checks[0] ?? "", /^ok .*all \d+ calls/);
  t.deepEqual(
    checks.filter((line) => line.startsWith("failed")),
    [],
  );
  t.true(checks.some((line) => /^skipped .*ovh:Instance.*not used by this stack: .*not been granted/.test(line)));
  limit(["/cloud/project/*"]);
  t.regex(
    permissions(await look("ovh", account, ["ovh:SshKey"]))[0] ?? "",
    /^skipped .*not known: .*GET \/auth\/details/,
  );
  emulators.change({ cloud: "ovh", kind: "credential", id: credential?.id ?? "", set: { rules: credential?.rules } });
});

test("a region or zone that the account does not have is reported in one line with those that exist", async (t) => {
  const { endpoint, ...naver } = accountOf("naver");
  t.deepEqual(failed(await look("naver", { ...naver, endpoint, region: "XX" })), [
    "NAVER Cloud configuration: region is \"XX\", which is not a region of this account. Choose from KR, JPN, SGN, USWN, DEN. Set it with pulumi config set --path 'indiecloud:naver.region' <value> or the environment variable NCLOUD_REGION.",
  ]);
  const [zone = ""] = failed(await look("gigenet", { ...accountOf("gigenet"), zone: "ord9" }));
  t.regex(zone, /^GigeNET configuration: zone is "ord9", which is not a zone of this account\. Choose from ord1/);
});

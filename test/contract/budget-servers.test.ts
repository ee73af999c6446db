import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { budgetAddress } from "../../provider/src/adapters/budget-server/address.ts";
import { sharedBudgets } from "../../provider/src/adapters/shared-budgets.ts";
import { requestRate } from "../../provider/src/engine/definition/request-rate.ts";
import { Budget } from "../../provider/src/http/budget.ts";
import { systemClock } from "../../provider/src/http/clock.ts";
import { selfSigned } from "../support/certificate.ts";
import { testsThatNeed } from "../support/needs.ts";
import { pgBouncerProgram, startPgBouncer } from "../support/pgbouncer.ts";
import { type Postgres, postgresBinaries, startPostgres } from "../support/postgres.ts";
import { redisProgram, startRedis, startRedisCluster, startRedisWithTls, valkeyProgram } from "../support/redis.ts";

/*
 * Servers for a shared budget as people run them: with TLS, users, poolers and clusters. What processes do with a budget is
 * tested in shared-budget.test.ts.
 */

const testWithPostgres = await testsThatNeed("PostgreSQL", postgresBinaries);
const testWithPgBouncer = await testsThatNeed(
  "PgBouncer",
  async () => ({ program: await pgBouncerProgram(), binaries: await postgresBinaries() }),
  { ciMayLackIt: true },
);
const testWithRedis = await testsThatNeed("Redis", redisProgram, { ciMayLackIt: true });
const testWithValkey = await testsThatNeed("Valkey", valkeyProgram, { ciMayLackIt: true });

/** A certificate that is its own authority. */
const identity = selfSigned("127.0.0.1");

let postgres: Promise<Postgres> | undefined;
const postgresWithTls = (binaries: string): Promise<Postgres> => {
  postgres ??= startPostgres(binaries, identity);
  return postgres;
};
test.after.always(async () => (await postgres)?.stop());

const budgetsOn = (url: string) => {
  const address = budgetAddress(url, {});
  if (address === undefined) throw new Error("no address");
  return sharedBudgets(address);
};

/** A busy machine may be slower than a run waits for the server. */
const isSlow = (reason: string): boolean => /ETIMEDOUT|no answer/.test(reason);
const TRIES = 8;

/** Processes with these URLs share the budgets of several accounts, which a cluster spreads over its nodes. */
async function areShared(t: ExecutionContext, one: string, other = one): Promise<void> {
  const [first, second] = [budgetsOn(one), budgetsOn(other)];
  const state = { ceiling: 3, base: 2, changedAt: 1, streak: 0 };
  const share = async (account: string) => {
    const [ours, theirs] = [first.of(() => account), second.of(() => account)];
    const { version } = await ours.take(0, 100, 0);
    const { isDone } = await theirs.replace(version, state, 0);
    const seen = await ours.take(version + 1, 100, 0);
    t.like({ isDone, seen }, { isDone: true, seen: { isDone: true, version: version + 1, state } });
  };
  for (let account = 0, tries = 0; account < 8; ) {
    try {
      await share(`${t.title} ${account} ${tries}`);
      account++;
    } catch (error) {
      tries++;
      if (!(error instanceof Error && isSlow(error.message)) || tries === TRIES) throw error;
    }
  }
}

/** What a run says of a server that cannot be used, whose requests are sent all the same. */
async function warningOf(url: string, tries = TRIES): Promise<string> {
  const warnings: string[] = [];
  const { rate, shared } = requestRate(
    { name: "ovh", title: "OVHcloud" },
    {},
    { budgets: budgetsOn(url) },
    () => "account",
    (warning) => void warnings.push(warning),
  );
  const budget = new Budget({ perSecond: 20, burst: 30, concurrent: 6 }, systemClock, rate, shared);
  (await budget.acquire())();
  const warning = warnings.join();
  return isSlow(warning) && tries > 1 ? warningOf(url, tries - 1) : warning;
}

async function areRefused(t: ExecutionContext, refusals: readonly (readonly [string, RegExp, RegExp])[]) {
  for (const [url, reason, nextStep] of refusals) {
    const warning = await warningOf(url);
    const [, why = "", then = ""] = /cannot be used: (.*)\. Until it can, .* and continues\. (.*)$/.exec(warning) ?? [];
    t.regex(why, reason, url);
    t.regex(then, nextStep, url);
    t.false(warning.includes("correct-horse"));
  }
}

/** The path of a file with the certificate, and of one that does not exist. */
async function certificateFiles(t: ExecutionContext): Promise<{ ca: string; missing: string }> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-ca-"));
  t.teardown(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "ca.pem"), identity.cert);
  return { ca: join(folder, "ca.pem"), missing: join(folder, "missing.pem") };
}

testWithPostgres(
  "PostgreSQL with TLS: sslmode means what it means elsewhere, and what the server refuses is said with what to do",
  async (t, binaries) => {
    const printed: string[] = [];
    const onWarning = ({ message }: Error) => void printed.push(message);
    process.on("warning", onWarning);
    t.teardown(() => void process.off("warning", onWarning));
    const server = await postgresWithTls(binaries);
    const { ca, missing } = await certificateFiles(t);
    const url = server.url.replace("?sslmode=disable", "");
    await areShared(t, `${url}?sslmode=verify-full&sslrootcert=${ca}`, `${url}?sslmode=require`);
    const byAnotherName = url.replace("127.0.0.1", "localhost");
    await areShared(t, `${byAnotherName}?sslmode=verify-ca&sslrootcert=${ca}`, `${url}?sslmode=no-verify`);
    await areRefused(t, [
      [`${url}?sslmode=verify-full`, /^its certificate is not trusted \(\w+\)$/, /sslrootcert.*NODE_EXTRA_CA_CERTS/],
      [`${url}?sslmode=verify-ca`, /^its certificate is not trusted/, /sslrootcert/],
      [`${url}?sslrootcert=system`, /^its certificate is not trusted/, /sslrootcert/],
      [
        `${byAnotherName}?sslmode=verify-full&sslrootcert=${ca}`,
        /^its certificate is for another host/,
        /host in the URL/,
      ],
      [`${url}?sslmode=verify-full&sslrootcert=${missing}`, /missing\.pem, .* cannot be read \(ENOENT\)$/, /path/],
      [url, /^it refuses the user, or a connection without TLS$/, /sslmode=verify-full/],
      [`${url.replace("correct-horse", "x")}?sslmode=require`, /^it refuses the credentials$/, /password/],
      [`${url.replace(/postgres$/, "absent")}?sslmode=require`, /^the database does not exist$/, /Create it/],
    ]);
    t.deepEqual(printed, []);
  },
);

testWithPgBouncer("PgBouncer gives each statement whichever connection is free", async (t, { program, binaries }) => {
  const server = await postgresWithTls(binaries);
  const bouncer = await startPgBouncer(program, server);
  t.teardown(bouncer.stop);
  await areShared(t, bouncer.url);
  await areRefused(t, [
    [bouncer.url.replace("correct-horse", "x"), /^it refuses the user, the password or the database/, /PgBouncer/],
    [`${bouncer.url}?sslmode=require`, /^it does not use TLS$/, /sslmode=disable/],
  ]);
});

testWithRedis("Redis with TLS: the URL names the CA certificate", async (t, program) => {
  const server = await startRedisWithTls(program, identity);
  t.teardown(server.stop);
  const { ca } = await certificateFiles(t);
  const url = server.url.replace("redis:", "rediss:");
  await areShared(t, `${url}?sslrootcert=${ca}`);
  await areRefused(t, [
    [url, /^its certificate is not trusted/, /sslrootcert.*NODE_EXTRA_CA_CERTS/],
    [
      `${url.replace("127.0.0.1", "localhost")}?sslrootcert=${ca}`,
      /^its certificate is for another host/,
      /host in the URL/,
    ],
    [server.url, /^ECONNRESET$/, /rediss:/],
  ]);
});

/** Only what the documentation says that a user needs. */
const NEEDED = "+eval +time +hget +hset +pexpire +zadd +zcard +zremrangebyscore".split(" ");

for (const [name, declare] of [
  ["Redis", testWithRedis],
  ["Valkey", testWithValkey],
] as const) {
  declare(`${name}: a user needs few permissions, and its database is the URL's`, async (t, program) => {
    const users: Record<string, string[]> = {
      runner: ["~{indiecloud:budget:*", ...NEEDED],
      chooser: ["~{indiecloud:budget:*", ...NEEDED, "+select"],
      scriptless: ["~*", "+@all", "-@scripting"],
      timeless: ["~*", "+@all", "-time"],
      elsewhere: ["~other:*", "+@all"],
    };
    const options = Object.entries(users).flatMap(([user, rules]) => [
      "--user",
      user,
      "on",
      ">correct-horse",
      ...rules,
    ]);
    const server = await startRedis(program, options);
    t.teardown(server.stop);
    const as = (user: string) => server.url.replace("//:", `//${user}:`);
    await areShared(t, as("runner"), server.url);
    await areShared(t, `${as("chooser")}/3`, `${server.url}/3`);
    const needs = /ACL SETUSER .*~\{indiecloud:budget:\* \+eval/;
    await areRefused(t, [
      ...["scriptless", "timeless", "elsewhere"].map(
        (user) => [as(user), /^the user may not run a command or use a key/, needs] as const,
      ),
      [`${as("runner")}/3`, /^the user may not/, /\+select/],
      [as("nobody"), /^it refuses the credentials$/, /password/],
      [server.url.replace(":correct-horse@", ""), /^it refuses the credentials$/, /password/],
      [`${server.url}/99`, /^it does not have the database/, /Leave it out/],
    ]);
  });

  declare(`${name} as a cluster: any node leads to the one that has the account's budget`, async (t, program) => {
    const { one, other } = await startRedisCluster(program);
    t.teardown(() => Promise.all([one.stop(), other.stop()]));
    await areShared(t, one.url, other.url);
    await other.stop();
    // Its slot is one of the other node's.
    t.regex(await warningOf(one.url), /ECONNREFUSED, at its node 127\.0\.0\.1:\d+\./);
  });
}

import pg from "pg";
import type { SharedAnswer } from "../../http/shared-budget.ts";
import { codeOf, type Failure, failedBy, failureOf } from "./failure.ts";
import { type BudgetServer, Connection, LIMIT_MS, MEMBER_MS, RETENTION_MS, stateOf, textOf } from "./server.ts";

/** PostgreSQL's error code for a table that does not exist. */
const NO_TABLE = "42P01";

const CREATE = `
  SELECT pg_advisory_xact_lock(hashtext('indiecloud_budget'));
  CREATE TABLE IF NOT EXISTS indiecloud_budget (
    account text PRIMARY KEY,
    version bigint NOT NULL,
    state text NOT NULL,
    slot double precision NOT NULL,
    members jsonb NOT NULL,
    used timestamptz NOT NULL
  )`;

const NOW = "(extract(epoch FROM statement_timestamp()) * 1000)::double precision";

const ANSWER = `${NOW} AS now, b.version::int AS version, b.state,
  greatest(1, (SELECT count(*) FROM jsonb_object_keys(b.members)))::int AS members`;

/** $1 account, $2 member, $3 version, $4 interval, $5 earlier. Without a row, the version is 0. */
const TAKE = `
  INSERT INTO indiecloud_budget AS b (account, version, state, slot, members, used)
  VALUES ($1, 0, '', CASE WHEN $3::bigint = 0 AND $4::double precision > 0 THEN ${NOW} - $5::double precision + $4::double precision ELSE 0 END, jsonb_build_object($2::text, ${NOW}), now())
  ON CONFLICT (account) DO UPDATE SET
    slot = CASE WHEN b.version = $3::bigint AND $4::double precision > 0 THEN greatest(b.slot, ${NOW} - $5::double precision) + $4::double precision ELSE b.slot END,
    members = (
      SELECT jsonb_object_agg(key, value) FROM jsonb_each(b.members || jsonb_build_object($2::text, ${NOW}))
      WHERE value::text::double precision > ${NOW} - ${MEMBER_MS}
    ),
    used = now()
  RETURNING ${ANSWER}, b.version = $3::bigint AS "isDone", b.slot - $4::double precision AS due`;

/** $1 account, $2 version, $3 state, $4 wait. No row if the version is another. */
const REPLACE = `
  UPDATE indiecloud_budget AS b SET version = b.version + 1, state = $3, slot = ${NOW} + $4::double precision, used = now()
  WHERE b.account = $1 AND b.version = $2::bigint
  RETURNING ${ANSWER}, true AS "isDone", b.slot AS due`;

const INSPECT = `SELECT ${ANSWER}, false AS "isDone", b.slot AS due FROM indiecloud_budget AS b WHERE b.account = $1`;

interface Row extends Omit<SharedAnswer, "state"> {
  state: string;
}

/** A table of a PostgreSQL database, which is created if it does not exist. Each operation is one statement. */
export function postgresServer(url: string): BudgetServer {
  const connection = new Connection(
    async (lost) => {
      const client = new pg.Client({
        connectionString: withModesOfPostgres(url),
        connectionTimeoutMillis: LIMIT_MS,
        application_name: "indiecloud",
        keepAlive: true,
      });
      client.on("error", lost).on("end", lost);
      await client.connect();
      // A process that has nothing else to do ends.
      if ("unref" in client && typeof client.unref === "function") client.unref();
      await client
        .query(`DELETE FROM indiecloud_budget WHERE used < now() - interval '${RETENTION_MS} milliseconds'`)
        .catch(async (error: unknown) => {
          if (codeOf(error) !== NO_TABLE) throw error;
          await client.query(CREATE);
        });
      return client;
    },
    (client) => void client.end().catch(() => undefined),
  );
  /** A connection runs one statement at a time. */
  let last: Promise<unknown> = Promise.resolve();
  const run = (...statements: { text: string; values: unknown[] }[]): Promise<SharedAnswer> => {
    const answer = last.then(() =>
      connection.use(async (client): Promise<SharedAnswer> => {
        for (const { text, values } of statements) {
          const { rows } = await client.query<Row>(text, values);
          const [row] = rows;
          if (row !== undefined) return { ...row, state: stateOf(row.state) };
        }
        return { now: Date.now(), version: 0, state: undefined, isDone: false, due: 0, members: 1 };
      }),
    );
    last = answer.catch(() => undefined);
    return answer.catch((error: unknown) => {
      throw failedBy(explain(error, url));
    });
  };
  return {
    take: (key, member, { version, interval, earlier }) =>
      run({ text: TAKE, values: [key, member, version, interval, earlier] }),
    replace: (key, { version, state, wait }) =>
      run({ text: REPLACE, values: [key, version, textOf(state), wait] }, { text: INSPECT, values: [key] }),
  };
}

/**
 * `sslmode` as in all other clients of PostgreSQL: `require` encrypts, and only with a CA certificate, or as `verify-full`, it
 * checks the server. The client's own reading of it differs, and prints a warning for each.
 */
function withModesOfPostgres(given: string): string {
  const url = new URL(given);
  const parameters = url.searchParams;
  // The CA certificates of the system; here, those of Node.js.
  if (parameters.get("sslrootcert") === "system") {
    parameters.delete("sslrootcert");
    parameters.set("sslmode", "verify-full");
  }
  if (parameters.get("sslmode") === "verify-ca" && !parameters.has("sslrootcert")) {
    parameters.set("sslmode", "verify-full");
  }
  // This mode is the client's own.
  if (parameters.get("sslmode") !== "no-verify") parameters.set("uselibpqcompat", "true");
  return url.href;
}

const isPlain = (url: string): boolean =>
  !["sslmode", "sslrootcert", "sslcert", "ssl"].some((name) => new URL(url).searchParams.has(name));

/** By PostgreSQL's codes of errors. PgBouncer has 08P01 for everything that it refuses by itself. */
function explain(error: unknown, url: string): Failure {
  switch (codeOf(error)) {
    case "28000":
      if (isPlain(url)) {
        return {
          reason: "it refuses the user, or a connection without TLS",
          nextStep: "Check the user in the URL. For TLS, add ?sslmode=verify-full to the URL.",
        };
      }
      return CREDENTIALS;
    case "28P01":
      return CREDENTIALS;
    case "08P01":
      return {
        reason: "it refuses the user, the password or the database (08P01)",
        nextStep: "Check them in the URL, and in the configuration of PgBouncer, if that is in between.",
      };
    case "3D000":
      return { reason: "the database does not exist", nextStep: "Create it, or name another one in the URL." };
    case "42501":
    case "3F000":
      return {
        reason: "the user may not create or change the table indiecloud_budget",
        nextStep:
          "Let the user create tables in the database's schema, or, once the table exists, select, insert, update and delete in it.",
      };
    case "25006":
      return { reason: "it is read-only, as replicas are", nextStep: "Name the primary server in the URL." };
    case "53300":
      return {
        reason: "it has no connection left",
        nextStep: "Each run needs one: raise the server's limit, or name a PgBouncer in the URL.",
      };
    default:
      // The client's own error, which has no code.
      if (error instanceof Error && error.message === "The server does not support SSL connections") {
        return {
          reason: "it does not use TLS",
          nextStep: "Switch TLS on there, or connect without it, with sslmode=disable in the URL.",
        };
      }
      return failureOf(error);
  }
}

const CREDENTIALS: Failure = {
  reason: "it refuses the credentials",
  nextStep: "Check the user and the password in the URL.",
};

import { readFile } from "node:fs/promises";
import { createClient } from "@redis/client";
import { z } from "zod";
import type { SharedAnswer } from "../../http/shared-budget.ts";
import { type Failure, failedBy, failureOf } from "./failure.ts";
import { type BudgetServer, Connection, LIMIT_MS, MEMBER_MS, RETENTION_MS, stateOf, textOf } from "./server.ts";

/** What the scripts below and the connection need, for the message. */
const PERMISSIONS = "~{indiecloud:budget:* +eval +time +hget +hset +pexpire +zadd +zcard +zremrangebyscore";
/** Answers of a cluster's nodes that are followed for one operation: more only if a node is wrong about another. */
const REDIRECTIONS = 3;

/** KEYS: the budget, and the members with the time of their last request. Both have the same hash slot. */
const BEGIN = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
  local isDone, due = 0, 0`;

const END = `
  redis.call('PEXPIRE', KEYS[1], ${RETENTION_MS})
  redis.call('PEXPIRE', KEYS[2], ${RETENTION_MS})
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ${MEMBER_MS})
  return {
    string.format('%.3f', now), tostring(version), redis.call('HGET', KEYS[1], 'state') or '',
    isDone, string.format('%.3f', due), redis.call('ZCARD', KEYS[2])
  }`;

/** ARGV: member, version, interval, earlier. */
const TAKE = `${BEGIN}
  redis.call('ZADD', KEYS[2], now, ARGV[1])
  if version == tonumber(ARGV[2]) then
    isDone = 1
    due = math.max(tonumber(redis.call('HGET', KEYS[1], 'slot') or '0'), now - tonumber(ARGV[4]))
    if tonumber(ARGV[3]) > 0 then
      redis.call('HSET', KEYS[1], 'slot', string.format('%.3f', due + tonumber(ARGV[3])))
    end
  end${END}`;

/** ARGV: version, state, wait. */
const REPLACE = `${BEGIN}
  if version == tonumber(ARGV[1]) then
    isDone = 1
    version = version + 1
    redis.call('HSET', KEYS[1], 'version', version, 'state', ARGV[2], 'slot', string.format('%.3f', now + tonumber(ARGV[3])))
  end${END}`;

const answer = z
  .tuple([z.coerce.number(), z.coerce.number(), z.string(), z.number(), z.coerce.number(), z.number()])
  .transform(
    ([now, version, state, isDone, due, members]): SharedAnswer => ({
      now,
      version,
      state: stateOf(state),
      isDone: isDone === 1,
      due,
      members: Math.max(1, members),
    }),
  );

const connectionTo = (url: string) =>
  new Connection(
    async (lost) => {
      const client = createClient({
        url,
        // Servers before Redis 6 know no other. Without a name, because a user may not be allowed to set it.
        RESP: 2,
        disableOfflineQueue: true,
        socket: { ...(await tlsOf(url)), connectTimeout: LIMIT_MS, reconnectStrategy: false },
      });
      client.on("error", lost).on("end", lost);
      await client.connect();
      // A process that has nothing else to do ends.
      client.unref();
      return client;
    },
    (client) => client.destroy(),
  );

/** The files that the URL names in the same way as PostgreSQL's; Redis has no parameters of its own for them. */
async function tlsOf(url: string) {
  const { protocol, searchParams } = new URL(url);
  if (protocol !== "rediss:") return {};
  const read = async (name: string) => {
    const file = searchParams.get(name);
    return file === null || file === "system" ? undefined : await readFile(file, "utf8");
  };
  const [ca, cert, key] = await Promise.all([read("sslrootcert"), read("sslcert"), read("sslkey")]);
  return { tls: true, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) } as const;
}

/**
 * Two keys for each account on a Redis or Valkey server. Each operation is one script. In a cluster, both keys of an account are
 * on the same node, and any node says which one.
 */
export function redisServer(url: string): BudgetServer {
  const connections = new Map<string, ReturnType<typeof connectionTo>>();
  const connection = (to: string) => {
    const opened = connections.get(to) ?? connectionTo(to);
    connections.set(to, opened);
    return opened;
  };
  /** The node of an account's budget, if it is not the one of the URL. */
  const nodes = new Map<string, string>();
  const run = async (script: string, key: string, values: (string | number)[]): Promise<SharedAnswer> => {
    const keys = [`{indiecloud:budget:${key}}`, `{indiecloud:budget:${key}}:members`];
    const evaluate = async (redirections: number): Promise<SharedAnswer> => {
      const found = await connection(nodes.get(key) ?? url).use((client) =>
        client.eval(script, { keys, arguments: values.map(String) }).then(
          (reply) => answer.parse(reply),
          // Not an error of the connection, which others use.
          (error: unknown) => {
            const node = redirections > 0 ? nodeIn(error, url) : undefined;
            if (node === undefined) throw error;
            return node;
          },
        ),
      );
      if (typeof found !== "string") return found;
      nodes.set(key, found);
      return evaluate(redirections - 1);
    };
    try {
      return await evaluate(REDIRECTIONS);
    } catch (error) {
      const { reason, nextStep } = explain(error, url);
      const node = nodes.get(key);
      nodes.delete(key);
      // As the cluster announces it: often an address that only the other nodes reach.
      const where = node === undefined ? "" : `, at its node ${new URL(node).host}`;
      throw failedBy({ reason: `${reason}${where}`, nextStep });
    }
  };
  return {
    take: (key, member, { version, interval, earlier }) => run(TAKE, key, [member, version, interval, earlier]),
    replace: (key, { version, state, wait }) => run(REPLACE, key, [version, textOf(state), wait]),
  };
}

/** The URL of the node to which another one of its cluster refers. Without a host, it is the same host. */
function nodeIn(error: unknown, url: string): string | undefined {
  const [, host, port] = /^MOVED \d+ (.*):(\d+)$/.exec(error instanceof Error ? error.message : "") ?? [];
  if (host === undefined || port === undefined) return undefined;
  const node = new URL(url);
  if (host !== "") node.hostname = host.includes(":") ? `[${host}]` : host;
  node.port = port;
  return node.href;
}

/** By the code that each of the server's errors begins with. */
function explain(error: unknown, url: string): Failure {
  const message = error instanceof Error ? error.message : "";
  const [code = ""] = /^[A-Z]{3,}(?= )/.exec(message) ?? [];
  // Within a script, it depends on the release.
  if (code === "NOPERM" || /ACL failure|can't run this command/.test(message)) {
    return {
      reason: "the user may not run a command or use a key that is needed",
      nextStep: `On the server, run ACL SETUSER with the user and ${PERMISSIONS}, and with +select if the URL ends with a database.`,
    };
  }
  if (/^ERR (DB index|SELECT is not allowed)/.test(message)) {
    return {
      reason: "it does not have the database that the URL ends with",
      nextStep: "Leave it out. A cluster of Redis has only one.",
    };
  }
  switch (code) {
    case "WRONGPASS":
    case "NOAUTH":
      return {
        reason: "it refuses the credentials",
        nextStep: "Check the user and the password in the URL. Without a user, a colon precedes the password.",
      };
    case "READONLY":
      return { reason: "it is a replica", nextStep: "Name the primary server in the URL." };
    case "OOM":
    case "MISCONF":
    case "NOREPLICAS":
      return { reason: `it accepts no writes (${code})`, nextStep: "Check its memory, its disk and its replicas." };
    case "MOVED":
    case "ASK":
    case "TRYAGAIN":
    case "CLUSTERDOWN":
      return {
        reason: `its cluster is incomplete or is being changed (${code})`,
        nextStep: "CLUSTER INFO on the server says more.",
      };
    case "":
      break;
    default:
      return { reason: `it answered ${code}` };
  }
  const failure = failureOf(error);
  const isTls = url.startsWith("rediss:");
  if (failure.reason === (isTls ? "ETIMEDOUT" : "ECONNRESET")) {
    return {
      ...failure,
      nextStep: isTls
        ? "Check that the server is running and that this machine may connect to it. Without TLS, the URL begins with redis://."
        : "If the server uses TLS, the URL must begin with rediss://.",
    };
  }
  return failure;
}

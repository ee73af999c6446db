import { createClient } from "@redis/client";
import { z } from "zod";
import type { SharedAnswer } from "../../http/shared-budget.ts";
import { type BudgetServer, Connection, MEMBER_MS, RETENTION_MS, stateOf, textOf } from "./server.ts";

const CONNECT_MS = 2500;

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

/** Two keys for each account on a Redis or Valkey server. Each operation is one script. */
export function redisServer(url: string): BudgetServer {
  const connection = new Connection(
    async (lost) => {
      const client = createClient({
        url,
        name: "indiecloud",
        disableOfflineQueue: true,
        socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
      });
      client.on("error", lost).on("end", lost);
      await client.connect();
      // A process that has nothing else to do ends.
      client.unref();
      return client;
    },
    (client) => client.destroy(),
  );
  const run = async (script: string, key: string, values: (string | number)[]): Promise<SharedAnswer> => {
    const keys = [`{indiecloud:budget:${key}}`, `{indiecloud:budget:${key}}:members`];
    try {
      return answer.parse(
        await connection.use((client) => client.eval(script, { keys, arguments: values.map(String) })),
      );
    } catch (error) {
      throw new Error(reasonOf(error));
    }
  };
  return {
    take: (key, member, { version, interval, earlier }) => run(TAKE, key, [member, version, interval, earlier]),
    replace: (key, { version, state, wait }) => run(REPLACE, key, [version, textOf(state), wait]),
  };
}

/** Without the server's own words, except the code that each of its errors begins with. */
function reasonOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "code" in error) return String(error.code);
  const [, code] = /^([A-Z]{3,}) /.exec(error instanceof Error ? error.message : "") ?? [];
  if (code === "WRONGPASS" || code === "NOAUTH") return "it refuses the credentials";
  return code ?? "the connection failed";
}

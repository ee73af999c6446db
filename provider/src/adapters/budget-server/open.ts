import type { BudgetAddress } from "./address.ts";
import type { BudgetServer } from "./server.ts";

/** Opens a server, without connecting to it. Only this loads the client of a database, and only the one that is needed. */
export async function openServer({ kind, url }: BudgetAddress): Promise<BudgetServer> {
  switch (kind) {
    case "postgres": {
      const { postgresServer } = await import("./postgres.ts");
      return postgresServer(url);
    }
    case "redis": {
      const { redisServer } = await import("./redis.ts");
      return redisServer(url);
    }
  }
}

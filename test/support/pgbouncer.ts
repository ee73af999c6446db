import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onPath } from "../../tools/on-path.ts";
import { freePort } from "./ports.ts";
import { furnish, someoneElse, untilReady } from "./servers.ts";

/** Debian installs it where only root's PATH leads. */
export async function pgBouncerProgram(): Promise<string> {
  const found = await onPath("pgbouncer", ["/usr/sbin"]);
  if (found === undefined) throw new Error("pgbouncer is not installed");
  return found;
}

/** A PgBouncer before a server that demands TLS, with one connection to it, for one transaction at a time. */
export async function startPgBouncer(
  program: string,
  server: { url: string; port: number },
): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-pgbouncer-"));
  const { username, password, pathname } = new URL(server.url);
  const port = await freePort();
  const settings = `[databases]
* = host=127.0.0.1 port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
pool_mode = transaction
default_pool_size = 1
auth_type = plain
auth_file = ${join(folder, "users")}
server_tls_sslmode = require
`;
  const as = await someoneElse();
  await furnish(folder, as, { "pgbouncer.ini": settings, users: `"${username}" "${password}"\n` });
  const child = spawn(program, [join(folder, "pgbouncer.ini")], { ...as, stdio: ["ignore", "ignore", "pipe"] });
  const { ended } = await untilReady(child, "process up");
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${port}${pathname}`,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

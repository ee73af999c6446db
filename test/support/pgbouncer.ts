import { execFile, spawn } from "node:child_process";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./ports.ts";
import { someoneElse } from "./postgres.ts";

/** Debian installs it where only root's PATH leads. */
export async function pgBouncerProgram(): Promise<string> {
  for (const name of ["pgbouncer", "/usr/sbin/pgbouncer"]) {
    const found = await promisify(execFile)(name, ["--version"]).catch(() => undefined);
    if (found !== undefined) return name;
  }
  throw new Error("pgbouncer is not installed");
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
  const files = { "pgbouncer.ini": settings, users: `"${username}" "${password}"\n` };
  const as = await someoneElse();
  if (as !== undefined) await chown(folder, as.uid, as.gid);
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content);
    if (as !== undefined) await chown(join(folder, name), as.uid, as.gid);
  }
  const child = spawn(program, [join(folder, "pgbouncer.ini")], { ...as, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let reported = "";
    child.stderr.on("data", (chunk) => {
      reported += String(chunk);
      if (reported.includes("process up")) resolve();
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(reported)));
  });
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${port}${pathname}`,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

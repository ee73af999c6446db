import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { loadCloud } from "../../provider/src/clouds/index.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The emulators' output with `--json`. */
const description = z.object({
  admin: z.string(),
  clouds: z.record(z.string(), z.object({ endpoint: z.string(), credentials: z.record(z.string(), z.string()) })),
});

const objectRows = z.array(z.object({ kind: z.string(), id: z.string() }));

/** Emulators in a separate process, as the clouds. */
export class PlayedClouds {
  private readonly child: ChildProcess;
  private readonly described: z.output<typeof description>;

  private constructor(child: ChildProcess, described: PlayedClouds["described"]) {
    this.child = child;
    this.described = described;
  }

  static async start(args: readonly string[]): Promise<PlayedClouds> {
    const child = spawn(process.execPath, ["emulators/dist/cli.js", "--json", "--port", "0", ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    return new PlayedClouds(child, description.parse(JSON.parse(String(line))));
  }

  stop(): void {
    this.child.kill();
  }

  /** Environment variables of a user of this cloud. */
  async environment(cloud: string): Promise<Record<string, string>> {
    const settings = await this.settings(cloud);
    return Object.fromEntries(settings.map(({ variable, value }) => [variable, value]));
  }

  async secrets(cloud: string): Promise<string[]> {
    return (await this.settings(cloud)).flatMap(({ isSecret, value }) => (isSecret ? [value] : []));
  }

  private async settings(cloud: string): Promise<{ variable: string; value: string; isSecret: boolean }[]> {
    const { settings } = await loadCloud(cloud);
    const { endpoint = "", credentials = {} } = this.described.clouds[cloud] ?? {};
    return Object.entries({ ...credentials, endpoint }).flatMap(([key, value]) => {
      const { env: [variable] = [], secret = false } = settings[key] ?? {};
      return variable === undefined ? [] : [{ variable, value, isSecret: secret }];
    });
  }

  /** All objects, after everything in progress has finished. */
  async objects(cloud: string): Promise<string[]> {
    await this.admin("/clock", { advance: 600 });
    const rows = objectRows.parse(await this.admin(`/objects?cloud=${cloud}`));
    return rows.map(({ kind, id }) => `${kind} ${id}`).sort();
  }

  /** Waits until an operation has taken effect this many times. */
  async waitFor(cloud: string, operation: string, count = 1): Promise<void> {
    await this.admin(`/wait?cloud=${cloud}&operation=${operation}&count=${count}&stage=reached&timeoutMs=120000`);
  }

  async count(cloud: string, operation: string): Promise<number> {
    return z.array(z.unknown()).parse(await this.admin(`/requests?cloud=${cloud}&operation=${operation}`)).length;
  }

  private async admin(path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.described.admin}${path}`, {
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
      headers: { "content-type": "application/json" },
    });
    return JSON.parse(await answer.text());
  }
}

/**
 * The script as it was compiled with the tests: it starts in half of the CPU time. A clean-up starts from the source, as all do for
 * a user, and so does everything if the tests run uncompiled (`npx ava`).
 */
const compiled = ({ CLEAN_UP }: Readonly<Record<string, string>>): Record<string, string> =>
  CLEAN_UP === undefined && process.execArgv.some((each) => each.endsWith("/tools/test/register.mjs"))
    ? { SCRIPT: "--import=./tools/test/register.mjs build/tests/test/acceptance/main.js" }
    : {};

/** Runs `make acceptance` as a user does, in a separate process group. */
export function makeAcceptance(variables: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>) {
  const { MAKEFLAGS: _flags, MFLAGS: _oldFlags, MAKELEVEL: _level, ...own } = process.env;
  // The packages are installed, because the test is running.
  const installed = ["-o", "node_modules/.package-lock.json"];
  const assignments = Object.entries({ ...compiled(variables), ...variables }).map(
    ([name, value]) => `${name}=${value}`,
  );
  const child = spawn("make", ["-s", ...installed, "acceptance", ...assignments], {
    cwd: root,
    env: { ...own, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const closed = once(child, "close");
  return {
    ended: closed.then(([code]) => ({ code: Number(code), output })),
    /** Kills all of its processes at once. */
    kill: () => process.kill(-(child.pid ?? Number.NaN), "SIGKILL"),
  };
}

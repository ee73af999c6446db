/** `make demo`: the main job with the real Pulumi engine, against the emulators, for a person to read. */
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { startEmulators } from "../emulators/src/index.ts";
import { offlineEnvironment } from "./pulumi/environment.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const example = join(root, "examples/five-clouds");
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "indiecloud");

let step = 0;
const heading = (title: string, explanation: string): void => {
  step += 1;
  const text = `\n${step}. ${title}`;
  console.log(`${styleText("bold", text)}\n   ${explanation}\n`);
};

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`)));
}

await mkdir(cache, { recursive: true });
const folder = await mkdtemp(join(cache, "demo-"));
// A copy, as the CLI writes the stack's settings beside the program.
const program = join(folder, "program");
await cp(example, program, { recursive: true });
await symlink(join(root, "node_modules"), join(program, "node_modules"), "dir");
const emulators = await startEmulators({ timeScale: 30 });
const environments = Object.values(emulators.clouds).map(({ environment }) => environment);
const env: NodeJS.ProcessEnv = Object.assign({}, process.env, ...environments, await offlineEnvironment(folder), {
  // A create waits until its server is there.
  PULUMI_PARALLEL: "10",
});

/** Runs the CLI as a person would; its exit code has to be the expected one. */
async function pulumi(args: readonly string[], expected = 0): Promise<void> {
  stop.signal.throwIfAborted();
  console.log(styleText("cyan", `   $ pulumi ${args.join(" ")}`));
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(
      "pulumi",
      [...args, "--non-interactive", "--color", process.stdout.isTTY ? "always" : "never"],
      {
        cwd: program,
        env,
        stdio: ["ignore", "inherit", "inherit"],
      },
    );
    child.on("error", reject);
    child.on("close", resolve);
  });
  stop.signal.throwIfAborted();
  if (code !== expected) {
    throw new Error(`pulumi ${args[0]} ended with code ${code}, not ${expected}`);
  }
}

/** The VPS that the program takes over from HostDime; the emulator has it from the start. */
const CUID = "V101";

/** How each emulator keeps its servers: the kind of object, and what tells name and state. */
const SERVERS = {
  lunanode: { title: "LunaNode", kind: "vm", name: "hostname", state: "phase" },
  hostdime: { title: "HostDime", kind: "vps", name: "name", state: "status" },
  gigenet: { title: "GigeNET", kind: "instance", name: "hostname", state: "phase" },
  naver: { title: "NAVER Cloud", kind: "server", name: "name", state: "status" },
  ovh: { title: "OVHcloud", kind: "instance", name: "name", state: "phase" },
} as const;
type Cloud = keyof typeof SERVERS;
const clouds = Object.keys(SERVERS).filter((name): name is Cloud => name in SERVERS);
const GONE = /^(deleted|deleting|TERMT)$/;

/** The servers of the program, as they stand in the clouds. */
const servers = () =>
  clouds.flatMap((cloud) => {
    const { title, kind, name, state } = SERVERS[cloud];
    return emulators
      .objects(cloud)
      .filter((object) => object.kind === kind && (cloud !== "hostdime" || object.id === CUID))
      .map((object) => ({ cloud, title, id: object.id, name: String(object[name]), state: String(object[state]) }))
      .filter((server) => !GONE.test(server.state));
  });
const tell = (): void => {
  for (const { title, id, name, state } of servers()) {
    console.log(`   in the cloud: ${title.padEnd(11)}  ${name} (${id}), ${state}`);
  }
};
const idAt = (cloud: Cloud): string => servers().find((server) => server.cloud === cloud)?.id ?? "";

/** What was asked of each cloud, by kind of request; what changes something is named. */
function bill(): void {
  console.log("   cloud        reads  changes");
  for (const cloud of clouds) {
    const rows = emulators.requests(cloud);
    const writes = rows.filter(({ kind }) => kind === "write");
    // OVHcloud names its calls by path.
    const names = writes.map(({ operation }) => operation.replace("/cloud/project/{serviceName}", ""));
    const counted = [...new Set(names)].map((name) => {
      const count = names.filter((other) => other === name).length;
      return count === 1 ? name : `${count} ${name}`;
    });
    const reads = String(rows.length - writes.length).padStart(5);
    const changes = String(writes.length).padStart(7);
    console.log(`   ${SERVERS[cloud].title.padEnd(11)}  ${reads}  ${changes}  ${counted.join(", ")}`);
  }
}

const quiet = ["--yes", "--skip-preview", "--suppress-outputs"];

try {
  console.log(
    styleText("bold", "indiecloud: servers on five clouds from creation to removal, with no account and no network"),
  );
  heading(
    "The emulators are up",
    "They check the signatures of the five clouds' APIs on this machine. The program is examples/five-clouds.",
  );
  for (const cloud of clouds) {
    console.log(`   ${SERVERS[cloud].title.padEnd(11)}  ${emulators.clouds[cloud].endpoint}`);
  }
  await pulumi(["stack", "init", "demo"]);
  await pulumi(["config", "set", "cuid", CUID]);

  heading(
    "Create",
    "Pulumi makes four servers and what they need, takes over the one at HostDime, and waits for their addresses.",
  );
  await pulumi(["up", "--yes", "--skip-preview"]);
  tell();

  heading("Nothing to do", "The same program again: no difference, no change.");
  await pulumi(["up", ...quiet, "--expect-no-changes"]);

  heading(
    "Somebody changes two servers behind Pulumi's back",
    "LunaNode's is renamed and stopped, GigeNET's is switched off, as if in their panels.",
  );
  emulators.change({
    cloud: "lunanode",
    kind: "vm",
    id: idAt("lunanode"),
    set: { hostname: "renamed-in-the-panel", phase: "offline" },
  });
  emulators.change({ cloud: "gigenet", action: "power-off", id: idAt("gigenet") });
  tell();

  heading(
    "Drift is seen",
    "pulumi refresh compares the state with the clouds. It ends with code 7, which says: there is drift.",
  );
  await pulumi(["refresh", "--preview-only", "--diff", "--expect-no-changes"], 7);

  heading("Repair", "pulumi up --refresh puts back what the program says, on the same servers.");
  await pulumi(["up", ...quiet, "--refresh"]);
  tell();

  heading(
    "Remove",
    "pulumi destroy deletes what the program made, and waits until it is gone. What was taken over stays.",
  );
  await pulumi(["destroy", ...quiet]);
  tell();

  heading("What was asked of each cloud", "Everything above, and nothing else.");
  bill();
} catch (error) {
  const stopped = stop.signal.aborted;
  console.log(stopped ? "\nStopped; taking everything away again." : `\nThe demo failed: ${String(error)}`);
  process.exitCode = stopped ? 130 : 1;
} finally {
  await emulators.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** `make demo`: shows the main use case with the real Pulumi engine against the emulators. */
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
// A copy, because the CLI writes the stack's settings next to the program.
const program = join(folder, "program");
await cp(example, program, { recursive: true });
await symlink(join(root, "node_modules"), join(program, "node_modules"), "dir");
const emulators = await startEmulators({ timeScale: 30 });
const environments = Object.values(emulators.clouds).map(({ environment }) => environment);
const env: NodeJS.ProcessEnv = Object.assign({}, process.env, ...environments, await offlineEnvironment(folder), {
  // A create occupies its slot until the server is ready.
  PULUMI_PARALLEL: "10",
});

/** Runs the CLI as a user would; its exit code must be the expected one. */
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
    throw new Error(`pulumi ${args[0]} exited with ${code}, not ${expected}`);
  }
}

/** The VPS at HostDime that the program adopts; the emulator has it from the start. */
const CUID = "V101";

/** How each emulator stores its servers: the kind of object, and the fields for name and state. */
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

/** The program's servers as they are in the clouds. */
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

/** The requests to each cloud, by kind; those that change something are listed by name. */
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
    styleText("bold", "indiecloud: servers on five clouds from creation to deletion, without accounts or network"),
  );
  heading(
    "Start the emulators",
    "They emulate the five clouds' APIs on this machine, including signatures. The program is examples/five-clouds.",
  );
  for (const cloud of clouds) {
    console.log(`   ${SERVERS[cloud].title.padEnd(11)}  ${emulators.clouds[cloud].endpoint}`);
  }
  await pulumi(["stack", "init", "demo"]);
  await pulumi(["config", "set", "cuid", CUID]);

  heading(
    "Create",
    "Pulumi creates four servers and what they need, adopts the one at HostDime, and waits for their addresses.",
  );
  await pulumi(["up", "--yes", "--skip-preview"]);
  tell();

  heading("No changes", "The same program again: nothing differs, nothing changes.");
  await pulumi(["up", ...quiet, "--expect-no-changes"]);

  heading(
    "Two servers change outside Pulumi",
    "LunaNode's is renamed and stopped, GigeNET's is switched off, as a user could do in their panels.",
  );
  emulators.change({
    cloud: "lunanode",
    kind: "vm",
    id: idAt("lunanode"),
    set: { hostname: "renamed-in-the-panel", phase: "offline" },
  });
  emulators.change({ cloud: "gigenet", action: "power-off", id: idAt("gigenet") });
  tell();

  heading("Detect drift", "pulumi refresh compares the state with the clouds. It exits with code 7: there is drift.");
  await pulumi(["refresh", "--preview-only", "--diff", "--expect-no-changes"], 7);

  heading("Repair", "pulumi up --refresh restores what the program declares, on the same servers.");
  await pulumi(["up", ...quiet, "--refresh"]);
  tell();

  heading(
    "Destroy",
    "pulumi destroy deletes what the program created and waits until it is gone. The adopted server stays.",
  );
  await pulumi(["destroy", ...quiet]);
  tell();

  heading("Requests to each cloud", "All of the above, and nothing else.");
  bill();

  heading("What next", "Everything that was started here is stopped and removed again.");
  console.log(`   make emulators              keeps the five clouds running, with a page that shows their objects and requests
   examples/                   programs to copy: five-clouds is the one that ran here
   README.md, "Five minutes"   a server on an account of your own`);
} catch (error) {
  const stopped = stop.signal.aborted;
  console.log(stopped ? "\nStopped; removing everything again." : `\nThe demo failed: ${String(error)}`);
  process.exitCode = stopped ? 130 : 1;
} finally {
  await emulators.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

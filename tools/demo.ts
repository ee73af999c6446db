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
const example = join(root, "examples/lunanode-server");
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
const emulators = await startEmulators({ timeScale: 20 });
const { lunanode } = emulators.clouds;
const env = { ...process.env, ...lunanode.environment, ...(await offlineEnvironment(folder)) };

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

/** What the program in examples/ made, as it stands in the cloud. */
const vms = () => emulators.objects("lunanode").filter(({ kind }) => kind === "vm");
const tell = (): void => {
  for (const { id, hostname, phase, planId } of vms()) {
    console.log(`   in the cloud: ${String(hostname)} (${id}), ${String(phase)}, plan ${String(planId)}`);
  }
};

const quiet = ["--yes", "--skip-preview", "--suppress-outputs"];

try {
  console.log(
    styleText("bold", "indiecloud: a LunaNode server from creation to removal, with no account and no network"),
  );
  heading(
    "The emulator is up",
    `LunaNode's API, signatures checked, at ${lunanode.endpoint}. The program is examples/lunanode-server.`,
  );
  await pulumi(["stack", "init", "demo"]);

  heading("Create", "Pulumi makes an SSH key, a security group and a VM, and waits until the VM has its address.");
  await pulumi(["up", "--yes", "--skip-preview"]);
  tell();

  heading("Nothing to do", "The same program again: no difference, no change.");
  await pulumi(["up", ...quiet, "--expect-no-changes"]);

  heading("Somebody changes the server behind Pulumi's back", "It is renamed and stopped, as if in LunaNode's panel.");
  for (const { id } of vms()) {
    emulators.change({
      cloud: "lunanode",
      kind: "vm",
      id,
      set: { hostname: "renamed-in-the-panel", phase: "offline" },
    });
  }
  tell();

  heading(
    "Drift is seen",
    "pulumi refresh compares the state with the cloud. It ends with code 7, which says: there is drift.",
  );
  await pulumi(["refresh", "--preview-only", "--diff", "--expect-no-changes"], 7);

  heading("Repair", "pulumi up --refresh puts back what the program says, on the same server.");
  await pulumi(["up", ...quiet, "--refresh"]);
  tell();

  heading("Remove", "pulumi destroy shuts the server down, deletes everything, and waits until it is gone.");
  await pulumi(["destroy", ...quiet]);
  console.log(`   in the cloud: ${vms().length} VMs`);

  const rows = emulators.requests("lunanode");
  const writes = rows.filter(({ kind }) => kind === "write").length;
  heading(
    "What it cost",
    `${rows.length} requests to LunaNode: ${writes} that change something, ${rows.length - writes} that read.`,
  );
} catch (error) {
  const stopped = stop.signal.aborted;
  console.log(stopped ? "\nStopped; taking everything away again." : `\nThe demo failed: ${String(error)}`);
  process.exitCode = stopped ? 130 : 1;
} finally {
  await emulators.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * `make bench`: the cost of managing servers, with the real engine against LunaNode's emulator. Compare requests and
 * bytes between versions; compare seconds only within a run, with the baseline that the same run measures.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmulators } from "../emulators/src/index.ts";
import { offlineEnvironment } from "../tools/pulumi/environment.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const COUNT = Number(process.argv[2] ?? 100);

const EMPTY = "";
const fleet = (size: number, plan: string) => `
const { lunanode } = require("@indiecloud/pulumi");
for (let index = 0; index < ${size}; index++)
  new lunanode.Vm("web" + index, { plan: "${plan}", image: "Ubuntu 24.04 64-bit", powerState: "running" });
`;

const folder = await mkdtemp(join(tmpdir(), "indiecloud-bench-"));
const emulators = await startEmulators({ timeScale: 60 });
const env = { ...process.env, ...emulators.clouds.lunanode.environment, ...(await offlineEnvironment(folder)) };

interface Row {
  what: string;
  seconds: string;
  requests: number;
  reads: number;
  writes: number;
  perServer: string;
}

const rows: Row[] = [];

/** Runs the CLI once and records the requests that the emulator received. */
async function measure(what: string, program: string | undefined, args: readonly string[]): Promise<void> {
  if (program !== undefined) {
    await writeFile(join(folder, "index.js"), program);
  }
  emulators.clearRequests();
  const began = performance.now();
  const { code, screen } = await new Promise<{ code: number | null; screen: string }>((resolve, reject) => {
    const child = spawn("pulumi", [...args, "--non-interactive"], { cwd: folder, env });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        text += String(chunk);
      });
    }
    child.on("error", reject);
    child.on("close", (ended) => resolve({ code: ended, screen: text }));
  });
  if (code !== 0) {
    throw new Error(screen);
  }
  const seen = emulators.requests("lunanode");
  const writes = seen.filter(({ kind }) => kind === "write").length;
  rows.push({
    what,
    seconds: ((performance.now() - began) / 1000).toFixed(1),
    requests: seen.length,
    reads: seen.length - writes,
    writes,
    perServer: (seen.length / COUNT).toFixed(2),
  });
}

try {
  await writeFile(join(folder, "Pulumi.yaml"), "name: bench\nruntime: nodejs\nmain: index.js\n");
  await writeFile(join(folder, "package.json"), '{ "name": "bench", "private": true }\n');
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  await measure("stack init", EMPTY, ["stack", "init", "dev"]);
  rows.length = 0;
  const up = ["up", "--yes", "--skip-preview", "--parallel", String(COUNT)];
  const wide = ["--yes", "--skip-preview", "--parallel", String(COUNT)];
  await measure("baseline: an empty program", EMPTY, up);
  await measure(`create ${COUNT} VMs`, fleet(COUNT, "m.1"), up);
  const state = join(folder, "state/.pulumi/stacks/bench/dev.json");
  const bytes = (await stat(state)).size;
  await measure("up again, no changes", undefined, up);
  await measure("refresh, no drift", undefined, ["refresh", ...wide]);
  await measure("resize all", fleet(COUNT, "m.2"), up);
  await measure("destroy all", undefined, ["destroy", ...wide]);
  console.table(rows);
  const { size } = await stat(join(root, "provider/dist/dynamic.cjs"));
  console.log(
    `state: ${Math.round(bytes / COUNT)} bytes per VM; the provider is one file of ${Math.round(size / 1024)} KiB`,
  );
} finally {
  await emulators.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

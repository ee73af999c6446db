/**
 * Measures what the simulation of a fleet stands on (bench/simulate.ts): CPU seconds and memory of Pulumi with all its
 * processes, and requests, for stacks of 1 and of 50 servers through the plugin, on the emulators.
 *     npx tsx bench/fleet-measure.ts    writes bench/fleet-constants.json
 */
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { startEmulators } from "../emulators/src/index.ts";
import { installPlugin } from "./plugins.ts";
import { program } from "./programs.ts";
import type { Constants, Cost, Operation } from "./simulate.ts";
import { openStack, ROOT } from "./stack.ts";

const SIZES = [1, 50] as const;
const CLOUDS = ["lunanode", "naver", "ovh"] as const;
type Cloud = (typeof CLOUDS)[number];

interface Sample {
  cpu: number;
  requests: number;
  peakMiB: number;
}

async function measure(cloud: Cloud, count: number): Promise<Record<Operation, Sample>> {
  const emulators = await startEmulators({ timeScale: 60 });
  const stack = await openStack({ ...emulators.clouds[cloud].environment });
  const sample = async (...commands: string[][]): Promise<Sample> => {
    emulators.clearRequests();
    const uses = [];
    for (const args of commands) uses.push((await stack.run(...args)).use);
    const cpu = uses.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    console.log(cloud, count, commands.at(-1)?.[0], cpu);
    const peakMiB = Math.max(...uses.map((use) => use.peakMiB));
    return { cpu, requests: emulators.requests().length, peakMiB };
  };
  const up = ["up", "--yes", "--skip-preview", "--parallel", "50"];
  try {
    await stack.write(program(cloud, "plugin", count));
    await stack.run("stack", "init", "dev");
    await installPlugin(cloud, stack);
    return {
      // What the Automation API runs before anything else.
      open: await sample(
        ["version"],
        ["stack", "select", "--stack", "dev"],
        ["config", "set-all", "--stack", "dev", "--plaintext", "indiecloud:namespace=bench"],
      ),
      create: await sample(up),
      "no change": await sample(up),
      drift: await sample(["refresh", "--preview-only", "--parallel", "50"]),
      resize: await (async () => {
        await stack.write(program(cloud, "plugin", count, { resized: true }));
        return sample(up);
      })(),
    };
  } finally {
    await stack.run("destroy", "--yes", "--skip-preview", "--parallel", "50");
    await emulators.stop();
    await stack.close();
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** A straight line through the two sizes. */
function costOf(one: Sample, many: Sample): Cost {
  const [small, large] = SIZES;
  const line = (key: "cpu" | "requests" | "peakMiB") => {
    const each = Math.max(0, (many[key] - one[key]) / (large - small));
    return { stack: Math.max(0, round(one[key] - each * small)), server: round(each) };
  };
  return { cpuSeconds: line("cpu"), requests: line("requests"), mebibytes: line("peakMiB") };
}

const clouds: Constants["clouds"] = {};
for (const cloud of CLOUDS) {
  const [one, many] = [await measure(cloud, SIZES[0]), await measure(cloud, SIZES[1])];
  const operations = Object.keys(one) as Operation[];
  clouds[cloud] = Object.fromEntries(operations.map((name) => [name, costOf(one[name], many[name])])) as Record<
    Operation,
    Cost
  >;
  console.log(cloud, JSON.stringify({ one, many }));
}
const machine = `${cpus().length} cores of an ${cpus()[0]?.model}, Node.js ${process.version}`;
const constants: Constants = { machine, date: new Date().toISOString().slice(0, 10), clouds };
await writeFile(join(ROOT, "bench/fleet-constants.json"), `${JSON.stringify(constants, null, 2)}\n`);

/**
 * `make bench`: what managing servers costs with the real engine, on the emulators, beside as many resources of a provider that
 * does nothing, and beside what other tools were seen to need. Compare requests between versions; compare seconds only within one
 * run, with its baseline. `--quick` takes about two minutes. Writes bench/README.md's tables of the numbers of
 * servers that were measured, and bench/requests.svg.
 */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { type EmulatorOptions, startEmulators } from "../emulators/src/index.ts";
import { interrupted } from "./interruption.ts";
import { installPlugin } from "./plugins.ts";
import { program } from "./programs.ts";
import { type Measured, type Series, writeReport } from "./report.ts";
import { openStack } from "./stack.ts";

/** Builds of 20 s, as when the other tools were measured. */
const SWITCHES: NonNullable<EmulatorOptions["switches"]> = {
  lunanode: { durations: { build: 20, resize: 20 } },
  naver: {
    durations: { init: 2, create: 8, boot: 6, setup: 4, changeSpec: 10, stop: 5, start: 5, terminate: 10 },
  },
  ovh: { durations: { build: 20, resize: 20, delete: 10 } },
};

const CLOUDS = ["lunanode", "naver", "ovh"] as const;
const ADAPTERS = ["plugin", "dynamic"] as const;
const COUNTS = [10, 50, 500] as const;

const QUICK: readonly Series[] = [
  { subject: "nothing", adapter: "plugin", count: 10, parallel: 10, latencyMs: 0, timeScale: 20 },
  ...CLOUDS.map(
    (subject) => ({ subject, adapter: "plugin", count: 10, parallel: 10, latencyMs: 0, timeScale: 20 }) as const,
  ),
  { subject: "lunanode", adapter: "dynamic", count: 10, parallel: 10, latencyMs: 0, timeScale: 20 },
];

const FULL: readonly Series[] = ADAPTERS.flatMap((adapter) => [
  ...COUNTS.map(
    (count) => ({ subject: "nothing", adapter, count, parallel: count, latencyMs: 0, timeScale: 1 }) as const,
  ),
  ...CLOUDS.flatMap((subject) => [
    ...[0, 100].map((latencyMs) => ({ subject, adapter, count: 50, parallel: 50, latencyMs, timeScale: 1 })),
    ...COUNTS.flatMap((count) =>
      [...new Set([10, count])].map((parallel) => ({ subject, adapter, count, parallel, latencyMs: 0, timeScale: 20 })),
    ),
  ]),
]);

async function measure(series: Series): Promise<Measured[]> {
  const { subject, adapter, count, parallel, latencyMs, timeScale } = series;
  const emulators = await startEmulators({ timeScale, latencyMs, switches: SWITCHES });
  const stack = await openStack(subject === "nothing" ? {} : emulators.clouds[subject].environment);
  const measured: Measured[] = [];
  const step = async (name: Measured["step"], args: readonly string[]) => {
    emulators.clearRequests();
    const { seconds, use } = await stack.run(...args, "--yes", "--skip-preview", "--parallel", String(parallel));
    const rows = emulators.requests();
    const times = rows.map(({ time }) => Date.parse(time) / 1000 / timeScale);
    const perSecond = new Map<number, number>();
    for (const time of times) perSecond.set(Math.floor(time), (perSecond.get(Math.floor(time)) ?? 0) + 1);
    measured.push({
      ...series,
      step: name,
      requests: rows.length,
      writes: rows.filter(({ kind }) => kind === "write").length,
      busiestSecond: Math.max(0, ...perSecond.values()),
      span: times.length === 0 ? 0 : Math.max(...times) - Math.min(...times),
      seconds,
      ...use,
    });
    console.log(
      `${subject} ${adapter} N=${count} parallel=${parallel} latency=${latencyMs}: ${name} ${rows.length} requests, ${seconds.toFixed(1)} s`,
    );
  };
  try {
    await stack.write(program(subject, adapter, count));
    await stack.run("stack", "init", "dev");
    if (adapter === "plugin") await installPlugin(subject, stack);
    await step("create", ["up"]);
    await step("no changes", ["up"]);
    await step("refresh", ["refresh"]);
    await stack.write(program(subject, adapter, count, { resized: true }));
    await step("resize", ["up"]);
    await step("destroy", ["destroy"]);
    return measured;
  } finally {
    await emulators.stop();
    await stack.close();
  }
}

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    cloud: { type: "string" },
    count: { type: "string" },
    adapter: { type: "string" },
    parallel: { type: "string" },
  },
});
const isAmong = (given: string | undefined, value: string | number): boolean =>
  given === undefined || given.split(",").includes(String(value));
const wanted = (options.quick ? QUICK : FULL).filter(
  ({ subject, adapter, count, parallel }) =>
    isAmong(options.adapter, adapter) &&
    isAmong(options.count, count) &&
    (subject === "nothing" || (isAmong(options.cloud, subject) && isAmong(options.parallel, parallel))),
);
const load = loadavg()[0]?.toFixed(1);
const measured: Measured[] = [];
for (const series of wanted) measured.push(...(await measure(series)));
const kills = [];
const only = options.adapter ?? (options.quick ? "plugin" : undefined);
for (const adapter of ADAPTERS.filter((each) => only === undefined || each === only)) {
  kills.push(await interrupted(adapter));
}
const given = (["cloud", "count", "adapter", "parallel"] as const).flatMap((name) =>
  options[name] === undefined ? [] : [`${name.toUpperCase()}=${options[name]}`],
);
await writeReport(measured, kills, {
  command: ["make", options.quick ? "bench-quick" : "bench", ...given].join(" "),
  quick: options.quick,
  machine: `${cpus().length} processors, Node.js ${process.version}, load average ${load} at the start and ${loadavg()[0]?.toFixed(1)} at the end`,
});

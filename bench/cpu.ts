/**
 * CPU seconds of all processes of Pulumi for 100 servers, and for 100 resources of a provider that does nothing and has 30
 * outputs, in Node.js, alternating. Run by `make bench`, or alone: npx tsx bench/cpu.ts [rounds]
 */
import { cpus, loadavg } from "node:os";
import { startEmulators } from "../emulators/src/index.ts";
import { installPlugin } from "./plugins.ts";
import { type Adapter, program, type Subject } from "./programs.ts";
import { openStack } from "./stack.ts";

const ROUNDS = Number(process.argv[2] ?? 3);
const COUNT = 100;
/** Not LunaNode, whose 5 requests a second make one round last minutes. */
const SUBJECTS = ["nothing", "naver", "ovh"] as const;
const STEPS = { create: "up", "no change": "up", refresh: "refresh", destroy: "destroy" } as const;
type Step = keyof typeof STEPS;

async function measure(subject: Subject, adapter: Adapter): Promise<Record<Step, number>> {
  const emulators = await startEmulators({ timeScale: 60 });
  const stack = await openStack(subject === "nothing" ? {} : emulators.clouds[subject].environment);
  try {
    await stack.write(program(subject, adapter, COUNT));
    await stack.run("stack", "init", "dev");
    if (adapter === "plugin") await installPlugin(subject, stack);
    const seconds: Record<Step, number> = { create: 0, "no change": 0, refresh: 0, destroy: 0 };
    for (const [step, command] of Object.entries(STEPS) as [Step, string][]) {
      const { use } = await stack.run(command, "--yes", "--skip-preview", "--parallel", String(COUNT));
      seconds[step] = use.cpuSeconds;
      console.log(`${subject} ${adapter}: ${step} ${use.cpuSeconds.toFixed(2)} s`);
    }
    return seconds;
  } finally {
    await emulators.stop();
    await stack.close();
  }
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const load = loadavg()[0]?.toFixed(1);
const rows = [];
for (const adapter of ["plugin", "dynamic"] as const) {
  const measured = new Map(SUBJECTS.map((subject): [Subject, Record<Step, number>[]] => [subject, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const subject of SUBJECTS) measured.get(subject)?.push(await measure(subject, adapter));
  }
  for (const step of Object.keys(STEPS) as Step[]) {
    const of = (subject: Subject) => median((measured.get(subject) ?? []).map((each) => each[step]));
    const bare = of("nothing");
    const cells = SUBJECTS.slice(1).map((subject) => [
      subject,
      `${of(subject).toFixed(1)} (× ${(of(subject) / bare).toFixed(2)})`,
    ]);
    rows.push({ adapter, step, nothing: bare.toFixed(1), ...Object.fromEntries(cells) });
  }
}
console.table(rows);
console.log(
  `medians of ${ROUNDS} rounds, ${cpus().length} processors, Node.js ${process.version}, load average ${load} at the start and ${loadavg()[0]?.toFixed(1)} at the end`,
);

/**
 * What 100,000 servers in 2,000 stacks cost, as tables in docs/scale.md, which `make generate` writes.
 *     npx tsx bench/fleet-table.ts --servers 5000 --stacks 100 --accounts 4    prints them for another fleet
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { withSection, writeOrCheck } from "../tools/generated.ts";
import { type Constants, estimate, type FleetSize, type Machines, machinesFor, type Task } from "./simulate.ts";
import { ROOT } from "./stack.ts";

const MACHINE: Machines = { cores: 8, mebibytes: 32 * 1024, usable: 0.8 };
/** What the provider sends by default (docs/rate-limits.md). */
const RATES = { lunanode: 5, naver: 20, ovh: 20 } as const;
const TITLES = { lunanode: "LunaNode", naver: "NAVER Cloud", ovh: "OVHcloud" } as const;
/** A minute for a build; a resize stops the server too. */
const TASKS = [
  { title: "drift sweep", operation: "drift", waitSeconds: 0, window: 1 },
  { title: "`up`, nothing changes", operation: "no change", waitSeconds: 0, window: 1 },
  { title: "`up`, every server resized", operation: "resize", waitSeconds: 120, window: 1 },
  { title: "`up`, every server created", operation: "create", waitSeconds: 60, window: 1 },
] as const satisfies readonly (Pick<Task, "operation" | "waitSeconds"> & { title: string; window: number })[];

const number = (value: number, digits = 0): string =>
  value.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: digits });
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function costTable({ clouds }: Constants): string[] {
  const cells = ({ stack, server }: { stack: number; server: number }, digits: number) =>
    `${number(stack, digits)} + ${number(server, digits)}`;
  return [
    row(["cloud", "operation", "CPU seconds", "requests", "MiB"]),
    row(["---", "---", "---", "---", "---"]),
    ...Object.entries(clouds).flatMap(([cloud, costs]) =>
      Object.entries(costs ?? {}).map(([operation, { cpuSeconds, requests, mebibytes }]) =>
        row([cloud, operation, cells(cpuSeconds, 3), cells(requests, 1), cells(mebibytes, 1)]),
      ),
    ),
  ];
}

function fleetTable({ clouds }: Constants, size: FleetSize): string[] {
  const head = [
    "cloud",
    "task",
    "CPU hours",
    "requests",
    "least hours at the accounts' rates",
    "stacks at once on a machine",
    "machines",
    "hours",
    "limited by",
  ];
  const rows = Object.entries(TITLES).flatMap(([cloud, title]) => {
    const costs = clouds[cloud];
    if (costs === undefined) return [];
    return TASKS.map((task) => {
      const rate = RATES[cloud as keyof typeof RATES];
      const found = estimate(costs, size, MACHINE, { ...task, requestsPerSecond: rate });
      const schedule = machinesFor(found, task.window);
      return row([
        title,
        task.title,
        number(found.cpuHours, 1),
        number(found.requests),
        number(found.leastHours, 2),
        `${found.atOnce} (${found.atOnceLimit})`,
        schedule === undefined ? "—" : number(schedule.machines),
        schedule === undefined ? "more than 1" : number(schedule.hours, 1),
        schedule?.limit ?? "requests",
      ]);
    });
  });
  return [row(head), row(head.map(() => "---")), ...rows];
}

const FLEET =
  "100,000 servers in 2,000 stacks and 40 accounts of one cloud, on machines of 8 cores and 32 GB of which 80 % are used. " +
  "`machines` is how many are needed to be done within an hour:";
const SIZE: FleetSize = { servers: 100_000, stacks: 2000, accounts: 40 };

const option = { type: "string" } as const;
const { values } = parseArgs({
  options: { servers: option, stacks: option, accounts: option, check: { type: "boolean" } },
});
const { check: _, ...given } = values;
const constants: Constants = JSON.parse(await readFile(join(ROOT, "bench/fleet-constants.json"), "utf8"));
if (Object.keys(given).length > 0) {
  const size = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, Number(value)]));
  console.log(fleetTable(constants, { ...SIZE, ...size }).join("\n"));
} else {
  const PAGE = "docs/scale.md";
  const marks = (what: string) => [`<!-- begin: ${what} -->`, `<!-- end: ${what} -->`] as const;
  const measured = `On ${constants.machine}, ${constants.date}:\n\n${costTable(constants).join("\n")}`;
  await writeOrCheck(
    PAGE,
    await withSection(
      PAGE,
      marks("costs and fleet"),
      `${measured}\n\n${FLEET}\n\n${fleetTable(constants, SIZE).join("\n")}`,
    ),
  );
}

import test from "ava";
import { type Cost, estimate, type Machines, machinesFor, type Operation } from "../bench/simulate.ts";

/* The arithmetic of docs/scale.md, with costs that can be multiplied in the head. */

const cost = (cpu: number, requests = 0): Cost => ({
  cpuSeconds: { stack: cpu, server: 0.1 },
  requests: { stack: 1, server: requests },
  mebibytes: { stack: 200, server: 1 },
});
const COSTS: Record<Operation, Cost> = {
  open: { ...cost(1), cpuSeconds: { stack: 1, server: 0 } },
  create: cost(3, 2),
  "no change": cost(2),
  drift: cost(2),
  resize: cost(4, 4),
};
const SIZE = { servers: 1000, stacks: 100, accounts: 5 };
const MACHINE: Machines = { cores: 4, mebibytes: 4200, usable: 0.5 };

test("work that does not wait is limited by cores; requests are those of all stacks", (t) => {
  // 1 s to open, 2 s and ten times 0.1 s to look: 4 s a stack. Two cores are usable, and memory for ten runs.
  const found = estimate(COSTS, SIZE, MACHINE, { operation: "drift", requestsPerSecond: 2, waitSeconds: 0 });
  t.like(found, { requests: 100, atOnce: 2, atOnceLimit: "cores" });
  t.is(found.cpuHours, 400 / 3600);
  // 20 requests for each account, two a second.
  t.is(found.leastHours, 10 / 3600);
  t.is(found.hoursOfOne, 200 / 3600);
});

test("work that waits is limited by memory", (t) => {
  const found = estimate(COSTS, SIZE, MACHINE, { operation: "create", requestsPerSecond: 2, waitSeconds: 95 });
  t.like(found, { requests: 2100, atOnce: 10, atOnceLimit: "memory" });
  t.is(found.hoursOfOne, (100 * 100) / 10 / 3600);
});

test("the number of machines fits the window; an account's rate cannot be bought with machines", (t) => {
  const found = { cpuHours: 0, requests: 0, leastHours: 2, atOnce: 1, atOnceLimit: "cores", hoursOfOne: 10 } as const;
  t.deepEqual(machinesFor(found, 20), { machines: 1, hours: 10, limit: "cores" });
  t.deepEqual(machinesFor(found, 4), { machines: 3, hours: 10 / 3, limit: "cores" });
  t.deepEqual(machinesFor(found, 2), { machines: 5, hours: 2, limit: "cores" });
  t.deepEqual(machinesFor({ ...found, leastHours: 3.5 }, 4), { machines: 3, hours: 3.5, limit: "requests" });
  t.is(machinesFor(found, 1), undefined);
});

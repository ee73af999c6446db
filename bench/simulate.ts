/** What a fleet costs: the measured costs of a stack and a server, multiplied. Pure; `bench/fleet-table.ts` prints it. */

export type Operation = "open" | "create" | "no change" | "drift" | "resize";

/** For each stack, and for each server in it. */
export interface Line {
  stack: number;
  server: number;
}

export interface Cost {
  cpuSeconds: Line;
  requests: Line;
  /** The most memory at one time, of all processes of one run. */
  mebibytes: Line;
}

export interface Constants {
  /** On what it was measured. */
  machine: string;
  date: string;
  clouds: Partial<Record<string, Record<Operation, Cost>>>;
}

export interface FleetSize {
  servers: number;
  stacks: number;
  /** The stacks are divided evenly among them. */
  accounts: number;
}

export interface Machines {
  cores: number;
  mebibytes: number;
  /** Of the machine's cores and memory; the rest is for the system and the worker. */
  usable: number;
}

export interface Task {
  operation: Exclude<Operation, "open">;
  /** What one account may send. */
  requestsPerSecond: number;
  /** How long a stack waits for its cloud, on top of Pulumi's own work: all its servers are built at once. */
  waitSeconds: number;
}

export interface Estimate {
  cpuHours: number;
  /** Of all accounts. */
  requests: number;
  /** The shortest time in which the accounts' rates let the task be done, with any number of machines. */
  leastHours: number;
  /** Stacks that one machine runs at once, and what limits their number. */
  atOnce: number;
  atOnceLimit: "cores" | "memory";
  /** How long one machine takes. */
  hoursOfOne: number;
}

const at = ({ stack, server }: Line, servers: number): number => stack + server * servers;

/** What a task costs for the whole fleet. */
export function estimate(costs: Record<Operation, Cost>, size: FleetSize, machine: Machines, task: Task): Estimate {
  const each = size.servers / size.stacks;
  const { open, [task.operation]: cost } = costs;
  const cpuSeconds = at(open.cpuSeconds, each) + at(cost.cpuSeconds, each);
  const requests = at(cost.requests, each) * size.stacks;
  const leastHours = requests / size.accounts / task.requestsPerSecond / 3600;
  // A run that waits needs its memory, but no core.
  const duration = cpuSeconds + task.waitSeconds;
  const byCores = (machine.cores * machine.usable * duration) / cpuSeconds;
  const byMemory = (machine.mebibytes * machine.usable) / at(cost.mebibytes, each);
  const atOnce = Math.max(1, Math.floor(Math.min(byCores, byMemory)));
  return {
    cpuHours: (cpuSeconds * size.stacks) / 3600,
    requests,
    leastHours,
    atOnce,
    atOnceLimit: byCores <= byMemory ? "cores" : "memory",
    hoursOfOne: (size.stacks * duration) / atOnce / 3600,
  };
}

export interface Schedule {
  machines: number;
  hours: number;
  limit: Estimate["atOnceLimit"] | "requests";
}

/** The machines with which a task fits into a window, and what then limits it. Undefined if no number of them is enough. */
export function machinesFor({ leastHours, hoursOfOne, atOnceLimit }: Estimate, window: number): Schedule | undefined {
  if (leastHours > window) return undefined;
  const machines = Math.max(1, Math.ceil(hoursOfOne / window));
  const byMachines = hoursOfOne / machines;
  return byMachines >= leastHours
    ? { machines, hours: byMachines, limit: atOnceLimit }
    : { machines, hours: leastHours, limit: "requests" };
}

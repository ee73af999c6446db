// npm run fleet -- setup | rollout | cancel | sweep
import { setTimeout as sleep } from "node:timers/promises";
import { Client, Connection, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from "@temporalio/client";
import { msToTs } from "@temporalio/common/lib/time.js";
import { access, address, fleet, namespace, QUEUE, SCHEDULE } from "./settings.ts";
import type { rollout, sweep } from "./workflows.ts";

const ROLLOUT = "rollout";
const connection = await Connection.connect({ address, ...access });
const client = new Client({ connection, namespace });
const { waves, stacks, pace, maxFailedShare, accounts } = fleet;

/** Creates what has to exist before anything else: the namespace and the nightly schedule, or brings them up to date. */
async function setup(): Promise<number> {
  await registerNamespace();
  const schedule = {
    spec: { calendars: [{ hour: 2, minute: 30 }] },
    action: {
      type: "startWorkflow" as const,
      workflowType: "sweep",
      workflowId: SCHEDULE,
      taskQueue: QUEUE,
      args: [{ stacks, pace }],
    },
    // A sweep that takes longer than a day is not overtaken by the next one.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: "6 hours" as const },
  };
  try {
    await client.schedule.create({ scheduleId: SCHEDULE, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(SCHEDULE).update((previous) => ({ ...previous, ...schedule }));
  }
  return 0;
}

/** A server of your own has no namespace at first. It can be used some seconds later. */
async function registerNamespace(): Promise<void> {
  for (;;) {
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return;
    } catch {
      await connection.workflowService
        .registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs("7 days") })
        .catch((error: { code?: number }) => {
          const ALREADY_EXISTS = 6;
          if (error.code !== ALREADY_EXISTS) throw error;
        });
      await sleep(1000);
    }
  }
}

/** Starts a rollout, or joins the one that runs, and waits for its report. */
async function runRollout(): Promise<number> {
  const handle = await client.workflow.start<typeof rollout>("rollout", {
    workflowId: ROLLOUT,
    workflowIdConflictPolicy: "USE_EXISTING",
    taskQueue: QUEUE,
    args: [{ accounts, stacks, waves, maxFailedShare, pace }],
  });
  const report = await handle.result();
  console.log(JSON.stringify(report, null, 2));
  return report.others.length === 0 ? 0 : 7;
}

/** Runs the nightly sweep now, and waits for its report. */
async function runSweep(): Promise<number> {
  const schedule = client.schedule.getHandle(SCHEDULE);
  const before = (await schedule.describe()).info.numActionsTaken;
  await schedule.trigger();
  for (;;) {
    const { info } = await schedule.describe();
    const last = info.recentActions.at(-1);
    if (info.numActionsTaken > before && last !== undefined) {
      const { workflowId } = last.action.workflow;
      const report = await client.workflow.getHandle<typeof sweep>(workflowId).result();
      console.log(JSON.stringify(report, null, 2));
      return report.others.length === 0 ? 0 : 7;
    }
    await sleep(500);
  }
}

/** Pulumi is interrupted as with Ctrl-C: what was created is recorded, and the next rollout continues. */
async function cancel(): Promise<number> {
  await client.workflow.getHandle(ROLLOUT).cancel();
  return 0;
}

const COMMANDS: Record<string, () => Promise<number>> = { setup, rollout: runRollout, cancel, sweep: runSweep };
const command = COMMANDS[process.argv[2] ?? ""];
if (command === undefined) throw new Error(`usage: npm run fleet -- ${Object.keys(COMMANDS).join(" | ")}`);
process.exitCode = await command();
await connection.close();

import { addSchedule } from "../backup-schedules.ts";
import type { EncodedTree } from "../encoding.ts";
import type { BackupSchedule } from "../model.ts";
import { activeRegion } from "./catalog.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** Automatic backups of instances: they can be read, created and deleted, but not changed. */
export const backupScheduleRoutes: Routes = under("/cloud/project/{serviceName}/region/{regionName}/workflow/backup", {
  "GET ": (call) => schedulesOf(call).map((one) => scheduleView(call, one)),
  "POST ": createSchedule,
  "GET /{backupWorkflowId}": (call) => scheduleView(call, theSchedule(call)),
  "DELETE /{backupWorkflowId}": (call) => void call.cloudState.backupSchedules.delete(theSchedule(call).id),
});

function schedulesOf(call: Call): BackupSchedule[] {
  return call.cloudState.inProject(call.cloudState.backupSchedules, projectOf(call).id, activeRegion(call).id);
}

function theSchedule(call: Call): BackupSchedule {
  return call.cloudState.own(
    call.cloudState.backupSchedules,
    "workflow",
    call.param("backupWorkflowId"),
    projectOf(call).id,
  );
}

function scheduleView(
  { cloudState }: Call,
  { id, instanceId, cron, rotation, name, createdAt, executedAt }: BackupSchedule,
): EncodedTree {
  return {
    ...{ id, instanceId, cron, rotation, name, backupName: name },
    executions: executedAt === 0 ? [] : [executionView(id, executedAt)],
    createdAt: new Date(createdAt).toISOString(),
    // Cron expressions are not evaluated: this is always a day from now.
    nextExecutionTime: new Date(cloudState.timeline.now + 86_400_000).toISOString(),
    ...{ distantBackupName: null, distantRegion: null },
  };
}

const executionView = (id: string, at: number): EncodedTree => ({
  ...{ id: `${id}-1`, executedAt: new Date(at).toISOString(), state: "SUCCESS", stateInfo: "" },
});

function createSchedule(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const instance = cloudState.instance(body.text("instanceId"), projectOf(call).id);
  const backup = { cron: body.text("cron"), rotation: body.int("rotation") ?? 1 };
  return scheduleView(call, addSchedule(cloudState, instance, backup, body.text("name")));
}

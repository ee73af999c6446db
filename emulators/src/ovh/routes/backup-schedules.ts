import { addSchedule } from "../backup-schedules.ts";
import type { BackupSchedule } from "../model.ts";
import type { Wire } from "../wire.ts";
import { activeRegion } from "./catalogue.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

/** Automatic backups of instances: they can be read, made and deleted, and not changed. */
export const backupScheduleRoutes: Routes = under("/cloud/project/{serviceName}/region/{regionName}/workflow/backup", {
  "GET ": (call) => schedulesOf(call).map((one) => scheduleView(call, one)),
  "POST ": createSchedule,
  "GET /{backupWorkflowId}": (call) => scheduleView(call, theSchedule(call)),
  "DELETE /{backupWorkflowId}": (call) => void call.world.backupSchedules.delete(theSchedule(call).id),
});

function schedulesOf(call: Call): BackupSchedule[] {
  return call.world.inProject(call.world.backupSchedules, projectOf(call).id, activeRegion(call).id);
}

function theSchedule(call: Call): BackupSchedule {
  return call.world.own(call.world.backupSchedules, "workflow", call.param("backupWorkflowId"), projectOf(call).id);
}

function scheduleView({ world }: Call, { id, instanceId, cron, rotation, name, createdAt }: BackupSchedule): Wire {
  return {
    ...{ id, instanceId, cron, rotation, name, backupName: name, executions: [] },
    createdAt: new Date(createdAt).toISOString(),
    // No cron is run here: some time tomorrow.
    nextExecutionTime: new Date(world.timeline.now + 86_400_000).toISOString(),
    ...{ distantBackupName: null, distantRegion: null },
  };
}

function createSchedule(call: Call): Wire {
  const { world, body } = call;
  const instance = world.instance(body.text("instanceId"), projectOf(call).id);
  const backup = { cron: body.text("cron"), rotation: body.int("rotation") ?? 1 };
  return scheduleView(call, addSchedule(world, instance, backup, body.text("name")));
}

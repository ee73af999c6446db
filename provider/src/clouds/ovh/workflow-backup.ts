import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { frozenInputs } from "./frozen-inputs.ts";
import { claimOf, deleteSchedule } from "./instance-backups.ts";
import { listImages, titleOf } from "./instance-snapshots.ts";
import { ref } from "./place-fields.ts";
import { inRegions } from "./regions.ts";
import { created } from "./schemas.ts";
import { idInRegion, placeIn, scopeOf } from "./scope.ts";
import { type WorkflowRow, workflowList, workflowOf } from "./workflow-schemas.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: WorkflowRow }>();

const BACKUPS = "/cloud/project/{serviceName}/region/{regionName}/workflow/backup" as const;
const BACKUP = `${BACKUPS}/{backupWorkflowId}` as const;

const listWorkflows = (api: Ovh, scope: string) =>
  inRegions(api, scope, async (regionName) => {
    const { serviceName } = placeIn(api, scope);
    const rows = await api.call(`GET ${BACKUPS}`, "read", { serviceName, regionName }, workflowList);
    return rows.map((row) => [row.id, { ...row, region: regionName }, scopeOf(api, serviceName, regionName)] as const);
  });

/** The images that a schedule has made, as far as their names say so. */
async function namesOfBackups(
  api: Ovh,
  scope: string,
  { name = "", backupName = name }: WorkflowRow,
): Promise<string[]> {
  const images = backupName === "" ? [] : await listImages(api, scope);
  return images.filter((image) => image.name?.startsWith(backupName)).map(titleOf);
}

export const workflowBackup = define({
  token: "ovh:WorkflowBackup",
  noun: "backup workflow",
  description:
    "A schedule of automatic backups of an instance. OVHcloud cannot change one: every change creates another. The backups that it has made stay when it is deleted, and are charged. `autobackup` of an instance is the same, as an input.",
  see: "https://github.com/ovh/docs",
  inputs: {
    ...frozenInputs<WorkflowRow>("instance", 200),
    instance: required(ref, {
      description: "Instance to back up (`instanceId`), by ID or name.",
      change: "replace",
      catalog: "instances",
      read: { from: { row: (row) => row.instanceId }, drift: "report" },
    }),
    cron: required(z.string().min(1), {
      description: "Schedule as a cron expression, such as `0 2 * * *`.",
      change: "replace",
      read: { from: { row: (row) => row.cron }, drift: "report" },
    }),
    rotation: required(z.int().min(1), {
      description: "Number of backups to keep.",
      change: "replace",
      read: { from: { row: (row) => row.rotation }, drift: "report" },
    }),
    maxExecutionCount: optional(z.int().min(1), {
      description: "Number of backups after which it ends. It never ends if absent.",
      change: "replace",
    }),
  },
  outputs: {
    workflowId: output(z.string(), {
      always: true,
      description: "ID of the workflow, without its project and region.",
      from: { row: (row) => row.id },
    }),
    backupName: output(z.string(), {
      description: "Name that OVHcloud gives the backups.",
      from: { row: (row) => row.backupName },
    }),
  },
  // Its backups are charged, and it makes them.
  isCharged: true,
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  listBy: { project: "configured", region: "all" },
  id: idInRegion("3f5a7b9c-1d2e-4f3a-8b4c-5d6e7f8a9b0c"),
  name: { input: "name", max: 200, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      list: listWorkflows,
      one: async (api, { scope, key }) => {
        const { serviceName, regionName } = placeIn(api, scope);
        if (regionName === undefined) {
          const found = (await listWorkflows(api, scope)).find(([id]) => id === key);
          return found && { row: found[1] };
        }
        const parameters = { serviceName, regionName, backupWorkflowId: key };
        const row = await api.call(`GET ${BACKUP}`, "read", parameters, workflowOf(key));
        return { row: { ...row, region: regionName } };
      },
    },
  },
  absenceProof: "both",
  consistencyWindow: 120,
  nameOf: ({ row }) => row?.name,
  createdAt: ({ row }) => moment(row?.createdAt),
  claims: ({ instance, cron, rotation }) =>
    instance === undefined || cron === undefined || rotation === undefined
      ? {}
      : { cron: claimOf(instance, { cron, rotation }) },
  create: async ({ api, scope, desired: { name, instance, cron, rotation, maxExecutionCount } }) => {
    const { serviceName, regionName } = placeIn(api, scope);
    const parameters = { serviceName, regionName, instanceId: instance, name, cron, rotation, maxExecutionCount };
    return (await api.call(`POST ${BACKUPS}`, "create", parameters, created)).id;
  },
  steps: [],
  remove: async ({ api, scope, key, observed: { row }, warn }) => {
    const kept = row === undefined ? [] : await namesOfBackups(api, scope, row);
    if (kept.length > 0 || (row?.executions.length ?? 0) > 0) {
      const which = kept.length > 0 ? kept.join(" and ") : "which indiecloud orphans --all lists among the snapshots,";
      warn(`the backups that it has made stay in the project and are charged: ${which}.`);
    }
    await deleteSchedule(api, scope, key);
  },
});

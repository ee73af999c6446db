import type { OperationContext } from "../../engine/definition/context.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { type Autobackup, isBackup, type Views } from "./instance-views.ts";
import { created, type ScheduleRow, scheduleList } from "./schemas.ts";
import { within } from "./scope.ts";

/** The automatic backup of an instance: it can be read, created and deleted, but not changed (§3.4). */

const SCHEDULES = "/cloud/project/{serviceName}/region/{regionName}/workflow/backup" as const;

/**
 * Suffix of the names of schedules that a change created: such a schedule is the provider's, whatever the state says.
 */
const MADE_HERE = "-indiecloud";
export const isMadeHere = ({ name = "" }: ScheduleRow): boolean => name.endsWith(MADE_HERE);

/** Seconds to wait after the build for the schedule requested at creation. */
const SCHEDULE_LIMIT = 120;

const place = (api: Ovh, scope: string) => {
  const { serviceName, region: regionName } = within(api, scope);
  return { serviceName, regionName };
};

/** What a schedule is to others that could create the same: `autobackup` of an instance, and `WorkflowBackup`. */
export const claimOf = (instance: string, { cron, rotation }: Autobackup): string =>
  `the backup schedule "${cron}" with ${rotation} backups of instance ${instance.split("/").at(-1)}`;

/** All schedules of a region. */
export const schedulesIn = (api: Ovh, scope: string): Promise<ScheduleRow[]> =>
  api.call(`GET ${SCHEDULES}`, "read", place(api, scope), scheduleList);

export const deleteSchedule = (api: Ovh, scope: string, id: string): Promise<void> =>
  api.command(`DELETE ${SCHEDULES}/{backupWorkflowId}`, "idempotent", { ...place(api, scope), backupWorkflowId: id });

/**
 * Undefined if these credentials may not see schedules, or the region has none: then nothing is known about any
 * instance.
 */
async function visibleIn(api: Ovh, scope: string): Promise<ScheduleRow[] | undefined> {
  try {
    return await schedulesIn(api, scope);
  } catch (error) {
    if (error instanceof CloudError && ["auth", "notFound", "invalid"].includes(error.kind)) {
      return undefined;
    }
    throw error;
  }
}

export async function schedulesByInstance(api: Ovh, scope: string) {
  const rows = await visibleIn(api, scope);
  const ids = rows && [...new Set(rows.map(({ instanceId = "" }) => instanceId))];
  return ids?.map((id) => [id, (rows ?? []).filter(({ instanceId }) => instanceId === id)] as const);
}

interface Desired {
  readonly name?: string | undefined;
  readonly autobackup?: Autobackup | undefined;
}

type BackupContext = Pick<
  OperationContext<Ovh, Views, object, object>,
  "api" | "scope" | "key" | "creating" | "warn" | "observed"
> & {
  readonly desired: Desired;
  readonly previous: { readonly inputs: Desired } | undefined;
};

const nameOf = ({ id, name }: ScheduleRow): string => `backup schedule ${name === undefined ? id : `${name} (${id})`}`;

/**
 * The creation call requests the first schedule, which appears after the build: creating another meanwhile would make
 * two.
 */
export const firstBackup = {
  label: "have its first backup schedule",
  fields: [],
  due: ({ desired }: BackupContext): boolean => desired.autobackup !== undefined,
  comesByItself: {
    withinSeconds: SCHEDULE_LIMIT,
    isThere: ({ schedules }: BackupContext["observed"]): boolean => schedules === undefined || schedules.length > 0,
    shownWith: ["autobackup" as const],
  },
  run: async ({ warn }: BackupContext): Promise<void> => {
    warn(
      `OVHcloud shows no backup schedule of the instance ${SCHEDULE_LIMIT} s after it was built. If pulumi refresh does not show one later, the next pulumi up creates it.`,
    );
  },
};

/** Creates the new schedule before deleting the program's former one, so that the instance is never without one. */
export const changeBackup = {
  label: "have its backup schedule",
  fields: ["autobackup" as const],
  severalCalls: true as const,
  due: ({ creating, desired: { autobackup }, previous, observed: { schedules } }: BackupContext): boolean =>
    !creating &&
    autobackup !== undefined &&
    (schedules === undefined
      ? previous?.inputs.autobackup === undefined || !isSame(autobackup, previous.inputs.autobackup)
      : !schedules.some((row) => isBackup(row, autobackup)) || formerAmong(schedules, autobackup, previous).length > 0),
  run: async (context: BackupContext): Promise<void> => {
    const { api, scope, key, desired, previous, warn } = context;
    const { autobackup, name = key } = desired;
    const rows = (await schedulesIn(api, scope)).filter(({ instanceId }) => instanceId === key);
    if (autobackup !== undefined && !rows.some((row) => isBackup(row, autobackup))) {
      await api.call(
        `POST ${SCHEDULES}`,
        "write",
        {
          ...place(api, scope),
          instanceId: key,
          name: `${name}${MADE_HERE}`,
          cron: autobackup.cron,
          rotation: autobackup.rotation,
        },
        created,
      );
    }
    for (const row of formerAmong(rows, autobackup, previous)) {
      await deleteSchedule(api, scope, row.id);
      warn(`${nameOf(row)} was deleted; the backups that it created stay in the project and are charged.`);
    }
  },
};

const isSame = (one: Autobackup, other: Autobackup): boolean =>
  one.cron === other.cron && one.rotation === other.rotation;

/** The schedules that the program requested before and no longer does. */
function formerAmong(
  rows: readonly ScheduleRow[],
  wanted: Autobackup | undefined,
  previous: BackupContext["previous"],
): ScheduleRow[] {
  const former = previous?.inputs.autobackup;
  return former === undefined || (wanted !== undefined && isSame(former, wanted))
    ? []
    : rows.filter((row) => isBackup(row, former));
}

import type { OperationContext } from "../../engine/definition/context.ts";
import type { Leftovers } from "../../engine/definition/leftovers.ts";
import { messageOf } from "../../engine/errors.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { deleteSchedule, isMadeHere, schedulesIn } from "./instance-backups.ts";
import type { PowerContext } from "./instance-power.ts";
import { isBackup } from "./instance-views.ts";
import { floatingIpList, volumeList } from "./schemas.ts";
import { within } from "./scope.ts";

/** A charged object that an instance leaves in the project. */

interface Attached {
  instance: string | undefined;
  what: string;
}

const REGION = "/cloud/project/{serviceName}/region/{regionName}";

const nameOfLeftover = (what: string, id: string, name: string | undefined): string =>
  `${what} ${name === undefined ? id : `${name} (${id})`}`;

/** Everything in a region that is attached to instances and outlives them. */
async function attached(api: Ovh, scope: string): Promise<readonly Attached[]> {
  const { serviceName, region } = within(api, scope);
  const [volumes, floatingIps, backups] = await Promise.all([
    api.call("GET /cloud/project/{serviceName}/volume", "read", { serviceName, region }, volumeList),
    api.call(`GET ${REGION}/floatingip`, "read", { serviceName, regionName: region }, floatingIpList),
    schedulesIn(api, scope),
  ]);
  return [
    ...volumes.flatMap(({ id, name, attachedTo }) =>
      attachedTo.map((instance) => ({ instance, what: nameOfLeftover("volume", id, name) })),
    ),
    ...floatingIps.map(({ id, ip, associatedEntity }) => ({
      instance: associatedEntity?.id,
      what: nameOfLeftover("floating IP", id, ip),
    })),
    ...backups.map(({ id, name, instanceId }) => ({
      instance: instanceId,
      what: nameOfLeftover("backup schedule", id, name),
    })),
  ];
}

/** One inspection for all instances that a run deletes. */
const inspections = new WeakMap<Ovh, Map<string, Promise<readonly Attached[]>>>();

function attachedOnce(api: Ovh, scope: string): Promise<readonly Attached[]> {
  const known = inspections.get(api) ?? new Map<string, Promise<readonly Attached[]>>();
  inspections.set(api, known);
  const inspect = known.get(scope) ?? attached(api, scope);
  known.set(scope, inspect);
  return inspect;
}

interface Known {
  readonly inputs: {
    readonly autobackup?: { readonly cron: string; readonly rotation: number } | undefined;
    readonly bootVolume?: string | undefined;
  };
}

type InstanceContext = PowerContext &
  Pick<OperationContext<Ovh, object, object, object>, "warn"> & { readonly previous: Known | undefined };

/**
 * The leftovers of an instance that need a warning. Those that the program set itself are known to the user or are
 * deleted with the instance.
 */
export async function warnOfLeftovers({
  api,
  scope,
  key,
  previous,
  warn,
}: InstanceContext): Promise<readonly string[]> {
  const { autobackup, bootVolume = "" } = previous?.inputs ?? {};
  try {
    return (await attachedOnce(api, scope))
      .filter(({ instance }) => instance === key)
      .map(({ what }) => what)
      .filter((what) => bootVolume === "" || !what.includes(bootVolume))
      .filter((what) => autobackup === undefined || !what.startsWith("backup schedule"));
  } catch (error) {
    // Permission to delete an instance does not include permission to read volumes.
    if (!(error instanceof CloudError)) {
      throw error;
    }
    warn(
      `volumes, floating IPs and backup schedules of the instance could not be read; any that remain are charged: ${messageOf(error)}`,
    );
    return [];
  }
}

/**
 * The backup schedule created with an instance (`autobackup`); whether OVHcloud deletes it with the instance is not
 * documented.
 */
export const scheduleLeftovers: Leftovers<InstanceContext> = {
  async find({ api, scope, key, previous, warn }) {
    const wanted = previous?.inputs.autobackup;
    if (wanted === undefined) {
      return [];
    }
    try {
      return (await schedulesIn(api, scope))
        .filter(({ instanceId }) => instanceId === key)
        .map((row) => ({
          id: row.id,
          name: nameOfLeftover("backup schedule", row.id, row.name),
          isOwn: isBackup(row, wanted) || isMadeHere(row),
          note: "the backups that it created stay in the project and are charged",
        }));
    } catch (error) {
      if (!(error instanceof CloudError && error.kind === "auth")) {
        throw error;
      }
      warn(`its backup schedule could not be read and may still be there: ${error.message}`);
      return [];
    }
  },

  async giveBack({ api, scope }, { id }) {
    await deleteSchedule(api, scope, id);
  },
};

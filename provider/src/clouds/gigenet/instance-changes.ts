import type { OperationContext } from "../../engine/definition/context.ts";
import type { PassingRefusal } from "../../engine/definition/task.ts";
import { DeadlineError, messageOf, RefusedError } from "../../engine/errors.ts";
import { CloudError } from "../../http/errors.ts";
import { type GigeNet, numbered } from "./account.ts";
import { hostnameOf, instances, networks, phaseOf, type TagChanges, type Views } from "./instance-views.ts";
import { assigned, done, passwordOf } from "./schemas.ts";

/** Changes of an instance that need more than a single call. */

type Working = Pick<
  OperationContext<GigeNet, Views, object, object>,
  "api" | "key" | "observed" | "poll" | "warn" | "entry"
>;

const isRefused = (error: unknown, ...kinds: readonly string[]): error is CloudError =>
  error instanceof CloudError && kinds.includes(error.kind);

export const modify = ({ api, key }: Working, attribute: string, value: string, effect: "idempotent" | "write") =>
  api.call("ModifyInstanceAttribute", effect, { InstanceId: key, [`${attribute}.Value`]: value }, done);

/**
 * GigeNET can refuse a hostname because a terminated instance still has it, as in a replacement that keeps the name. The
 * request is repeated, unless an existing instance has the hostname.
 */
export const HOSTNAME_TAKEN: PassingRefusal<Pick<Working, "api" | "key"> & { desired: { name?: string | undefined } }> =
  {
    waitingFor: "for its hostname to be free",
    limitSeconds: 300,
    isPassing: async (error, { api, key, desired: { name } }) =>
      error instanceof CloudError &&
      error.code === "InvalidHostname.Duplicate" &&
      !(await instances(api)).some(
        ([other, row]) => other !== key && hostnameOf(row, name) === name && phaseOf({ row })?.is !== "gone",
      ),
  };

/** Starts or stops an instance. */
export const switchPower = ({ api, key }: Working, to: string): Promise<void> =>
  api.changeInstance(to === "running" ? "StartInstances" : "StopInstances", key);

/** GigeNET does not document whether an instance must be stopped for a resize. EC2 requires it. */
export const resizePower = [
  { state: "stopped", insteadOf: ["running"], ifRefused: (error: unknown) => isRefused(error, "conflict") },
];

/** Creates and deletes tag keys so that an instance has its marker and, if the program sets tags, exactly those tags. */
export async function setTags({ api, key }: Working, { missing, surplus }: TagChanges): Promise<void> {
  const tags = (keys: readonly string[]) => ({ ...numbered("ResourceId", [key]), ...numbered("Tag", keys, "Key") });
  if (missing.length > 0) {
    await api.call("CreateTags", "idempotent", tags(missing), done);
  }
  // Never without keys: GigeNET would delete all tags.
  if (surplus.length > 0) {
    await api.call("DeleteTags", "idempotent", tags(surplus), done);
  }
}

const networkOf = async ({ api, key }: Working) => (await networks(api, [key]))[0]?.[1];

/** Buys one more address. Undefined: an address was bought, but it is not known which one. */
async function assign(op: Working, count: number, before: readonly string[]): Promise<string | undefined> {
  // If this read fails, the address is still bought.
  const inspect = async () => {
    const network = await networkOf(op).catch(() => undefined);
    const fresh = network?.addresses.filter((ip) => !before.includes(ip)) ?? [];
    return { counted: network?.additionalIps, ip: fresh.length === 1 ? fresh[0] : undefined };
  };
  try {
    const answer = await op.api.call("AssignPublicIpAddress", "create", { InstanceId: op.key }, assigned);
    return answer?.publicIp ?? (await inspect()).ip;
  } catch (error) {
    const { counted, ip } =
      error instanceof CloudError && error.effect === "unknown"
        ? await inspect()
        : { counted: undefined, ip: undefined };
    // The response is lost. If the bill counts one more and the list shows one more, that is the address.
    if (counted !== count + 1 || ip === undefined) {
      throw error;
    }
    return ip;
  }
}

/**
 * Buys or releases additional addresses until their number is `wanted`. Releases only those in `own`, the newest first, and
 * only if the bill counts no others: GigeNET's list does not distinguish additional addresses from elastic ones, and a lower
 * number must not release an address that this resource did not buy. Calls `keepAddresses` with the remaining ones each time.
 */
export async function setAddresses(
  context: Working,
  [has, wanted]: readonly [has: number, wanted: number],
  own: readonly string[],
  keepAddresses: (kept: { ownIps: string[]; askedIps?: number | undefined }) => void,
): Promise<void> {
  const seen = own.filter((ip) => context.observed.network?.addresses.includes(ip));
  // Drops addresses that were released outside of this program.
  let left = seen.length < own.length && seen.length === has ? seen : own;
  for (let count = has; count < wanted; count += 1) {
    // Recorded before the call: if the response is lost, the next run must know about the request.
    keepAddresses({ ownIps: [...left], askedIps: count + 1 });
    const ip = await assign(context, count, [...(context.observed.network?.addresses ?? []), ...left]).catch(
      (error: unknown) => {
        if (error instanceof CloudError && error.effect === "none") {
          keepAddresses({ ownIps: [...left], askedIps: count });
        }
        throw error;
      },
    );
    left = ip === undefined ? left : [...left, ip];
    keepAddresses({ ownIps: [...left] });
  }
  for (let count = has; count > wanted; ) {
    const ip = left.at(-1);
    if (ip === undefined || left.length < count) {
      throw new RefusedError(
        `The instance has ${count} additional addresses and additionalIps is ${wanted}, but this resource created only ${left.length} of them. Unassign the others in GigeNET's dashboard, or set additionalIps to ${count}.`,
      );
    }
    left = left.slice(0, -1);
    try {
      await context.api.call("UnassignPublicIpAddress", "idempotent", { PublicIp: ip }, done);
      count -= 1;
    } catch (error) {
      const now = isRefused(error, "notFound") ? await networkOf(context) : undefined;
      if (now === undefined || now.addresses.includes(ip)) {
        throw error;
      }
      // Already released, by this call or before. The bill shows whether it was counted.
      count = now.additionalIps ?? count;
    }
    keepAddresses({ ownIps: [...left] });
  }
}

/**
 * Refuses to repeat an earlier run's request if the bill counts no additional addresses. That does not prove that none were
 * bought: only a sample shows that GigeNET's bill counts them.
 */
export function refuseUncounted(counted: number | undefined, requested: number | undefined, wanted: number): void {
  if ((counted ?? 0) === 0 && requested !== undefined && requested > 0 && wanted > 0) {
    throw new RefusedError(
      `An earlier run asked GigeNET for ${requested} additional ${requested === 1 ? "address" : "addresses"}, but the bill (DescribeReservedInstances) counts none. It is not known whether they were bought, so the request was not repeated. Check GigeNET's dashboard. If the instance has none, set additionalIps to 0, run pulumi up, and set it to ${wanted} again. If it has some, GigeNET does not count them: remove additionalIps from the program, and change their number in the dashboard.`,
    );
  }
}

/** Waits up to `limitSeconds` for a root password that differs from `old`. A failure is only a warning, to keep the instance. */
export async function password(context: Working, limitSeconds: number, old?: string): Promise<string | undefined> {
  const get = async () =>
    (await context.api.call("GetPasswordData", "read", { InstanceId: context.key }, passwordOf(context.key)))
      .passwordData;
  try {
    return await context.poll("its password", get, (text) => text !== undefined && text !== old, limitSeconds);
  } catch (error) {
    if (!(error instanceof CloudError || error instanceof DeadlineError)) {
      throw error;
    }
    context.warn(`its password could not be read: ${messageOf(error)}`);
    return undefined;
  }
}

/**
 * Disassociates elastic addresses, because GigeNET does not document what happens to them on termination. Warns before each
 * call, because the process may be killed after it. A refused address is either additional, and released with the instance, or
 * already disassociated.
 */
export async function releaseElastic(context: Working, own: readonly string[]): Promise<void> {
  for (const ip of (context.observed.network?.addresses ?? []).filter((address) => !own.includes(address))) {
    context.warn(
      `address ${ip} may be elastic; if so, it is removed from the instance, but stays in the account and is charged.`,
    );
    try {
      await context.api.call("DisassociateAddress", "idempotent", { PublicIp: ip }, done);
    } catch (error) {
      if (!isRefused(error, "notFound", "invalid", "conflict")) {
        throw error;
      }
    }
  }
}

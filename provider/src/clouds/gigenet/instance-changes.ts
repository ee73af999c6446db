import type { Live, Op } from "../../engine/definition.ts";
import { DeadlineError, messageOf, RefusedError } from "../../engine/problems.ts";
import { CloudError } from "../../http/errors.ts";
import { type GigeNet, numbered } from "./account.ts";
import { hostnameOf, instances, networks, phaseOf, sizeIn, type TagChanges, type Views } from "./instance-live.ts";
import { assigned, done, passwordOf } from "./wire.ts";

/** Changes of an instance that take more than one call. */

type Working = Pick<
  Op<GigeNet, Views, object, object>,
  "api" | "key" | "live" | "until" | "within" | "poll" | "warn" | "entry"
>;

/** Seconds for a hostname that nobody has to be given. */
const HOSTNAME_LIMIT = 300;
/** Seconds for a resize, which GigeNET confirms before it begins. */
const RESIZE_LIMIT = 300;

const isRefused = (error: unknown, ...kinds: readonly string[]): error is CloudError =>
  error instanceof CloudError && kinds.includes(error.kind);

export const modify = ({ api, key }: Working, attribute: string, value: string, effect: "idempotent" | "write") =>
  api.call("ModifyInstanceAttribute", effect, { InstanceId: key, [`${attribute}.Value`]: value }, done);

/**
 * A hostname can be refused for an instance that is terminated and goes on being known for a while, as in a replacement
 * that keeps the name. So it is asked for again, unless another instance that is there has it.
 */
export async function rename(op: Working, name: string): Promise<void> {
  const isTaken = async () =>
    (await instances(op.api)).some(
      ([key, row]) => key !== op.key && hostnameOf(row, name) === name && phaseOf({ row })?.is !== "gone",
    );
  const ask = async () => {
    try {
      await modify(op, "Hostname", name, "idempotent");
      return true;
    } catch (error) {
      if (!(error instanceof CloudError && error.code === "InvalidHostname.Duplicate") || (await isTaken())) {
        throw error;
      }
      return false;
    }
  };
  await op.poll(`the hostname ${name} to be free`, ask, (isDone) => isDone, HOSTNAME_LIMIT);
}

/** The one call that leads an instance towards a power state. */
export const switchPower = ({ api, key }: Working, to: string): Promise<void> =>
  api.call(to === "running" ? "StartInstances" : "StopInstances", "idempotent", numbered("InstanceId", [key]), done);

/** Whether an instance must be off for a resize is not documented; at EC2 it must. */
export const resizePower = [
  { state: "stopped", insteadOf: ["running"], ifRefused: (error: unknown) => isRefused(error, "conflict") },
];

/** GB; undefined where it is not known. */
async function diskOf(op: Working, plan: string | undefined): Promise<number | undefined> {
  const text = sizeIn(plan)?.disk ?? (plan === undefined ? undefined : (await op.entry("plans", plan))?.facts?.disk);
  return text === undefined ? undefined : Number(text);
}

export async function refuseSmallerDisk(op: Working, from: string | undefined, to: string): Promise<void> {
  const [has, gets] = [await diskOf(op, from), await diskOf(op, to)];
  if (has !== undefined && gets !== undefined && gets < has) {
    throw new RefusedError(
      `GigeNET cannot make a disk smaller: the instance has ${has} GB, and ${to} has ${gets} GB. Choose a plan with at least ${has} GB, or make another instance.`,
    );
  }
}

export async function resize(
  op: Working,
  from: string | undefined,
  to: string,
  isResized: () => boolean,
): Promise<void> {
  await modify(op, "InstanceType", to, "idempotent");
  const isOver = (live: Live<Views>) => isResized() && phaseOf(live)?.is === "ready";
  if (!(await op.within(RESIZE_LIMIT, "to be resized", isOver))) {
    throw new RefusedError(
      `GigeNET accepted the resize of the instance to ${to} and did not do it within ${RESIZE_LIMIT} s. The instance is still ${from ?? "as it was"}. Look in GigeNET's dashboard; then set plan back, or run pulumi up again.`,
    );
  }
}

/** Makes and deletes tag keys until an instance has its marker and, where the program names tags, those and no others. */
export async function setTags({ api, key }: Working, { missing, surplus }: TagChanges): Promise<void> {
  const tags = (keys: readonly string[]) => ({ ...numbered("ResourceId", [key]), ...numbered("Tag", keys, "Key") });
  if (missing.length > 0) {
    await api.call("CreateTags", "idempotent", tags(missing), done);
  }
  // Never without keys: then all tags would go.
  if (surplus.length > 0) {
    await api.call("DeleteTags", "idempotent", tags(surplus), done);
  }
}

/** Buys one more address. Undefined: it was bought, and which one it is cannot be told. */
async function assign(op: Working, count: number, before: readonly string[]): Promise<string | undefined> {
  // Whatever becomes of the look, what was bought stays bought.
  const look = async () => {
    const [, network] = (await networks(op.api, [op.key]).catch(() => []))[0] ?? [];
    const fresh = network?.addresses.filter((ip) => !before.includes(ip)) ?? [];
    return { counted: network?.additionalIps, ip: fresh.length === 1 ? fresh[0] : undefined };
  };
  try {
    const answer = await op.api.call("AssignPublicIpAddress", "create", { InstanceId: op.key }, assigned);
    return answer?.publicIp ?? (await look()).ip;
  } catch (error) {
    const { counted, ip } =
      error instanceof CloudError && error.effect === "unknown" ? await look() : { counted: undefined, ip: undefined };
    // The answer is lost: one more on the bill and one more in the list is the one that was bought.
    if (counted !== count + 1 || ip === undefined) {
      throw error;
    }
    return ip;
  }
}

/**
 * Buys and gives back additional addresses until their number is right. Given back are only those in `own`, the newest
 * first, and only where no others are counted: GigeNET's list does not tell additional addresses from elastic ones, and
 * what somebody else has made is not for a number to take away. `keep` is told after every call what is left.
 */
export async function setAddresses(
  op: Working,
  [has, wanted]: readonly [has: number, wanted: number],
  own: readonly string[],
  keep: (kept: { ownIps: string[]; askedIps?: number | undefined }) => void,
): Promise<void> {
  const seen = own.filter((ip) => op.live.network?.addresses.includes(ip));
  // What somebody has taken away is no longer its own.
  let left = seen.length < own.length && seen.length === has ? seen : own;
  for (let count = has; count < wanted; count += 1) {
    // Should the answer be lost, the next run must not ask again as if nothing had been asked for.
    keep({ ownIps: [...left], askedIps: count + 1 });
    const ip = await assign(op, count, [...(op.live.network?.addresses ?? []), ...left]).catch((error: unknown) => {
      if (error instanceof CloudError && error.effect === "none") {
        keep({ ownIps: [...left], askedIps: count });
      }
      throw error;
    });
    left = ip === undefined ? left : [...left, ip];
    keep({ ownIps: [...left] });
  }
  for (let count = has; count > wanted; ) {
    const ip = left.at(-1);
    if (ip === undefined || left.length < count) {
      throw new RefusedError(
        `The instance has ${count} additional addresses, additionalIps says ${wanted}, and this resource knows to have made only ${left.length} of them. Unassign in GigeNET's dashboard what is too many, or set additionalIps to ${count}.`,
      );
    }
    left = left.slice(0, -1);
    try {
      await op.api.call("UnassignPublicIpAddress", "idempotent", { PublicIp: ip }, done);
      count -= 1;
    } catch (error) {
      // Gone already: then it is not one of those that are counted.
      if (!isRefused(error, "notFound")) {
        throw error;
      }
    }
    keep({ ownIps: [...left] });
  }
}

/**
 * Refuses to buy what an earlier run has asked for already, if the bill counts no additional address at all: whether
 * GigeNET's bill counts them is known from a sample only, so that this proves nothing.
 */
export function refuseUncounted(counted: number | undefined, asked: number | undefined, wanted: number): void {
  if ((counted ?? 0) === 0 && asked !== undefined && asked > 0 && wanted > 0) {
    throw new RefusedError(
      `An earlier run asked GigeNET for ${asked} additional ${asked === 1 ? "address" : "addresses"}, and the bill (DescribeReservedInstances) counts none. Whether they were bought cannot be seen, so none was asked for again. Look in GigeNET's dashboard. If the instance has none, set additionalIps to 0, run pulumi up, and set it to ${wanted} again. If it has some, GigeNET does not count them: take additionalIps out of the program, and change their number in the dashboard.`,
    );
  }
}

/** The root password; waits so many seconds for it. It is worth a warning, and not the instance. */
export async function password(op: Working, limitSeconds: number): Promise<string | undefined> {
  const get = async () =>
    (await op.api.call("GetPasswordData", "read", { InstanceId: op.key }, passwordOf(op.key))).passwordData;
  try {
    return await op.poll("its password", get, (text) => text !== undefined, limitSeconds);
  } catch (error) {
    if (!(error instanceof CloudError || error instanceof DeadlineError)) {
      throw error;
    }
    op.warn(`its password could not be read: ${messageOf(error)}`);
    return undefined;
  }
}

/**
 * Takes addresses that outlive the instance off it; what Terminate does to them is not documented. Each is named before:
 * whoever is killed after the call says nothing any more. What is refused is an additional address, which goes with the
 * instance, or is off already.
 */
export async function releaseElastic(op: Working, own: readonly string[]): Promise<void> {
  for (const ip of (op.live.network?.addresses ?? []).filter((address) => !own.includes(address))) {
    op.warn(
      `address ${ip} is not known to be bound to the instance; if it is elastic, it is taken off, stays on the account, and is charged.`,
    );
    try {
      await op.api.call("DisassociateAddress", "idempotent", { PublicIp: ip }, done);
    } catch (error) {
      if (!isRefused(error, "notFound", "invalid", "conflict")) {
        throw error;
      }
    }
  }
}

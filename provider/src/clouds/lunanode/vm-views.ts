import type { At, Observed, Phase } from "../../engine/definition/view.ts";
import { about } from "../../http/decode/schemas.ts";
import type { LunaNode } from "./account.ts";
import { type VmInfo, type VmRow, vmDetails, vmRow } from "./schemas.ts";

/** Reads LunaNode's responses about a VM. */

export interface Views {
  /** From vm/list. */
  row: VmRow;
  /** Only in vm/info. */
  detail: VmInfo;
}

type PowerState = "running" | "stopped" | "shelved";

/** Status as reported by LunaNode: the one that the panel shows if known, else the OpenStack status from the list. */
export const statusText = (observed: Observed<Views>): string | undefined =>
  observed.detail?.status_nohtml ?? observed.row?.os_status;

const STATES: readonly (readonly [RegExp, Phase["is"], PowerState?])[] = [
  [/error/i, "failed"],
  [/^(soft.)?deleted$/i, "gone"],
  [/^(online|active)$/i, "ready", "running"],
  [/^(offline|shutoff|stopped)$/i, "ready", "stopped"],
  [/^shelved/i, "ready", "shelved"],
  [/^(paused|suspended|rescued?)$/i, "ready"],
];

export const stateOf = (word: string | undefined) =>
  STATES.find(([pattern]) => word !== undefined && pattern.test(word));
export const powerOf = (word: string | undefined): PowerState | undefined => stateOf(word)?.[2];
export const power = (observed: Observed<Views>): PowerState | undefined => powerOf(statusText(observed));

export const ipOf = (observed: Observed<Views>): string | undefined => observed.row?.primaryip ?? observed.detail?.ip;

/** All public IPv4 addresses of a VM. */
export const addresses = (detail: VmInfo | undefined): string[] =>
  [detail?.ip, ...(detail?.additionalip ?? [])].filter((ip) => ip !== undefined);

/** Security groups of a VM; undefined if the response has neither list of them. */
export const groupsOf = ({ securitygroups, security_groups }: VmInfo): string[] | undefined =>
  securitygroups === undefined && security_groups === undefined
    ? undefined
    : [...new Set([...(securitygroups ?? []), ...(security_groups ?? [])])];

/** One vm/info fills both views. */
export const info = async (api: LunaNode, { key }: At): Promise<Observed<Views>> => {
  const answer = about(vmDetails, ({ extra }) => extra.vm_id, key);
  const { info: detail, extra } = await api.call("vm/info", "read", { vm_id: key }, answer);
  return { row: extra, detail };
};

/** The VMs of a region that have a security group, by name and ID. One request for each VM. */
export async function groupMembers(api: LunaNode, { scope, key }: At, group: string): Promise<string[]> {
  const rows = (await api.list("vm/list", {}, "vms", vmRow)).filter(({ region = scope }) => region === scope);
  const found = await Promise.all(
    rows.map(async ({ vm_id, name, hostname = vm_id }) => {
      const { detail } = await info(api, { scope, key: vm_id });
      const groups = (detail && groupsOf(detail)) ?? [];
      return groups.some((text) => text === key || text === group) ? [`${name ?? hostname} (${scope}/${vm_id})`] : [];
    }),
  );
  return found.flat();
}

export const login = (detail: VmInfo, part: "username" | "password"): string | undefined =>
  new RegExp(`${part}:\\s*([^;]+)`, "i").exec(detail.login_details ?? "")?.[1]?.trim();

export const whole = (text: string | undefined): number | undefined => {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) ? number : undefined;
};

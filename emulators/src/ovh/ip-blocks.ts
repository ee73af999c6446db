import type { OvhCloudState } from "./cloud-state.ts";
import { unknownService } from "./errors.ts";
import type { IpBlock } from "./ip-model.ts";
import { toNumber } from "./ipv4.ts";
import type { Call } from "./routes/route.ts";

/** The blocks of an account: its own, and the public addresses of its instances (docs/api/ovh.md §4.5). */
export const blocksOf = ({ cloudState, account }: Pick<Call, "cloudState" | "account">): IpBlock[] => [
  ...cloudState.ipBlocks.where((one) => one.account === account),
  ...(cloudState.switches.instanceAddresses === "listed" ? instanceBlocks(cloudState, account) : []),
];

export function theBlock(call: Call): IpBlock {
  const block = blocksOf(call).find(({ id }) => id === call.param("ip"));
  if (!block) throw unknownService();
  return block;
}

/** Public addresses of instances are IPv4 here: what is listed of IPv6 is not known. */
function instanceBlocks(cloudState: OvhCloudState, account: string): IpBlock[] {
  return cloudState.interfaces
    .where((port) => port.account === account && port.type === "public" && port.state !== "BUILD")
    .flatMap(({ ips, project }) => ips.map((ip) => ({ ip, project })))
    .filter(({ ip }) => toNumber(ip) !== undefined)
    .map(({ ip, project }) => ({ id: `${ip}/32`, account, version: 4, type: "pci", routedTo: project }));
}

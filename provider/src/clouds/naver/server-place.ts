import type { BaseOp } from "../../engine/definition.ts";
import { RefusedError } from "../../engine/problems.ts";
import type { Naver } from "./account.ts";

interface Wanted {
  subnet: string;
  plan: string;
  image: string;
  accessControlGroups?: readonly string[] | undefined;
  publicIp?: boolean | undefined;
}

type PlacingOp = Pick<BaseOp<Naver, object, object>, "entry" | "scope"> & { want: Wanted };

/** What follows from the subnet of a new server. Refuses what cannot work together, before anything is bought. */
export async function placeOf({ entry, scope, want }: PlacingOp): Promise<{
  vpcNo: string;
  groups: readonly (string | undefined)[];
}> {
  const subnet = (await entry("subnets", want.subnet))?.facts;
  const vpcNo = subnet?.vpcNo;
  if (vpcNo === undefined) {
    throw new RefusedError(
      `The list of subnets in ${scope} does not tell the VPC of ${want.subnet}. Nothing was made. Choose a subnet of a VPC.`,
    );
  }
  if (want.publicIp === true && subnet?.type !== "PUBLIC") {
    throw new RefusedError(
      `publicIp needs a PUBLIC subnet, and ${want.subnet} is ${subnet?.type ?? "of an unknown type"}. Nothing was made. Choose another subnet, or leave publicIp away.`,
    );
  }
  const [image, plan] = [await entry("images", want.image), await entry("plans", want.plan)];
  const [from, to] = [image?.facts?.hypervisor, plan?.facts?.hypervisor];
  if (from !== undefined && to !== undefined && from !== to) {
    throw new RefusedError(
      `Image ${image?.name} is for ${from}, and plan ${plan?.name} is for ${to}. Nothing was made. Choose both for the same hypervisor.`,
    );
  }
  return { vpcNo, groups: want.accessControlGroups ?? [(await entry("defaultGroups", vpcNo))?.facts?.no] };
}

import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { Naver } from "./account.ts";

interface PlacementInputs {
  subnet: string;
  accessControlGroups?: readonly string[] | undefined;
  publicIp?: boolean | undefined;
}

/**
 * The parameters for image and plan. A member server image, which is not in the list of server images, goes with a product
 * code (§4.10): without one it would be the smallest server (§3.1).
 */
export async function imageAndPlan({
  entry,
  desired: { image, plan },
}: Pick<BaseOperationContext<Naver, object, object>, "entry"> & { desired: { image: string; plan: string } }) {
  if ((await entry("images", image))?.facts?.isMember === undefined) {
    return { serverImageNo: image, serverSpecCode: plan };
  }
  const serverProductCode = (await entry("plans", plan))?.facts?.product;
  if (serverProductCode === undefined) {
    throw new RefusedError(
      `NAVER Cloud shows no product code of plan ${plan}, which a server from an own image for XEN or RHV needs. Nothing was created. Choose another plan or another image.`,
    );
  }
  return { memberServerImageInstanceNo: image, serverProductCode };
}

type PlacementContext = Pick<BaseOperationContext<Naver, object, object>, "entry" | "scope"> & {
  desired: PlacementInputs;
};

/** Derives a new server's placement from its subnet. Rejects incompatible inputs before anything is bought. */
export async function placeOf({ entry, scope, desired }: PlacementContext): Promise<{
  vpcNo: string;
  groups: readonly (string | undefined)[];
}> {
  const subnet = (await entry("subnets", desired.subnet))?.facts;
  const vpcNo = subnet?.vpcNo;
  if (vpcNo === undefined) {
    throw new RefusedError(
      `NAVER Cloud's list of subnets in ${scope} does not show the VPC of ${desired.subnet}. Nothing was created. Choose a subnet of a VPC.`,
    );
  }
  if (desired.publicIp === true && subnet?.type !== "PUBLIC") {
    throw new RefusedError(
      `publicIp needs a PUBLIC subnet, but ${desired.subnet} is ${subnet?.type ?? "of an unknown type"}. Nothing was created. Choose another subnet, or remove publicIp.`,
    );
  }
  return { vpcNo, groups: desired.accessControlGroups ?? [(await entry("defaultGroups", vpcNo))?.facts?.no] };
}

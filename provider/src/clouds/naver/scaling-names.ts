import { z } from "zod";

/** Names of auto scaling: longer than elsewhere (§4.21). */
export const scalingNameType = z
  .string()
  .regex(
    /^[a-z](?:[a-z0-9-]{0,253}[a-z0-9])?$/,
    "must have at most 255 lowercase letters, digits and -, beginning with a letter and not ending with -",
  );
export const scalingNameText = (own: string): string =>
  `Name (\`${own}\`): up to 255 lowercase letters, digits and \`-\`, beginning with a letter. Generated from the resource's name if absent.`;
export const SCALING_NAME = { input: "name", max: 60, character: /[a-z0-9-]/, first: /[a-z]/ } as const;

/** Sizes of a group. */
export const sizeType = z.int().min(0).max(30);
export const secondsType = z.int().min(0).max(2_147_483_647);

/** A number of servers that is not outside the sizes, as after a change of these. */
export const within = (capacity: number, minSize: number, maxSize: number): number =>
  Math.min(maxSize, Math.max(minSize, capacity));

/** The errors of sizes that contradict each other. */
export function sizeFailures(sizes: {
  minSize?: number | undefined;
  maxSize?: number | undefined;
  desiredCapacity?: number | undefined;
}): { property: string; reason: string }[] {
  const { minSize = 0, maxSize = 30, desiredCapacity } = sizes;
  if (minSize > maxSize) {
    return [{ property: "maxSize", reason: `is ${maxSize}, less than minSize ${minSize}` }];
  }
  const isOutside = desiredCapacity !== undefined && (desiredCapacity < minSize || desiredCapacity > maxSize);
  return isOutside
    ? [{ property: "desiredCapacity", reason: `is ${desiredCapacity}, but must be from minSize to maxSize` }]
    : [];
}

/** The input of what belongs to a group. */
export const GROUP_FIELD = {
  description: "Auto scaling group, by name or number (`autoScalingGroupNo`).",
  change: "replace",
  catalog: "autoScalingGroups",
} as const;

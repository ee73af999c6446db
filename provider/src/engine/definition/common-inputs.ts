import { z } from "zod";
import { seconds } from "./duration.ts";

/**
 * The inputs that every resource has besides its own fields. They control the provider: none of them is sent to a cloud, and
 * changing them never touches the object.
 */
const duration = z
  .string()
  .refine((text) => seconds(text) !== undefined, { error: 'is not a duration such as "90s", "10m" or "1h30m"' });

export const COMMON_INPUTS = {
  adopt: {
    type: z.string().min(1),
    description:
      "ID of an existing object to adopt instead of creating one. Fails if the object differs from the program in something that cannot be changed in place. Remove it after the first successful `pulumi up`: while it is set, a change that would replace the object is an error.",
  },
  timeouts: {
    type: z.strictObject({ create: duration.optional(), update: duration.optional(), delete: duration.optional() }),
    description:
      'How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the same.',
  },
} as const;

/**
 * Whether an input is recorded in the outputs. `adopt` is not a property of an object and not in the outputs, so removing it
 * from the program changes nothing.
 */
export const isRecordedOnly = (key: string): boolean => key === "timeouts";

type CommonInput = keyof typeof COMMON_INPUTS;

export const isCommonInput = (key: string): key is CommonInput => Object.hasOwn(COMMON_INPUTS, key);

/** The ID of the object to adopt instead of creating one; undefined if there is none. */
export const adoptedBy = (definition: { adoptInput?: string }, inputs: Record<string, unknown>): unknown =>
  inputs[definition.adoptInput ?? "adopt"];

/** The common inputs of one resource, by name. */
export const commonInputs = (definition: {
  adoptInput?: string;
  isLocal?: true;
}): [string, (typeof COMMON_INPUTS)[CommonInput]][] =>
  Object.entries(COMMON_INPUTS).filter(
    ([key]) => key !== "adopt" || (definition.adoptInput === undefined && definition.isLocal !== true),
  );

/** The operation whose limit applies. */
export type Timed = "create" | "update" | "delete";

const DEFAULT_SECONDS = 600;

/** Seconds that an operation may take: the user's value, else the definition's, else ten minutes. */
export function limitOf(
  definition: { timeouts?: Record<Timed, number> },
  inputs: Record<string, unknown>,
  timed: Timed,
): number {
  const parsed = COMMON_INPUTS.timeouts.type.safeParse(inputs.timeouts);
  const text = parsed.success ? parsed.data[timed] : undefined;
  return (text === undefined ? undefined : seconds(text)) ?? definition.timeouts?.[timed] ?? DEFAULT_SECONDS;
}

import { z } from "zod";
import type { PassingRefusal } from "../../engine/definition/task.ts";
import type { Phase, View } from "../../engine/definition/view.ts";
import { CloudError } from "../../http/errors.ts";
import type { InRegion, Naver } from "./account.ts";
import type { Kind } from "./schemas.ts";

/** What all kinds of objects have in common. */

/** The region in the inputs, otherwise the account's. */
export const scopeOf = (desired: { region?: string | undefined }, api: Naver): string => desired.region ?? api.region;

export const REGION_FIELD = {
  description: "Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).",
  change: "replace",
  catalog: "regions",
} as const;

/** NAVER's own ID, such as `26695183`; also accepts the ID in Pulumi: `KR/26695183`. */
export const numberOf = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

/** NAVER's format for nearly all names. */
export const nameType = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,28}[a-z0-9]$/,
    "must have 3 to 30 characters: lowercase letters, digits and -, beginning with a letter and not ending with -",
  );
/** The description of such a name; `own` is NAVER's term for it. */
export const nameText = (own: string): string =>
  `Name (\`${own}\`): 3 to 30 lowercase letters, digits and \`-\`, beginning with a letter. Generated from the resource's name if absent.`;
export const NAME = { input: "name", max: 30, character: /[a-z0-9-]/, first: /[a-z]/ } as const;

/** Free text of at most this many bytes. */
export const textOf = (bytes: number) =>
  z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= bytes, { error: `is longer than ${bytes} bytes` });

/** A text that the cloud shows, or none; none is drift only if the program sets one. */
export const shownText = (text: string | undefined, previous: string | undefined): string | undefined =>
  text ?? (previous === undefined ? undefined : "");

/** A value that NAVER chooses if the program has none, and another one for another object. */
export const ifSet = (shown: string | undefined, previous: string | undefined): string | undefined =>
  previous === undefined ? undefined : shown;

/** A reference to an object: its name in the console, its number, or its ID in Pulumi. */
export const ref = z.string().min(1);

/** The view of one kind of object, whose list and detail call show the same. */
export const viewOf = <Row>(kind: Kind<Row>): View<Naver, { row: InRegion<Row> }, InRegion<Row>> => ({
  list: async (api, scope) => (await api.list(kind, scope)).map((row) => [kind.keyOf(row), row] as const),
  one: async (api, at) => {
    const row = await api.detail(kind, at);
    return row === undefined ? undefined : { row };
  },
});

/** A value of the row, of which drift is only reported. */
export const reported = <Row, T>(get: (row: Row, previous: T | undefined) => T | undefined) => ({
  from: { row: get },
  drift: "report" as const,
});

/** Whether an object is created and deleted with its VPC, so that it stays when its resource is deleted. */
export function staysWithVpc(
  { observed, warn }: { observed: { row?: { isDefault?: boolean | undefined } }; warn(message: string): void },
  noun: string,
): boolean {
  const isDefault = observed.row?.isDefault === true;
  if (isDefault) {
    warn(`this default ${noun} is created and deleted with its VPC, so it was not deleted.`);
  }
  return isDefault;
}

/** The states that VPCs, subnets and access control groups share: INIT, CREATING, SET, RUN, TERMTING. */
export const networkState = (status: string | undefined): Phase => ({ is: status === "RUN" ? "ready" : "pending" });

/**
 * Retries a deletion while something that was just deleted may still use the object. The codes for "in use" are not
 * documented (§5.7), so any rejection is retried for a while and then reported.
 */
export const HELD: PassingRefusal<unknown> = {
  waitingFor: "for what uses it to release it",
  limitSeconds: 120,
  isPassing: (error) => error instanceof CloudError && (error.kind === "conflict" || error.kind === "invalid"),
};

import { parseDecimal, rounded, ZERO } from "../../../provider/src/engine/definition/decimal.ts";
import type { Cost, CostEstimate, CostTotal, ResourceCost } from "../cost-types.js";
import type { DrawTable } from "./drift-format.js";

/** Formats an estimate for reading. Free resources that do not change are counted and not listed. */
export function formatEstimate(estimate: CostEstimate, draw: DrawTable, isMarkdown: boolean): string {
  const { stack, resources, hasPreview } = estimate;
  const listed = resources.filter(isCharged);
  const rows = listed.map((resource) => rowOf(resource, hasPreview));
  const unknown = listed.filter(({ now, after }) => now?.is === "unknown" || after?.is === "unknown");
  return [
    `${isMarkdown ? "### " : ""}Stack ${stack}: ${headline(estimate)}`,
    ...(rows.length === 0 ? [] : [draw(hasPreview ? [...HEAD, "after pulumi up", "difference"] : HEAD, rows)]),
    ...(unknown.length === 0 ? [] : [`Not known, and in no sum:\n${unknown.flatMap(reasonsOf).join("\n")}`]),
    footnote(estimate, resources.length - listed.length),
  ].join("\n\n");
}

const HEAD = ["resource", "type", "a month now"];

const isCharged = ({ now, after }: ResourceCost): boolean =>
  [now, after].some((cost) => cost !== undefined && cost.is !== "free");

const ACTIONS: Readonly<Record<ResourceCost["change"], string>> = {
  none: "",
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
};

function rowOf({ name, token, change, now, after, difference }: ResourceCost, hasPreview: boolean): string[] {
  const base = [name, token, textOf(now)];
  return hasPreview
    ? [
        ...base,
        textOf(after),
        [difference === undefined ? "" : signed(difference.amount, difference.currency), ACTIONS[change]]
          .filter((text) => text !== "")
          .join(" "),
      ]
    : base;
}

const textOf = (cost: Cost | undefined): string =>
  cost === undefined
    ? "-"
    : cost.is === "known"
      ? money(cost.monthly.amount, cost.monthly.currency)
      : cost.is === "free"
        ? "free"
        : "unknown";

const decimal = (amount: string) => parseDecimal(amount) ?? ZERO;

const money = (amount: string, currency: string): string => `${rounded(decimal(amount))} ${currency}`;

const signed = (amount: string, currency: string): string => {
  const text = money(amount, currency);
  return text.startsWith("-") || text.startsWith("0.00 ") ? text : `+${text}`;
};

function headline({ totals, hasPreview, unknown }: CostEstimate): string {
  const parts = totals.map(totalText(hasPreview));
  const count = hasPreview ? Math.max(unknown.now, unknown.after) : unknown.now;
  const more = count === 0 ? "" : `, and ${count} ${count === 1 ? "resource" : "resources"} of unknown price`;
  return parts.length === 0 ? `no known costs${more}` : `${parts.join("; ")}${more}`;
}

const totalText =
  (hasPreview: boolean) =>
  ({ currency, now, after = now, difference = "0" }: CostTotal): string =>
    hasPreview
      ? `${money(now, currency)} a month, ${money(after, currency)} after pulumi up (${signed(difference, currency)})`
      : `${money(now, currency)} a month`;

/** Each reason once, with the resources that it is about. */
function reasonsOf({ name, token, now, after }: ResourceCost): string[] {
  const reasons = [now, after].flatMap((cost) => (cost?.is === "unknown" ? [cost.reason] : []));
  return [...new Set(reasons)].map((reason) => `- ${name} (${token}): ${reason}`);
}

function footnote({ hoursPerMonth }: CostEstimate, free: number): string {
  const others =
    free === 0 ? "" : ` ${free} ${free === 1 ? "resource is" : "resources are"} not charged and not listed.`;
  return `List prices without tax, for ${hoursPerMonth} hours a month; traffic and usage are not included.${others}`;
}

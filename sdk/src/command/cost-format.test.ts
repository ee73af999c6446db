import test from "ava";
import type { Cost, CostEstimate, ResourceCost } from "../cost-types.js";
import { formatEstimate } from "./cost-format.js";
import { markdownTable, table } from "./output.js";

const known = (amount: string, currency = "USD"): Cost => ({
  ...{ is: "known", monthly: { amount, currency } },
  parts: [{ description: "m.1", price: { amount, currency }, per: "month", quantity: "1" }],
});
const unknown = (reason: string): Cost => ({ is: "unknown", reason });

const resource = (name: string, more: Omit<Partial<ResourceCost>, "name">): ResourceCost => ({
  ...{ urn: name, name, token: "lunanode:Vm", change: "none" },
  ...more,
});

const estimate = (more: Partial<CostEstimate>): CostEstimate => ({
  ...{ stack: "dev", hoursPerMonth: 730, taxes: "excluded", hasPreview: true, resources: [], totals: [] },
  unknown: { now: 0, after: 0 },
  ...more,
});

test("a table has what a month costs now and afterwards, resource by resource, and the reasons of what is not known", (t) => {
  const text = formatEstimate(
    estimate({
      resources: [
        resource("web", {
          ...{ change: "update", now: known("10.95"), after: known("21.905") },
          difference: { amount: "10.955", currency: "USD" },
        }),
        resource("old", {
          ...{ change: "delete", now: known("3.65") },
          difference: { amount: "-3.65", currency: "USD" },
        }),
        resource("disk", { token: "lunanode:Volume", change: "create", after: unknown("no price is known") }),
        resource("key", { token: "lunanode:SshKey", now: { is: "free" }, after: { is: "free" } }),
      ],
      totals: [{ currency: "USD", now: "14.6", after: "21.905", difference: "7.305" }],
      unknown: { now: 0, after: 1 },
    }),
    table,
    false,
  );
  t.is(
    text,
    `Stack dev: 14.60 USD a month, 21.91 USD after pulumi up (+7.31 USD), and 1 resource of unknown price

resource  type             a month now  after pulumi up  difference
web       lunanode:Vm      10.95 USD    21.91 USD        +10.96 USD update
old       lunanode:Vm      3.65 USD     -                -3.65 USD delete
disk      lunanode:Volume  -            unknown          create

Not known, and in no sum:
- disk (lunanode:Volume): no price is known

List prices without tax, for 730 hours a month; traffic and usage are not included. 1 resource is not charged and not listed.`,
  );
});

test("currencies are listed side by side, and without a preview there is only the state", (t) => {
  const text = formatEstimate(
    estimate({
      hasPreview: false,
      resources: [resource("web", { now: known("1") }), resource("web2", { now: known("2000", "KRW") })],
      totals: [
        { currency: "KRW", now: "2000" },
        { currency: "USD", now: "1" },
      ],
    }),
    markdownTable,
    true,
  );
  t.regex(text, /^### Stack dev: 2000\.00 KRW a month; 1\.00 USD a month\n/);
  t.regex(
    text,
    /\| resource \| type \| a month now \|\n\| --- \| --- \| --- \|\n\| web \| lunanode:Vm \| 1\.00 USD \|/,
  );
});

test("a stack without charged resources says so", (t) => {
  t.regex(formatEstimate(estimate({}), table, false), /^Stack dev: no known costs\n\nList prices without tax/);
});

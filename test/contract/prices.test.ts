import test, { type ExecutionContext } from "ava";
import type { CloudName } from "../../emulators/src/index.ts";
import { estimateCosts } from "../../provider/src/adapters/costs.ts";
import type { CloudProvider } from "../../provider/src/engine/cloud-provider.ts";
import { UNKNOWN } from "../../provider/src/engine/definition/values.ts";
import type { CostQuery } from "../../sdk/src/cost-types.ts";
import { differences, type Fixture, startFixture, up } from "../support/fixture.ts";

/* List prices of each cloud against its emulator: of plans, and of resources. */

type Json = Record<string, unknown>;

const fixture = async (t: ExecutionContext, cloud: CloudName, switches: Json = {}): Promise<Fixture> => {
  const started = await startFixture({ clouds: [cloud], switches: { [cloud]: switches } });
  t.teardown(started.stop);
  return started;
};

const plansOf = async (cloudProvider: CloudProvider, cloud: string, args: Json): Promise<Json[]> => {
  const { result, failures } = await cloudProvider.invoke(`${cloud}:getPlans`, args);
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return Array.isArray(result.plans) ? result.plans : [];
};

const pricesOf = async (...parameters: Parameters<typeof plansOf>) =>
  (await plansOf(...parameters)).map(({ name, price }) => [name, price]);

const sent = ({ emulators }: Fixture, cloud: CloudName): string[] =>
  emulators.requests(cloud).flatMap(({ operation }) => (operation === "GET /auth/time" ? [] : operation));

/** What one object costs. */
const costs = async (cloudProvider: CloudProvider, token: string, inputs: Json) => {
  const query = { urn: "u", name: "web", token, change: "none", now: { inputs, account: undefined } } as const;
  const { resources } = await estimateCosts(() => cloudProvider, [query], false);
  return resources[0]?.now;
};

const monthly = async (...parameters: Parameters<typeof costs>) => {
  const cost = await costs(...parameters);
  return cost?.is === "known" ? `${cost.monthly.amount} ${cost.monthly.currency}` : (cost ?? {});
};

const CATALOG = "GET /order/catalog/public/cloud";

test("OVHcloud: plans have the prices of the account's subsidiary, which one more list has; their order stays", async (t) => {
  const started = await fixture(t, "ovh");
  const cloudProvider = started.cloudProvider();
  const plain = await plansOf(cloudProvider, "ovh", { region: "GRA11" });
  t.true(plain.length > 1 && plain.every(({ price }) => price === undefined));
  t.false(sent(started, "ovh").includes(CATALOG));
  const priced = await plansOf(cloudProvider, "ovh", { region: "GRA11", prices: true });
  t.deepEqual(
    priced.map(({ id }) => id),
    plain.map(({ id }) => id),
  );
  t.deepEqual(priced.find(({ name }) => name === "b3-8")?.price, { hourly: 0.0508, monthly: 25.4, currency: "EUR" });
  const hourlyOnly = priced.find(({ price }) => typeof price === "object" && price !== null && !("monthly" in price));
  t.truthy(hourlyOnly);
  await plansOf(cloudProvider, "ovh", { region: "SBG5", prices: true });
  t.is(sent(started, "ovh").filter((operation) => operation === CATALOG).length, 1);
  t.is(sent(started, "ovh").filter((operation) => operation === "GET /me").length, 1);
});

test("OVHcloud: in the form of the United States, the ends of plan codes tell the period, and prices are in dollars", async (t) => {
  const cloudProvider = (await fixture(t, "ovh", { priceForm: "us" })).cloudProvider();
  const prices = new Map(
    await pricesOf(cloudProvider, "ovh", { region: "GRA11", prices: true }).then((all) =>
      all.map(([name, price]) => [name, price] as const),
    ),
  );
  t.deepEqual(prices.get("b3-8"), { hourly: 0.0508, monthly: 25.4, currency: "USD" });
});

test("OVHcloud: without plan codes, prices are unknown", async (t) => {
  const cloudProvider = (await fixture(t, "ovh", { flavorPlanCodes: "null" })).cloudProvider();
  const plans = await plansOf(cloudProvider, "ovh", { region: "GRA11", prices: true });
  t.true(plans.length > 1 && plans.every(({ price }) => price === undefined));
  t.deepEqual(await costs(cloudProvider, "ovh:Instance", { region: "GRA11", plan: "b3-8" }), {
    is: "unknown",
    reason: "OVHcloud's flavor has no plan code for hourly billing",
  });
});

test("OVHcloud: credentials that may not ask for the subsidiary need the setting; without it prices are unknown", async (t) => {
  const started = await fixture(t, "ovh", { deniedActions: ["account:apiovh:me/get"] });
  const plans = await plansOf(started.cloudProvider(), "ovh", { region: "GRA11", prices: true });
  t.true(plans.every(({ price }) => price === undefined));
  const cost = await costs(started.cloudProvider(), "ovh:Instance", { region: "GRA11", plan: "b3-8" });
  t.regex(cost?.is === "unknown" ? cost.reason : "", /GET \/me.*indiecloud:ovh\.subsidiary/);
  const configured = started.cloudProvider({ ovh: { ...started.given().ovh, subsidiary: "PL" } });
  t.is(await monthly(configured, "ovh:Instance", { region: "GRA11", plan: "b3-8" }), "37.084 PLN");
});

test("OVHcloud: instances by the hour and by the month, volumes, gateways, load balancers and addresses", async (t) => {
  const cloudProvider = (await fixture(t, "ovh")).cloudProvider();
  const region = "GRA11";
  for (const [token, inputs, expected] of [
    ["ovh:Instance", { plan: "b3-8" }, "37.084 EUR"],
    ["ovh:Instance", { plan: "b3-8", monthlyBilling: true }, "25.4 EUR"],
    ["ovh:Volume", { type: "high-speed", size: 100 }, "8.687 EUR"],
    ["ovh:Gateway", { model: "s" }, "2.02794 EUR"],
    ["ovh:LoadBalancer", { flavor: "small" }, "6.059 EUR"],
    ["ovh:FloatingIp", {}, "1.825 EUR"],
    ["ovh:PrivateNetwork", {}, { is: "free" }],
  ] as const) {
    t.deepEqual(await monthly(cloudProvider, token, { region, ...inputs }), expected, token);
  }
  for (const [token, inputs, reason] of [
    ["ovh:Instance", { plan: "b3-8", powerState: "shelved" }, /shelved/],
    ["ovh:Instance", { plan: "none-8" }, /plan is not in/],
    ["ovh:Instance", { plan: UNKNOWN }, /plan is not known before pulumi up/],
    ["ovh:Instance", { plan: "b3-8", region: UNKNOWN }, /region is not known before pulumi up/],
    ["ovh:Volume", { type: "classic-luks", size: 1 }, /no price of volume\.classic-luks\.consumption/],
    ["ovh:Volume", { type: "classic", size: 1, region: "EU-WEST-PAR" }, /prices of their own/],
    ["ovh:Vps", {}, /no price of a VPS is known/],
  ] as const) {
    const cost = await costs(cloudProvider, token, { region, ...inputs });
    t.regex(cost?.is === "unknown" ? cost.reason : JSON.stringify(cost), reason);
  }
});

for (const format of ["json", "xml"]) {
  test(`NAVER Cloud: servers have the price of their product, by the hour or the month, in ${format}`, async (t) => {
    const started = await fixture(t, "naver");
    const cloudProvider = started.cloudProvider({ naver: { ...started.given().naver, format } });
    const prices = await pricesOf(cloudProvider, "naver", { name: "s2-g3", prices: true });
    t.deepEqual(prices, [["s2-g3", { hourly: 124, monthly: 89280, currency: "KRW" }]]);
    t.is(await monthly(cloudProvider, "naver:Server", { plan: "s2-g3" }), "90520 KRW");
    t.is(await monthly(cloudProvider, "naver:Server", { plan: "s2-g3", feeSystemType: "FXSUM" }), "89280 KRW");
    const disk = await costs(cloudProvider, "naver:BlockStorage", { size: 100 });
    t.deepEqual(disk, { is: "unknown", reason: "no price of a block storage is known from NAVER Cloud's API" });
    t.is(sent(started, "naver").filter((operation) => operation === "getProductPriceList").length, 1);
  });
}

test("NAVER Cloud: without the right to read prices they are unknown, not an error", async (t) => {
  const cloudProvider = (await fixture(t, "naver", { deniedActions: ["getProductPriceList"] })).cloudProvider();
  const plans = await plansOf(cloudProvider, "naver", { name: "s2-g3", prices: true });
  t.is(plans.length, 1);
  t.is(plans[0]?.price, undefined);
  const cost = await costs(cloudProvider, "naver:Server", { plan: "s2-g3" });
  t.regex(cost?.is === "unknown" ? cost.reason : "", /may not read NAVER Cloud's price list/);
});

test("NAVER Cloud: prices in several currencies, on several pages, are none until the configuration names one", async (t) => {
  const started = await fixture(t, "naver", { defaultPayCurrency: "all", defaultPageSize: 5 });
  t.deepEqual(await pricesOf(started.cloudProvider(), "naver", { name: "s2-g3", prices: true }), [
    ["s2-g3", undefined],
  ]);
  const configured = started.cloudProvider({ naver: { ...started.given().naver, payCurrency: "USD" } });
  t.is(await monthly(configured, "naver:Server", { plan: "s2-g3" }), "72.416 USD");
});

test("LunaNode: VMs by the price of their plan, and nothing else; prices: true changes nothing", async (t) => {
  const started = await fixture(t, "lunanode");
  const cloudProvider = started.cloudProvider();
  t.deepEqual(await plansOf(cloudProvider, "lunanode", { prices: true }), await plansOf(cloudProvider, "lunanode", {}));
  t.is(await monthly(cloudProvider, "lunanode:Vm", { region: "toronto", plan: "s.2" }), "10.95 USD");
  t.like(await costs(cloudProvider, "lunanode:Volume", { region: "toronto", size: 10 }), { is: "unknown" });
  t.deepEqual(await costs(cloudProvider, "lunanode:SecurityGroup", { region: "toronto" }), { is: "free" });
});

test("GigeNET: an instance that runs shows its price and what comes on top; a new one costs what others of its type do", async (t) => {
  const cloudProvider = (await fixture(t, "gigenet")).cloudProvider();
  const program = { plan: "gcl.4", image: "centos64_7", additionalIps: 2 };
  const stored = await up(cloudProvider, "gigenet:Instance", "web", program);
  const side = (inputs: Json) => ({ inputs, account: undefined });
  const queries: CostQuery[] = [
    {
      urn: "a",
      name: "a",
      token: "gigenet:Instance",
      change: "none",
      id: stored.id,
      now: side(stored.inputs),
      after: side(stored.inputs),
    },
    { urn: "b", name: "b", token: "gigenet:Instance", change: "create", after: side({ ...program, additionalIps: 0 }) },
    { urn: "c", name: "c", token: "gigenet:Instance", change: "create", after: side(program) },
    {
      urn: "d",
      name: "d",
      token: "gigenet:Instance",
      change: "create",
      after: side({ ...program, plan: "gcl.2", additionalIps: 0 }),
    },
  ];
  const { resources } = await estimateCosts(() => cloudProvider, queries, true);
  const [own, like, more, other] = resources;
  t.deepEqual(own?.now, own?.after);
  t.is(own?.difference?.amount, "0");
  t.is(own?.now?.is === "known" ? own.now.parts.length : 0, 2);
  t.is(like?.after?.is === "known" ? like.after.parts.length : 0, 1);
  const unknown = { is: "unknown", reason: "GigeNET shows the price of an instance only once it runs" };
  t.deepEqual([more?.after, other?.after], [unknown, unknown]);
});

test("HostDime: no call shows prices, so they are unknown", async (t) => {
  const cloudProvider = (await fixture(t, "hostdime")).cloudProvider();
  t.deepEqual(await costs(cloudProvider, "hostdime:Vps", { cuid: "V101" }), {
    is: "unknown",
    reason: "no price of a VPS is known from HostDime's API",
  });
});

test("changed prices change no plan's place and preview nothing", async (t) => {
  const started = await fixture(t, "ovh");
  const program = { region: "GRA11", plan: "b3-8", image: "Debian 12" };
  const stored = await up(started.cloudProvider(), "ovh:Instance", "web", program);
  const listed = (cloudProvider: CloudProvider) => plansOf(cloudProvider, "ovh", { region: "GRA11", prices: true });
  const before = await listed(started.cloudProvider());
  started.emulators.setSwitches("ovh", { priceForm: "us" });
  const after = await listed(started.cloudProvider());
  t.notDeepEqual(after, before);
  t.deepEqual(
    after.map(({ id }) => id),
    before.map(({ id }) => id),
  );
  t.deepEqual(await differences(started.cloudProvider(), "ovh:Instance", stored, program), []);
});

test("totals are exact, by currency, and name what is not in them", async (t) => {
  const started = await startFixture({ clouds: ["lunanode", "ovh"] });
  t.teardown(started.stop);
  const pool = started.cloudProvider();
  const side = (inputs: Json) => ({ inputs, account: undefined });
  const luna = { region: "toronto", plan: "s.2" };
  const queries: CostQuery[] = [
    {
      urn: "a",
      name: "a",
      token: "lunanode:Vm",
      change: "update",
      id: "toronto/1",
      now: side(luna),
      after: side({ ...luna, plan: "s.4" }),
    },
    { urn: "b", name: "b", token: "lunanode:Vm", change: "delete", id: "toronto/2", now: side(luna) },
    { urn: "c", name: "c", token: "lunanode:Volume", change: "create", after: side({ region: "toronto", size: 1 }) },
    { urn: "d", name: "d", token: "ovh:Instance", change: "create", after: side({ region: "GRA11", plan: "b3-8" }) },
  ];
  const estimate = await estimateCosts(() => pool, queries, true);
  t.like(estimate, { hoursPerMonth: 730, taxes: "excluded", unknown: { now: 0, after: 1 } });
  t.deepEqual(estimate.totals, [
    { currency: "EUR", now: "0", after: "37.084", difference: "37.084" },
    { currency: "USD", now: "21.9", after: "21.9", difference: "0" },
  ]);
  t.deepEqual(
    estimate.resources.map(({ difference }) => difference?.amount),
    ["10.95", "-10.95", undefined, "37.084"],
  );
  t.deepEqual(estimate.resources[0]?.monthlyCost, { amount: "10.95", currency: "USD" });
});

test("an account without credentials leaves its own costs unknown, and no others", async (t) => {
  const started = await fixture(t, "lunanode");
  const query = (token: string, inputs: Json): CostQuery => ({
    ...{ urn: token, name: "web", token, change: "none", now: { inputs, account: undefined } },
  });
  const { resources } = await estimateCosts(
    () => started.cloudProvider(),
    [query("lunanode:Vm", { plan: "s.2" }), query("ovh:Instance", { region: "GRA11", plan: "b3-8" })],
    false,
  );
  t.deepEqual(
    resources.map(({ now }) => now?.is),
    ["known", "unknown"],
  );
});

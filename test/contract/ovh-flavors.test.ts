import test from "ava";
import { isRecord, type Json } from "../../provider/src/engine/definition/values.ts";
import { up } from "../support/fixture.ts";
import { INSTANCE, ovhFixture, WEB } from "../support/ovh-fixture.ts";

/* What a flavor's own data says (docs/api/ovh.md §4.9). */

type Fixture = Awaited<ReturnType<typeof ovhFixture>>;

const plansOf = async (fixture: Fixture, args: Json): Promise<Json[]> => {
  const { result } = await fixture.cloudProvider().invoke("ovh:getPlans", { region: "GRA11", ...args });
  return [result.plans].flat().filter(isRecord);
};

/** Changes a flavor of GRA11. */
const changeFlavor = (fixture: Fixture, name: string, set: Json) => {
  const flavor = fixture.objects("flavor").find((one) => one.name === name && one.region === "GRA11");
  fixture.changeOutOfBand("flavor", flavor?.id, set);
};

for (const flavorMemory of ["GB", "MB"] as const) {
  test(`memory is shown and searched in MiB if answers have ${flavorMemory}`, async (t) => {
    const fixture = await ovhFixture(t, { flavorMemory });
    const [plan] = await plansOf(fixture, { name: "b3-8" });
    t.is(plan?.memoryMb, 8000);
    const large = await plansOf(fixture, { minMemoryMb: 16_000 });
    t.deepEqual(large.map(({ name }) => name).sort(), ["b3-16", "b3-32", "r3-16", "t2-45"]);
  });
}

test("a flavor of which the project may create none is not available, whatever else it shows", async (t) => {
  const fixture = await ovhFixture(t);
  changeFlavor(fixture, "b3-8", { quota: 0 });
  const plan = (await plansOf(fixture, { name: "b3-8" })).find(({ name }) => name === "b3-8");
  t.is(plan?.available, false);
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", WEB), { message: /Quota exceeded/ });
});

const check = (fixture: Fixture, olds: Json, news: Json) =>
  fixture.cloudProvider().check(INSTANCE, { olds, news, urn: `urn:pulumi:test::project::${INSTANCE}::web` });

test("a flavor without a monthly price is a preview error with monthlyBilling, but only for a new instance", async (t) => {
  const fixture = await ovhFixture(t);
  const monthly = { ...WEB, monthlyBilling: true };
  t.deepEqual((await check(fixture, {}, monthly)).failures, []);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", monthly);
  changeFlavor(fixture, "b3-8", { monthly: false });
  t.deepEqual((await check(fixture, {}, WEB)).failures, []);
  t.deepEqual((await check(fixture, {}, monthly)).failures, [
    {
      property: "monthlyBilling",
      reason:
        "OVHcloud has no monthly price for b3-8: it is charged by the hour only. Remove monthlyBilling, or choose another plan",
    },
  ]);
  t.is((await check(fixture, WEB, monthly)).failures.length, 1);
  t.deepEqual((await check(fixture, monthly, { ...monthly, name: "joe" })).failures, []);
  await up(fixture.cloudProvider(), INSTANCE, "web", { ...monthly, name: "joe" }, vm);
});

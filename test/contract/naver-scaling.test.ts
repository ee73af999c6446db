import test from "ava";
import type { NaverSwitchPatch } from "../../emulators/src/index.ts";
import { keyOf, refresh, up } from "../support/fixture.ts";
import { naverFixture, SERVER, TARGET_GROUP, WEB } from "../support/naver-fixture.ts";

/* Auto scaling of NAVER Cloud: its servers, its capacity, and what its documents leave open. */

const CONFIGURATION = "naver:LaunchConfiguration";
const SCALING_GROUP = "naver:AutoScalingGroup";
const SCHEDULE = "naver:ScalingSchedule";

const PLAN = { name: "old", plan: "s2-g3", image: "ubuntu-22.04-base" };
const SCALED = { name: "scaled", launchConfiguration: "old", subnet: "demo-public", minSize: 1, maxSize: 4 };

async function scaling(t: Parameters<typeof naverFixture>[0], switches: NaverSwitchPatch = {}) {
  const fixture = await naverFixture(t, switches);
  const configuration = await up(fixture.core(), CONFIGURATION, "old", PLAN);
  return { ...fixture, configuration };
}

test("the servers of a group are in service after up, join its target groups, go with it, and are neither listed nor orphans", async (t) => {
  const fixture = await scaling(t);
  const web = { name: "pool", vpc: "demo-vpc", protocol: "HTTP", healthCheckProtocol: "HTTP" };
  await up(fixture.core(), TARGET_GROUP, "web", web);
  const group = await up(fixture.core(), SCALING_GROUP, "web", { ...SCALED, minSize: 2, targetGroups: ["pool"] });
  const own = await up(fixture.core(), SERVER, "web", WEB);
  const servers = [group.outputs.servers].flat().map(String);
  t.is(servers.length, 2);
  t.true(fixture.servers().every(({ status }) => status === "RUN"));
  t.deepEqual([fixture.objects("targetGroup")[0]?.targetNos].flat().map(String).sort(), servers.toSorted());
  const listed = await fixture.core().list(SERVER, {});
  t.deepEqual(
    listed.objects.map(({ id }) => id),
    [own.id],
  );
  fixture.set({ deniedActions: ["getAutoScalingGroupList"] });
  t.is((await fixture.core().list(SERVER, {})).objects.length, 3);
  fixture.set({ deniedActions: [] });
  await fixture.core().delete(SCALING_GROUP, group.id, group.outputs);
  t.deepEqual(
    fixture.servers().map(({ id }) => id),
    [keyOf(own)],
  );
});

test("a capacity that policies set stays when the program changes something else", async (t) => {
  const fixture = await scaling(t);
  const group = await up(fixture.core(), SCALING_GROUP, "web", SCALED);
  await fixture.call("vautoscaling/setDesiredCapacity", { autoScalingGroupNo: keyOf(group), desiredCapacity: 3 });
  await fixture.clock.sleep(120_000);
  const seen = await refresh(fixture.core(), SCALING_GROUP, group);
  t.is([seen.outputs.servers].flat().length, 3);
  const changed = await up(fixture.core(), SCALING_GROUP, "web", { ...SCALED, defaultCooldown: 60 }, seen);
  t.like(fixture.objects("autoScalingGroup")[0], { desiredCapacity: 3, coolDown: 60 });
  await up(fixture.core(), SCALING_GROUP, "web", { ...SCALED, defaultCooldown: 60, maxSize: 2 }, changed);
  t.like(fixture.objects("autoScalingGroup")[0], { desiredCapacity: 2, maxSize: 2 });
  t.is(fixture.servers().length, 2);
});

test("a new launch configuration takes the place of the old one, which is deleted once no group uses it", async (t) => {
  const fixture = await scaling(t);
  const group = await up(fixture.core(), SCALING_GROUP, "web", SCALED);
  const { configuration } = fixture;
  await t.throwsAsync(fixture.core().delete(CONFIGURATION, configuration.id, configuration.outputs), {
    message: /code 1250700.*An auto scaling group uses it/,
  });
  await up(fixture.core(), CONFIGURATION, "new", { ...PLAN, name: "new", plan: "s4-g3" });
  await up(fixture.core(), SCALING_GROUP, "web", { ...SCALED, launchConfiguration: "new" }, group);
  await fixture.core().delete(CONFIGURATION, configuration.id, configuration.outputs);
  t.deepEqual(
    fixture.objects("launchConfiguration").map(({ name }) => name),
    ["new"],
  );
});

for (const launchConfigurationShows of ["spec", "product"] as const) {
  test(`a launch configuration that shows its ${launchConfigurationShows} has no drift`, async (t) => {
    const fixture = await scaling(t, { launchConfigurationShows, omittedSettings: "reset" });
    const { configuration } = fixture;
    t.deepEqual((await refresh(fixture.core(), CONFIGURATION, configuration)).inputs, configuration.inputs);
    const group = await up(fixture.core(), SCALING_GROUP, "web", { ...SCALED, defaultCooldown: 60 });
    await up(fixture.core(), SCALING_GROUP, "web", { ...SCALED, defaultCooldown: 60, maxSize: 3 }, group);
    t.like(fixture.objects("autoScalingGroup")[0], { coolDown: 60, maxSize: 3 });
  });
}

test("times of a schedule are compared as moments, and are sent in NAVER's spelling", async (t) => {
  const fixture = await scaling(t);
  await up(fixture.core(), SCALING_GROUP, "web", SCALED);
  const news = { autoScalingGroup: "scaled", minSize: 2, maxSize: 4, startTime: "2037-01-31T09:00:00+09:00" };
  const schedule = await up(fixture.core(), SCHEDULE, "soon", { name: "soon", ...news });
  t.is(fixture.objects("scalingSchedule")[0]?.startTime, "2037-01-31T09:00:00+0900");
  const utc = { name: "soon", ...news, startTime: "2037-01-31T00:00:00Z" };
  const same = await up(fixture.core(), SCHEDULE, "soon", utc, schedule);
  t.deepEqual(same.diff?.differences, []);
  await t.throwsAsync(up(fixture.core(), SCHEDULE, "never", { ...news, startTime: undefined }), {
    message: /startTime: is missing: set startTime, recurrence or both/,
  });
});

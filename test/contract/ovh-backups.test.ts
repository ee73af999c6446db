import test from "ava";
import { differences, halfUp, keyOf, refresh, up } from "../support/fixture.ts";
import { INSTANCE, ovhFixture, PROJECT, WEB } from "../support/ovh-fixture.ts";

/* Automatic backups can be read, created and deleted, but not changed (docs/api/ovh.md §3.4). */

const NIGHTLY = { cron: "0 2 * * *", rotation: 3 };
const WEEKLY = { cron: "0 3 * * 0", rotation: 2 };
const POST = `POST ${PROJECT}/region/{regionName}/workflow/backup`;
const DELETE = `DELETE ${PROJECT}/region/{regionName}/workflow/backup/{backupWorkflowId}`;

for (const [title, switches] of [
  ["with the instance", {}],
  ["a minute after the build", { durations: { backupSchedule: 60 } }],
] as const) {
  test(`a schedule that is created ${title} is the only one, is read, and is recreated by a change`, async (t) => {
    const fixture = await ovhFixture(t, switches);
    const news = { ...WEB, autobackup: NIGHTLY };
    const vm = await up(fixture.cloudProvider(), INSTANCE, "web", news);
    t.is(fixture.count(POST), 0);
    t.deepEqual(fixture.warnings(), []);
    t.like(fixture.objects("backupSchedule"), [{ instanceId: keyOf(vm), ...NIGHTLY }]);
    const seen = await refresh(fixture.cloudProvider(), INSTANCE, vm);
    t.deepEqual(seen.inputs, vm.inputs);
    const changed = await up(fixture.cloudProvider(), INSTANCE, "web", { ...news, autobackup: WEEKLY }, seen);
    t.like(fixture.objects("backupSchedule"), [{ instanceId: keyOf(vm), name: "web-indiecloud", ...WEEKLY }]);
    t.is(fixture.objects("backupSchedule").length, 1);
    t.regex(
      fixture.warnings().join(),
      /backup schedule web .* was deleted; the backups that it created stay.*are charged/,
    );
    const last = await refresh(fixture.cloudProvider(), INSTANCE, changed);
    t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, last, { ...news, autobackup: WEEKLY }), []);
  });
}

test("a schedule that creation does not produce causes a warning, and the next up creates it", async (t) => {
  const fixture = await ovhFixture(t, { durations: { backupSchedule: 86_400 } });
  const news = { ...WEB, autobackup: NIGHTLY };
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", news);
  t.regex(fixture.warnings().join(), /no backup schedule of the instance 120 s after it was built/);
  const seen = await refresh(fixture.cloudProvider(), INSTANCE, vm);
  t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, seen, news), ["autobackup update"]);
  await up(fixture.cloudProvider(), INSTANCE, "web", news, seen);
  t.like(fixture.objects("backupSchedule"), [{ instanceId: keyOf(vm), ...NIGHTLY }]);
});

test("another schedule of the instance is left alone, and an interrupted change continues with its own", async (t) => {
  const fixture = await ovhFixture(t);
  const news = { ...WEB, autobackup: NIGHTLY };
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", news);
  const theirs = { regionName: "GRA11", instanceId: keyOf(vm), name: "theirs", cron: "30 4 * * *", rotation: 9 };
  await fixture.call(`POST ${PROJECT}/region/{regionName}/workflow/backup`, theirs);
  const seen = await refresh(fixture.cloudProvider(), INSTANCE, vm);
  t.deepEqual(seen.inputs, vm.inputs);
  fixture.emulators.addFault({ cloud: "ovh", operation: DELETE, times: 0, fault: { status: 403, body: "{}" } });
  const weekly = { ...news, autobackup: WEEKLY };
  const { storedState } = await halfUp(fixture.cloudProvider(), INSTANCE, "web", weekly, seen);
  t.is(fixture.objects("backupSchedule").length, 3);
  fixture.emulators.clearFaults();
  await up(fixture.cloudProvider(), INSTANCE, "web", weekly, storedState);
  t.deepEqual(
    fixture
      .objects("backupSchedule")
      .map(({ cron }) => cron)
      .sort(),
    ["0 3 * * 0", "30 4 * * *"],
  );
  t.is(fixture.count(POST), 2);
});

test("an adopted instance gets the schedule; without permission to read schedules, the program's value is trusted", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const news = { ...WEB, autobackup: NIGHTLY, adopt: vm.id };
  const adopted = await up(fixture.cloudProvider(), INSTANCE, "again", news);
  t.like(fixture.objects("backupSchedule"), [{ instanceId: keyOf(vm), ...NIGHTLY }]);
  fixture.set({ deniedActions: ["publicCloudProject:apiovh:region/workflow/backup/get"] });
  t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, adopted)).inputs.autobackup, NIGHTLY);
  t.truthy(await fixture.cloudProvider().read(INSTANCE, vm.id, {}));
  const other = await up(fixture.cloudProvider(), INSTANCE, "other", { ...WEB, name: "other", autobackup: WEEKLY });
  t.is(other.outputs.autobackup === undefined, false);
  t.is(fixture.objects("backupSchedule").length, 2);
});

test("an instance that shows no image is imported and adopted without one, and changed in place", async (t) => {
  const fixture = await ovhFixture(t);
  const vm = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  fixture.changeOutOfBand("instance", keyOf(vm), { imageId: "" });
  const { image, ...bare } = WEB;
  const imported = await fixture.cloudProvider().read(INSTANCE, vm.id, {});
  t.is(imported?.inputs.image, undefined);
  const check = (olds: object, news: object) =>
    fixture.cloudProvider().check(INSTANCE, {
      ...{ olds: { ...olds }, news: { ...news } },
      urn: `urn:pulumi:test::project::${INSTANCE}::web`,
    });
  t.deepEqual((await check(imported?.inputs ?? {}, bare)).failures, []);
  t.deepEqual((await check({}, { ...bare, adopt: vm.id })).failures, []);
  t.is((await check({}, bare)).failures.length, 1);
  t.is((await check({}, { ...WEB, bootVolume: "5", adopt: vm.id })).failures.length, 1);
  for (const program of [bare, { ...bare, image }]) {
    const adopted = await up(fixture.cloudProvider(), INSTANCE, "again", { ...program, adopt: vm.id });
    const seen = await refresh(fixture.cloudProvider(), INSTANCE, adopted);
    t.deepEqual(await differences(fixture.cloudProvider(), INSTANCE, seen, program), []);
    await up(fixture.cloudProvider(), INSTANCE, "again", { ...program, plan: "b3-16" }, seen);
    await up(fixture.cloudProvider(), INSTANCE, "again", { ...program, plan: "b3-16", name: "fred" }, seen);
    fixture.changeOutOfBand("instance", keyOf(vm), { name: "web", flavorId: vm.outputs.planId });
  }
  t.is(fixture.count(`POST ${PROJECT}/instance`), 1);
});

import test from "ava";
import { differences, halfUp, keyOf, refresh, up } from "../support/fixture.ts";
import { GROUP, IMAGE, INSTANCE, ovhFixture, PROJECT, WEB, WORKFLOW } from "../support/ovh-fixture.ts";

const region = "GRA11";
const GOLDEN = { name: "golden", region, instance: "web", distantRegion: "BHS5" };

for (const [distantCopyStays, snapshotImageId] of [
  [true, "snapshot"],
  [false, "instance"],
] as const) {
  test(`a snapshot and its copy in another region are made and deleted; the copy ${distantCopyStays ? "outlives it" : "goes with it"}; imageId is that of the ${snapshotImageId}`, async (t) => {
    const fixture = await ovhFixture(t, { distantCopyStays, snapshotImageId });
    const cloudProvider = fixture.cloudProvider();
    await up(cloudProvider, INSTANCE, "web", WEB);
    const snapshot = await up(fixture.cloudProvider(), IMAGE, "golden", GOLDEN);
    const own = () => fixture.objects("image").filter(({ project }) => project !== "");
    t.deepEqual(
      own().map((row) => [row.id, row.name, row.region]),
      [
        [keyOf(snapshot), "golden", region],
        [String(snapshot.outputs.distantImageId), "golden-GRA11", "BHS5"],
      ],
    );
    t.deepEqual((await refresh(fixture.cloudProvider(), IMAGE, snapshot)).inputs, snapshot.inputs);
    const copied = await up(fixture.cloudProvider(), INSTANCE, "again", { ...WEB, name: "again", image: snapshot.id });
    t.is(copied.outputs.imageId, keyOf(snapshot));
    await fixture.cloudProvider().delete(IMAGE, snapshot.id, snapshot.outputs);
    t.deepEqual(own(), []);
  });
}

test("a snapshot that was deleted in the panel leaves its copy, which the next up or destroy deletes", async (t) => {
  const fixture = await ovhFixture(t);
  await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const snapshot = await up(fixture.cloudProvider(), IMAGE, "golden", GOLDEN);
  fixture.emulators.change({ cloud: "ovh", kind: "image", id: String(keyOf(snapshot)), delete: true });
  await fixture.clock.sleep(600_000);
  const seen = await refresh(fixture.cloudProvider(), IMAGE, snapshot);
  t.regex(fixture.warnings().join(), /copy golden-GRA11 \(.*\) in BHS5, created with it, is still there/);
  t.deepEqual(await differences(fixture.cloudProvider(), IMAGE, seen, GOLDEN), ["failure replace"]);
  await fixture.cloudProvider().delete(IMAGE, seen.id, seen.outputs);
  t.deepEqual(
    fixture.objects("image").filter(({ project }) => project !== ""),
    [],
  );
});

test("a run that ends before the copy is there knows it all the same, and a taken name of the copy is refused", async (t) => {
  const fixture = await ovhFixture(t, { durations: { distantCopy: 9000 } });
  await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const { storedState, error } = await halfUp(fixture.cloudProvider(), IMAGE, "golden", GOLDEN);
  t.regex(error.message, /waiting for its copy golden-GRA11 in BHS5/);
  await fixture.clock.sleep(9_000_000);
  const { id, inputs, outputs } = storedState;
  const done = await fixture.cloudProvider().update(IMAGE, id, outputs, inputs);
  t.truthy(done.outputs.distantImageId);
  fixture.emulators.change({ cloud: "ovh", kind: "image", id: String(keyOf(done)), delete: true });
  await t.throwsAsync(up(fixture.cloudProvider(), IMAGE, "golden", GOLDEN), {
    message: /image golden-GRA11 \(.*\) in BHS5 already.*Nothing was created/,
  });
  // An adopted snapshot has no copy that is certainly its own.
  await fixture.cloudProvider().delete(IMAGE, storedState.id, storedState.outputs);
  t.deepEqual(
    fixture.objects("image").filter(({ project }) => project !== ""),
    [],
  );
});

test("the copy of a snapshot that a killed run made and the program adopts is deleted with it", async (t) => {
  const fixture = await ovhFixture(t);
  await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  const made = await up(fixture.cloudProvider(), IMAGE, "golden", GOLDEN);
  const adopted = await up(fixture.cloudProvider(), IMAGE, "golden", { ...GOLDEN, adopt: made.id });
  t.is(adopted.id, made.id);
  await fixture.cloudProvider().delete(IMAGE, adopted.id, adopted.outputs);
  t.deepEqual(
    fixture.objects("image").filter(({ project }) => project !== ""),
    [],
  );
});

for (const backupImageName of ["prefix", "other"] as const) {
  test(`the backups of a workflow stay, and are named in a warning if their names tell (${backupImageName})`, async (t) => {
    const fixture = await ovhFixture(t, { backupImageName });
    await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
    const program = { name: "nightly", region, instance: "web", cron: "0 2 * * *", rotation: 3 };
    const workflow = await up(fixture.cloudProvider(), WORKFLOW, "nightly", program);
    fixture.act("run-schedule", keyOf(workflow));
    t.deepEqual(await differences(fixture.cloudProvider(), WORKFLOW, workflow, { ...program, rotation: 5 }), [
      "rotation replace",
    ]);
    await fixture.cloudProvider().delete(WORKFLOW, workflow.id, workflow.outputs);
    t.deepEqual(fixture.objects("backupSchedule"), []);
    t.is(fixture.objects("image").filter(({ project }) => project !== "").length, 1);
    t.regex(
      fixture.warnings().join(),
      backupImageName === "prefix" ? /charged: nightly_.* \(/ : /charged: which indiecloud orphans --all lists/,
    );
  });
}

test("autobackup of an instance and a WorkflowBackup for the same schedule are refused; different ones are not", async (t) => {
  const fixture = await ovhFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const autobackup = { cron: "0 2 * * *", rotation: 3 };
  const web = await up(cloudProvider, INSTANCE, "web", { ...WEB, autobackup });
  const check = (token: string, olds: object, news: object) =>
    cloudProvider.check(token, { ...{ olds: { ...olds }, news: { ...news } }, urn: `urn:pulumi:test::p::${token}::x` });
  const program = { region, instance: web.id, ...autobackup };
  const { failures } = await check(WORKFLOW, {}, program);
  t.regex(
    failures.map(({ reason }) => reason).join(),
    /of type Instance, sets the backup schedule "0 2 \* \* \*" with 3 backups/,
  );
  t.deepEqual((await check(WORKFLOW, {}, { ...program, rotation: 4 })).failures, []);
});

for (const groupWithInstances of ["refused", "deleted"] as const) {
  test(`an instance is in a group by its resource's ID; the deletion of a group with instances: ${groupWithInstances}`, async (t) => {
    const fixture = await ovhFixture(t, { groupWithInstances });
    const group = await up(fixture.cloudProvider(), GROUP, "apart", { region, type: "anti-affinity" });
    const web = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, group: group.id });
    t.is(fixture.instances()[0]?.groupId, keyOf(group));
    t.deepEqual((await refresh(fixture.cloudProvider(), GROUP, group)).outputs.instanceIds, [keyOf(web)]);
    const deleting = fixture.cloudProvider().delete(GROUP, group.id, group.outputs);
    await (groupWithInstances === "refused"
      ? t.throwsAsync(deleting, { message: /has instances/ })
      : t.notThrowsAsync(deleting));
  });
}

test("rescue mode: the password is a secret output while it lasts; a restart reboots only what runs its own system", async (t) => {
  const fixture = await ovhFixture(t);
  const web = await up(fixture.cloudProvider(), INSTANCE, "web", { ...WEB, restartTrigger: "1" });
  const rescued = { ...WEB, restartTrigger: "2", rescueMode: true };
  const inRescue = await up(fixture.cloudProvider(), INSTANCE, "web", rescued, web);
  t.is(inRescue.outputs.rescuePassword, fixture.instances()[0]?.rescuePassword);
  t.is(fixture.count(`POST ${PROJECT}/instance/{instanceId}/reboot`), 0);
  t.deepEqual((await refresh(fixture.cloudProvider(), INSTANCE, inRescue)).inputs, inRescue.inputs);
  await t.throwsAsync(up(fixture.cloudProvider(), INSTANCE, "web", { ...rescued, powerState: "stopped" }, inRescue), {
    message: /rescueMode: an instance in rescue mode runs/,
  });
  const back = await up(fixture.cloudProvider(), INSTANCE, "web", { ...rescued, rescueMode: false }, inRescue);
  t.is(fixture.instances()[0]?.phase, "active");
  t.is(back.outputs.rescuePassword, "");
  await up(fixture.cloudProvider(), INSTANCE, "web", { ...rescued, rescueMode: false, restartTrigger: "3" }, back);
  t.is(fixture.count(`POST ${PROJECT}/instance/{instanceId}/reboot`), 1);
});

test("the console of an instance is asked for by any of its IDs", async (t) => {
  const fixture = await ovhFixture(t);
  const web = await up(fixture.cloudProvider(), INSTANCE, "web", WEB);
  for (const id of [web.id, keyOf(web)]) {
    const { result } = await fixture.cloudProvider().invoke("ovh:getInstanceConsole", { id });
    t.like(result, {
      type: "novnc",
      url: `https://console.gra11.example.net/?token=${String(keyOf(web)).slice(0, 8)}`,
    });
  }
  await t.throwsAsync(fixture.cloudProvider().invoke("ovh:getInstanceConsole", { id: "none" }), {
    message: /does not exist/,
  });
});

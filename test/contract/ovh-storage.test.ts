import test from "ava";
import { differences, halfUp, keyOf, refresh, up } from "../support/fixture.ts";
import { ATTACHMENT, BACKUP, INSTANCE, ovhFixture, PROJECT, SNAPSHOT, VOLUME, WEB } from "../support/ovh-fixture.ts";

const region = "GRA11";
const DATA = { name: "data", region, size: 10, type: "high-speed" };
const DB = { ...WEB, name: "db" };
const ATTACH = `POST ${PROJECT}/volume/{volumeId}/attach`;

test("a volume is attached, read back, moved by a change of the instance, and not taken from another instance", async (t) => {
  const fixture = await ovhFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const [web, db] = [await up(cloudProvider, INSTANCE, "web", WEB), await up(cloudProvider, INSTANCE, "db", DB)];
  const volume = await up(cloudProvider, VOLUME, "data", DATA);
  const program = { region, volume: volume.id, instance: web.id };
  const disk = await up(fixture.cloudProvider(), ATTACHMENT, "disk", program);
  t.is(disk.id, `${volume.id}:${keyOf(web)}`);
  t.is(disk.outputs.status, "in-use");
  const seen = await refresh(fixture.cloudProvider(), ATTACHMENT, disk);
  t.deepEqual([seen.inputs, seen.outputs], [disk.inputs, disk.outputs]);
  await t.throwsAsync(up(fixture.cloudProvider(), ATTACHMENT, "other", { region, volume: "data", instance: "db" }), {
    message: new RegExp(`volume ${keyOf(volume)} is attached to instance ${keyOf(web)} already\\. Nothing was changed`),
  });
  t.deepEqual(await differences(cloudProvider, ATTACHMENT, disk, { ...program, instance: db.id }), [
    "instance replace",
  ]);
  await fixture.cloudProvider().delete(ATTACHMENT, disk.id, disk.outputs);
  t.like(fixture.objects("volume"), [{ status: "available", instanceIds: [] }]);
});

test("a volume that several instances may have is attached to each, and an attachment is removed alone", async (t) => {
  const fixture = await ovhFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const [web, db] = [await up(cloudProvider, INSTANCE, "web", WEB), await up(cloudProvider, INSTANCE, "db", DB)];
  const volume = await up(cloudProvider, VOLUME, "data", { ...DATA, type: "classic-multiattach" });
  const first = await up(cloudProvider, ATTACHMENT, "first", { region, volume: volume.id, instance: web.id });
  await up(cloudProvider, ATTACHMENT, "second", { region, volume: volume.id, instance: db.id });
  t.deepEqual(fixture.objects("volume")[0]?.instanceIds, [keyOf(web), keyOf(db)]);
  await fixture.cloudProvider().delete(ATTACHMENT, first.id, first.outputs);
  t.deepEqual(fixture.objects("volume")[0]?.instanceIds, [keyOf(db)]);
});

test("the response of attach is lost: the attachment is found, and is sent once", async (t) => {
  const fixture = await ovhFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const web = await up(cloudProvider, INSTANCE, "web", WEB);
  const volume = await up(cloudProvider, VOLUME, "data", DATA);
  fixture.emulators.addFault({ operation: ATTACH, when: "after", fault: { cut: "connection" } });
  await up(fixture.cloudProvider(), ATTACHMENT, "disk", { region, volume: volume.id, instance: web.id });
  t.is(fixture.count(ATTACH), 1);
});

for (const attachedVolumeWork of ["possible", "refused"] as const) {
  test(`growth, a change of type and a backup of an attached volume are ${attachedVolumeWork}; it is not deleted`, async (t) => {
    const fixture = await ovhFixture(t, { attachedVolumeWork });
    const cloudProvider = fixture.cloudProvider();
    const web = await up(cloudProvider, INSTANCE, "web", WEB);
    const volume = await up(cloudProvider, VOLUME, "data", DATA);
    await up(cloudProvider, ATTACHMENT, "disk", { region, volume: volume.id, instance: web.id });
    const changed = { ...DATA, size: 20, type: "high-speed-gen2" };
    const changing = up(fixture.cloudProvider(), VOLUME, "data", changed, volume);
    const copying = up(fixture.cloudProvider(), BACKUP, "copy", { region, volume: volume.id });
    if (attachedVolumeWork === "refused") {
      await t.throwsAsync(changing, { message: /in-use.*take its VolumeAttachment out of the program/s });
      await t.throwsAsync(copying, { message: /in-use/ });
    } else {
      t.like((await changing).outputs, { size: 20, type: "high-speed-gen2", status: "in-use" });
      t.is((await copying).outputs.status, "ok");
    }
    await t.throwsAsync(fixture.cloudProvider().delete(VOLUME, volume.id, volume.outputs), {
      message: new RegExp(`volume ${keyOf(volume)} is attached to instance ${keyOf(web)}.*VolumeAttachment`),
    });
    // An instance that is being deleted releases the volume after a while.
    await Promise.all([
      fixture.cloudProvider().delete(INSTANCE, web.id, web.outputs),
      fixture.cloudProvider().delete(VOLUME, volume.id, volume.outputs),
    ]);
    t.deepEqual(fixture.objects("volume"), []);
  });
}

for (const volumeWithSnapshots of ["refused", "deleted"] as const) {
  test(`the deletion of a volume with somebody else's snapshot: ${volumeWithSnapshots}`, async (t) => {
    const fixture = await ovhFixture(t, { volumeWithSnapshots });
    const volume = await up(fixture.cloudProvider(), VOLUME, "data", DATA);
    await fixture.call(`POST ${PROJECT}/volume/{volumeId}/snapshot`, { volumeId: keyOf(volume), name: "theirs" });
    const deleting = fixture.cloudProvider().delete(VOLUME, volume.id, volume.outputs);
    if (volumeWithSnapshots === "refused") {
      await t.throwsAsync(deleting, { message: /has snapshots/ });
    } else {
      await deleting;
    }
    t.is(fixture.objects("volume").length, volumeWithSnapshots === "refused" ? 1 : 0);
  });
}

for (const operationResource of ["sub", "top"] as const) {
  test(`a volume is filled from a snapshot and from a backup, whose operation names it (${operationResource})`, async (t) => {
    const fixture = await ovhFixture(t, { operationResource });
    const cloudProvider = fixture.cloudProvider();
    const volume = await up(cloudProvider, VOLUME, "data", DATA);
    const snapshot = await up(cloudProvider, SNAPSHOT, "before", { region, volume: volume.id });
    const copy = await up(cloudProvider, BACKUP, "copy", { region, volume: volume.id });
    const restored = await up(fixture.cloudProvider(), VOLUME, "again", { ...DATA, name: "again", backup: copy.id });
    const cloned = await up(fixture.cloudProvider(), VOLUME, "clone", {
      ...DATA,
      name: "clone",
      snapshot: snapshot.id,
    });
    t.deepEqual(
      fixture.objects("volume").map(({ id, name }) => [id, name]),
      [
        [keyOf(volume), "data"],
        [keyOf(restored), "again"],
        [keyOf(cloned), "clone"],
      ],
    );
    t.deepEqual((await refresh(fixture.cloudProvider(), VOLUME, restored)).inputs, restored.inputs);
    await t.throwsAsync(up(fixture.cloudProvider(), VOLUME, "both", { ...DATA, snapshot: "a", backup: "b" }), {
      message: /at most one of image, snapshot and backup/,
    });
  });
}

test("the response to the creation from a backup is lost: the volume is found by its name", async (t) => {
  const fixture = await ovhFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const volume = await up(cloudProvider, VOLUME, "data", DATA);
  const copy = await up(cloudProvider, BACKUP, "copy", { region, volume: volume.id });
  const create = `POST ${PROJECT}/region/{regionName}/volume`;
  fixture.emulators.addFault({ operation: create, when: "after", fault: { cut: "connection" } });
  const again = await up(fixture.cloudProvider(), VOLUME, "again", { ...DATA, name: "again", backup: copy.id });
  t.is(fixture.count(create), 1);
  t.is(fixture.objects("volume").find(({ id }) => id === keyOf(again))?.name, "again");
});

test("a key of one's own needs an encrypted type, is read back, and its absence is reported", async (t) => {
  const fixture = await ovhFixture(t);
  const encryptionKey = {
    ...{ domainId: "1a6f3b5e-0e0a-4d0e-9c3a-0d6c1c1e7a11", serviceKeyId: "2b6f3b5e-0e0a-4d0e-9c3a-0d6c1c1e7a12" },
  };
  await t.throwsAsync(up(fixture.cloudProvider(), VOLUME, "data", { ...DATA, encryptionKey }), {
    message: /needs a type that ends in -luks, such as high-speed-luks/,
  });
  const news = { ...DATA, type: "high-speed-luks", encryptionKey };
  const volume = await up(fixture.cloudProvider(), VOLUME, "data", news);
  t.deepEqual((await refresh(fixture.cloudProvider(), VOLUME, volume)).inputs, volume.inputs);
  t.deepEqual(fixture.warnings(), []);
  fixture.changeOutOfBand("volume", keyOf(volume), { kmsKey: "" });
  await refresh(fixture.cloudProvider(), VOLUME, volume);
  t.regex(fixture.warnings().join(), /encryptionKey is/);
});

test("a volume that could not be created is recorded as failed, and the next up replaces it", async (t) => {
  const fixture = await ovhFixture(t, { volumeOutcome: "error" });
  const { error, storedState } = await halfUp(fixture.cloudProvider(), VOLUME, "data", DATA);
  t.regex(error.message, /could not be built: error\. The next pulumi up deletes it/);
  t.deepEqual(await differences(fixture.cloudProvider(), VOLUME, storedState, DATA), ["failure replace"]);
  await fixture.cloudProvider().delete(VOLUME, storedState.id, storedState.outputs);
  t.deepEqual(fixture.objects("volume"), []);
});

test("refreshing fifty volumes costs one list", async (t) => {
  const fixture = await ovhFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const names = Array.from({ length: 50 }, (_, index) => `v${index}`);
  const made = await Promise.all(names.map((name) => up(cloudProvider, VOLUME, name, { ...DATA, name })));
  fixture.emulators.clearRequests();
  const fresh = fixture.cloudProvider();
  await Promise.all(made.map((each) => refresh(fresh, VOLUME, each)));
  t.deepEqual(
    fixture.emulators.requests("ovh").map(({ operation }) => operation),
    ["GET /auth/time", `GET ${PROJECT}/volume`],
  );
});

test("an instance boots from a volume by its ID, the resource's ID or its name", async (t) => {
  const fixture = await ovhFixture(t);
  const root = { ...DATA, name: "root", size: 50, image: "Ubuntu 24.04" };
  const volume = await up(fixture.cloudProvider(), VOLUME, "root", root);
  const { image: _, ...rest } = WEB;
  for (const bootVolume of [volume.id, "root", keyOf(volume)]) {
    const web = await up(fixture.cloudProvider(), INSTANCE, "web", { ...rest, bootVolume });
    t.deepEqual(fixture.objects("volume")[0]?.instanceIds, [keyOf(web)]);
    await fixture.cloudProvider().delete(INSTANCE, web.id, web.outputs);
    t.deepEqual(fixture.warnings(), []);
    await fixture.clock.sleep(60_000);
  }
});

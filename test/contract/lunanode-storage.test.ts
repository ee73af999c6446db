import test from "ava";
import { differences, halfUp, keyOf, refresh, up } from "../support/fixture.ts";
import { ATTACHMENT, IMAGE, lunaNodeFixture, SCRIPT, SNAPSHOT, VM, VOLUME, WEB } from "../support/lunanode-fixture.ts";

const BOOT = "#!/bin/sh\necho hello > /etc/motd\n";

for (const scriptNewlines of ["keep", "crlf"] as const) {
  test(`line endings, ${scriptNewlines}: a startup script is sent with LF, and CRLF is not a difference`, async (t) => {
    const fixture = await lunaNodeFixture(t, { scriptNewlines });
    const windows = BOOT.replaceAll("\n", "\r\n");
    const script = await up(fixture.cloudProvider(), SCRIPT, "boot", { content: windows });
    const [row] = fixture.emulators.objects("lunanode").filter(({ kind }) => kind === "script");
    t.is(row?.content, scriptNewlines === "crlf" ? windows : BOOT);
    const seen = await refresh(fixture.cloudProvider(), SCRIPT, script);
    t.deepEqual(seen.inputs, script.inputs);
    t.deepEqual(await differences(fixture.cloudProvider(), SCRIPT, seen, { ...script.inputs, content: BOOT }), []);
  });
}

test("a VM accepts startup scripts by ID and by name", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const boot = await up(fixture.cloudProvider(), SCRIPT, "boot", { content: BOOT });
  const named = await up(fixture.cloudProvider(), SCRIPT, "named", { name: "second", content: BOOT });
  await up(fixture.cloudProvider(), VM, "web", { ...WEB, startupScripts: [boot.id, "second"] });
  t.deepEqual(fixture.vms()[0]?.scriptIds, [boot.id, keyOf(named)]);
});

const ten = Array.from({ length: 10 }, (_, index) => `s${index}`);

for (const [createReplies, snapshotList, snapshotLabelAs] of [
  ["ids", "list", "name"],
  ["bare", "numbered", "label"],
] as const) {
  test(`ten snapshots at once, responses ${createReplies}, ${snapshotList} with ${snapshotLabelAs}: each has its own ID`, async (t) => {
    const fixture = await lunaNodeFixture(t, { createReplies, snapshotList, snapshotLabelAs });
    // An empty list without its member looks like an empty response.
    const config = { lunanode: { ...fixture.given().lunanode, missingListMeansEmpty: "true" } };
    const cloudProvider = fixture.cloudProvider(config);
    const volume = await up(cloudProvider, VOLUME, "data", { size: 10 });
    const made = await Promise.all(ten.map((name) => up(cloudProvider, SNAPSHOT, name, { name, volume: volume.id })));
    t.deepEqual(
      made.map(({ id }) => fixture.objects("volumeSnapshot").find((row) => row.id === id.split("/")[1])?.label),
      ten,
    );
    t.is(fixture.count("volume/snapshot-create"), 10);
    const [first] = made;
    const seen = await refresh(fixture.cloudProvider(config), SNAPSHOT, first ?? volume);
    t.deepEqual(seen.inputs, first?.inputs);
  });
}

test("refreshing fifty volumes costs one list", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const names = Array.from({ length: 50 }, (_, index) => `v${index}`);
  const made = await Promise.all(names.map((name) => up(cloudProvider, VOLUME, name, { name, size: 1 })));
  fixture.emulators.clearRequests();
  const fresh = fixture.cloudProvider();
  await Promise.all(made.map((each) => refresh(fresh, VOLUME, each)));
  t.is(fixture.count("volume/list"), 1);
  t.is(fixture.emulators.requests("lunanode").length, 1);
});

for (const volumeListRegion of ["optional", "required"] as const) {
  test(`a volume is filled from an image and read back; the region of volume/list is ${volumeListRegion}`, async (t) => {
    const fixture = await lunaNodeFixture(t, { volumeListRegion });
    const inputs = { region: "montreal", size: 20, image: "Debian 12 64-bit" };
    const volume = await up(fixture.cloudProvider(), VOLUME, "root", inputs);
    t.is(fixture.objects("volume")[0]?.status, "available");
    t.deepEqual((await refresh(fixture.cloudProvider(), VOLUME, volume)).inputs, volume.inputs);
    await t.throwsAsync(up(fixture.cloudProvider(), VOLUME, "root", { ...inputs, size: 10 }, volume), {
      message: /cannot shrink a volume: the volume has 20 GB/,
    });
  });
}

test("a volume that could not be created is recorded as failed, and the next up replaces it", async (t) => {
  const fixture = await lunaNodeFixture(t, { volumeOutcome: "error" });
  const { error, storedState } = await halfUp(fixture.cloudProvider(), VOLUME, "data", { size: 10 });
  t.regex(error.message, /could not be built: error\. The next pulumi up deletes it/);
  t.deepEqual(await differences(fixture.cloudProvider(), VOLUME, storedState, { size: 10 }), ["failure replace"]);
});

test("a volume that volume/list shows as active is waited for until volume/info shows it as available, or as failed", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const shows = (status: string) =>
    fixture.emulators.addFault({
      ...{ operation: "volume/info", times: 1 },
      fault: { rewrite: (body) => body.replace('"available"', `"${status}"`) },
    });
  shows("creating");
  await up(fixture.cloudProvider(), VOLUME, "data", { size: 10 });
  t.is(fixture.count("volume/info"), 2);
  shows("error");
  await t.throwsAsync(up(fixture.cloudProvider(), VOLUME, "other", { size: 10 }), {
    message: /volume \d+ ended with the status error\. Delete it in the panel/,
  });
});

for (const extendNeedsDetach of [true, false]) {
  test(`a volume that a VM has ${extendNeedsDetach ? "is not extended, and the error says how to do it" : "is extended"}, and is not deleted`, async (t) => {
    const fixture = await lunaNodeFixture(t, { extendNeedsDetach });
    const cloudProvider = fixture.cloudProvider();
    const vm = await up(cloudProvider, VM, "web", WEB);
    const volume = await up(cloudProvider, VOLUME, "data", { size: 10 });
    await fixture.call("volume/attach", { volume_id: keyOf(volume), vm_id: keyOf(vm), target: "auto" });
    await fixture.clock.sleep(60_000);
    const grown = up(fixture.cloudProvider(), VOLUME, "data", { size: 20 }, volume);
    if (extendNeedsDetach) {
      await t.throwsAsync(grown, { message: /in-use.*take its VolumeAttachment out of the program/s });
    } else {
      t.is((await grown).outputs.size, 20);
    }
    await t.throwsAsync(fixture.cloudProvider().delete(VOLUME, volume.id, volume.outputs), {
      message: new RegExp(`volume ${keyOf(volume)} is attached to VM ${keyOf(vm)}.*VolumeAttachment`),
    });
    t.is(fixture.count("volume/delete"), 0);
    // A VM that is being deleted releases the volume after a while.
    await Promise.all([
      fixture.cloudProvider().delete(VM, vm.id, vm.outputs),
      fixture.cloudProvider().delete(VOLUME, volume.id, volume.outputs),
    ]);
    t.deepEqual(fixture.objects("volume"), []);
  });
}

test("a VM boots from a volume by its ID or its name", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const volume = await up(fixture.cloudProvider(), VOLUME, "root", {
    name: "root",
    size: 40,
    image: "Debian 12 64-bit",
  });
  const { image: _, ...rest } = WEB;
  for (const bootVolume of [volume.id, "root", keyOf(volume)]) {
    const vm = await up(fixture.cloudProvider(), VM, "web", { ...rest, bootVolume });
    t.is(fixture.vms()[0]?.volumeId, keyOf(volume));
    await fixture.cloudProvider().delete(VM, vm.id, vm.outputs);
    await fixture.clock.sleep(60_000);
  }
});

for (const attachedAs of ["id", "device"] as const) {
  test(`a volume is attached, read back and moved; volume/info shows the VM as ${attachedAs}`, async (t) => {
    const fixture = await lunaNodeFixture(t, { attachedAs });
    const cloudProvider = fixture.cloudProvider();
    const [web, db] = [
      await up(cloudProvider, VM, "web", WEB),
      await up(cloudProvider, VM, "db", { ...WEB, name: "db" }),
    ];
    const volume = await up(cloudProvider, VOLUME, "data", { size: 10 });
    const holder = () => fixture.objects("volume")[0]?.vmId;
    const disk = await up(fixture.cloudProvider(), ATTACHMENT, "disk", { volume: volume.id, vm: web.id });
    t.is(holder(), keyOf(web));
    t.is(disk.outputs.status, "in-use");
    const seen = await refresh(fixture.cloudProvider(), ATTACHMENT, disk);
    t.deepEqual([seen.inputs, seen.outputs], [disk.inputs, disk.outputs]);
    const moved = await up(fixture.cloudProvider(), ATTACHMENT, "disk", { volume: volume.id, vm: "db" }, disk);
    t.is(holder(), keyOf(db));
    t.is(moved.id, disk.id);
    await t.throwsAsync(up(fixture.cloudProvider(), ATTACHMENT, "other", { volume: "3001", vm: "web" }), {
      message: new RegExp(`volume 3001 is attached to VM ${keyOf(db)} already\\. Nothing was changed`),
    });
    await fixture.cloudProvider().delete(ATTACHMENT, moved.id, moved.outputs);
    t.is(holder(), "");
    t.is(fixture.objects("volume")[0]?.status, "available");
  });
}

test("the response of volume/attach is lost, or the provider was killed: the next up finds the volume attached, and attaches it once", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const vm = await up(cloudProvider, VM, "web", WEB);
  const volume = await up(cloudProvider, VOLUME, "data", { size: 10 });
  const news = { volume: volume.id, vm: vm.id };
  fixture.emulators.addFault({ operation: "volume/attach", when: "after", fault: { cut: "connection" } });
  await up(fixture.cloudProvider(), ATTACHMENT, "disk", news);
  t.is(fixture.count("volume/attach"), 1);
  // The state does not contain it, as after the provider was killed.
  const disk = await up(fixture.cloudProvider(), ATTACHMENT, "disk", news);
  t.is(fixture.count("volume/attach"), 1);
  t.deepEqual((await refresh(fixture.cloudProvider(), ATTACHMENT, disk)).inputs, disk.inputs);
});

test("objects attached to a server are deleted in the right order, all at once", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const vm = await up(cloudProvider, VM, "web", WEB);
  const volume = await up(cloudProvider, VOLUME, "data", { size: 10 });
  const disk = await up(cloudProvider, ATTACHMENT, "disk", { volume: volume.id, vm: vm.id });
  const snapshot = await up(cloudProvider, SNAPSHOT, "before", { volume: volume.id });
  // As Pulumi does: dependents first, the rest in parallel.
  await Promise.all([
    cloudProvider.delete(ATTACHMENT, disk.id, disk.outputs),
    cloudProvider.delete(SNAPSHOT, snapshot.id, snapshot.outputs),
  ]);
  await Promise.all([
    cloudProvider.delete(VM, vm.id, vm.outputs),
    cloudProvider.delete(VOLUME, volume.id, volume.outputs),
  ]);
  t.deepEqual(
    ["vm", "volume", "volumeSnapshot", "floatingIp"].flatMap((kind) => fixture.objects(kind)),
    [],
  );
});

test("an image is created from a VM, copied to another region under another name, and a VM is created from the copy", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const cloudProvider = fixture.cloudProvider();
  const vm = await up(cloudProvider, VM, "web", WEB);
  const golden = await up(cloudProvider, IMAGE, "golden", { name: "golden", vm: vm.id });
  const inputs = { name: "golden-montreal", region: "montreal", copyOf: golden.id };
  const copied = await up(fixture.cloudProvider(), IMAGE, "copy", inputs);
  t.is(copied.outputs.status, "active");
  t.deepEqual((await refresh(fixture.cloudProvider(), IMAGE, copied)).inputs, copied.inputs);
  const there = { ...WEB, name: "there", region: "montreal", image: copied.id };
  t.is((await up(fixture.cloudProvider(), VM, "there", there)).outputs.imageName, "golden-montreal");
  await t.throwsAsync(up(fixture.cloudProvider(), IMAGE, "none", { copyOf: "Debian 12 64-bit" }), {
    message: /copyOf: "Debian 12 64-bit" is not a LunaNode image/,
  });
});

test("a copy whose response was lost is not created twice: the next up names it, and it can be adopted", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const golden = await up(fixture.cloudProvider(), IMAGE, "golden", {
    ...{ name: "golden", location: "https://example.com/i.qcow2", format: "qcow2" },
  });
  const news = { name: "copy", region: "montreal", copyOf: golden.id };
  fixture.emulators.addFault({ operation: "image/replicate", when: "after", fault: { cut: "connection" } });
  await t.throwsAsync(up(fixture.cloudProvider(), IMAGE, "copy", news));
  const left = fixture.objects("image").find(({ name, region }) => name === "golden" && region === "montreal");
  await t.throwsAsync(up(fixture.cloudProvider(), IMAGE, "copy", news), {
    message: new RegExp(`adopt: "montreal/${left?.id}"`),
  });
  t.is(fixture.count("image/replicate"), 1);
  const adopted = await up(fixture.cloudProvider(), IMAGE, "copy", { ...news, adopt: `montreal/${left?.id}` });
  t.is(adopted.inputs.name, "copy");
  t.is(fixture.objects("image").find(({ id }) => id === left?.id)?.name, "copy");
});

for (const imageOutcome of ["killed", "error"] as const) {
  test(`an image that ends ${imageOutcome} is an error that says so, and the next up deletes it and creates another`, async (t) => {
    const fixture = await lunaNodeFixture(t, { imageOutcome });
    const news = { name: "golden", location: "https://example.com/i.qcow2", format: "qcow2" };
    const { error, storedState } = await halfUp(fixture.cloudProvider(), IMAGE, "golden", news);
    t.regex(error.message, new RegExp(`could not be built: LunaNode reports "${imageOutcome}"`));
    t.deepEqual(await differences(fixture.cloudProvider(), IMAGE, storedState, news), ["failure replace"]);
    await fixture.cloudProvider().delete(IMAGE, storedState.id, storedState.outputs);
    t.is(
      fixture.objects("image").find(({ name }) => name === "golden"),
      undefined,
    );
  });
}

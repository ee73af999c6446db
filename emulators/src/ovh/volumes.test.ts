import test from "ava";
import { activeInstance, plain, seedId, start } from "./testing.ts";

const DISK = { region: "GRA11", type: "classic", size: 20, name: "data" };

test("a volume is created, attached, detached and deleted, and shows its instance", async (t) => {
  const { emulators, client } = await start(t);
  const instanceId = await activeInstance(emulators, client);
  const { id } = await client.post("/volume", DISK);
  t.like(await client.get(`/volume/${id}`), { status: "creating", attachedTo: [], bootable: false, name: "data" });
  t.is((await client.cloud("POST", `/volume/${id}/attach`, { instanceId })).status, 409);
  emulators.advance(10);
  t.like(await client.post(`/volume/${id}/attach`, { instanceId }), { status: "attaching", attachedTo: [instanceId] });
  emulators.advance(4);
  t.like(await client.list("/volume?region=GRA11"), [{ id, status: "in-use" }]);
  t.deepEqual(await client.list("/volume?region=SBG5"), []);
  t.is((await client.cloud("DELETE", `/volume/${id}`)).status, 409);
  await client.post(`/volume/${id}/detach`, { instanceId });
  emulators.advance(4);
  t.like(await client.get(`/volume/${id}`), { status: "available", attachedTo: [] });
  await client.cloud("DELETE", `/volume/${id}`);
  t.deepEqual(await client.list("/volume"), []);
});

test("an instance boots from a volume with an image; another one can, some time after the first is deleted", async (t) => {
  const { emulators, client } = await start(t);
  const imageId = seedId(emulators, "image", "Ubuntu 24.04");
  const { id: volumeId } = await client.post("/volume", { ...DISK, imageId });
  const { id: empty } = await client.post("/volume", DISK);
  const boot = { ...plain(emulators), imageId: undefined, volumeId };
  t.regex(JSON.stringify((await client.cloud("POST", "/instance", boot)).body), /is downloading/);
  emulators.advance(10);
  t.regex(JSON.stringify((await client.cloud("POST", "/instance", { ...boot, volumeId: empty })).body), /not bootable/);
  const { id } = await client.post("/instance", boot);
  emulators.advance(40);
  t.regex(JSON.stringify((await client.cloud("POST", "/instance", boot)).body), /is in-use/);
  await client.cloud("DELETE", `/instance/${id}`);
  emulators.advance(15);
  t.is((await client.cloud("POST", "/instance", boot)).status, 400);
  emulators.advance(15);
  await client.post("/instance", boot);
});

for (const backupOutlivesInstance of [true, false]) {
  test(`the automatic backup of an instance is listed, and ${backupOutlivesInstance ? "outlives it" : "is deleted with it"}`, async (t) => {
    const { emulators, client } = await start(t, { backupOutlivesInstance });
    const id = await activeInstance(emulators, client, { autobackup: { cron: "0 2 * * *", rotation: 3 } });
    const path = "/region/GRA11/workflow/backup";
    const [own] = await client.list(path);
    t.like(own, { instanceId: id, cron: "0 2 * * *", rotation: 3, name: "web-1" });
    t.deepEqual(await client.get(`${path}/${own?.id}`), own);
    const created = await client.post(path, { instanceId: id, cron: "0 3 * * *", rotation: 7, name: "nightly" });
    await client.cloud("DELETE", `${path}/${created.id}`);
    await client.cloud("DELETE", `/instance/${id}`);
    emulators.advance(15);
    t.is((await client.list(path)).length, backupOutlivesInstance ? 1 : 0);
  });
}

import test, { type ExecutionContext } from "ava";
import { type StoredState, startFixture, up } from "../support/fixture.ts";
import { lunaNodeFixture, VM } from "../support/lunanode-fixture.ts";
import { WEB as NAVER_WEB, naverFixture, SERVER } from "../support/naver-fixture.ts";
import { INSTANCE, WEB as OVH_WEB, ovhFixture, PROJECT } from "../support/ovh-fixture.ts";

/* What an account is charged for in addition to resources, as `indiecloud orphans` gets it. */

interface Charging {
  cloudProvider(): { charges(cloud: string): Promise<{ charges: readonly object[]; failures: readonly string[] }> };
}

/** The charges; nothing may remain unread. */
async function charged(t: ExecutionContext, fixture: Charging, cloud: string) {
  const { charges, failures } = await fixture.cloudProvider().charges(cloud);
  t.deepEqual(failures, []);
  return charges;
}

for (const volumeListRegion of ["optional", "required"] as const) {
  test(`LunaNode: addresses with their VMs, volumes, and the account's own images; the region of volume/list is ${volumeListRegion}`, async (t) => {
    const fixture = await lunaNodeFixture(t, { volumeListRegion });
    const { id } = await up(fixture.cloudProvider(), VM, "web", {
      plan: "m.2",
      image: "Ubuntu 24.04 64-bit",
      name: "web",
    });
    await fixture.call("floating/add", { region: "montreal" });
    await fixture.call("volume/create", { region: "toronto", label: "data", size: "10" });
    await fixture.call("image/fetch", {
      region: "toronto",
      name: "golden",
      location: "https://x.example/i",
      format: "iso",
    });
    const [taken, free] = fixture.addresses();
    t.like(await charged(t, fixture, "lunanode"), [
      { noun: "floating IP", id: `toronto/${taken?.ip}`, server: id.split("/")[1] },
      { noun: "floating IP", id: `montreal/${free?.ip}`, aliases: [free?.ip] },
      { noun: "volume", name: "data" },
      { noun: "image", name: "golden" },
    ]);
    t.is((await charged(t, fixture, "lunanode")).length, 4);
  });
}

test("GigeNET: addresses with their instances", async (t) => {
  const fixture = await startFixture({ clouds: ["gigenet"] });
  t.teardown(fixture.stop);
  const { id } = await up(fixture.cloudProvider(), "gigenet:Instance", "web", {
    ...{ name: "web", plan: "gcl.2", image: "ubuntu64_16.04", additionalIps: 1 },
  });
  const [address] = fixture.emulators.objects("gigenet").filter(({ kind }) => kind === "address");
  t.like(await charged(t, fixture, "gigenet"), [{ noun: "address", id: address?.id, server: id }]);
});

test("NAVER Cloud: addresses with the server that they are attached to or were created for, and additional storage", async (t) => {
  const fixture = await naverFixture(t);
  const { id } = await up(fixture.core(), SERVER, "web", NAVER_WEB);
  await fixture.call("vserver/createPublicIpInstance", { publicIpDescription: "indiecloud: made with server 77" });
  await fixture.call("vserver/createPublicIpInstance", { publicIpDescription: "theirs" });
  await fixture.call("vserver/createBlockStorageInstance", {
    ...{ blockStorageName: "data", blockStorageSize: 20, blockStorageVolumeTypeCode: "CB1", zoneCode: "KR-2" },
  });
  const [left, theirs] = fixture.addresses();
  const found = await charged(t, fixture, "naver");
  t.like(found, [
    { noun: "public IP", id: `KR/${left?.no}`, server: "77", token: "naver:PublicIp" },
    { noun: "public IP", id: `KR/${theirs?.no}`, server: undefined },
    { noun: "block storage", name: "data", server: undefined },
  ]);
  // A server's boot storage is created and deleted with it.
  t.is(found.length, 3);
  t.truthy(id);
});

for (const backupOutlivesInstance of [true, false]) {
  test(`OVHcloud: volumes, snapshots and backup schedules, which ${backupOutlivesInstance ? "stay" : "do not stay"} when their instance goes`, async (t) => {
    const fixture = await ovhFixture(t, { backupOutlivesInstance });
    const cloudProvider = fixture.cloudProvider();
    const backed = { ...OVH_WEB, autobackup: { cron: "0 2 * * *", rotation: 3 } };
    const instance: StoredState = await up(cloudProvider, INSTANCE, "web", backed);
    const key = instance.id.split("/")[2];
    await fixture.call(`POST ${PROJECT}/volume`, { region: "GRA11", size: 10, name: "data", type: "classic" });
    await fixture.call(`POST ${PROJECT}/instance/{instanceId}/snapshot`, { instanceId: key, snapshotName: "before" });
    const [volume] = fixture.objects("volume");
    t.like(await charged(t, fixture, "ovh"), [
      { noun: "volume", id: `${fixture.project}/GRA11/${volume?.id}`, name: "data", server: undefined },
      { noun: "snapshot", name: "before" },
      { noun: "backup schedule", server: key },
    ]);
    // In the panel: if the provider deletes the instance, the schedule goes with it.
    await fixture.call(`DELETE ${PROJECT}/instance/{instanceId}`, { instanceId: key });
    await fixture.clock.sleep(120_000);
    const left = (await charged(t, fixture, "ovh")).filter((each) => "noun" in each && each.noun === "backup schedule");
    t.is(left.length, backupOutlivesInstance ? 1 : 0);
  });
}

test("HostDime: no charges other than VPSes are known", async (t) => {
  const fixture = await startFixture({ clouds: ["hostdime"] });
  t.teardown(fixture.stop);
  t.deepEqual(await charged(t, fixture, "hostdime"), []);
});

import type { ExecutionContext } from "ava";
import test from "ava";
import type { NaverSwitchPatch } from "../../emulators/src/index.ts";
import type { CloudProvider } from "../../provider/src/engine/cloud-provider.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { differences, halfUp, keyOf, refresh, up } from "../support/fixture.ts";
import { naverFixture, SERVER, SERVER_IMAGE, SNAPSHOT, STORAGE, WEB } from "../support/naver-fixture.ts";

const DATA = { name: "data", volumeType: "CB1", size: 20, zone: "KR-1" };
const XEN = { plan: "s2-g2-s50", image: "rocky-8.10-base" };

/** What a preview refuses. */
async function refusals(cloudProvider: CloudProvider, name: string, news: Json): Promise<string[]> {
  const urn = `urn:pulumi:test::project::${STORAGE}::${name}`;
  const { failures } = await cloudProvider.check(STORAGE, { olds: {}, news, urn });
  return failures.map(({ property, reason }) => `${property}: ${reason}`);
}

/** A fixture with two KVM servers, which have the numbers `web` and `back`. */
async function withServers(t: ExecutionContext, switches: NaverSwitchPatch = {}) {
  const fixture = await naverFixture(t, switches);
  const web = await up(fixture.core(), SERVER, "web", WEB);
  const back = await up(fixture.core(), SERVER, "back", { ...WEB, name: "back" });
  return { fixture, web, back };
}

for (const detachedStorageShows of ["none", "last"] as const) {
  test(`storage is attached, moved and detached; detached storage shows ${detachedStorageShows === "none" ? "no server" : "its last server"}`, async (t) => {
    const { fixture, web, back } = await withServers(t, { detachedStorageShows });
    const holder = () => fixture.objects("storage").find(({ name }) => name === "data")?.serverNo;
    const first = await up(fixture.core(), STORAGE, "data", { ...DATA, server: web.id });
    t.deepEqual([holder(), first.outputs.serverInstanceNo, first.outputs.status], [keyOf(web), keyOf(web), "ATTAC"]);
    const seen = await refresh(fixture.core(), STORAGE, first);
    t.deepEqual([seen.inputs, seen.outputs], [first.inputs, first.outputs]);
    const moved = await up(fixture.core(), STORAGE, "data", { ...DATA, server: keyOf(back) }, first);
    t.is(holder(), keyOf(back));
    const free = await up(fixture.core(), STORAGE, "data", { ...DATA, server: "" }, moved);
    t.deepEqual([holder(), free.outputs.serverInstanceNo, free.outputs.status], ["", "", "CREAT"]);
    t.deepEqual((await refresh(fixture.core(), STORAGE, free)).inputs, free.inputs);
    // The server that had it last is deleted as if it never had it, and has nothing to do with storage that is being created.
    fixture.emulators.setSwitches("naver", { durations: { storageCreate: 600 } });
    const other = { blockStorageName: "other", blockStorageSize: 20, blockStorageVolumeTypeCode: "CB1" };
    await fixture.call("vserver/createBlockStorageInstance", { ...other, zoneCode: "KR-1" });
    await fixture.core().delete(SERVER, back.id, back.outputs);
    t.deepEqual(fixture.warnings(), []);
    await fixture.core().delete(STORAGE, free.id, free.outputs);
    t.is(holder(), undefined);
  });
}

test("storage of a running server does not grow, and the error says how it does; with its detachment it grows at once", async (t) => {
  const { fixture, web } = await withServers(t);
  const data = await up(fixture.core(), STORAGE, "data", { ...DATA, server: web.id });
  await t.throwsAsync(up(fixture.core(), STORAGE, "data", { ...DATA, server: web.id, size: 30 }, data), {
    message: /not stopped.*set powerState: "stopped" there.*server: ""/,
  });
  const free = await up(fixture.core(), STORAGE, "data", { ...DATA, server: "", size: 30 }, data);
  t.is(free.outputs.size, 30);
  await up(fixture.core(), SERVER, "web", { ...WEB, powerState: "stopped" }, web);
  const back = await up(fixture.core(), STORAGE, "data", { ...DATA, server: web.id, size: 30 }, free);
  t.is((await up(fixture.core(), STORAGE, "data", { ...DATA, server: web.id, size: 40 }, back)).outputs.size, 40);
  await t.throwsAsync(up(fixture.core(), STORAGE, "data", { ...DATA, server: web.id, size: 10 }, back), {
    message: /cannot shrink a block storage: the block storage has 30 GB/,
  });
});

for (const [what, program, message] of [
  ["another hypervisor", { volumeType: "SSD", zone: undefined }, /runs on KVM, whose block storage is CB1 or FB1/],
  ["another zone", { zone: "KR-2" }, /is in KR-1, but the block storage is in KR-2/],
  ["nobody", { server: "1" }, /server: "1" is not a NAVER Cloud server in KR/],
] as const) {
  test(`storage for a server of ${what} is refused before it is created`, async (t) => {
    const { fixture, web } = await withServers(t);
    await t.throwsAsync(up(fixture.core(), STORAGE, "data", { ...DATA, server: web.id, ...program }), { message });
    t.is(fixture.count("createBlockStorageInstance"), 0);
  });
}

for (const [program, failures] of [
  [{ volumeType: "SSD", size: 20 }, ["server: SSD is storage for XEN, which is created attached: set the server"]],
  [{ volumeType: "HDD", size: 2010, server: "1" }, ["size: storage for XEN has at most 2000 GB"]],
  [{ volumeType: "FB1", size: 20 }, ["zone: FB1 is storage for KVM, which is created in a zone: set it"]],
  [{ ...DATA, size: 25 }, [/^size: .*multiple of 10/]],
] as const) {
  test(`a preview refuses storage with ${JSON.stringify(program)}`, async (t) => {
    const fixture = await naverFixture(t);
    const found = await refusals(fixture.core(), "data", program);
    t.is(found.length, failures.length);
    for (const [index, failure] of failures.entries()) {
      if (typeof failure === "string") t.is(found[index], failure);
      else t.regex(found[index] ?? "", failure);
    }
  });
}

test("storage for XEN is created attached, and from a snapshot with the snapshot's size", async (t) => {
  const fixture = await naverFixture(t);
  const old = await up(fixture.core(), SERVER, "old", { ...WEB, ...XEN, name: "old", powerState: "stopped" });
  const inputs = { name: "data", volumeType: "HDD", size: 20, server: old.id };
  const data = await up(fixture.core(), STORAGE, "data", inputs);
  t.is(fixture.count("attachBlockStorageInstance"), 0);
  t.deepEqual([data.outputs.hypervisor, data.outputs.serverInstanceNo], ["XEN", keyOf(old)]);
  const before = await up(fixture.core(), SNAPSHOT, "before", { blockStorage: data.id });
  t.deepEqual([before.outputs.size, before.outputs.bootable], [20, false]);
  // NAVER creates it with the size of the snapshot, and it then grows.
  const copy = await up(fixture.core(), STORAGE, "copy", { ...inputs, name: "copy", size: 30, snapshot: before.id });
  t.is(copy.outputs.size, 30);
  t.deepEqual(fixture.count("changeBlockStorageVolumeSize"), 1);
  t.deepEqual((await refresh(fixture.core(), STORAGE, copy)).inputs, copy.inputs);
});

test("protected storage is not deleted, and the error says what to do", async (t) => {
  const fixture = await naverFixture(t);
  const data = await up(fixture.core(), STORAGE, "data", { ...DATA, returnProtection: true });
  await t.throwsAsync(fixture.core().delete(STORAGE, data.id, data.outputs), { message: /returnProtection: false/ });
  t.is(fixture.count("deleteBlockStorageInstances"), 0);
});

test("a root disk is not listed; it can be adopted and grows, and is left to its server", async (t) => {
  const fixture = await naverFixture(t);
  const web = await up(fixture.core(), SERVER, "web", { ...WEB, powerState: "stopped" });
  const [disk] = fixture.objects("storage");
  t.deepEqual((await fixture.core().list(STORAGE, {})).objects, []);
  const inputs = { volumeType: "CB1", size: 20, zone: "KR-1", adopt: disk?.id };
  const root = await up(fixture.core(), STORAGE, "root", inputs);
  t.deepEqual([root.outputs.size, root.outputs.serverInstanceNo], [20, keyOf(web)]);
  await fixture.core().delete(STORAGE, root.id, root.outputs);
  t.regex(fixture.warnings().join(), /root disk is deleted with its server/);
  t.is(fixture.objects("storage").length, 1);
});

test("two resources that say which server has one storage are refused in the preview", async (t) => {
  const { fixture, web, back } = await withServers(t);
  await fixture.call("vserver/createBlockStorageInstance", {
    ...{ blockStorageName: "data", blockStorageSize: 20, blockStorageVolumeTypeCode: "CB1", zoneCode: "KR-1" },
  });
  await fixture.clock.sleep(60_000);
  const adopt = `KR/${fixture.idOf("storage", "data")}`;
  const cloudProvider = fixture.core();
  t.deepEqual(await refusals(cloudProvider, "one", { ...DATA, adopt, server: web.id }), []);
  t.regex(
    (await refusals(cloudProvider, "two", { ...DATA, adopt, server: back.id })).join(),
    /another resource of this program, of type BlockStorage, sets which server has block storage \d+ too/,
  );
});

test("three storages for one server are attached one after the other, and go before it", async (t) => {
  const { fixture, web } = await withServers(t);
  const cloudProvider = fixture.core();
  const names = ["one", "two", "three"];
  const made = await Promise.all(
    names.map((name) => up(cloudProvider, STORAGE, name, { ...DATA, name, server: web.id })),
  );
  const holders = fixture.objects("storage").filter(({ type }) => type === "SVRBS");
  t.deepEqual(
    holders.map(({ serverNo }) => serverNo),
    names.map(() => keyOf(web)),
  );
  t.is(fixture.count("attachBlockStorageInstance"), 3);
  await Promise.all(made.map(({ id, outputs }) => cloudProvider.delete(STORAGE, id, outputs)));
  await cloudProvider.delete(SERVER, web.id, web.outputs);
  t.deepEqual(fixture.warnings(), []);
});

test("refreshing thirty storages costs one list", async (t) => {
  const fixture = await naverFixture(t);
  const cloudProvider = fixture.core();
  const names = Array.from({ length: 30 }, (_, index) => `data-${index}`);
  const made = await Promise.all(names.map((name) => up(cloudProvider, STORAGE, name, { ...DATA, name })));
  fixture.emulators.clearRequests();
  const fresh = fixture.core();
  await Promise.all(made.map((each) => refresh(fresh, STORAGE, each)));
  t.deepEqual([fixture.count("getBlockStorageInstanceList"), fixture.emulators.requests("naver").length], [1, 1]);
});

test("snapshots of one storage form a chain, which is deleted in any order", async (t) => {
  const fixture = await naverFixture(t);
  const data = await up(fixture.core(), STORAGE, "data", DATA);
  const full = await up(fixture.core(), SNAPSHOT, "full", { blockStorage: "data" });
  const more = await up(fixture.core(), SNAPSHOT, "more", { blockStorage: data.id, snapshotType: "INCREMENTAL" });
  const seen = await refresh(fixture.core(), SNAPSHOT, more);
  t.deepEqual([seen.inputs, seen.outputs], [more.inputs, more.outputs]);
  t.deepEqual(await differences(fixture.core(), SNAPSHOT, more, { ...more.inputs, name: "other" }), ["name initial"]);
  await Promise.all([full, more].map(({ id, outputs }) => fixture.core().delete(SNAPSHOT, id, outputs)));
  t.deepEqual(fixture.objects("snapshot"), []);
});

for (const memberImagesListed of ["apart", "both"] as const) {
  test(`a server is created from an own image of KVM and of XEN; member images are listed ${memberImagesListed}`, async (t) => {
    const fixture = await naverFixture(t, { memberImagesListed });
    const web = await up(fixture.core(), SERVER, "web", WEB);
    const old = await up(fixture.core(), SERVER, "old", { ...WEB, ...XEN, name: "old" });
    const golden = await up(fixture.core(), SERVER_IMAGE, "golden", { name: "golden", server: web.id });
    const member = await up(fixture.core(), SERVER_IMAGE, "member", { name: "member", server: old.id });
    t.deepEqual([fixture.count("createServerImage"), fixture.count("createMemberServerImageInstance")], [1, 1]);
    const images = await fixture.core().list(SERVER_IMAGE, {});
    t.deepEqual(
      images.objects.map(({ id }) => id),
      [golden.id, member.id],
    );
    for (const [image, plan] of [
      [golden.id, WEB.plan],
      ["golden", WEB.plan],
      [member.id, XEN.plan],
      ["member", XEN.plan],
    ] as const) {
      const copy = await up(fixture.core(), SERVER, "copy", { ...WEB, name: "copy", plan, image });
      const seen = await refresh(fixture.core(), SERVER, copy);
      t.deepEqual(seen.inputs, copy.inputs);
      await fixture.core().delete(SERVER, copy.id, copy.outputs);
    }
    t.is(fixture.servers().length, 2);
    for (const made of [golden, member]) {
      t.deepEqual((await refresh(fixture.core(), SERVER_IMAGE, made)).inputs, made.inputs);
      await fixture.core().delete(SERVER_IMAGE, made.id, made.outputs);
    }
    t.deepEqual(fixture.objects("serverImage"), []);
  });
}

test("an own image for another hypervisor than the plan's, or for a plan without a product code, is refused", async (t) => {
  const fixture = await naverFixture(t);
  const old = await up(fixture.core(), SERVER, "old", { ...WEB, ...XEN, name: "old" });
  const member = await up(fixture.core(), SERVER_IMAGE, "member", { name: "member", server: old.id });
  await t.throwsAsync(up(fixture.core(), SERVER, "copy", { ...WEB, name: "copy", image: member.id }), {
    message: /is for XEN, but plan "s2-g3" is for KVM/,
  });
  const rewrite = (body: string) => body.replaceAll(/"serverProductCode": "[^"]*",/g, "");
  fixture.emulators.addFault({ operation: "getServerSpecList", times: 0, fault: { rewrite } });
  await t.throwsAsync(up(fixture.core(), SERVER, "copy", { ...WEB, ...XEN, name: "copy", image: member.id }), {
    message: /shows no product code of plan s2-g2-s50, which a server from an own image for XEN or RHV needs/,
  });
  t.is(fixture.servers().length, 1);
});

test("NAVER asks for a snapshot of the root disk: the error says how to set it, and the image is then created", async (t) => {
  const fixture = await naverFixture(t, { imageStorage: "snapshot" });
  const web = await up(fixture.core(), SERVER, "web", WEB);
  await t.throwsAsync(up(fixture.core(), SERVER_IMAGE, "golden", { name: "golden", server: web.id }), {
    message: /snapshotInstanceNo.*create a BlockStorageSnapshot of the server's root disk/s,
  });
  const blockStorage = String(fixture.objects("storage")[0]?.id);
  const root = await up(fixture.core(), SNAPSHOT, "root", { blockStorage });
  t.true(root.outputs.bootable);
  const golden = await up(fixture.core(), SERVER_IMAGE, "golden", { server: web.id, snapshot: root.id });
  t.is(golden.outputs.status, "CREAT");
});

test("a snapshot of a server on XEN is no source of an image, which is refused before anything is created", async (t) => {
  const fixture = await naverFixture(t);
  const old = await up(fixture.core(), SERVER, "old", { ...WEB, ...XEN, name: "old" });
  const root = await up(fixture.core(), SNAPSHOT, "root", { blockStorage: String(fixture.objects("storage")[0]?.id) });
  await t.throwsAsync(up(fixture.core(), SERVER_IMAGE, "golden", { server: old.id, snapshot: root.id }), {
    message: /runs on XEN, and only KVM creates images from snapshots\. Nothing was created/,
  });
});

test("an image that could not be created is recorded as failed, and the next up replaces it", async (t) => {
  const fixture = await naverFixture(t, { imageOutcome: "fail" });
  const web = await up(fixture.core(), SERVER, "web", WEB);
  const news = { name: "golden", server: web.id };
  const { error, storedState } = await halfUp(fixture.core(), SERVER_IMAGE, "golden", news);
  t.regex(error.message, /could not be built: NAVER Cloud reports CREFL/);
  t.deepEqual(await differences(fixture.core(), SERVER_IMAGE, storedState, news), ["failure replace"]);
});

test("a server is created with storage, which stays when it is deleted and can be managed by adoption", async (t) => {
  const fixture = await naverFixture(t);
  const blockStorageMappings = [
    { order: 0, size: 30 },
    { order: 1, size: 50, volumeType: "FB1", name: "data" },
  ];
  const web = await up(fixture.core(), SERVER, "web", { ...WEB, blockStorageMappings });
  const sizes = () => fixture.objects("storage").map(({ type, size, serverNo }) => [type, size, serverNo]);
  t.deepEqual(sizes(), [
    ["BASIC", 30, keyOf(web)],
    ["SVRBS", 50, keyOf(web)],
  ]);
  // Used at creation only: a change is recorded, and nothing is sent.
  const changed = await up(
    fixture.core(),
    SERVER,
    "web",
    { ...WEB, blockStorageMappings: [{ order: 0, size: 40 }] },
    web,
  );
  t.deepEqual(changed.outputs.blockStorageMappings, [{ order: 0, size: 40 }]);
  t.is(sizes()[0]?.[1], 30);
  const adopt = fixture.idOf("storage", "data");
  const inputs = { name: "data", volumeType: "FB1", size: 50, zone: "KR-1", server: web.id, adopt };
  const data = await up(fixture.core(), STORAGE, "data", inputs);
  await fixture.core().delete(SERVER, web.id, web.outputs);
  t.regex(
    fixture.warnings().join(),
    new RegExp(`storage ${adopt} was detached from the server; it stays in the account`),
  );
  t.deepEqual(sizes(), [["SVRBS", 50, ""]]);
  await fixture.core().delete(STORAGE, data.id, data.outputs);
});

test("storage of a server to be created is refused in the preview for XEN, and if a place is there twice", async (t) => {
  const fixture = await naverFixture(t);
  const twice = [
    { order: 1, size: 10 },
    { order: 1, size: 20 },
  ];
  for (const [more, message] of [
    [
      { ...XEN, blockStorageMappings: [{ order: 1, size: 10 }] },
      /only servers on KVM are created with it, and the plan is for XEN/,
    ],
    [{ blockStorageMappings: twice }, /order 1 is there twice/],
  ] as const) {
    await t.throwsAsync(up(fixture.core(), SERVER, "web", { ...WEB, ...more }), { message });
  }
  t.deepEqual(fixture.writes(), []);
});

test("restartTrigger reboots a server that runs, once for each change, and leaves a stopped one stopped", async (t) => {
  const fixture = await naverFixture(t);
  const first = await up(fixture.core(), SERVER, "web", { ...WEB, restartTrigger: "1" });
  t.is(fixture.count("rebootServerInstances"), 0);
  const second = await up(fixture.core(), SERVER, "web", { ...WEB, restartTrigger: "2" }, first);
  t.is(fixture.count("rebootServerInstances"), 1);
  t.is(fixture.servers()[0]?.operation, "NULL");
  await up(fixture.core(), SERVER, "web", { ...WEB, restartTrigger: "3", powerState: "stopped" }, second);
  t.is(fixture.count("rebootServerInstances"), 1);
  t.is(fixture.servers()[0]?.status, "NSTOP");
});

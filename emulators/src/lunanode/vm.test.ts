import test from "ava";
import { imageId, onlineVm, plainVm, record, records, start, type TestClient, testClient } from "./testing.ts";

async function info(client: TestClient, id: string) {
  const reply = await client.ok("vm/info", { vm_id: id });
  return { info: record(reply.info), extra: record(reply.extra) };
}

test("a new VM is BUILD, then Online without an address, then Online with one", async (t) => {
  const { emulators, client } = await start(t);
  const id = await client.text("vm_id", "vm/create", plainVm(emulators));
  t.regex(id, /^[0-9a-f-]{36}$/);
  t.is(await client.status(id), "BUILD");
  emulators.advance(19);
  t.is(await client.status(id), "BUILD");
  emulators.advance(1);
  const early = await info(client, id);
  t.is(early.info.status_nohtml, "Online");
  t.false("ip" in early.info);
  t.false("primaryip" in early.extra);
  t.regex(String(early.info.privateip), /^172\.20\./);
  emulators.advance(10);
  const { info: late, extra } = await info(client, id);
  t.regex(String(late.ip), /^198\.18\./);
  t.is(extra.primaryip, late.ip);
  t.is(extra.plan_id, "87");
  t.is(late.image, "Ubuntu 24.04 64-bit (template)");
  t.regex(String(late.login_details), /^username: ubuntu; password: \w+$/);
});

test("status is HTML-escaped markup beside the plain word", async (t) => {
  const { emulators, client } = await start(t);
  const { info: displayed } = await info(client, await onlineVm(emulators, client));
  t.is(displayed.status, "&lt;font color=&quot;green&quot;&gt;&lt;b&gt;Online&lt;/b&gt;&lt;/font&gt;");
  t.deepEqual([displayed.status_nohtml, displayed.status_raw, displayed.status_color], ["Online", "active", "green"]);
});

test("replies are written as PHP writes them: texts, escaped slashes, [] for empty", async (t) => {
  const { emulators, client } = await start(t);
  const response = await client.send("vm/info", { vm_id: await onlineVm(emulators, client) });
  const body = await response.text();
  t.true(body.includes("&lt;\\/b&gt;"));
  t.true(body.includes('"ipv6":[]'));
  t.notRegex(body, /":(\d|true|false|null)/);
  t.is(response.headers.get("content-type"), "application/json");
});

const passages: [string, string, string, number, string][] = [
  ["online", "stop", "Powering off", 8, "Offline"],
  ["online", "reboot", "Rebooting", 10, "Online"],
  ["online", "rescue", "Rescuing", 15, "Rescue"],
  ["online", "shelve", "Shelving", 60, "Shelved"],
  ["offline", "start", "Powering on", 6, "Online"],
  ["shelved", "unshelve", "Unshelving", 40, "Online"],
  ["rescue", "reboot", "Rebooting", 10, "Online"],
];
for (const [phase, action, during, seconds, after] of passages) {
  test(`${action} of a VM that is ${phase} passes through ${during} to ${after}`, async (t) => {
    const { emulators, client } = await start(t);
    const id = await onlineVm(emulators, client);
    emulators.change({ cloud: "lunanode", kind: "vm", id, set: { phase } });
    t.deepEqual(await client.call(`vm/${action}`, { vm_id: id }), { success: "yes" });
    t.is(await client.status(id), during);
    emulators.advance(seconds - 1);
    t.is(await client.status(id), during);
    emulators.advance(1);
    t.is(await client.status(id), after);
  });
}

test("a call that the state forbids is an OpenStack error in JSON, HTML-escaped inside the error text", async (t) => {
  const { emulators, client } = await start(t);
  const id = await client.text("vm_id", "vm/create", plainVm(emulators));
  const reply = await client.call("vm/reboot", { vm_id: id });
  t.true(reply.error?.startsWith("{&quot;conflictingRequest&quot;"));
  const text = (reply.error ?? "").replaceAll("&quot;", '"').replaceAll("&#039;", "'");
  const conflict = record(record(JSON.parse(text)).conflictingRequest);
  t.is(conflict.code, 409);
  t.is(conflict.message, `Cannot 'reboot' instance ${id} while it is in vm_state spawning`);
});

test("disks are swapped only while stopped", async (t) => {
  const { emulators, client } = await start(t);
  const iso = imageId(emulators, "Debian 12 netinst (ISO)");
  const id = await onlineVm(emulators, client, { image_id: iso });
  const refused = await client.call("vm/diskswap", { vm_id: id });
  t.is(refused.error, "the VM must be stopped before disk swap can proceed");
  await client.ok("vm/stop", { vm_id: id });
  emulators.advance(8);
  await client.ok("vm/diskswap", { vm_id: id });
  t.is((await info(client, id)).info.diskswap, "yes");
});

test("a resize takes a while, keeps the power state and then shows the new plan", async (t) => {
  const { emulators, client } = await start(t);
  const id = await onlineVm(emulators, client);
  await client.ok("vm/stop", { vm_id: id });
  emulators.advance(8);
  await client.ok("vm/resize", { vm_id: id, plan_id: "m.4" });
  const during = await info(client, id);
  t.deepEqual([during.info.status_nohtml, during.extra.plan_id], ["Resizing", "87"]);
  emulators.advance(45);
  const after = await info(client, id);
  t.deepEqual([after.info.status_nohtml, after.extra.plan_id, after.extra.ram], ["Offline", "88", "4096"]);
});

test("a resize to a smaller disk, or of a VM from an ISO, says yes and does nothing", async (t) => {
  const { emulators, client } = await start(t);
  const plain = await onlineVm(emulators, client);
  const fromIso = await onlineVm(emulators, client, { image_id: imageId(emulators, "Debian 12 netinst (ISO)") });
  for (const [id, plan] of [
    [plain, "m.1"],
    [fromIso, "m.16"],
  ]) {
    t.is((await client.call("vm/resize", { vm_id: id, plan_id: plan })).success, "yes");
    emulators.advance(3600);
    const { info: displayed, extra } = await info(client, String(id));
    t.deepEqual([displayed.status_nohtml, extra.plan_id], ["Online", "87"]);
  }
});

test("a VM that boots from a volume can move to a smaller disk", async (t) => {
  const { emulators, client } = await start(t);
  const volume = await client.text("volume_id", "volume/create", { region: "toronto", label: "boot", size: "20" });
  emulators.advance(3);
  const set = { hostname: "v", plan_id: "m.2", volume_id: volume };
  const id = await client.text("vm_id", "vm/create", set);
  emulators.advance(30);
  await client.ok("vm/resize", { vm_id: id, plan_id: "m.1" });
  emulators.advance(45);
  t.is((await info(client, id)).extra.plan_id, "86");
});

test("reimage changes the image and keeps id and address", async (t) => {
  const { emulators, client } = await start(t);
  const id = await onlineVm(emulators, client);
  const before = await info(client, id);
  const debian = imageId(emulators, "Debian 12 64-bit (template)");
  await client.ok("vm/reimage", { vm_id: id, image_id: debian });
  t.is(await client.status(id), "Rebuilding");
  emulators.advance(40);
  const after = await info(client, id);
  t.deepEqual([after.info.image, after.info.ip], ["Debian 12 64-bit (template)", before.info.ip]);
});

test("a deleted VM goes after a while, with its address", async (t) => {
  const { emulators, client } = await start(t);
  const id = await onlineVm(emulators, client);
  t.is(records((await client.ok("floating/list")).ips).length, 1);
  t.deepEqual(await client.call("vm/delete", { vm_id: id }), { success: "yes" });
  t.is(records((await client.ok("vm/list")).vms).length, 1);
  emulators.advance(5);
  t.deepEqual(await client.call("vm/info", { vm_id: id }), { success: "no", error: "invalid vm" });
  t.deepEqual(await client.call("vm/list"), { vms: [], success: "yes" });
  t.deepEqual(await client.call("floating/list"), { ips: [], success: "yes" });
});

test("an address detached with keep=yes outlives the VM and serves the next one", async (t) => {
  const { emulators, client } = await start(t);
  const ip = await client.text("ip", "floating/add", { region: "toronto" });
  const first = await onlineVm(emulators, client, { ip });
  t.is((await info(client, first)).info.ip, ip);
  await client.ok("vm/floatingip-delete", { vm_id: first, ip, keep: "yes" });
  await client.ok("vm/delete", { vm_id: first });
  const second = await onlineVm(emulators, client, { ip });
  t.is((await info(client, second)).info.ip, ip);
});

test("an address detached without keep is lost", async (t) => {
  const { emulators, client } = await start(t);
  const id = await onlineVm(emulators, client);
  const { ip } = (await info(client, id)).info;
  await client.ok("vm/floatingip-delete", { vm_id: id, ip });
  t.deepEqual((await client.ok("floating/list")).ips, []);
});

test("an address that another VM waits for, has, or that is elsewhere cannot be asked for", async (t) => {
  const { emulators, client } = await start(t);
  const ip = await client.text("ip", "floating/add", { region: "toronto" });
  const far = await client.text("ip", "floating/add", { region: "montreal" });
  await client.ok("vm/create", plainVm(emulators, { ip }));
  t.is((await client.call("vm/create", plainVm(emulators, { ip }))).error, "invalid floating IP");
  emulators.advance(30);
  t.is((await client.call("vm/create", plainVm(emulators, { ip }))).error, "invalid floating IP");
  t.is((await client.call("vm/create", plainVm(emulators, { ip: far }))).error, "invalid floating IP");
});

test("volumes of a deleted VM stay in-use for a while", async (t) => {
  const { emulators, client } = await start(t);
  const id = await onlineVm(emulators, client);
  const volume = await client.text("volume_id", "volume/create", { region: "toronto", label: "data", size: "5" });
  const status = async () => record((await client.ok("volume/info", { volume_id: volume })).volume).status;
  t.is(await status(), "creating");
  emulators.advance(3);
  t.is(await status(), "available");
  await client.ok("volume/attach", { volume_id: volume, vm_id: id, target: "auto" });
  t.is(await status(), "attaching");
  emulators.advance(3);
  t.is(await status(), "in-use");
  await client.ok("vm/delete", { vm_id: id });
  emulators.advance(12);
  t.is(await status(), "in-use");
  t.is((await client.call("volume/delete", { volume_id: volume })).success, "no");
  emulators.advance(1);
  t.is(await status(), "available");
  await client.ok("volume/delete", { volume_id: volume });
});

test("deleting a VM that is building drops the rest of the build", async (t) => {
  const { emulators, client } = await start(t);
  const id = await client.text("vm_id", "vm/create", plainVm(emulators));
  await client.ok("vm/delete", { vm_id: id });
  emulators.advance(3600);
  t.is((await client.call("vm/info", { vm_id: id })).error, "invalid vm");
  t.deepEqual((await client.ok("floating/list")).ips, []);
});

test("an image goes queued, saving, active", async (t) => {
  const { emulators, client } = await start(t);
  const id = await onlineVm(emulators, client);
  const image = await client.text("image_id", "vm/snapshot", { vm_id: id, name: "snap" });
  const status = async () => record((await client.ok("image/details", { image_id: image })).details).status;
  t.is(await status(), "queued");
  emulators.advance(5);
  t.is(await status(), "saving");
  emulators.advance(60);
  t.is(await status(), "active");
});

const refusals: [string, Record<string, unknown>, string][] = [
  ["no hostname", { hostname: undefined }, "required parameter hostname not set"],
  ["an empty hostname", { hostname: "" }, "required parameter hostname not set"],
  ["no plan", { plan_id: undefined }, "required parameter plan_id not set"],
  ["nothing to boot from", { image_id: undefined }, "required parameter image_id not set"],
  ["an unknown plan", { plan_id: "z.9" }, "invalid plan selection"],
  ["an unknown image", { image_id: "1" }, "invalid image selection"],
  ["an unknown region", { region: "london" }, "invalid region"],
  ["an unknown network", { net_id: "1" }, "invalid network"],
  ["an unknown group among known ones", { securitygroups: "4,999" }, "invalid security group"],
  ["an unknown key", { key_id: "7" }, "invalid key"],
  ["an unknown script", { scripts: "7" }, "invalid script"],
  ["an empty optional parameter", { net_id: "" }, "invalid network"],
  ["a flag that is neither yes nor no", { set_password: "true" }, "invalid set_password"],
  ["null", { net_id: null }, "invalid parameter net_id"],
  ["a list", { securitygroups: ["4"] }, "invalid parameter securitygroups"],
  ["an object", { hostname: {} }, "invalid parameter hostname"],
];
for (const [what, set, error] of refusals) {
  test(`vm/create refuses ${what}`, async (t) => {
    const { emulators, client } = await start(t);
    t.deepEqual(await client.call("vm/create", { ...plainVm(emulators), ...set }), { success: "no", error });
    t.deepEqual((await client.ok("vm/list")).vms, []);
  });
}

test("numbers are taken, also as ids", async (t) => {
  const { emulators, client } = await start(t);
  const set = plainVm(emulators);
  t.is((await client.call("vm/create", { ...set, plan_id: 87, image_id: Number(set.image_id) })).success, "yes");
});

test("an image of another region is refused", async (t) => {
  const { emulators, client } = await start(t);
  const image = imageId(emulators, "Ubuntu 24.04 64-bit (template)", "montreal");
  const reply = await client.call("vm/create", { hostname: "a", plan_id: "m.2", image_id: image, region: "toronto" });
  t.is(reply.error, "invalid image selection");
});

test("a VM with a key has no password", async (t) => {
  const { emulators, client } = await start(t);
  const key = await client.text("key_id", "sshkey/add", { label: "k", sshkey: "ssh-ed25519 AAAA me" });
  const id = await onlineVm(emulators, client, { key_id: key });
  t.false("login_details" in (await info(client, id)).info);
});

test("names need not be unique, ids are", async (t) => {
  const { emulators, client } = await start(t);
  const [a, b] = [await onlineVm(emulators, client), await onlineVm(emulators, client)];
  t.not(a, b);
  t.deepEqual(
    records((await client.ok("vm/list")).vms).map((vm) => vm.name),
    ["web-1", "web-1"],
  );
});

test("two accounts see nothing of each other but LunaNode's own images", async (t) => {
  const { emulators, client } = await start(t);
  const other = testClient(emulators, emulators.clouds.lunanode.accounts[1]);
  const id = await onlineVm(emulators, client);
  const group = await client.text("group_id", "securitygroup/create", { region: "toronto", name: "web" });
  const ip = await client.text("ip", "floating/add", { region: "toronto" });
  t.deepEqual((await other.ok("vm/list")).vms, []);
  t.deepEqual((await other.ok("floating/list")).ips, []);
  t.is(records((await other.ok("image/list")).images).length, records((await client.ok("image/list")).images).length);
  t.is((await other.call("vm/info", { vm_id: id })).error, "invalid vm");
  t.is((await other.call("vm/delete", { vm_id: id })).error, "invalid vm");
  t.is((await other.call("vm/create", plainVm(emulators, { ip }))).error, "invalid floating IP");
  const deletion = await other.call("securitygroup/delete", { region: "toronto", group_id: group });
  t.is(deletion.error, "invalid security group");
});

import test from "ava";
import {
  activeInstance,
  type Json,
  plain,
  privateNetwork,
  record,
  records,
  seedId,
  start,
  testClient,
} from "./testing.ts";

test("a new instance is BUILD without addresses, then ACTIVE with two public ones", async (t) => {
  const { emulators, client } = await start(t);
  const created = await client.post("/instance", plain(emulators));
  t.deepEqual([created.status, created.ipAddresses, created.monthlyBilling], ["BUILD", [], null]);
  t.is(record(created.flavor).name, "b3-8");
  t.is(record(created.image).name, "Ubuntu 24.04");
  const id = String(created.id);
  emulators.advance(39);
  t.is(await client.status(id), "BUILD");
  emulators.advance(1);
  const built = await client.get(`/instance/${id}`);
  t.is(built.status, "ACTIVE");
  const addresses = records(built.ipAddresses);
  t.deepEqual(
    addresses.map(({ version, type }) => [version, type]),
    [
      [4, "public"],
      [6, "public"],
    ],
  );
  t.regex(String(addresses[0]?.ip), /^198\.19\./);
  t.regex(String(built.created), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  t.is(built.planCode, "b3-8.consumption");
});

test("/v1 serves what /1.0 serves", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const other = testClient(emulators, undefined, "/v1");
  t.deepEqual(await other.get(`/instance/${id}`), await client.get(`/instance/${id}`));
  const { status, body } = await testClient(emulators, undefined, "/v2").cloud("GET", "/instance");
  t.deepEqual([status, record(body).class], [404, "Client::NotFound"]);
});

const passages: [string, string, unknown, string, number, string][] = [
  ["active", "stop", undefined, "ACTIVE", 10, "SHUTOFF"],
  ["shutoff", "start", undefined, "SHUTOFF", 8, "ACTIVE"],
  ["active", "reboot", { type: "soft" }, "REBOOT", 15, "ACTIVE"],
  ["shutoff", "reboot", { type: "hard" }, "HARD_REBOOT", 25, "ACTIVE"],
  ["active", "shelve", undefined, "SHELVING", 40, "SHELVED_OFFLOADED"],
  ["shelved", "unshelve", undefined, "UNSHELVING", 30, "ACTIVE"],
  ["suspended", "resume", undefined, "RESUMING", 5, "ACTIVE"],
  ["active", "rescueMode", { rescue: true }, "RESCUING", 30, "RESCUE"],
  ["rescue", "rescueMode", { rescue: false }, "UNRESCUING", 20, "ACTIVE"],
  ["active", "snapshot", { snapshotName: "s" }, "SNAPSHOTTING", 60, "ACTIVE"],
  ["shutoff", "snapshot", { snapshotName: "s" }, "SNAPSHOTTING", 60, "SHUTOFF"],
];
for (const [phase, action, body, during, seconds, after] of passages) {
  test(`${action} ${JSON.stringify(body ?? {})} of an instance that is ${phase} ends ${after}`, async (t) => {
    const { emulators, client } = await start(t);
    const id = await activeInstance(emulators, client);
    emulators.change({ cloud: "ovh", kind: "instance", id, set: { phase } });
    t.is((await client.cloud("POST", `/instance/${id}/${action}`, body)).status, 200);
    t.is(await client.status(id), during);
    emulators.advance(seconds - 1);
    t.is(await client.status(id), during);
    emulators.advance(1);
    t.is(await client.status(id), after);
  });
}

const refusedPassages: [string, string, unknown][] = [
  ["build", "stop", undefined],
  ["active", "start", undefined],
  ["shutoff", "stop", undefined],
  ["shutoff", "reboot", { type: "soft" }],
  ["active", "unshelve", undefined],
  ["shelved", "shelve", undefined],
  ["active", "resume", undefined],
  ["active", "rescueMode", { rescue: false }],
  ["build", "snapshot", { snapshotName: "s" }],
  ["powering-off", "stop", undefined],
];
for (const [phase, action, body] of refusedPassages) {
  test(`${action} ${JSON.stringify(body ?? {})} of an instance that is ${phase} is a conflict`, async (t) => {
    const { emulators, client } = await start(t);
    const id = await activeInstance(emulators, client);
    emulators.change({ cloud: "ovh", kind: "instance", id, set: { phase } });
    const answer = await client.cloud("POST", `/instance/${id}/${action}`, body);
    t.is(answer.status, 409);
    t.is(record(answer.body).class, "Client::Conflict::ServiceNotReady");
    emulators.advance(3600);
    t.is(emulators.objects("ovh").find((one) => one.id === id)?.phase, phase);
  });
}

test("renaming uses another field than creation, and returns nothing", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const refused = await client.cloud("PUT", `/instance/${id}`, { name: "web-2" });
  t.deepEqual(
    [refused.status, refused.body],
    [400, { class: "Client::BadRequest", message: "Missing parameter: instanceName" }],
  );
  const renamed = await client.cloud("PUT", `/instance/${id}`, { instanceName: "web-2" });
  t.deepEqual([renamed.status, renamed.body], [200, null]);
  t.is((await client.get(`/instance/${id}`)).name, "web-2");
});

for (const [phase, status] of [
  ["active", "ACTIVE"],
  ["shutoff", "SHUTOFF"],
] as const) {
  test(`a resize passes through RESIZE and VERIFY_RESIZE back to ${status}`, async (t) => {
    const { emulators, client } = await start(t);
    const id = await activeInstance(emulators, client);
    emulators.change({ cloud: "ovh", kind: "instance", id, set: { phase } });
    const answer = await client.post(`/instance/${id}/resize`, { flavorId: seedId(emulators, "flavor", "b3-16") });
    t.deepEqual([answer.status, record(answer.flavor).name], ["RESIZE", "b3-8"]);
    emulators.advance(45);
    const verifying = await client.get(`/instance/${id}`);
    t.deepEqual([verifying.status, record(verifying.flavor).name], ["VERIFY_RESIZE", "b3-16"]);
    emulators.advance(5);
    t.is(await client.status(id), status);
    t.is((await client.get(`/instance/${id}`)).planCode, "b3-16.consumption");
  });
}

const resizes: [string, string, string, number, RegExp][] = [
  ["to a smaller disk", "b3-16", "b3-8", 400, /smaller disk/],
  ["to less memory on the same disk", "b3-8", "c3-4", 200, /^$/],
  ["to the flavor that it has", "b3-8", "b3-8", 400, /has this flavor already/],
  ["to another family of systems", "b3-8", "win-b3-8", 400, /cannot be used with flavor/],
  ["to one that is sold out", "b3-8", "t2-45", 400, /No capacity/],
];
for (const [title, from, to, status, message] of resizes) {
  test(`a resize ${title}: ${status}`, async (t) => {
    const { emulators, client } = await start(t);
    const { id } = await client.post("/instance", plain(emulators, {}, from));
    emulators.advance(40);
    const answer = await client.cloud("POST", `/instance/${id}/resize`, { flavorId: seedId(emulators, "flavor", to) });
    t.is(answer.status, status);
    t.regex(String(record(answer.body).message ?? ""), message);
  });
}

test("a flavor of another region is unknown", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const flavorId = seedId(emulators, "flavor", "b3-16", "SBG5");
  const answer = await client.cloud("POST", `/instance/${id}/resize`, { flavorId });
  t.deepEqual([answer.status, record(answer.body).message], [400, `Flavor ${flavorId} does not exist`]);
});

test("reinstall changes the image and keeps id, name and addresses", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const before = await client.get(`/instance/${id}`);
  const answer = await client.post(`/instance/${id}/reinstall`, { imageId: seedId(emulators, "image", "Debian 12") });
  t.is(answer.status, "REBUILD");
  emulators.advance(60);
  const after = await client.get(`/instance/${id}`);
  t.deepEqual([after.status, record(after.image).name], ["ACTIVE", "Debian 12"]);
  t.deepEqual([after.name, after.ipAddresses], [before.name, before.ipAddresses]);
  const windows = { imageId: seedId(emulators, "image", "Windows Server 2022 Standard (Desktop)") };
  t.is((await client.cloud("POST", `/instance/${id}/reinstall`, windows)).status, 400);
});

test("the rescue password is in the response and in the detail until rescue mode ends", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const { adminPassword } = await client.post(`/instance/${id}/rescueMode`, { rescue: true });
  t.regex(String(adminPassword), /^\w{12}$/);
  emulators.advance(30);
  t.is((await client.get(`/instance/${id}`)).rescuePassword, adminPassword);
  t.deepEqual(await client.post(`/instance/${id}/rescueMode`, { rescue: false }), { adminPassword: null });
  emulators.advance(20);
  t.is((await client.get(`/instance/${id}`)).rescuePassword, null);
});

test("monthly billing is pending, then ok, and irreversible", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const answer = await client.post(`/instance/${id}/activeMonthlyBilling`);
  t.is(record(answer.monthlyBilling).status, "activationPending");
  t.is((await client.cloud("POST", `/instance/${id}/activeMonthlyBilling`)).status, 409);
  emulators.advance(30);
  const monthly = await client.get(`/instance/${id}`);
  t.deepEqual([record(monthly.monthlyBilling).status, monthly.planCode], ["ok", "b3-8.monthly.postpaid"]);
  t.is((await client.cloud("POST", `/instance/${id}/activeMonthlyBilling`)).status, 409);
});

test("monthly billing can be enabled at creation, and for several at once", async (t) => {
  const { emulators, client } = await start(t);
  const created = await client.post("/instance", plain(emulators, { monthlyBilling: true }));
  t.is(record(created.monthlyBilling).status, "activationPending");
  const id = await activeInstance(emulators, client);
  await client.post("/activateMonthlyBilling", { instances: [{ instanceId: id, region: "GRA11" }] });
  emulators.advance(30);
  const billings = (await client.list("/instance")).map(({ monthlyBilling }) => record(monthlyBilling).status);
  t.deepEqual(billings, ["ok", "ok"]);
});

test("a deleted instance is DELETING for a while, cannot be deleted again, and then is not found", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const deleted = await client.cloud("DELETE", `/instance/${id}`);
  t.deepEqual([deleted.status, deleted.body], [200, null]);
  t.is(await client.status(id), "DELETING");
  t.is((await client.list("/instance"))[0]?.status, "DELETING");
  t.is((await client.cloud("DELETE", `/instance/${id}`)).status, 404);
  emulators.advance(15);
  t.is(await client.status(id), 404);
  t.deepEqual(await client.list("/instance"), []);
  const answer = await client.cloud("DELETE", `/instance/${id}`);
  t.deepEqual([answer.status, record(answer.body).class], [404, "Client::NotFound"]);
});

test("deleting an instance that is building cancels the rest of the build", async (t) => {
  const { emulators, client } = await start(t);
  const { id } = await client.post("/instance", plain(emulators));
  await client.cloud("DELETE", `/instance/${id}`);
  emulators.advance(3600);
  t.is(await client.status(String(id)), 404);
  t.deepEqual(
    emulators.objects("ovh").filter(({ kind }) => kind === "interface"),
    [],
  );
});

test("no call changes a locked instance", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  emulators.change({ cloud: "ovh", kind: "instance", id, set: { locked: true } });
  const calls: [string, string, unknown][] = [
    ["DELETE", "", undefined],
    ["PUT", "", { instanceName: "x" }],
    ["POST", "/stop", undefined],
    ["POST", "/activeMonthlyBilling", undefined],
    ["POST", "/resize", { flavorId: seedId(emulators, "flavor", "b3-16") }],
    ["POST", "/reinstall", { imageId: seedId(emulators, "image", "Debian 12") }],
  ];
  const before = await client.get(`/instance/${id}`);
  for (const [method, path, body] of calls) {
    const answer = await client.cloud(method, `/instance/${id}${path}`, body);
    t.deepEqual([answer.status, record(answer.body).class], [409, "Client::Conflict::ServiceLocked"]);
  }
  t.deepEqual(await client.get(`/instance/${id}`), before);
});

const refusals: [string, Json, RegExp][] = [
  ["no name", { name: undefined }, /Missing parameter: name/],
  ["an empty name", { name: "" }, /Missing parameter: name/],
  ["no flavor", { flavorId: null }, /Missing parameter: flavorId/],
  ["no region", { region: undefined }, /Missing parameter: region/],
  ["nothing to boot from", { imageId: undefined }, /imageId or volumeId/],
  ["an unknown flavor", { flavorId: "b3-8" }, /Flavor b3-8 does not exist/],
  ["an unknown image", { imageId: "Ubuntu" }, /Image Ubuntu does not exist/],
  ["an unknown volume", { imageId: undefined, volumeId: "v" }, /Volume v does not exist/],
  ["an unknown region", { region: "GRA" }, /Region GRA does not exist/],
  ["a region that is not activated", { region: "WAW1" }, /Region WAW1 does not exist/],
  ["an unknown key", { sshKeyId: "k" }, /ssh \(id = k\) does not exist/],
  ["an unknown group", { groupId: "g" }, /Instance group g does not exist/],
  ["an unknown network", { networks: [{ networkId: "n" }] }, /Network n does not exist/],
  ["an unknown zone", { availabilityZone: "z" }, /Availability zone z does not exist/],
  ["a name that is no text", { name: 7 }, /\[name\] Given data \(7\) is not valid for type string/],
  ["a list where an object goes", { autobackup: [] }, /\[autobackup\]/],
  ["networks that are no list", { networks: {} }, /\[networks\]/],
  ["a text for a boolean", { monthlyBilling: "true" }, /\[monthlyBilling\]/],
];
for (const [what, set, message] of refusals) {
  test(`creation rejects ${what}`, async (t) => {
    const { emulators, client } = await start(t);
    const answer = await client.cloud("POST", "/instance", { ...plain(emulators), ...set });
    t.is(answer.status, 400);
    t.regex(String(record(answer.body).message), message);
    t.deepEqual(await client.list("/instance"), []);
    t.deepEqual(
      emulators.objects("ovh").filter(({ kind }) => kind === "interface"),
      [],
    );
  });
}

test("an image of another family is incompatible with a flavor", async (t) => {
  const { emulators, client } = await start(t);
  const windows = "Windows Server 2022 Standard (Desktop)";
  t.is((await client.cloud("POST", "/instance", plain(emulators, {}, "b3-8", windows))).status, 400);
  t.is((await client.cloud("POST", "/instance", plain(emulators, {}, "win-b3-8"))).status, 400);
  t.is((await client.cloud("POST", "/instance", plain(emulators, {}, "win-b3-8", windows))).status, 200);
});

test("unknown parameters are ignored", async (t) => {
  const { emulators, client } = await start(t);
  t.is((await client.post("/instance", plain(emulators, { color: "blue" }))).status, "BUILD");
});

test("the list filters by region and names need not be unique", async (t) => {
  const { emulators, client } = await start(t);
  await activeInstance(emulators, client);
  await activeInstance(emulators, client);
  await activeInstance(emulators, client, { region: "SBG5" });
  t.is((await client.list("/instance")).length, 3);
  const there = await client.list("/instance?region=SBG5");
  t.deepEqual(
    there.map(({ name, region }) => [name, region]),
    [["web-1", "SBG5"]],
  );
});

test("bulk creation numbers the names", async (t) => {
  const { emulators, client } = await start(t);
  const answer = await client.cloud("POST", "/instance/bulk", plain(emulators, { number: 3 }));
  t.deepEqual(
    records(answer.body).map(({ name, status }) => [name, status]),
    [1, 2, 3].map((n) => [`web-1-${n}`, "BUILD"]),
  );
  t.is((await client.cloud("POST", "/instance/bulk", plain(emulators, { number: 0 }))).status, 400);
});

test("a region of three zones fills the zone in", async (t) => {
  const { emulators, client } = await start(t);
  const zoneOf = async (set: Json) =>
    (await client.post("/instance", plain(emulators, { region: "EU-WEST-PAR", ...set }))).availabilityZone;
  t.is(await zoneOf({}), "eu-west-par-a");
  t.is(await zoneOf({ availabilityZone: "eu-west-par-c" }), "eu-west-par-c");
});

test("a snapshot becomes an image to create from, in its region", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const { snapshotId } = await client.post(`/instance/${id}/snapshot`, { snapshotName: "before" });
  const status = async () => (await client.get(`/snapshot/${snapshotId}`)).status;
  t.is(await status(), "saving");
  t.is((await client.cloud("POST", "/instance", { ...plain(emulators), imageId: snapshotId })).status, 400);
  emulators.advance(60);
  t.is(await status(), "active");
  t.is((await client.cloud("POST", "/instance", { ...plain(emulators), imageId: snapshotId })).status, 200);
  t.false((await client.list("/image")).some((image) => image.id === snapshotId));
  t.is((await client.cloud("DELETE", `/snapshot/${snapshotId}`)).status, 200);
  t.deepEqual(await client.list("/snapshot"), []);
});

test("a group lists its members in snake case", async (t) => {
  const { emulators, client } = await start(t);
  const group = await client.post("/instance/group", { name: "g", region: "GRA11", type: "anti-affinity" });
  const id = await activeInstance(emulators, client, { groupId: group.id });
  t.deepEqual((await client.get(`/instance/group/${group.id}`)).instance_ids, [id]);
  t.is((await client.list("/instance/group?region=SBG5")).length, 0);
  t.is((await client.cloud("DELETE", `/instance/group/${group.id}`)).status, 409);
  await client.cloud("DELETE", `/instance/${id}`);
  emulators.advance(60);
  t.is((await client.cloud("DELETE", `/instance/group/${group.id}`)).status, 200);
  t.deepEqual(await client.list("/instance/group"), []);
  t.is((await client.cloud("POST", "/instance/group", { name: "g", region: "GRA11", type: "x" })).status, 400);
});

test("every managed property drifts if the stored row is changed", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const [flavorId, imageId] = [seedId(emulators, "flavor", "b3-16"), seedId(emulators, "image", "Debian 12")];
  const set = { name: "joe", flavorId, imageId, phase: "shutoff", billing: "monthly" };
  emulators.change({ cloud: "ovh", kind: "instance", id, set });
  const [port] = emulators.objects("ovh").filter(({ kind, instanceId }) => kind === "interface" && instanceId === id);
  emulators.change({ cloud: "ovh", kind: "interface", id: String(port?.id), set: { ips: ["198.51.100.9"] } });
  const displayed = await client.get(`/instance/${id}`);
  t.deepEqual([displayed.name, displayed.status, record(displayed.monthlyBilling).status], ["joe", "SHUTOFF", "ok"]);
  t.deepEqual([record(displayed.flavor).name, record(displayed.image).name], ["b3-16", "Debian 12"]);
  t.deepEqual(
    records(displayed.ipAddresses).map(({ ip }) => ip),
    ["198.51.100.9"],
  );
});

test("operators stop, suspend and break an instance, or take its address", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const act = (action: string): void => emulators.change({ cloud: "ovh", action, id });
  act("lose-address");
  t.deepEqual((await client.get(`/instance/${id}`)).ipAddresses, []);
  for (const [action, status] of [
    ["power-off", "SHUTOFF"],
    ["suspend", "SUSPENDED"],
    ["fail", "ERROR"],
  ] as const) {
    act(action);
    t.is(await client.status(id), status);
  }
  t.throws(() => act("explode"), { message: /ovh has no action explode/ });
  t.throws(() => emulators.change({ cloud: "ovh", action: "fail", id: "x" }), { message: /no instance with id "x"/ });
});

test("an instance deleted in the panel is gone at once, its ports soon after", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  emulators.change({ cloud: "ovh", kind: "instance", id, delete: true });
  t.is(await client.status(id), 404);
  const ports = () => emulators.objects("ovh").filter(({ kind }) => kind === "interface").length;
  t.is(ports(), 1);
  emulators.advance(15);
  t.is(ports(), 0);
});

test("a running instance has a console and lists its applications", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  t.is((await client.post(`/instance/${id}/vnc`)).type, "novnc");
  t.deepEqual(await client.post(`/instance/${id}/applicationAccess`), { status: "ok", accesses: [] });
  emulators.change({ cloud: "ovh", kind: "instance", id, set: { phase: "shutoff" } });
  t.is((await client.cloud("POST", `/instance/${id}/vnc`)).status, 409);
});

test("a stale list shows the state before the last write", async (t) => {
  const { emulators, client } = await start(t);
  await client.post("/instance", plain(emulators));
  const operation = "GET /cloud/project/{serviceName}/instance";
  emulators.addFault({ cloud: "ovh", operation, fault: { stale: true } });
  t.deepEqual(await client.list("/instance"), []);
  t.is((await client.list("/instance")).length, 1);
});

test("two accounts see nothing of each other", async (t) => {
  const { emulators, client } = await start(t);
  const [mine, theirs] = emulators.clouds.ovh.accounts;
  const other = testClient(emulators, theirs);
  const id = await activeInstance(emulators, client);
  const { pn } = await privateNetwork(emulators, client);
  await client.post("/sshkey", { name: "k", publicKey: "ssh-ed25519 AAAAC3Nz me" });
  for (const path of ["/instance", "/sshkey", "/network/private", "/operation"])
    t.deepEqual(await other.list(path), []);
  t.is((await other.cloud("GET", `/instance/${id}`)).status, 404);
  t.is((await other.cloud("DELETE", `/instance/${id}`)).status, 404);
  t.is((await other.cloud("GET", `/network/private/${pn}`)).status, 404);
  t.is((await other.cloud("POST", "/instance", plain(emulators, { networks: [{ networkId: pn }] }))).status, 400);
  const trespass = await other.call("GET", `/cloud/project/${mine?.project}/instance`);
  t.deepEqual(trespass.body, { class: "Client::NotFound", message: "This service does not exist" });
  await other.post("/sshkey", { name: "k", publicKey: "ssh-ed25519 AAAAC3Nz you" });
  t.is((await client.list("/instance")).length, 1);
});

test("an account's projects are separate too", async (t) => {
  const { emulators, client } = await start(t);
  const id = await activeInstance(emulators, client);
  const [first, second] = (await client.ok("GET", "/cloud/project")) as string[];
  t.is(first, emulators.clouds.ovh.credentials.project);
  t.deepEqual(await client.ok("GET", `/cloud/project/${second}/instance`), []);
  t.is((await client.call("GET", `/cloud/project/${second}/instance/${id}`)).status, 404);
});

test("the same seed gives the same ids", async (t) => {
  const ids = async () => {
    const { emulators, client } = await start(t);
    return [await activeInstance(emulators, client), seedId(emulators, "flavor", "b3-8")];
  };
  t.deepEqual(await ids(), await ids());
});

test("the log names calls as the documentation does and shows no secret", async (t) => {
  const { emulators, client } = await start(t);
  await client.post("/instance", plain(emulators, { userData: "#!/bin/sh\nsecret" }));
  const [row] = emulators.requests("ovh");
  t.is(row?.operation, "POST /cloud/project/{serviceName}/instance");
  t.deepEqual([row?.kind, row?.parameters.name, row?.parameters.userData], ["write", "web-1", "(16 characters)"]);
  const { applicationSecret, consumerKey } = emulators.clouds.ovh.credentials;
  const seen = JSON.stringify([emulators.requests(), emulators.objects()]);
  t.false(seen.includes(applicationSecret) || seen.includes(consumerKey));
});

test("reset restores the seeds", async (t) => {
  const { emulators, client } = await start(t);
  const before = JSON.stringify(emulators.objects("ovh"));
  await activeInstance(emulators, client);
  await privateNetwork(emulators, client);
  emulators.reset();
  t.is(JSON.stringify(emulators.objects("ovh")), before);
  t.is((await client.call("GET", "/me")).status, 200);
});

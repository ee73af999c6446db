import test from "ava";
import { plain, record, records, seedId, start } from "./testing.ts";

test("flavors and images have a different ID in each region", async (t) => {
  const { emulators, client } = await start(t);
  for (const kind of ["flavor", "image"] as const) {
    const all = await client.list(`/${kind}`);
    t.is(new Set(all.map(({ id }) => id)).size, all.length);
    const [gra, sbg] = [await client.list(`/${kind}?region=GRA11`), await client.list(`/${kind}?region=SBG5`)];
    t.true(gra.length > 5);
    t.deepEqual(
      gra.map(({ name }) => name),
      sbg.map(({ name }) => name),
    );
    t.is(all.length, gra.length * 5);
    const name = kind === "flavor" ? "b3-8" : "Debian 12";
    t.not(seedId(emulators, kind, name), seedId(emulators, kind, name, "SBG5"));
    const one = await client.get(`/${kind}/${seedId(emulators, kind, name)}`);
    t.deepEqual(
      one,
      gra.find((each) => each.name === name),
    );
    t.is((await client.cloud("GET", `/${kind}/x`)).status, 404);
  }
});

test("a flavor shows its size, its plan codes and its capabilities", async (t) => {
  const { client } = await start(t);
  const flavor = (await client.list("/flavor?region=GRA11")).find(({ name }) => name === "b3-8");
  t.deepEqual([flavor?.vcpus, flavor?.ram, flavor?.disk, flavor?.available], [2, 8, 50, true]);
  t.deepEqual(flavor?.planCodes, { hourly: "b3-8.consumption", monthly: "b3-8.monthly.postpaid", license: null });
  t.deepEqual(records(flavor?.capabilities)[0], { name: "resize", enabled: true });
});

test("images can be filtered by system", async (t) => {
  const { client } = await start(t);
  const windows = await client.list("/image?region=GRA11&osType=windows");
  t.deepEqual(
    windows.map(({ name }) => name),
    ["Windows Server 2022 Standard (Desktop)"],
  );
});

test("a region must be activated before it can be used", async (t) => {
  const { emulators, client } = await start(t);
  t.deepEqual(
    (await client.list("/regionAvailable")).map(({ name }) => name),
    ["WAW1", "UK1"],
  );
  const create = async () => (await client.cloud("POST", "/instance", plain(emulators, { region: "WAW1" }))).status;
  t.is(await create(), 400);
  t.is((await client.cloud("GET", "/region/WAW1")).status, 404);
  t.deepEqual(await client.list("/flavor?region=WAW1"), []);
  t.is((await client.post("/region", { region: "WAW1" })).name, "WAW1");
  t.is(await create(), 200);
  t.is((await client.cloud("POST", "/region", { region: "WAW1" })).status, 409);
  t.is((await client.cloud("POST", "/region", { region: "GRA" })).status, 400);
  t.like(await client.list("/regionAvailable"), [{ name: "UK1" }]);
});

test("a region of three zones names them", async (t) => {
  const { client } = await start(t);
  const region = await client.get("/region/EU-WEST-PAR");
  t.is(region.type, "region-3-az");
  t.deepEqual(region.availabilityZones, ["eu-west-par-a", "eu-west-par-b", "eu-west-par-c"]);
});

test("nothing can be created in a region under maintenance", async (t) => {
  const { emulators, client } = await start(t);
  emulators.change({ cloud: "ovh", kind: "region", id: "GRA11", set: { status: "MAINTENANCE" } });
  const { status, body } = await client.cloud("POST", "/instance", plain(emulators));
  t.deepEqual([status, record(body).class], [503, "Server::InternalServerError::Maintenance"]);
});

test("the quota counts existing objects", async (t) => {
  const { emulators, client } = await start(t);
  await client.post("/instance", plain(emulators));
  const quota = (await client.list("/quota")).find(({ region }) => region === "GRA11");
  const { usedInstances, usedCores, usedRAM } = record(quota?.instance);
  t.deepEqual([usedInstances, usedCores, usedRAM], [1, 2, 8000]);
});

test("a project is described and renamed", async (t) => {
  const { emulators, client } = await start(t);
  const { project } = emulators.clouds.ovh.credentials;
  t.deepEqual([(await client.get("")).project_id, (await client.get("")).status], [project, "ok"]);
  t.is((await client.cloud("PUT", "", { description: "mine" })).body, null);
  t.is((await client.get("")).description, "mine");
});

const projectStates: [string, number, string][] = [
  ["creating", 404, "This service does not exist"],
  ["suspended", 403, "This service is suspended"],
  ["expired", 460, "This Service is expired"],
];
for (const [status, code, message] of projectStates) {
  test(`a project that is ${status} answers ${code}`, async (t) => {
    const { emulators, client } = await start(t);
    const { project: id } = emulators.clouds.ovh.credentials;
    emulators.change({ cloud: "ovh", kind: "project", id, set: { status } });
    const answer = await client.cloud("GET", "/instance");
    t.deepEqual([answer.status, record(answer.body).message], [code, message]);
  });
}

const publicKey = `ssh-ed25519 ${Buffer.from("a key").toString("base64")} me@here`;

test("a key is added to all regions, or to one, and its ID is derived from its name", async (t) => {
  const { client } = await start(t);
  const everywhere = await client.post("/sshkey", { name: "asd", publicKey });
  t.is(everywhere.id, "59584e6b");
  t.is((everywhere.regions as string[]).length, 5);
  t.regex(String(everywhere.fingerPrint), /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  const local = await client.post("/sshkey", { name: "local", publicKey, region: "SBG5" });
  t.deepEqual(local.regions, ["SBG5"]);
  const ids = async (query: string) => (await client.list(`/sshkey${query}`)).map(({ id }) => id);
  t.deepEqual(await ids(""), [everywhere.id, local.id]);
  t.deepEqual(await ids("?region=GRA11"), [everywhere.id]);
  t.false("fingerPrint" in ((await client.list("/sshkey"))[0] ?? {}));
  t.deepEqual(await client.get("/sshkey/59584e6b"), everywhere);
  t.is((await client.cloud("DELETE", "/sshkey/59584e6b")).body, null);
  t.is((await client.cloud("GET", "/sshkey/59584e6b")).status, 404);
});

test("a key of another region cannot be used; a valid one shows with the instance", async (t) => {
  const { emulators, client } = await start(t);
  const { id: sshKeyId } = await client.post("/sshkey", { name: "local", publicKey, region: "SBG5" });
  t.is((await client.cloud("POST", "/instance", plain(emulators, { sshKeyId }))).status, 400);
  const created = await client.post("/instance", plain(emulators, { sshKeyId, region: "SBG5" }));
  t.is(record(created.sshKey).publicKey, publicKey);
});

for (const [title, body, status] of [
  ["a second key of the same name", { name: "k", publicKey }, 409],
  ["a private key", { name: "x", publicKey: "-----BEGIN OPENSSH PRIVATE KEY-----" }, 400],
  ["no key", { name: "x" }, 400],
  ["no name", { publicKey }, 400],
  ["an unknown region", { name: "x", publicKey, region: "GRA" }, 400],
] as const) {
  test(`keys: ${title} is ${status}`, async (t) => {
    const { client } = await start(t);
    await client.post("/sshkey", { name: "k", publicKey });
    t.is((await client.cloud("POST", "/sshkey", body)).status, status);
    t.is((await client.list("/sshkey")).length, 1);
  });
}

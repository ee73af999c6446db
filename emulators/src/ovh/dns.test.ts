import test from "ava";
import { start } from "./testing.ts";

const RECORDS = "/domain/zone/example.com/record";
const WWW = { fieldType: "A", subDomain: "www", target: "198.51.100.7", ttl: 300 };

test("a record is created, changed and deleted; the list has IDs only, and can be filtered", async (t) => {
  const { client } = await start(t);
  const made = Object(await client.ok("POST", RECORDS, WWW));
  t.like(made, { ...WWW, zone: "example.com" });
  t.deepEqual(await client.ok("GET", `${RECORDS}?fieldType=A&subDomain=www`), [made.id]);
  t.deepEqual(await client.ok("GET", `${RECORDS}?fieldType=A&subDomain=`), []);
  t.deepEqual(await client.ok("PUT", `${RECORDS}/${made.id}`, { target: "198.51.100.8" }), null);
  t.like(await client.ok("GET", `${RECORDS}/${made.id}`), { ...WWW, target: "198.51.100.8" });
  await client.ok("DELETE", `${RECORDS}/${made.id}`);
  t.is((await client.call("GET", `${RECORDS}/${made.id}`)).status, 404);
  t.is((await client.call("POST", RECORDS, { ...WWW, fieldType: "X" })).status, 400);
  t.is((await client.call("GET", "/domain/zone/example.net/record")).status, 404);
});

test("a change shows once the zone is refreshed", async (t) => {
  const { client } = await start(t);
  const isDeployed = async () => Object(await client.ok("GET", "/domain/zone/example.com/status")).isDeployed;
  t.true(await isDeployed());
  await client.ok("POST", RECORDS, WWW);
  t.false(await isDeployed());
  await client.ok("POST", "/domain/zone/example.com/refresh");
  t.true(await isDeployed());
});

test("the control panel's headers show records in place of their IDs", async (t) => {
  const { client } = await start(t);
  const { body } = await client.call("GET", RECORDS, undefined, { "x-pagination-mode": "CachedObjectList-Pages" });
  t.like(body, [{ fieldType: "NS", subDomain: "", zone: "example.com" }]);
});

test("what is not known of records is a switch", async (t) => {
  const { client, emulators } = await start(t, {
    ...{ createdRecordId: "zero", textTarget: "quoted", missingTtl: "null", recordLag: 30 },
  });
  t.like(await client.ok("POST", RECORDS, { fieldType: "TXT", target: "hello" }), { id: 0 });
  const [id] = Object(await client.ok("GET", `${RECORDS}?fieldType=TXT`));
  t.is((await client.call("GET", `${RECORDS}/${id}`)).status, 404);
  emulators.advance(30);
  t.like(await client.ok("GET", `${RECORDS}/${id}`), { target: '"hello"', ttl: null, subDomain: "" });
});

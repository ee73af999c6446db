import test from "ava";
import { privateNetwork, records, start } from "./testing.ts";

const RANGE = { cidr: "10.1.0.0/24", ipVersion: 4, enableDhcp: true, enableGatewayIp: true };

test("a subnet of a region has a name and its own pools, and is seen by both calls", async (t) => {
  const { emulators, client } = await start(t);
  const { pn, inGra } = await privateNetwork(emulators, client);
  const path = `/region/GRA11/network/${inGra}`;
  const pools = [{ start: "10.1.0.10", end: "10.1.0.20" }];
  const made = await client.post(`${path}/subnet`, { ...RANGE, name: "web", allocationPools: pools });
  t.like(made, { name: "web", gatewayIp: "10.1.0.1", allocationPools: pools, ipVersion: 4, dhcpEnabled: true });
  t.deepEqual(await client.get(`${path}/subnet/${made.id}`), made);
  t.like((await client.list(`/network/private/${pn}/subnet`))[1], { id: made.id, cidr: "10.1.0.0/24" });
  t.is(records((await client.list(`${path}/subnet`)).map((row) => row)).length, 2);
  t.true(JSON.stringify(await client.get(path)).includes(String(made.id)));
  for (const wrong of [{ cidr: "10.1.0.0" }, { name: undefined }, { ipVersion: 5 }, { gatewayIp: "10.2.0.1" }, {}])
    t.true((await client.cloud("POST", `${path}/subnet`, { ...RANGE, name: "other", ...wrong })).status >= 400);
  t.is((await client.cloud("DELETE", `${path}/subnet/${made.id}`)).status, 200);
  t.is((await client.cloud("GET", `${path}/subnet/${made.id}`)).status, 404);
});

test("a gateway is made by an operation, changed, connected to a second subnet and deleted by an operation", async (t) => {
  const { emulators, client } = await start(t);
  const { inGra } = await privateNetwork(emulators, client);
  const path = `/region/GRA11/network/${inGra}/subnet`;
  const [first] = await client.list(path);
  const second = await client.post(path, { ...RANGE, name: "web" });
  const operation = await client.post(`${path}/${first?.id}/gateway`, { name: "out", model: "s" });
  t.like(operation, { status: "created", action: "gateway#create", resourceId: null });
  t.is((await client.cloud("POST", `${path}/${first?.id}/gateway`, { name: "two", model: "s" })).status, 409);
  const [building] = await client.list("/region/GRA11/gateway");
  t.like(building, { name: "out", status: "building", externalInformation: null });
  const gateway = `/region/GRA11/gateway/${building?.id}`;
  t.is((await client.cloud("PUT", gateway, { name: "out", model: "m" })).status, 409);
  emulators.advance(30);
  t.like(await client.get(`/operation/${operation.id}`), { status: "completed", resourceId: building?.id });
  await client.cloud("PUT", gateway, { name: "exit", model: "m" });
  t.like(await client.get(gateway), { name: "exit", model: "m", status: "active" });
  const port = await client.post(`${gateway}/interface`, { subnetId: second.id });
  t.like(await client.get(`${gateway}/interface/${port.id}`), { ip: "10.1.0.1", subnetId: second.id });
  t.deepEqual(
    (await client.list(`/region/GRA11/gateway?subnetId=${second.id}`)).map(({ id }) => id),
    [building?.id],
  );
  t.is((await client.cloud("DELETE", `${path}/${second.id}`)).status, 400);
  await client.cloud("DELETE", `${gateway}/interface/${port.id}`);
  t.is((await client.cloud("DELETE", `${path}/${second.id}`)).status, 200);
  t.like((await client.cloud("DELETE", gateway)).body, { action: "gateway#delete", status: "created" });
  emulators.advance(30);
  t.is((await client.cloud("GET", gateway)).status, 404);
  t.is((await client.cloud("DELETE", `${path}/${first?.id}`)).status, 200);
});

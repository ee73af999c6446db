import test from "ava";
import fc from "fast-check";
import { blockOf, toNumber, toText, within } from "./ipv4.ts";
import { activeInstance, type Json, plain, privateNetwork, record, records, seedId, start } from "./testing.ts";

test("addresses and numbers convert in both directions", (t) => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), fc.integer({ min: 0, max: 32 }), (address, bits) => {
      const text = toText(address);
      t.is(toNumber(text), address);
      const block = blockOf(`${text}/${bits}`);
      t.true(block !== undefined && block.first <= address && address <= block.last);
      t.is((block?.last ?? 0) - (block?.first ?? 0), 2 ** (32 - bits) - 1);
      t.true(within(`${text}/${bits}`, text));
      t.is(within(`${text}/32`, toText((address + 1) % 2 ** 32)), false);
    }),
  );
});

test("invalid addresses and blocks are recognized", (t) => {
  for (const text of ["", "1.2.3", "1.2.3.256", "1.2.3.4.5", "a.b.c.d", "::1", "1.2.3.4 "])
    t.is(toNumber(text), undefined);
  for (const text of ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "10.0.0.0/8/8", "10.0.0.0/-1"])
    t.is(blockOf(text), undefined);
});

test("a private network is BUILDING without IDs in its regions, then ACTIVE with them", async (t) => {
  const { emulators, client } = await start(t);
  const created = await client.post("/network/private", { name: "lan", vlanId: 0 });
  t.regex(String(created.id), /^pn-\d+_0$/);
  t.deepEqual([created.status, records(created.regions)[0]?.openstackId], ["BUILDING", null]);
  emulators.advance(10);
  const ready = await client.get(`/network/private/${created.id}`);
  t.is(ready.status, "ACTIVE");
  t.is(records(ready.regions).length, 5);
  t.regex(String(records(ready.regions)[0]?.openstackId), /^[0-9a-f-]{36}$/);
  t.is((await client.cloud("PUT", `/network/private/${created.id}`, { name: "wan" })).body, null);
  t.is((await client.list("/network/private"))[0]?.name, "wan");
  t.is((await client.cloud("DELETE", `/network/private/${created.id}`)).status, 200);
  t.is((await client.get(`/network/private/${created.id}`)).status, "DELETING");
  emulators.advance(10);
  t.is((await client.cloud("GET", `/network/private/${created.id}`)).status, 404);
});

test("a network is added to a region and removed from one", async (t) => {
  const { emulators, client } = await start(t);
  const { pn, inGra } = await privateNetwork(emulators, client);
  const grown = await client.post(`/network/private/${pn}/region`, { region: "SBG5" });
  t.deepEqual(
    records(grown.regions).map(({ region }) => region),
    ["GRA11", "SBG5"],
  );
  const again = await client.cloud("POST", `/network/private/${pn}/region`, { region: "SBG5" });
  t.regex(String(record(again.body).message), /already activated/);
  const here = await client.list("/region/GRA11/network");
  t.deepEqual(
    here.map(({ name, visibility }) => [name, visibility]),
    [
      ["Ext-Net", "public"],
      ["lan", "private"],
    ],
  );
  t.is((await client.cloud("DELETE", `/region/GRA11/network/${inGra}`)).status, 200);
  t.is((await client.list("/region/GRA11/network")).length, 1);
  t.is((await client.cloud("DELETE", `/region/GRA11/network/${inGra}`)).status, 404);
});

const subnet = {
  region: "GRA11",
  network: "10.1.0.0/16",
  start: "10.1.0.2",
  end: "10.1.0.9",
  dhcp: true,
  noGateway: true,
};
const badSubnets: [string, Json][] = [
  ["no dhcp", { dhcp: undefined }],
  ["no noGateway", { noGateway: undefined }],
  ["a network that is none", { network: "10.1.0.0" }],
  ["a start outside", { start: "10.2.0.1" }],
  ["an end outside", { end: "10.2.0.1" }],
  ["a region that the network is not in", { region: "SBG5" }],
];
for (const [title, set] of badSubnets) {
  test(`a subnet is rejected for ${title}`, async (t) => {
    const { emulators, client } = await start(t);
    const { pn } = await privateNetwork(emulators, client);
    t.is((await client.cloud("POST", `/network/private/${pn}/subnet`, { ...subnet, ...set })).status, 400);
    t.is((await client.list(`/network/private/${pn}/subnet`)).length, 1);
  });
}

test("subnets are listed, may have no gateway, and can be deleted when no port is left", async (t) => {
  const { emulators, client } = await start(t);
  const { pn } = await privateNetwork(emulators, client);
  const created = await client.post(`/network/private/${pn}/subnet`, subnet);
  t.is(created.gatewayIp, null);
  t.deepEqual(records(created.ipPools)[0], {
    ...{ network: "10.1.0.0/16", region: "GRA11", dhcp: true, start: "10.1.0.2", end: "10.1.0.9" },
  });
  const [first] = await client.list(`/network/private/${pn}/subnet`);
  t.deepEqual([first?.cidr, first?.gatewayIp], ["10.0.0.0/24", "10.0.0.1"]);
  const id = await activeInstance(emulators, client, { networks: [{ networkId: pn }] });
  const remove = () => client.cloud("DELETE", `/network/private/${pn}/subnet/${first?.id}`);
  t.is((await remove()).status, 400);
  t.is((await client.cloud("DELETE", `/network/private/${pn}`)).status, 400);
  await client.cloud("DELETE", `/instance/${id}`);
  emulators.advance(15);
  t.is(await client.status(id), 404);
  t.is((await remove()).status, 400);
  emulators.advance(15);
  t.is((await remove()).status, 200);
  t.is((await remove()).status, 404);
});

test("an instance on a private network has its address there and no public one", async (t) => {
  const { emulators, client } = await start(t);
  const { pn, inGra } = await privateNetwork(emulators, client);
  const id = await activeInstance(emulators, client, { networks: [{ networkId: pn }] });
  t.deepEqual((await client.get(`/instance/${id}`)).ipAddresses, [
    { ip: "10.0.0.10", version: 4, type: "private", networkId: inGra, gatewayIp: "10.0.0.1" },
  ]);
  const publicId = (await client.list("/network/public"))[0]?.id;
  const networks = [{ networkId: publicId }, { networkId: pn, ip: "10.0.0.77" }];
  const both = await client.get(`/instance/${await activeInstance(emulators, client, { networks })}`);
  t.deepEqual(
    records(both.ipAddresses).map(({ type, version }) => [type, version]),
    [
      ["public", 4],
      ["public", 6],
      ["private", 4],
    ],
  );
  t.is(records(both.ipAddresses)[2]?.ip, "10.0.0.77");
});

test("fixed addresses are rejected if taken, outside the subnet, or on the public network, and are released eventually", async (t) => {
  const { emulators, client } = await start(t);
  const { pn } = await privateNetwork(emulators, client);
  const statusOf = async (networks: Json[]) =>
    (await client.cloud("POST", "/instance", plain(emulators, { networks }))).status;
  const publicId = (await client.list("/network/public"))[0]?.id;
  t.is(await statusOf([{ networkId: publicId, ip: "198.19.0.99" }]), 400);
  t.is(await statusOf([{ networkId: pn, ip: "10.0.1.1" }]), 400);
  t.is(await statusOf([{ networkId: pn, ip: "10.0.0.1" }]), 409);
  t.is(await statusOf([{ networkId: pn, ip: "10.0.0.11" }]), 200);
  t.is(await statusOf([{ networkId: pn, ip: "10.0.0.11" }]), 409);
  t.is(await statusOf([{ networkId: pn }, { networkId: pn }]), 200);
  t.is(await statusOf([{ networkId: pn }]), 409);
  t.is((await client.list("/instance")).length, 2);
});

test("a fixed address is free only some time after its instance is deleted", async (t) => {
  const { emulators, client } = await start(t);
  const { pn } = await privateNetwork(emulators, client);
  const set = { networks: [{ networkId: pn, ip: "10.0.0.11" }] };
  const id = await activeInstance(emulators, client, set);
  await client.cloud("DELETE", `/instance/${id}`);
  emulators.advance(29);
  t.is(await client.status(id), 404);
  t.is((await client.cloud("POST", "/instance", plain(emulators, set))).status, 409);
  emulators.advance(1);
  t.is((await client.cloud("POST", "/instance", plain(emulators, set))).status, 200);
});

test("a network without a subnet, or not ready, cannot be used", async (t) => {
  const { emulators, client } = await start(t);
  const { id } = await client.post("/network/private", { name: "lan" });
  const message = async () =>
    record((await client.cloud("POST", "/instance", plain(emulators, { networks: [{ networkId: id }] }))).body).message;
  t.regex(String(await message()), /not ready/);
  emulators.advance(10);
  t.regex(String(await message()), /requires a subnet/);
});

test("an interface is attached at once, shows its address later, and is detached", async (t) => {
  const { emulators, client } = await start(t);
  const { inGra } = await privateNetwork(emulators, client);
  const id = await activeInstance(emulators, client);
  const path = `/instance/${id}/interface`;
  t.deepEqual(
    (await client.list(path)).map(({ type, state }) => [type, state]),
    [["public", "ACTIVE"]],
  );
  const created = await client.post(path, { networkId: inGra, ip: "10.0.0.50" });
  t.deepEqual([created.type, created.state, created.networkId], ["private", "DOWN", inGra]);
  t.regex(String(created.macAddress), /^fa:16:3e(:[0-9a-f]{2}){3}$/);
  t.is(records(created.fixedIps)[0]?.ip, "10.0.0.50");
  t.is(records((await client.get(`/instance/${id}`)).ipAddresses).length, 2);
  emulators.advance(4);
  t.is(records((await client.get(`/instance/${id}`)).ipAddresses).length, 3);
  t.is((await client.get(`${path}/${created.id}`)).state, "ACTIVE");
  t.is((await client.cloud("DELETE", `${path}/${created.id}`)).body, null);
  t.is((await client.list(path)).length, 2);
  emulators.advance(4);
  t.is((await client.list(path)).length, 1);
  t.is((await client.cloud("DELETE", `${path}/${created.id}`)).status, 404);
});

test("attaching an interface during a build is a conflict", async (t) => {
  const { emulators, client } = await start(t);
  const { inGra } = await privateNetwork(emulators, client);
  const { id } = await client.post("/instance", plain(emulators));
  t.is((await client.cloud("POST", `/instance/${id}/interface`, { networkId: inGra })).status, 409);
  t.is((await client.cloud("POST", `/instance/${id}/interface`, {})).status, 400);
});

test("a floating address is created by an operation, shows with the instance, and outlives it", async (t) => {
  const { emulators, client } = await start(t, { floatingIpNeedsGateway: false });
  const { pn } = await privateNetwork(emulators, client);
  const id = await activeInstance(emulators, client, { networks: [{ networkId: pn }] });
  const path = `/region/GRA11/instance/${id}`;
  t.is((await client.cloud("POST", `${path}/floatingIp`, { ip: "10.0.0.99" })).status, 400);
  const operation = await client.post(`${path}/floatingIp`, { ip: "10.0.0.10" });
  t.deepEqual([operation.status, operation.progress, operation.resourceId], ["created", 0, null]);
  t.deepEqual((await client.get(`/instance/${id}`)).operationIds, [operation.id]);
  emulators.advance(3);
  t.is((await client.get(`/operation/${operation.id}`)).status, "in-progress");
  emulators.advance(10);
  const done = await client.get(`/operation/${operation.id}`);
  t.deepEqual([done.status, done.progress], ["completed", 100]);
  const [floating] = await client.list("/region/GRA11/floatingip");
  t.deepEqual([floating?.id, floating?.status, record(floating?.associatedEntity).id], [done.resourceId, "active", id]);
  const displayed = records((await client.get(`/instance/${id}`)).ipAddresses);
  t.deepEqual(
    displayed.map(({ ip, type }) => [ip, type]),
    [
      ["10.0.0.10", "private"],
      [floating?.ip, "public"],
    ],
  );
  const one = `/region/GRA11/floatingip/${floating?.id}`;
  const again = { floatingIpId: floating?.id, ip: "10.0.0.10" };
  t.is((await client.cloud("POST", `${path}/associateFloatingIp`, again)).status, 400);
  await client.post(`${one}/detach`);
  t.deepEqual([(await client.get(one)).status, (await client.get(one)).associatedEntity], ["down", null]);
  t.is((await client.post(`${path}/associateFloatingIp`, again)).status, "created");
  await client.cloud("DELETE", `/instance/${id}`);
  emulators.advance(15);
  t.is((await client.get(one)).status, "down");
  t.is((await client.cloud("DELETE", one)).status, 200);
  t.deepEqual(await client.list("/region/GRA11/floatingip"), []);
});

const regional = (emulators: Parameters<typeof plain>[0], set: Json = {}): Json => ({
  ...{ name: "web-1", billingPeriod: "hourly", flavor: { id: seedId(emulators, "flavor", "b3-8") } },
  ...{ bootFrom: { imageId: seedId(emulators, "image", "Debian 12") }, network: { public: true }, ...set },
});

test("the region form creates through an operation whose sub-operation names the instance", async (t) => {
  const { emulators, client } = await start(t);
  const sshKeyCreate = { name: "k", publicKey: "ssh-ed25519 AAAAC3Nz me" };
  const { id, status } = await client.post("/region/GRA11/instance", regional(emulators, { sshKeyCreate }));
  t.is(status, "created");
  emulators.advance(3);
  const running = await client.get(`/operation/${id}`);
  const [inner] = records(running.subOperations);
  t.deepEqual([running.status, running.resourceId, inner?.action], ["in-progress", null, "instance#create"]);
  const path = `/region/GRA11/instance/${inner?.resourceId}`;
  t.deepEqual([(await client.get(path)).status, (await client.get(path)).taskState], ["BUILD", "spawning"]);
  emulators.advance(37);
  t.is((await client.get(`/operation/${id}`)).status, "completed");
  const built = await client.get(path);
  t.deepEqual([built.status, built.sshKey, built.flavorName, built.taskState], ["ACTIVE", "k", "b3-8", ""]);
  t.deepEqual(
    records(built.addresses).map(({ type, version }) => [type, version]),
    [
      ["public", 4],
      ["public", 6],
    ],
  );
  t.is((await client.list("/region/GRA11/instance")).length, 1);
  t.is((await client.list("/region/SBG5/instance")).length, 0);
  t.is((await client.list(`/operation?instanceId=${inner?.resourceId}`)).length, 1);
  t.is((await client.list("/operation?instanceId=x")).length, 0);
});

test("the region form takes keys by name and requires a network", async (t) => {
  const { emulators, client } = await start(t);
  const create = async (set: Json) =>
    (await client.cloud("POST", "/region/GRA11/instance", regional(emulators, set))).body;
  t.is(record(await create({ network: {} })).message, "invalid: missing network input");
  const { pn } = await privateNetwork(emulators, client);
  t.is(
    record(await create({ network: { private: { network: { id: pn } } } })).message,
    `[network.private.network.id] Given data (${pn}) is not valid for type uuid`,
  );
  t.regex(String(record(await create({ sshKey: { name: "k" } })).message), /SSH key k does not exist/);
  await client.post("/sshkey", { name: "k", publicKey: "ssh-ed25519 AAAAC3Nz me" });
  t.is(record(await create({ sshKey: { name: "k" } })).status, "created");
  t.is(record(await create({ billingPeriod: "yearly" })).class, "Client::BadRequest");
});

test("an operation whose build fails is in-error", async (t) => {
  const { emulators, client } = await start(t, { buildOutcome: "error" });
  const { id } = await client.post("/region/GRA11/instance", regional(emulators));
  emulators.advance(40);
  t.is((await client.get(`/operation/${id}`)).status, "in-error");
});

import test from "ava";
import { lunanode } from "./clouds/lunanode.ts";
import { TestHarness } from "./suite/test-harness.ts";

const NETWORK = "lunanode:Network";
const NET = { subnet: "10.5.0.0/16", dns: ["8.8.8.8", "1.1.1.1"] };
const WEB = { name: "web", plan: "m.2", image: "Ubuntu 24.04 64-bit" };

for (const createReplies of ["ids", "bare"]) {
  test(`ten networks at once, if create responses are ${createReplies}: each resource has its own`, async (t) => {
    const on = await TestHarness.start(t, { ...lunanode, switches: { createReplies } }, "json");
    const pool = on.process();
    const engines = Array.from({ length: 10 }, (_, n) => on.engine(`net${n}`, { token: NETWORK, pool }));
    await Promise.all(engines.map((engine, n) => engine.up({ ...NET, name: `net${n}` })));
    const made = on.objects("network").filter(({ name }) => String(name).startsWith("net"));
    t.deepEqual(
      engines.map(({ state }) => state?.id),
      made.toSorted((a, b) => String(a.name).localeCompare(String(b.name))).map(({ id }) => `toronto/${id}`),
    );
    t.deepEqual(on.warnings, []);
    t.is(made[0]?.dns, "8.8.8.8,1.1.1.1");
  });
}

test("networks of one name in two regions are two networks", async (t) => {
  const on = await TestHarness.start(t, lunanode, "json");
  const [far, near] = [on.engine("far", { token: NETWORK }), on.engine("near", { token: NETWORK })];
  await far.up({ ...NET, name: "office", region: "montreal" });
  const program = { ...NET, name: "office", region: "toronto" };
  await near.up(program);
  t.deepEqual(
    [far, near].map(({ state }) => state?.id.split("/")[0]),
    ["montreal", "toronto"],
  );
  await on.assertSettled(near, program);
});

for (const reference of ["id", "networkId", "name"]) {
  test(`a VM accepts a network by its ${reference}, and releases it before the network is deleted`, async (t) => {
    const on = await TestHarness.start(t, lunanode, "json");
    const net = on.engine("net", { token: NETWORK });
    await net.up({ ...NET, name: "office" });
    const given = reference === "id" ? net.state?.id : reference === "name" ? "office" : net.outputs.networkId;
    const vm = on.engine("web");
    await vm.up({ ...WEB, network: given });
    t.is(on.server(vm).networkId, net.outputs.networkId);
    await on.assertSettled(vm, { ...WEB, network: given });
    // The VM is still being deleted when the network's deletion starts.
    await Promise.all([vm.destroy(), net.destroy()]);
    t.false(on.objects("network").some(({ name }) => name === "office"));
  });
}

test("deleting a network that a VM still uses ends with a timeout error that names the reason, and the network stays", async (t) => {
  const on = await TestHarness.start(t, lunanode, "json");
  const net = on.engine("net", { token: NETWORK });
  const program = { ...NET, timeouts: { delete: "1m" } };
  await net.up(program);
  await on.engine("web").up({ ...WEB, network: net.state?.id });
  t.regex(await on.errorOf(net.destroy()), /network toronto\/\d+ .*after 1m, waiting for its VMs to release it/);
  t.truthy(net.state);
});

test("a private address outside of the VM's network is refused in the preview", async (t) => {
  const on = await TestHarness.start(t, lunanode, "json");
  const net = on.engine("net", { token: NETWORK });
  await net.up({ ...NET, name: "office" });
  const vm = on.engine("web");
  t.regex(
    await on.errorOf(vm.preview({ ...WEB, network: "office", privateIps: ["10.5.0.9", "10.6.0.9"] })),
    /^privateIps: 10\.6\.0\.9 cannot be an address in network "office" \(10\.5\.0\.0\/16\): choose one from 10\.5\.0\.1 to 10\.5\.255\.254$/,
  );
  // Nothing is known of the default network.
  t.is((await vm.preview({ ...WEB, privateIps: ["10.6.0.9"] })).op, "create");
});

test("a new network without DNS servers is refused in the preview", async (t) => {
  const on = await TestHarness.start(t, lunanode, "json");
  t.regex(
    await on.errorOf(on.engine("net", { token: NETWORK }).preview({ subnet: "10.5.0.0/16" })),
    /dns: a new network needs the addresses of its DNS servers/,
  );
});

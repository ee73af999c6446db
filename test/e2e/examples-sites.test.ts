import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import type { CloudName, CloudObject, Emulators } from "../../emulators/src/index.ts";
import { openExample } from "./support/examples.ts";

test.serial("examples/lunanode-site: up, changed, drift detected and repaired, destroyed", async (t) => {
  const { emulators, env, up, destroy } = await openExample(t, "lunanode-site", { clouds: ["lunanode"] });
  env.PULUMI_PARALLEL = "20";
  const objects = (kind: string) => emulators.objects("lunanode").filter((object) => object.kind === kind);
  const before = namesOf(emulators.objects("lunanode"));
  t.regex(await up(), /url *: "http:\/\/www\.example\.com\/"/);
  const vms = objects("vm");
  t.is(vms.length, 2);
  const [address] = objects("floatingIp").filter(({ vmId }) => vms.some(({ id }) => id === vmId));
  t.truthy(address);
  t.is(objects("volume").filter(({ vmId }) => vms.some(({ id }) => id === vmId)).length, 2);

  // Another domain changes no server, and somebody has renamed the script in the panel.
  const [script] = objects("script").filter(({ name }) => String(name).startsWith("nginx-"));
  emulators.change({ cloud: "lunanode", kind: "script", id: String(script?.id), set: { name: "mine" } });
  emulators.clearRequests();
  const screen = await up("--refresh", "--diff", "--config", "domain=example.org");
  t.regex(screen, /name\s*: "nginx-[0-9a-f]{7}" => "mine"/);
  t.regex(screen, /example\.org/);
  t.deepEqual(
    emulators.requests("lunanode").filter(({ operation }) => /^vm\/(create|delete)/.test(operation)),
    [],
  );
  t.is(objects("script").filter(({ name }) => name === script?.name).length, 1);

  await destroy();
  t.deepEqual(leftIn(emulators.objects("lunanode"), before), []);
});

test.serial(
  "examples/gigenet-site: up; the address is moved, disassociated and associated again; destroy",
  async (t) => {
    const { emulators, up, destroy } = await openExample(t, "gigenet-site");
    const objects = (kind: string) => emulators.objects("gigenet").filter((object) => object.kind === kind);
    const holder = () => {
      const [address] = objects("address");
      return objects("instance").find(({ id }) => id === address?.instanceId)?.hostname;
    };
    await up();
    t.regex(String(holder()), /^green-/);
    await up("--config", "active=blue");
    t.regex(String(holder()), /^blue-/);
    const [address] = objects("address");
    emulators.change({ cloud: "gigenet", kind: "address", id: String(address?.id), set: { instanceId: "" } });
    await up("--refresh");
    t.regex(String(holder()), /^blue-/);
    t.is(objects("address").length, 1);
    await destroy();
    t.deepEqual(objects("address"), []);
    t.deepEqual(
      objects("instance").filter(({ phase }) => phase !== "deleted" && phase !== "deleting"),
      [],
    );
  },
);

test.serial("examples/hostdime-site: adoption, bandwidth graph; changed, drift repaired; release", async (t) => {
  const { cwd, emulators, up, destroy } = await openExample(t, "hostdime-site");
  const object = (id: string) => emulators.objects("hostdime").find((each) => each.id === id);
  const settings = ["cuid=S37", "ip=192.0.2.137", "ptr=www.example.com"].flatMap((each) => ["--config", each]);
  t.regex(await up(...settings), /ipmiPassword\s*: "?\[secret\]/);
  t.is(object("192.0.2.137")?.ptr, "www.example.com");
  t.is((await readFile(join(cwd, "bandwidth.png"))).subarray(1, 4).toString(), "PNG");
  // Another name, and somebody suspends the server in the portal: one command changes the one and repairs the other.
  const suspended = { status: "clientsuspend", power: "stopped" };
  emulators.change({ cloud: "hostdime", kind: "server", id: "S37", set: suspended });
  await up("--refresh", "--config", "ptr=mail.example.com");
  t.like(object("S37"), { status: "active", power: "running" });
  t.is(object("192.0.2.137")?.ptr, "mail.example.com");
  t.regex(await destroy(), /S37 was released: it stays at HostDime and is charged/);
  t.is(object("192.0.2.137")?.ptr, "server1.example.com");
});

/** The objects of a cloud that cost something or hold a name; `before`: what was there at the start. */
const leftIn = (objects: readonly CloudObject[], before: ReadonlySet<string>) =>
  objects.filter(({ kind, id, phase }) => kind !== "operation" && phase !== "deleted" && !before.has(`${kind} ${id}`));
const namesOf = (objects: readonly CloudObject[]) => new Set(objects.map(({ kind, id }) => `${kind} ${id}`));

/** The most requests and, of these, writes: a refused one is repeated, and a slow machine polls more. */
type Requests = readonly [all: number, writes: number];

/** Fails if a command has sent more to a cloud; the next one starts at zero. */
function assertWithin(
  t: ExecutionContext,
  emulators: Emulators,
  [cloud, step, [all, writes]]: readonly [cloud: CloudName, step: string, most: Requests],
) {
  const rows = emulators.requests(cloud);
  const sent = rows.filter(({ kind }) => kind === "write").length;
  t.log(`${step}: ${rows.length} requests, ${sent} of them writes`);
  t.true(rows.length <= all && sent <= writes, `${step}: ${rows.length} requests, ${sent} of them writes`);
  emulators.clearRequests();
}

test.serial("examples/naver-site with the plugin: up, changed, drift detected and repaired, destroyed", async (t) => {
  const { emulators, env, up, destroy } = await openExample(t, "naver-site", { clouds: ["naver"], through: "plugin" });
  env.PULUMI_PARALLEL = "20";
  const objects = (kind: string) => emulators.objects("naver").filter((object) => object.kind === kind);
  const before = namesOf(emulators.objects("naver"));
  t.regex(await up(), /url *: "http:\/\/web-/);
  assertWithin(t, emulators, ["naver", "up", [140, 26]]);
  await up("--refresh", "--expect-no-changes");
  assertWithin(t, emulators, ["naver", "refresh, and up without changes", [30, 0]]);
  t.is(objects("snapshot").length, 1);
  t.is(
    objects("storage").filter(({ serverInstanceNo, size }) => serverInstanceNo !== "" && size !== 10).length > 0,
    true,
  );

  // Another office changes one rule of each firewall, and somebody has changed the load balancer in the console.
  const [balancer] = objects("loadBalancer");
  emulators.change({ cloud: "naver", kind: "loadBalancer", id: String(balancer?.id), set: { idleTimeout: 300 } });
  t.regex(await up("--refresh", "--diff", "--config", "office=198.51.100.0/24"), /idleTimeout\s*: 60 => 300/);
  const writes = emulators.requests("naver").filter(({ kind }) => kind === "write");
  t.deepEqual(writes.map(({ operation }) => operation).sort(), [
    "addAccessControlGroupInboundRule",
    "addNetworkAclInboundRule",
    "changeLoadBalancerInstanceConfiguration",
    "removeAccessControlGroupInboundRule",
    "removeNetworkAclInboundRule",
  ]);
  assertWithin(t, emulators, ["naver", "refresh, and up with three changes", [70, 5]]);
  t.is(objects("loadBalancer")[0]?.idleTimeout, 60);

  await destroy();
  assertWithin(t, emulators, ["naver", "destroy", [100, 22]]);
  t.deepEqual(leftIn(emulators.objects("naver"), before), []);
});

test.serial("examples/ovh-site: up, changed, drift detected and repaired, destroyed", async (t) => {
  const { emulators, env, up, destroy } = await openExample(t, "ovh-site", { clouds: ["ovh"] });
  env.PULUMI_PARALLEL = "20";
  const objects = (kind: string) => emulators.objects("ovh").filter((object) => object.kind === kind);
  const before = namesOf(emulators.objects("ovh"));
  t.regex(await up(), /url *: "http:\/\/www\.example\.com\/"/);
  assertWithin(t, emulators, ["ovh", "up", [210, 40]]);
  await up("--refresh", "--expect-no-changes");
  assertWithin(t, emulators, ["ovh", "refresh, and up without changes", [50, 0]]);
  t.is(objects("instance").filter(({ phase }) => phase === "active").length, 2);

  // Another office, and somebody points the site elsewhere: one command changes the one and repairs the other.
  const [record] = objects("dnsRecord").filter(({ subDomain }) => subDomain === "www");
  const target = String(record?.target);
  emulators.change({ cloud: "ovh", kind: "dnsRecord", id: String(record?.id), set: { target: "192.0.2.66" } });
  t.regex(await up("--refresh", "--diff", "--config", "office=198.51.100.0/24"), /=> "192\.0\.2\.66"/);
  assertWithin(t, emulators, ["ovh", "refresh, and up with changes", [150, 12]]);
  t.is(objects("dnsRecord").find(({ id }) => id === record?.id)?.target, target);
  t.is(objects("ipFirewallRule").filter(({ source }) => source === "198.51.100.0/24").length, 2);

  await destroy();
  assertWithin(t, emulators, ["ovh", "destroy", [150, 28]]);
  t.deepEqual(leftIn(emulators.objects("ovh"), before), []);
});

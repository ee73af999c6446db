import test, { type ExecutionContext } from "ava";
import { lunanode } from "./clouds/lunanode.ts";
import { TestHarness } from "./suite/test-harness.ts";

const IP = "lunanode:FloatingIp";
const PTR = "lunanode:ReverseDns";
const ATTACHMENT = "lunanode:FloatingIpAttachment";
const WEB = { name: "web", plan: "m.2", image: "Ubuntu 24.04 64-bit" };
const NAME = "web.example.com";

const harness = (t: ExecutionContext) => TestHarness.start(t, lunanode, "json");
const reverse = (on: TestHarness, ip: unknown) => on.objects("floatingIp").find(({ id }) => id === ip)?.reverse;

/** A VM with its own address. */
async function withVm(on: TestHarness) {
  const vm = on.engine("web");
  await vm.up(WEB);
  on.emulators.clearRequests();
  return { vm, ip: vm.outputs.ip };
}

test("a name for the address of a VM is set, kept, repaired and changed, and LunaNode's own is restored", async (t) => {
  const on = await harness(t);
  const { ip } = await withVm(on);
  const engine = on.engine("ptr", { token: PTR });
  await engine.up({ ip, hostname: NAME });
  t.is(reverse(on, ip), NAME);
  await on.assertSettled(engine, { ip, hostname: "WEB.example.com." });
  on.emulators.change({ cloud: "lunanode", kind: "floatingIp", id: String(ip), set: { reverse: "" } });
  t.is(await engine.refresh(), "update");
  await engine.up({ ip, hostname: NAME });
  await engine.up({ ip, hostname: "db.example.com" });
  t.is(reverse(on, ip), "db.example.com");
  await engine.destroy();
  t.is(reverse(on, ip), "");
  t.deepEqual(new Set(on.writes()), new Set(["dns/set"]));
});

test("a previous name is restored; a name set elsewhere since then is left, with a warning", async (t) => {
  const on = await harness(t);
  const { ip } = await withVm(on);
  const set = (name: string) =>
    on.emulators.change({ cloud: "lunanode", kind: "floatingIp", id: String(ip), set: { reverse: name } });
  set("former.example.com");
  const engine = on.engine("ptr", { token: PTR });
  await engine.up({ ip, hostname: NAME });
  await engine.up({ ip, hostname: "db.example.com" });
  await engine.destroy();
  t.is(reverse(on, ip), "former.example.com");
  await engine.up({ ip, hostname: NAME });
  set("theirs.example.com");
  await engine.destroy();
  t.is(reverse(on, ip), "theirs.example.com");
  t.regex(on.warnings.join("\n"), /no longer the one that this resource set/);
});

test("after a refused change, or one with an unknown result, the previous name is still restored", async (t) => {
  const on = await harness(t);
  const { ip } = await withVm(on);
  const engine = on.engine("ptr", { token: PTR });
  for (const fault of [{ error: "forward DNS does not match" }, { status: 500, body: "oops" }]) {
    await engine.up({ ip, hostname: NAME });
    on.fault({ operation: "dns/set", times: 0, fault });
    await t.throwsAsync(engine.up({ ip, hostname: "db.example.com" }));
    on.emulators.clearFaults();
    t.is(reverse(on, ip), NAME);
    await engine.destroy();
    t.is(reverse(on, ip), "");
  }
});

test("lists show addresses as floating IPs with their names, and those of VMs as attachments, but no reverse DNS entries", async (t) => {
  const on = await harness(t);
  const { ip } = await withVm(on);
  const free = on.engine("ip", { token: IP });
  await free.up({ reverseDns: NAME });
  const list = async (token: string) =>
    (await on.process().of("lunanode", on.config()).list(token, {})).objects.map(({ id }) => id);
  t.deepEqual(await list(IP), [`toronto/${ip}`, free.state?.id].toSorted());
  t.deepEqual(await list(ATTACHMENT), [ip]);
  t.deepEqual(await list(PTR), []);
  const entry = on.engine("ptr", { token: PTR, adapter: "plugin" });
  t.regex(await on.errorOf(entry.import(String(ip))), /an address that has LunaNode's own name has no entry/);
  t.is(await entry.import(String(free.outputs.ip)), "same");
  t.is(entry.inputs.hostname, NAME);
});

test("an entry is gone with its address", async (t) => {
  const on = await harness(t);
  const { vm, ip } = await withVm(on);
  const engine = on.engine("ptr", { token: PTR });
  await engine.up({ ip, hostname: NAME });
  await vm.destroy();
  t.is(await engine.refresh(), "delete");
});

for (const order of ["FloatingIp", "ReverseDns"]) {
  for (const spelling of ["ip", "id"]) {
    test(`two resources for one address are an error before anything is changed: by ${spelling}, ${order} first`, async (t) => {
      const on = await harness(t);
      const ip = on.engine("ip", { token: IP });
      await ip.up({});
      const pool = on.process();
      const address = on.engine("ip", { token: IP, pool });
      address.state = ip.state;
      const entry = on.engine("ptr", { token: PTR, pool });
      const programs = {
        FloatingIp: () => address.preview({ reverseDns: NAME }),
        ReverseDns: () => entry.preview({ ip: spelling === "ip" ? ip.outputs.ip : ip.state?.id, hostname: NAME }),
      };
      on.emulators.clearRequests();
      await (order === "FloatingIp" ? programs.FloatingIp : programs.ReverseDns)();
      const message = await on.errorOf((order === "FloatingIp" ? programs.ReverseDns : programs.FloatingIp)());
      t.regex(
        message,
        /another resource of this program, of type (FloatingIp|ReverseDns), sets the reverse DNS name of/,
      );
      t.deepEqual(on.writes(), []);
    });
  }
}

test("the error also covers an address that was created in the same run", async (t) => {
  const on = await harness(t);
  const pool = on.process();
  const ip = on.engine("ip", { token: IP, pool });
  await ip.up({ reverseDns: NAME });
  const entry = on.engine("ptr", { token: PTR, pool });
  t.regex(await on.errorOf(entry.up({ ip: ip.state?.id, hostname: "db.example.com" })), /of type FloatingIp, sets/);
});

test("an address without reverseDns, or whose reverseDns was removed, can have an entry", async (t) => {
  const on = await harness(t);
  const first = on.engine("ip", { token: IP });
  await first.up({ reverseDns: NAME });
  const pool = on.process();
  const ip = on.engine("ip", { token: IP, pool });
  ip.state = first.state;
  await ip.up({});
  const entry = on.engine("ptr", { token: PTR, pool });
  await entry.up({ ip: first.state?.id, hostname: "db.example.com" });
  t.is(reverse(on, first.outputs.ip), "db.example.com");
});

test("one address for two attachments, or for a VM and an attachment, is refused", async (t) => {
  const on = await harness(t);
  const { vm } = await withVm(on);
  const first = on.engine("ip", { token: IP });
  await first.up({});
  const pool = on.process();
  const floatingIp = first.state?.id;
  await on.engine("a", { token: ATTACHMENT, pool }).preview({ floatingIp, vm: vm.state?.id });
  const sets = /sets which VM has \S+ too \(floatingIp\); remove it from one of the two/;
  t.regex(await on.errorOf(on.engine("b", { token: ATTACHMENT, pool }).preview({ floatingIp, vm: "web" })), sets);
  t.regex(
    await on.errorOf(on.engine("c", { pool }).preview({ ...WEB, name: "c", floatingIp: first.outputs.ip })),
    sets,
  );
});

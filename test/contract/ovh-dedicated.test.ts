import test, { type ExecutionContext } from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { ovh } from "./clouds/ovh.ts";
import { call } from "./samples/ovh-call.ts";
import { TestHarness } from "./suite/test-harness.ts";

const token = "ovh:DedicatedServer";
const serviceName = "ns3012345.ip-198-51-100.eu";
const REINSTALL = "POST /dedicated/server/{serviceName}/reinstall";
const REBOOT = "POST /dedicated/server/{serviceName}/reboot";

const harness = (t: ExecutionContext, switches: Json = {}) => TestHarness.start(t, { ...ovh, switches }, "json");
const row = (on: TestHarness) => on.objects("dedicatedServer").find(({ id }) => id === serviceName);

for (const [dedicatedTasks, dedicatedOs] of [
  ["kept", "template"],
  ["purged", "words"],
]) {
  test(`a server is set up, repaired, reinstalled and reset, if tasks are ${dedicatedTasks} and systems are shown by ${dedicatedOs}`, async (t) => {
    const on = await harness(t, { dedicatedTasks, dedicatedOs });
    const engine = on.engine("box", { token });
    const program = {
      ...{ serviceName, displayName: "box", monitoring: false, boot: "harddisk", image: "debian12_64" },
      ...{ restartTrigger: "1", onImageChange: "reinstall" },
    };
    await engine.up(program);
    await on.assertSettled(engine, program);
    t.like(engine.outputs, { ip: "198.51.100.61", status: "ok", datacenter: "rbx8" });

    const set = { displayName: "else", monitoring: true, bootId: 1122 };
    on.emulators.change({ cloud: "ovh", kind: "dedicatedServer", id: serviceName, set });
    await on.clock.sleep(60_000);
    t.is(await engine.refresh(), "update");
    await engine.up(program);
    await on.assertSettled(engine, program);
    t.like(row(on), { displayName: "box", monitoring: false, bootId: 1 });

    const installed = { hostname: "box.example.com", publicSshKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx me" };
    const next = { ...program, ...installed, image: "ubuntu2404-server_64", restartTrigger: "2" };
    await engine.up(next);
    await on.assertSettled(engine, next);
    t.is(on.count(REINSTALL), 1);
    t.is(on.count(REBOOT), 1);
    const { hostname, publicSshKey: sshKey } = installed;
    t.like(row(on), { os: "ubuntu2404-server_64", hostname, sshKey });
  });
}

test("another image is an error that changes nothing, unless the program asks for a reinstallation; an adopted one stays", async (t) => {
  const on = await harness(t);
  const engine = on.engine("box", { token });
  await engine.up({ serviceName, image: "ubuntu2404-server_64", onImageChange: "reinstall" });
  await engine.up({ serviceName, image: "debian12_64" });
  await t.throwsAsync(() => engine.up({ serviceName, image: "ubuntu2404-server_64" }), {
    message: /erase the disks.*onImageChange/,
  });
  t.is(on.count(REINSTALL), 0);
});

test("an installation whose answer was lost is followed, not started again", async (t) => {
  const on = await harness(t, { dedicatedTask: 600 });
  const engine = on.engine("box", { token });
  const program = { serviceName, image: "debian12_64", onImageChange: "reinstall" };
  await engine.up(program);
  on.fault({ operation: REINSTALL, when: "after", fault: { cut: "connection" } });
  const next = { ...program, image: "ubuntu2404-server_64" };
  await engine.up(next).catch(() => undefined);
  await engine.up(next);
  t.is(on.count(REINSTALL), 1);
  t.is(row(on)?.os, "ubuntu2404-server_64");
});

test("an installation of another system that somebody else has started is waited for, and then the program's is made", async (t) => {
  const on = await harness(t, { dedicatedTask: 600 });
  const engine = on.engine("box", { token });
  await engine.up({ serviceName, image: "debian12_64", onImageChange: "reinstall" });
  await call(on, REINSTALL, { serviceName, operatingSystem: "debian12_64" });
  await engine.up({ serviceName, image: "ubuntu2404-server_64", onImageChange: "reinstall" });
  t.is(on.count(REINSTALL), 2);
  t.is(row(on)?.os, "ubuntu2404-server_64");
});

test("neither a restart nor an earlier installation is taken for the installation, where words show the system", async (t) => {
  const on = await harness(t, { dedicatedTask: 600, dedicatedOs: "words" });
  const engine = on.engine("box", { token });
  const program = (image: string) => ({ serviceName, image, onImageChange: "reinstall" });
  await engine.up(program("debian12_64"));
  await call(on, REBOOT, { serviceName });
  await t.throwsAsync(() => engine.up(program("ubuntu2404-server_64")), { message: /has a task in progress/ });
  await on.clock.sleep(600_000);
  for (const image of ["ubuntu2404-server_64", "debian12_64"]) {
    await engine.up(program(image));
    t.is(row(on)?.os, image);
  }
});

test("a task that fails is an error with OVHcloud's words", async (t) => {
  const on = await harness(t, { dedicatedTaskOutcome: "ovhError" });
  const engine = on.engine("box", { token });
  await engine.up({ serviceName, restartTrigger: "1" });
  await t.throwsAsync(() => engine.up({ serviceName, restartTrigger: "2" }), {
    message: /hardReboot ended with ovhError/,
  });
});

test("a dedicated server is released by destroy, with a warning; one that was canceled is gone", async (t) => {
  const on = await harness(t);
  const engine = on.engine("box", { token });
  await engine.up({ serviceName });
  await engine.destroy();
  t.truthy(row(on));
  t.true(on.warnings.some((text) => /stays at OVHcloud and is charged/.test(text)));
  await engine.up({ serviceName });
  on.emulators.change({ cloud: "ovh", kind: "dedicatedServer", id: serviceName, delete: true });
  await on.clock.sleep(600_000);
  t.is(await engine.refresh(), "delete");
});

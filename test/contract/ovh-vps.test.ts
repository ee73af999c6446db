import test, { type ExecutionContext } from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { ovh } from "./clouds/ovh.ts";
import { TestHarness } from "./suite/test-harness.ts";

const token = "ovh:Vps";
const serviceName = "vps-1a2b3c4d.vps.ovh.net";

const harness = (t: ExecutionContext, switches: Json = {}) => TestHarness.start(t, { ...ovh, switches }, "json");
const row = (on: TestHarness) => on.objects("vps").find(({ id }) => id === serviceName);
const set = (on: TestHarness, values: Json) =>
  on.emulators.change({ cloud: "ovh", kind: "vps", id: serviceName, set: values });

for (const vpsTasks of ["kept", "purged"]) {
  for (const vpsRepeatedPower of ["refused", "task"]) {
    test(`drift of name, boot and power is repaired, if tasks are ${vpsTasks} and needless power calls ${vpsRepeatedPower}`, async (t) => {
      const on = await harness(t, { vpsTasks, vpsRepeatedPower });
      const engine = on.engine("box", { token });
      const program = { serviceName, displayName: "box", netbootMode: "local", powerState: "running" };
      await engine.up(program);
      await on.assertSettled(engine, program);
      t.like(engine.outputs, { ip: "198.51.100.21", status: "running", vcpus: 2, memoryMb: 4096, diskGb: 80 });
      set(on, { displayName: "else", netbootMode: "rescue", state: "stopped" });
      await on.clock.sleep(60_000);
      t.is(await engine.refresh(), "update");
      await engine.up(program);
      await on.assertSettled(engine, program);
      t.like(row(on), { displayName: "box", netbootMode: "local", state: "running" });
    });
  }
}

test("another image is an error that changes nothing, unless the program asks for a rebuild; an adopted image stays", async (t) => {
  const on = await harness(t);
  const engine = on.engine("box", { token });
  await engine.up({ serviceName, image: "Ubuntu 24.04" });
  await engine.up({ serviceName, image: "Debian 12" });
  t.is(on.count("POST /vps/{serviceName}/rebuild"), 0);
  await t.throwsAsync(() => engine.up({ serviceName, image: "Ubuntu 24.04" }), {
    message: /erase the disk.*onImageChange/,
  });
  t.is(on.count("POST /vps/{serviceName}/rebuild"), 0);
  const other = on.engine("other", { token });
  const second = { serviceName: "vps-5e6f7a8b.vps.ovh.net", image: "Debian 12", onImageChange: "rebuild" };
  await other.up(second);
  await other.up({ ...second, image: "Ubuntu 24.04" });
  t.is(on.count("POST /vps/{serviceName}/rebuild"), 1);
  await on.assertSettled(other, { ...second, image: "Ubuntu 24.04" });
});

test("its one snapshot is deleted before another is taken", async (t) => {
  const on = await harness(t);
  const engine = on.engine("box", { token });
  for (const snapshotTrigger of ["1", "2", "3"]) {
    await engine.up({ serviceName, snapshotTrigger });
  }
  t.is(on.count("POST /vps/{serviceName}/createSnapshot"), 2);
  t.is(on.count("DELETE /vps/{serviceName}/snapshot"), 1);
  t.regex(String(engine.outputs.snapshotAt), /^\d{4}-/);
});

test("a task that ends in error is an error with OVHcloud's words", async (t) => {
  const on = await harness(t, { vpsTaskOutcome: "error" });
  const engine = on.engine("box", { token });
  await t.throwsAsync(() => engine.up({ serviceName, powerState: "stopped" }), { message: /stopVm ended in error/ });
});

test("a VPS is released by destroy, with a warning; one that was canceled is gone", async (t) => {
  const on = await harness(t);
  const engine = on.engine("box", { token });
  await engine.up({ serviceName });
  await engine.destroy();
  t.truthy(row(on));
  t.true(on.warnings.some((text) => /stays at OVHcloud and is charged/.test(text)));
  await engine.up({ serviceName });
  on.emulators.change({ cloud: "ovh", kind: "vps", id: serviceName, delete: true });
  await on.clock.sleep(600_000);
  t.is(await engine.refresh(), "delete");
});

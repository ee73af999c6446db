import test from "ava";
import { bareRecord, InitFailed, isSecret } from "../testing-calls.ts";
import { program, setup, TEXT, UNKNOWN } from "./testing-adapter.ts";

/* One test per rule of the dynamic adapter, each under the replay of Pulumi's engine in testing-engine.ts. */

const NAMED = { name: "shop-web" };

test("replaceOnChanges replaces when a plain input differs, because diff then leaves changes undefined", async (t) => {
  const { engine, cloud, start } = setup(["sshKeys"]);
  await engine.up(program({ sshKeys: ["a"] }));
  const changed = bareRecord((await engine.preview(program({ sshKeys: ["b"] }))).inputs);
  t.deepEqual(await start().diff("north/1", engine.outputs, changed), {});
  t.is(await engine.up(program({ sshKeys: ["b"] })), "replace");
  t.deepEqual([...cloud.vms.keys()], ["2"]);
});

test("without replaceOnChanges, a changed initial field is recorded with a warning and without a call", async (t) => {
  const { engine, cloud, reported } = setup();
  await engine.up(program({ sshKeys: ["a"] }));
  cloud.log.length = 0;
  t.is(await engine.up(program({ sshKeys: ["b"] })), "update");
  t.deepEqual(
    cloud.log.filter((operation) => operation.startsWith("vm/")),
    [],
  );
  t.deepEqual(engine.outputs.sshKeys, ["b"]);
  t.regex(reported.join("\n"), /replaceOnChanges: \["sshKeys"\]/);
});

test("diff returns deleteBeforeReplace even if only initial fields differ, when an explicit name is kept", async (t) => {
  const { engine, start } = setup(["sshKeys"]);
  await engine.up(program({ ...NAMED, sshKeys: ["a"] }));
  const { inputs } = await engine.preview(program({ ...NAMED, sshKeys: ["b"] }));
  t.deepEqual(await start().diff("north/1", engine.outputs, bareRecord(inputs)), { deleteBeforeReplace: true });
  t.is(await engine.up(program({ ...NAMED, sshKeys: ["b"] })), "delete-replace");
});

test("a replacement creates first if the name is generated, and deletes first if it is kept", async (t) => {
  const generated = setup();
  await generated.engine.up(program());
  t.is(await generated.engine.up(program({ image: "Debian 12" })), "replace");
  const kept = setup();
  await kept.engine.up(program(NAMED));
  t.is(await kept.engine.up(program({ ...NAMED, image: "Debian 12" })), "delete-replace");
});

test("a terminal failure in the state replaces the half-created resource although no input differs", async (t) => {
  const { engine, cloud, start } = setup();
  cloud.status = "error";
  await t.throwsAsync(engine.up(program()), {
    instanceOf: InitFailed,
    message: /could not be built: no host had room/,
  });
  const { inputs } = await engine.preview(program());
  t.deepEqual(await start().diff("north/1", engine.outputs, bareRecord(inputs)), {
    changes: true,
    replaces: ["failure"],
    deleteBeforeReplace: true,
  });
  cloud.status = "active";
  t.is(await engine.up(program()), "delete-replace");
  t.deepEqual([...cloud.vms.keys()], ["2"]);
  t.is(engine.outputs.failure, undefined);
});

test("a terminal failure is still replaced after a refresh", async (t) => {
  const { engine, cloud } = setup();
  cloud.status = "error";
  await t.throwsAsync(engine.up(program()), { instanceOf: InitFailed });
  await engine.refresh();
  cloud.status = "active";
  t.is(await engine.up(program()), "delete-replace");
});

test("a change of timeouts alone updates the state only, and the outputs have the new ones", async (t) => {
  const { engine, cloud } = setup();
  await engine.up(program({ timeouts: { create: "20m" } }));
  cloud.log.length = 0;
  t.is(await engine.up(program({ timeouts: { delete: "30m" } })), "update");
  t.deepEqual(engine.outputs.timeouts, { delete: "30m" });
  t.deepEqual(
    cloud.log.filter((operation) => operation.startsWith("vm/")),
    [],
  );
});

test("unknowns pass through check unchanged, in place, and count as differences", async (t) => {
  const { engine } = setup();
  await engine.up(program({ labels: { role: "web" } }));
  const { op, inputs } = await engine.preview(program({ labels: { role: UNKNOWN }, plan: UNKNOWN }));
  t.is(op, "update");
  t.like(inputs, { labels: { role: UNKNOWN }, plan: UNKNOWN });
  t.is((await engine.preview(program({ image: UNKNOWN }))).op, "replace");
});

test("an unknown secret stays recognizable", async (t) => {
  const { engine } = setup();
  t.is((await engine.preview(program({ userData: UNKNOWN }))).inputs.userData, UNKNOWN);
});

test("read returns the inputs that the user manages, at the first refresh and every later one", async (t) => {
  const { engine } = setup();
  await engine.up(program({ memo: "a" }));
  const before = engine.inputs;
  for (let round = 0; round < 3; round += 1) {
    t.is(await engine.refresh(), "same");
    t.deepEqual(engine.inputs, before);
  }
  t.is(await engine.up(program({ memo: "a" })), "same");
});

test("a removed input is no longer managed, and not changed", async (t) => {
  const { engine, cloud } = setup();
  await engine.up(program({ memo: "a" }));
  t.is(await engine.up(program()), "update");
  const [vm] = cloud.vms.values();
  t.is(vm?.memo, "a");
  if (vm !== undefined) {
    vm.memo = "other";
  }
  t.is(await engine.refresh(), "same");
  t.false("memo" in engine.inputs);
  t.is(await engine.up(program({ memo: "a" })), "update");
  t.is(vm?.memo, "a");
});

test("a default is never applied to an existing object, and is kept when the user's own value is removed", async (t) => {
  const { engine } = setup();
  await engine.up(program({ disk: 50 }));
  t.is(await engine.up(program()), "same");
  t.is(engine.outputs.disk, 50);
  const older = setup();
  await older.engine.up(program());
  const { state } = older.engine;
  if (state !== undefined) {
    const { disk: _, ...inputs } = state.inputs;
    older.engine.state = { ...state, inputs };
  }
  t.not(await older.engine.up(program()), "replace");
});

test("an equivalent spelling by the cloud is not drift; a real difference is shown and repaired", async (t) => {
  const { engine, cloud } = setup();
  await engine.up(program({ memo: "Hello" }));
  const [vm] = cloud.vms.values();
  if (vm === undefined) {
    return t.fail();
  }
  vm.memo = "HELLO";
  t.is(await engine.refresh(), "same");
  t.is(engine.inputs.memo, "Hello");
  vm.memo = "Goodbye";
  t.is(await engine.refresh(), "update");
  t.is(engine.inputs.memo, "Goodbye");
  t.is(engine.outputs.memo, "Goodbye");
  t.is(await engine.up(program({ memo: "Hello" })), "update");
  t.is(vm.memo, "Hello");
});

test("refresh decides by diff with the old inputs as the new ones: a drifted plan shows in the user's spelling", async (t) => {
  const { engine, cloud } = setup();
  await engine.up(program());
  const [vm] = cloud.vms.values();
  Object.assign(vm ?? {}, { plan: "2" });
  t.is(await engine.refresh(), "update");
  t.is(engine.inputs.plan, "large");
  t.is(await engine.up(program()), "update");
  t.is(vm?.plan, "1");
  t.is(await engine.refresh(), "same");
});

test("another spelling of the same catalog entry is not drift in a later refresh", async (t) => {
  const { engine, reported } = setup();
  await engine.up(program({ ...NAMED, image: "77" }));
  t.not(await engine.up(program({ ...NAMED, image: "Ubuntu 24.04" })), "delete-replace");
  t.is(await engine.refresh(), "same");
  t.is(engine.inputs.image, "Ubuntu 24.04");
  t.deepEqual(reported, []);
});

test("removing adopt removes it from the state too", async (t) => {
  const { engine } = setup();
  await engine.up(program(NAMED));
  engine.dropFromState();
  await engine.up(program({ ...NAMED, adopt: "north/1" }));
  await engine.up(program(NAMED));
  t.is(await engine.refresh(), "same");
  t.false("adopt" in engine.inputs);
});

test("get: an existing object is read with everything that the views show; a missing one is an error", async (t) => {
  const { engine, start } = setup();
  await engine.up(program());
  const found = await start().read("north/1", { __provider: TEXT });
  t.like(found, { id: "north/1", props: { plan: "small", ip: "10.0.0.1" } });
  const error = await t.throwsAsync(start().read("north/9", { __provider: TEXT }));
  t.regex(error.message, /There is no VM north\/9/);
});

test("gone: an object that is confirmed absent is read as an empty ID", async (t) => {
  const { engine, cloud } = setup();
  await engine.up(program());
  cloud.vms.clear();
  t.is(await engine.refresh(), "delete");
  t.is(await engine.up(program()), "create");
});

test("plugin to dynamic: outputs without __provider are written anew", async (t) => {
  const { engine, start } = setup();
  await engine.up(program());
  const { __provider: _, ...outputs } = engine.outputs;
  const { inputs } = await engine.preview(program());
  t.deepEqual(await start().diff("north/1", outputs, bareRecord(inputs)), { changes: true });
  t.deepEqual(await start().diff("north/1", engine.outputs, bareRecord(inputs)), { changes: false });
});

test("outputs that this provider did not write, as from an import file, are written anew", async (t) => {
  const { engine } = setup();
  await engine.up(program(NAMED));
  const { state } = engine;
  const { __autoName: _, ...inputs } = program(NAMED);
  engine.state = { id: "north/1", inputs, outputs: inputs, initErrors: [] };
  t.is(await engine.up(program(NAMED)), "update");
  t.deepEqual(engine.outputs.ip, state?.outputs.ip);
  t.is(await engine.up(program(NAMED)), "same");
});

test("a create that timed out continues in the next up, also after a refresh", async (t) => {
  const { engine, cloud } = setup();
  cloud.status = "building";
  await t.throwsAsync(engine.up(program()), { instanceOf: InitFailed, message: /still "building"/ });
  t.is(engine.state?.id, "north/1");
  await engine.refresh();
  for (const vm of cloud.vms.values()) {
    vm.status = "active";
  }
  t.is(await engine.up(program()), "update");
  t.is(await engine.up(program()), "same");
  t.is(cloud.count("vm/create"), 1);
});

test("secrets are marked in results, in checked inputs, and in the state that a failed create leaves", async (t) => {
  const { engine, cloud } = setup();
  const secret = program({ userData: "#!/bin/sh -e" });
  t.true(isSecret((await engine.preview(secret)).inputs.userData));
  await engine.up(secret);
  t.true(isSecret(engine.state?.outputs.userData));
  t.true(isSecret(engine.state?.outputs.password));
  await engine.refresh();
  t.true(isSecret(engine.state?.outputs.password));
  t.true(isSecret(engine.state?.inputs.userData));
  await engine.destroy();
  cloud.status = "building";
  await t.throwsAsync(engine.up(secret), { instanceOf: InitFailed });
  t.true(isSecret(engine.state?.outputs.userData));
  t.true(isSecret(engine.state?.outputs.password));
});

import test, { type ExecutionContext } from "ava";
import type { CloudObject } from "../../emulators/src/index.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { lunanode } from "./clouds/lunanode.ts";
import { rest } from "./suite/scenes.ts";
import { TestHarness } from "./suite/test-harness.ts";

const IP = "lunanode:FloatingIp";
const ATTACHMENT = "lunanode:FloatingIpAttachment";
const WEB = { name: "web", plan: "m.2", image: "Ubuntu 24.04 64-bit" };

const harness = (t: ExecutionContext, switches: Json = {}) =>
  TestHarness.start(t, { ...lunanode, switches }, "json", "dynamic");
const addresses = (on: TestHarness) => on.objects("floatingIp").map(({ id, vmId, reverse }) => ({ id, vmId, reverse }));
/** The emulator's row of an address. */
function rowOf(on: TestHarness, { outputs }: { outputs: Json }): CloudObject {
  const row = on.objects("floatingIp").find(({ id }) => id === outputs.ip);
  if (row === undefined) {
    throw new Error(`the account has no address ${outputs.ip}`);
  }
  return row;
}
const unattached = (on: TestHarness) => addresses(on).filter(({ vmId }) => vmId === "");

for (const createReplies of ["ids", "bare"]) {
  test(`ten addresses at once, if create responses are ${createReplies}: each resource has its own`, async (t) => {
    const on = await harness(t, { createReplies });
    const pool = on.process();
    const engines = Array.from({ length: 10 }, (_, n) => on.engine(`ip${n}`, { token: IP, pool }));
    await Promise.all(engines.map((engine) => engine.up({})));
    t.deepEqual(
      engines.map(({ state }) => state?.id).sort(),
      addresses(on)
        .map(({ id }) => `toronto/${id}`)
        .sort(),
    );
    t.is(on.count("floating/add"), 10);
    t.deepEqual(on.warnings, []);
  });
}

test("a lost response is an error that names the new address; nothing is repeated, and the address can be adopted", async (t) => {
  const on = await harness(t);
  await on.engine("other", { token: IP }).up({});
  const [other] = addresses(on);
  on.fault({ operation: "floating/add", when: "after", fault: { cut: "connection" } });
  const otherAddresses = [String(other?.id)];
  const message = await on.errorOf(on.engine("ip", { token: IP }).up({ otherAddresses }));
  const [, lost] = addresses(on);
  t.regex(message, /may have been created anyway, so the request was not repeated/);
  t.true(message.includes(`adopt: "toronto/${lost?.id}"`), message);
  t.false(message.includes(String(other?.id)), message);
  t.is(on.count("floating/add"), 2);
  const next = on.engine("ip", { token: IP });
  await next.up({ otherAddresses, adopt: `toronto/${lost?.id}` });
  t.is(on.count("floating/add"), 2);
});

test("the error for a response lost before the effect says to check the panel, and does not promise a search by name", async (t) => {
  const on = await harness(t);
  on.fault({ operation: "floating/add", when: "before", fault: { cut: "connection" } });
  const message = await on.errorOf(on.engine("ip", { token: IP }).up({}));
  t.regex(message, /no new one is visible yet.*not repeated\. Check in the panel.*otherwise run pulumi up again/);
  t.notRegex(message, /searches for the name/);
});

test("killed before the reply: the next run creates nothing until the address that was left is adopted or listed", async (t) => {
  const on = await harness(t);
  on.fault({ operation: "floating/add", fault: { hold: "after" } });
  const { pool, kill } = on.killableProcess();
  void on
    .engine("ip", { token: IP, pool })
    .up({})
    .catch(() => undefined);
  await on.emulators.waitFor({ cloud: "lunanode", operation: "floating/add", stage: "reached" });
  kill();
  const [left] = addresses(on);
  const refused = await on.errorOf(on.engine("ip", { token: IP }).up({}));
  t.regex(refused, /Nothing was created.*list them in otherAddresses/);
  t.true(refused.includes(`adopt: "toronto/${left?.id}"`), refused);
  t.is(addresses(on).length, 1);
  // What is left is charged, and shown by `indiecloud orphans`.
  const { charges } = await on.charges();
  t.true(charges.some(({ id, token }) => id === `toronto/${left?.id}` && token === IP));
  t.is(await on.engine("ip", { token: IP }).up({ otherAddresses: [String(left?.id)] }), "create");
  t.is(addresses(on).length, 2);
});

test("LunaNode's own reverse DNS name is not managed after an import, and an empty text restores it", async (t) => {
  const on = await harness(t);
  const engine = on.engine("ip", { token: IP });
  await engine.up({});
  const imported = on.engine("imported", { token: IP, adapter: "plugin" });
  await imported.import(engine.state?.id ?? "");
  t.is(imported.inputs.reverseDns, undefined);
  await engine.up({ reverseDns: "Web.Example.com." });
  t.is((await engine.preview({ reverseDns: "web.example.com" })).op, "same");
  await engine.up({ reverseDns: "" });
  t.deepEqual(
    addresses(on).map(({ reverse }) => reverse),
    [""],
  );
  await on.assertSettled(engine, { reverseDns: "" });
  on.changeOutOfBand(rowOf(on, engine), { reverse: "else.example.com" });
  t.is(await engine.refresh(), "update");
  t.is(engine.inputs.reverseDns, "else.example.com");
});

for (const deleteAttachedAddress of ["refuse", "release"]) {
  test(`an address that a VM still has is detached before it is deleted, if LunaNode would ${deleteAttachedAddress} it`, async (t) => {
    const on = await harness(t, { deleteAttachedAddress });
    const ip = on.engine("ip", { token: IP });
    await ip.up({});
    const vm = on.engine("web");
    await vm.up({ ...WEB, floatingIp: ip.state?.id });
    on.emulators.clearRequests();
    await ip.destroy();
    t.deepEqual(on.writes(), ["vm/floatingip-delete", "floating/delete"]);
    t.deepEqual(addresses(on), []);
  });
}

for (const reference of ["id", "ip"]) {
  test(`a VM accepts a floating IP by its ${reference}, and keeps it in the account when it is deleted`, async (t) => {
    const on = await harness(t);
    const ip = on.engine("ip", { token: IP });
    await ip.up({});
    const program = { ...WEB, floatingIp: reference === "id" ? ip.state?.id : ip.outputs.ip };
    const vm = on.engine("web");
    await vm.up(program);
    t.is(vm.outputs.ip, ip.outputs.ip);
    await on.assertSettled(vm, program);
    t.is(await ip.refresh(), "same");
    await vm.destroy();
    t.deepEqual(
      addresses(on).map(({ id }) => id),
      [ip.outputs.ip],
    );
    await ip.destroy();
    t.deepEqual(addresses(on), []);
  });
}

test("an address that the account does not have in the region is a preview error that lists the existing ones", async (t) => {
  const on = await harness(t);
  const ip = on.engine("ip", { token: IP });
  await ip.up({ region: "montreal" });
  const message = await on.errorOf(on.engine("web").preview({ ...WEB, floatingIp: ip.outputs.ip }));
  t.regex(message, /floatingIp: ".*" is not a LunaNode floating IP in toronto/);
  const attachment = on.engine("a", { token: ATTACHMENT });
  t.regex(
    await on.errorOf(attachment.preview({ floatingIp: "192.0.2.1", vm: "none" })),
    /is not a LunaNode floating IP\./,
  );
});

/** A VM, an address and its attachment, in one stack. */
async function stack(on: TestHarness) {
  const vm = on.engine("web");
  await vm.up(WEB);
  const ip = on.engine("ip", { token: IP });
  await ip.up({});
  const attachment = on.engine("attached", { token: ATTACHMENT });
  const program = { floatingIp: ip.state?.id, vm: vm.state?.id };
  await attachment.up(program);
  return { vm, ip, attachment, program };
}

test("an attachment in one stack with its VM and its address: created, refreshed, and deleted in the right order", async (t) => {
  const on = await harness(t);
  const { vm, ip, attachment, program } = await stack(on);
  const row = () => addresses(on).find(({ id }) => id === ip.outputs.ip);
  t.is(row()?.vmId, on.server(vm).id);
  await on.assertSettled(attachment, program);
  for (const engine of [vm, ip]) {
    t.is(await engine.refresh(), "same");
  }
  on.emulators.clearRequests();
  await attachment.destroy();
  t.is(row()?.vmId, "");
  await vm.destroy();
  await ip.destroy();
  t.deepEqual(on.writes(), ["vm/floatingip-delete", "vm/stop", "vm/delete", "floating/delete"]);
  t.deepEqual(addresses(on), []);
  t.deepEqual(on.warnings, []);
});

for (const infoNamesAll of [true, false]) {
  test(`a deleted VM leaves every address but its own, whoever attached it, ${infoNamesAll ? "if vm/info shows them all" : "even if vm/info does not show them"}`, async (t) => {
    const on = await harness(t);
    const { vm, ip } = await stack(on);
    const own = vm.outputs.assignedIp;
    if (!infoNamesAll) {
      on.fault({
        operation: "vm/info",
        times: 0,
        when: "after",
        fault: { rewrite: (body) => body.replace(/"additionalip":\[[^\]]*\],/, "") },
      });
    }
    await vm.destroy();
    t.deepEqual(
      addresses(on).map(({ id }) => id),
      [ip.outputs.ip],
    );
    t.false(addresses(on).some(({ id }) => id === own));
    t.regex(on.warnings.join("\n"), /is detached, but stays in the account/);
  });
}

test("an address that was detached or moved elsewhere is detected and attached again", async (t) => {
  const on = await harness(t);
  const { vm, ip, attachment, program } = await stack(on);
  const other = on.engine("db");
  await other.up({ ...WEB, name: "db" });
  const row = () => rowOf(on, ip);
  for (const vmId of ["", on.server(other).id]) {
    on.changeOutOfBand(row(), { vmId });
    t.is(await attachment.refresh(), "update");
    t.is(await attachment.up(program), "update");
    t.is(row().vmId, on.server(vm).id);
    await on.assertSettled(attachment, program);
  }
  // The program moves it to another VM.
  t.is(await attachment.up({ ...program, vm: "db" }), "update");
  t.is(row().vmId, on.server(other).id);
  // If it was moved elsewhere, destroy leaves it there.
  on.changeOutOfBand(row(), { vmId: on.server(vm).id });
  on.emulators.clearRequests();
  await attachment.destroy();
  t.deepEqual(on.writes(), []);
  t.regex(on.warnings.join("\n"), /no longer to the VM of the program, so it was left there/);
});

test("after a move that failed, destroy detaches the address from either VM", async (t) => {
  const on = await harness(t);
  const { ip, attachment, program } = await stack(on);
  await on.engine("db").up({ ...WEB, name: "db" });
  // The new VM has it, but no list shows that.
  on.fault({ operation: "floating/list", after: 3, times: 0, fault: { error: "out of order" } });
  await t.throwsAsync(attachment.up({ ...program, vm: "db" }));
  on.emulators.clearFaults();
  t.is(on.count("vm/floatingip-add"), 2);
  await rest(on);
  t.not(rowOf(on, ip).vmId, "");
  await attachment.destroy();
  t.is(rowOf(on, ip).vmId, "");
  t.deepEqual(on.warnings, []);
});

test("a new attachment does not move an address that another VM has", async (t) => {
  const on = await harness(t);
  const { ip } = await stack(on);
  const other = on.engine("db");
  await other.up({ ...WEB, name: "db" });
  on.emulators.clearRequests();
  const thief = on.engine("thief", { token: ATTACHMENT });
  t.regex(
    await on.errorOf(thief.up({ floatingIp: ip.state?.id, vm: "db" })),
    /is attached to VM \S+ already\. Nothing was changed/,
  );
  t.deepEqual(on.writes(), []);
});

test("an attachment is gone with its address; destroying one that no longer exists is not an error", async (t) => {
  const on = await harness(t);
  const { ip, attachment } = await stack(on);
  on.emulators.change({ cloud: "lunanode", kind: "floatingIp", id: String(ip.outputs.ip), delete: true });
  t.is(await attachment.refresh(), "delete");
  await attachment.destroy();
  await ip.destroy();
  t.deepEqual(unattached(on), []);
});

for (const when of ["before", "after"] as const) {
  test(`killed ${when} the effect of an attachment: the next up observes the address and attaches it only once`, async (t) => {
    const on = await harness(t);
    const vm = on.engine("web");
    await vm.up(WEB);
    const ip = on.engine("ip", { token: IP });
    await ip.up({});
    const program = { floatingIp: ip.state?.id, vm: vm.state?.id };
    on.fault({ operation: "vm/floatingip-add", fault: { hold: when } });
    const { pool, kill } = on.killableProcess();
    void on
      .engine("attached", { token: ATTACHMENT, pool })
      .up(program)
      .catch(() => undefined);
    await on.emulators.waitFor((rows) =>
      rows.some(
        ({ operation, stage }) => operation === "vm/floatingip-add" && (stage === "held" || stage === "effect"),
      ),
    );
    kill();
    on.emulators.clearFaults();
    await on.clock.sleep(60_000);
    const next = on.engine("attached", { token: ATTACHMENT });
    await next.up(program);
    t.is(addresses(on).find(({ id }) => id === ip.outputs.ip)?.vmId, on.server(vm).id);
    await on.assertSettled(next, program);
  });
}

test("an attachment is adopted and imported by the address", async (t) => {
  const on = await harness(t);
  const { ip, program } = await stack(on);
  on.emulators.clearRequests();
  const adopted = on.engine("adopted", { token: ATTACHMENT });
  await adopted.up({ ...program, adopt: String(ip.outputs.ip) });
  const imported = on.engine("imported", { token: ATTACHMENT, adapter: "plugin" });
  t.is(await imported.import(String(ip.outputs.ip)), "same");
  t.deepEqual(imported.inputs, { ...imported.inputs, floatingIp: ip.outputs.ip, vm: "web" });
  t.deepEqual(on.writes(), []);
});

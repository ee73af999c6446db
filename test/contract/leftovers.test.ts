import test, { type ExecutionContext } from "ava";
import type { Fault } from "../../emulators/src/index.ts";
import type { Engine } from "../../provider/src/adapters/testing-engine.ts";
import { GigeNet } from "../../provider/src/clouds/gigenet/account.ts";
import { done as gigenetDone } from "../../provider/src/clouds/gigenet/schemas.ts";
import { LunaNode } from "../../provider/src/clouds/lunanode/account.ts";
import { done as lunaDone } from "../../provider/src/clouds/lunanode/schemas.ts";
import { openAccount } from "../../provider/src/clouds/naver/account.ts";
import type { Parameters } from "../../provider/src/clouds/naver/parameters.ts";
import { done } from "../../provider/src/clouds/naver/schemas.ts";
import { connect } from "../../provider/src/clouds/ovh/account.ts";
import type { Parameters as OvhParameters, Route } from "../../provider/src/clouds/ovh/request.ts";
import { created } from "../../provider/src/clouds/ovh/schemas.ts";
import { PROJECT } from "../support/ovh-fixture.ts";
import { gigenet } from "./clouds/gigenet.ts";
import { lunanode } from "./clouds/lunanode.ts";
import { naver } from "./clouds/naver.ts";
import { ovh } from "./clouds/ovh.ts";
import { adapterNames } from "./suite/adapters.ts";
import { TestHarness } from "./suite/test-harness.ts";

/*
 * What is charged and was created with a server or attached to it: it is deleted with the server, or a warning names
 * it.
 */

const OWN = { publicIp: true };

/** A server with its own address. */
async function reachable(
  t: ExecutionContext,
  adapter: (typeof adapterNames)[number] = "dynamic",
): Promise<[TestHarness, Engine]> {
  const on = await TestHarness.start(t, naver, "json", adapter);
  const engine = on.engine();
  await engine.up(on.program(OWN));
  t.is(addresses(on).length, 1);
  return [on, engine];
}

const addresses = (on: TestHarness) => on.objects("publicIp");

/** Somebody deletes the server in the console; NAVER keeps its address. */
function vanish(on: TestHarness, engine: Engine): void {
  const { kind, id } = on.server(engine);
  on.emulators.change({ cloud: "naver", kind, id, delete: true });
  on.emulators.clearRequests();
  on.warnings.length = 0;
}

/** A call that the provider does not make. */
async function call(on: TestHarness, action: string, parameters: Parameters): Promise<void> {
  const { api } = openAccount(on.settings(), on.dependencies());
  await api.call(`vserver/${action}`, "write", "KR", parameters, done);
  await on.clock.sleep(60_000);
}

for (const adapter of adapterNames) {
  test(`NAVER Cloud, ${adapter}: the server was deleted in the console: a refresh keeps its leftovers, and the next up releases them`, async (t) => {
    const [on, engine] = await reachable(t, adapter);
    const [before] = addresses(on);
    vanish(on, engine);
    t.is(await engine.refresh(), "update");
    t.deepEqual(on.writes(), []);
    t.regex(
      on.warnings.join(),
      new RegExp(`deleted in the cloud, but public IP .*${before?.id}.* is still there.*releases it`),
    );
    t.is((await engine.preview(on.program(OWN))).op, "delete-replace");
    t.is(await engine.up(on.program(OWN)), "delete-replace");
    t.deepEqual(
      addresses(on).map(({ serverNo }) => serverNo),
      [on.server(engine).id],
    );
    t.not(addresses(on)[0]?.id, before?.id);
    await on.assertSettled(engine, on.program(OWN));
  });
}

for (const isRefreshed of [false, true]) {
  test(`the server was deleted in the console: a destroy releases its address${isRefreshed ? ", after a refresh too" : ""}`, async (t) => {
    const [on, engine] = await reachable(t);
    vanish(on, engine);
    if (isRefreshed) {
      await engine.refresh();
    }
    await engine.destroy();
    t.deepEqual(addresses(on), []);
    t.deepEqual(on.writes(), ["deletePublicIpInstance"]);
  });
}

test("an address that somebody has released meanwhile, or that was never created, keeps nothing in the state", async (t) => {
  const [on, engine] = await reachable(t);
  vanish(on, engine);
  await engine.refresh();
  await call(on, "deletePublicIpInstance", { publicIpInstanceNo: String(addresses(on)[0]?.id) });
  t.is(await engine.refresh(), "delete");
  const plain = on.engine("plain");
  await plain.up(on.program());
  vanish(on, plain);
  t.is(await plain.refresh(), "delete");
  t.is(on.count("getPublicIpInstanceList"), 0);
});

test("an address whose mark was changed, or that was given to another server, is named and left alone", async (t) => {
  for (const take of [
    (on: TestHarness, id: string) =>
      on.emulators.change({ cloud: "naver", kind: "publicIp", id, set: { description: "mine" } }),
    async (on: TestHarness, id: string) => {
      const other = on.engine("other");
      await other.up(on.program({ name: "other" }));
      await call(on, "associatePublicIpWithServerInstance", {
        publicIpInstanceNo: id,
        serverInstanceNo: on.server(other).id,
      });
    },
  ]) {
    const [on, engine] = await reachable(t);
    const [{ id = "" } = {}] = addresses(on);
    vanish(on, engine);
    await take(on, id);
    on.emulators.clearRequests();
    const { state } = engine;
    t.is(await engine.refresh(), "delete");
    t.regex(on.warnings.join(), new RegExp(`public IP .*${id}.* may have been created with it.*It stays in the cloud`));
    on.warnings.length = 0;
    engine.state = state;
    await engine.destroy();
    t.regex(on.warnings.join(), new RegExp(`public IP .*${id}`));
    t.deepEqual(on.writes(), []);
    t.is(addresses(on).length, 1);
  }
});

const LOST: readonly Fault[] = [{ cut: "connection" }, { status: 500, body: "oops" }, { cut: "body" }];

for (const operation of ["deletePublicIpInstance", "disassociatePublicIpFromServerInstance"]) {
  for (const fault of LOST) {
    test(`the answer to ${operation} is lost (${JSON.stringify(fault)}) after its effect: the server and its address are deleted nevertheless`, async (t) => {
      const [on, engine] = await reachable(t);
      on.fault({ operation, when: "after", fault });
      await engine.destroy();
      t.deepEqual([on.servers(), addresses(on)], [[], []]);
    });
  }
}

test("the answer to the removal of the server's own public IP is lost: it is gone nevertheless", async (t) => {
  const on = await TestHarness.start(t, naver, "json");
  const ip = on.engine("ip", { token: "naver:PublicIp" });
  await ip.up({ name: "one" });
  on.fault({ operation: "deletePublicIpInstance", when: "after", fault: { cut: "connection" } });
  await ip.destroy();
  t.deepEqual(addresses(on), []);
});

test("the answer to the detachment of storage is lost: the server is deleted, and the storage is named", async (t) => {
  const on = await TestHarness.start(t, naver, "json");
  const engine = on.engine();
  await engine.up(on.program());
  await call(on, "createBlockStorageInstance", {
    blockStorageSize: "10",
    zoneCode: "KR-1",
    blockStorageVolumeTypeCode: "CB1",
  });
  const disk = on.objects("storage").find(({ type }) => type === "SVRBS");
  await call(on, "attachBlockStorageInstance", {
    serverInstanceNo: on.server(engine).id,
    blockStorageInstanceNo: String(disk?.id),
  });
  on.fault({ operation: "detachBlockStorageInstances", when: "after", fault: { cut: "connection" } });
  await engine.destroy();
  t.deepEqual(on.servers(), []);
  t.regex(on.warnings.join(), new RegExp(`storage ${disk?.id} was detached.*is charged`));
});

test("an adopted server names the address that it leaves", async (t) => {
  const on = await TestHarness.start(t, naver, "json");
  const first = on.engine();
  await first.up(on.program());
  await call(on, "createPublicIpInstance", { serverInstanceNo: on.server(first).id, publicIpDescription: "by hand" });
  const second = on.engine("second");
  await second.up(naver.adopting(on.program(), first.state?.id ?? ""));
  await second.destroy();
  t.deepEqual(
    addresses(on).map(({ description, serverNo }) => [description, serverNo]),
    [["by hand", ""]],
  );
  t.regex(
    on.warnings.join(),
    new RegExp(`public IP .*${addresses(on)[0]?.id}.* was not created for the server.*is charged`),
  );
});

test("a deletion that fails changes neither the server's address nor its power", async (t) => {
  const [on, engine] = await reachable(t);
  const [before] = addresses(on);
  on.fault({ operation: "terminateServerInstances", fault: { error: "1100904 not now" } });
  await on.errorOf(engine.destroy());
  t.is(on.server(engine).status, "RUN");
  await engine.refresh();
  await engine.up(on.program(OWN));
  t.like(addresses(on), [{ id: before?.id, serverNo: on.server(engine).id }]);
});

/** A server that one resource created and another adopted: the latter knows nothing about what was created with it. */
async function adopted(on: TestHarness, program = on.program()): Promise<Engine> {
  const first = on.engine();
  await first.up(program);
  const second = on.engine("second");
  await second.up(on.target.adopting(program, first.state?.id ?? ""));
  on.warnings.length = 0;
  return second;
}

const lunaCall = (on: TestHarness, name: string, parameters: Record<string, string>) => {
  const { endpoint = "", apiId = "", apiKey = "" } = on.settings();
  const signal = new AbortController().signal;
  return new LunaNode(endpoint, { apiId, apiKey }, { clock: on.clock, signal }).call(
    name,
    "write",
    parameters,
    lunaDone,
  );
};

for (const volumeListRegion of ["optional", "required"] as const) {
  test(`LunaNode: an adopted VM names the address and the volume that it leaves, and no other; the region of volume/list is ${volumeListRegion}`, async (t) => {
    const on = await TestHarness.start(t, lunanode, "json");
    on.set({ volumeListRegion });
    const engine = await adopted(on);
    const { id } = on.server(engine);
    for (const label of ["data", "spare"]) {
      await lunaCall(on, "volume/create", { region: "toronto", label, size: "10" });
    }
    await on.clock.sleep(600_000);
    const [data] = on.objects("volume");
    await lunaCall(on, "volume/attach", { volume_id: String(data?.id), vm_id: id, target: "auto" });
    await on.clock.sleep(600_000);
    const [address] = on.objects("floatingIp");
    await engine.destroy();
    t.is(on.objects("floatingIp").length, 1);
    const reported = on.warnings.join("\n");
    t.true(reported.includes(`address ${address?.id} is not known to have been created with the VM`), reported);
    t.regex(reported, new RegExp(`volume data \\(${data?.id}\\) stays in the account`));
    t.notRegex(reported, /spare/);
  });
}

test("LunaNode: what a VM leaves is named before the deletion, because a killed run prints nothing afterwards", async (t) => {
  const on = await TestHarness.start(t, lunanode, "json");
  const engine = await adopted(on);
  const [address] = on.objects("floatingIp");
  on.fault({ operation: "vm/floatingip-delete", fault: { error: "Internal failure" } });
  await t.throwsAsync(engine.destroy());
  t.true(
    on.warnings.some((text) => text.includes(`address ${address?.id} is not known to have been created with the VM`)),
  );
  await lunaCall(on, "volume/create", { region: "toronto", label: "data", size: "10" });
  await on.clock.sleep(600_000);
  const { id } = on.server(engine);
  await lunaCall(on, "volume/attach", { volume_id: String(on.objects("volume")[0]?.id), vm_id: id, target: "auto" });
  await on.clock.sleep(600_000);
  on.fault({ operation: "vm/delete", fault: { error: "Internal failure" } });
  await t.throwsAsync(engine.destroy());
  t.true(on.warnings.some((text) => text.includes("volume data (")));
});

test("LunaNode: a VM that was created here names nothing, unless it has vanished and somebody has kept its address", async (t) => {
  const on = await TestHarness.start(t, lunanode, "json");
  const plain = on.engine("plain");
  await plain.up(on.program());
  await plain.destroy();
  t.deepEqual(
    [on.warnings, on.objects("floatingIp"), on.count("floating/list"), on.count("volume/list")],
    [[], [], 0, 0],
  );
  const engine = on.engine();
  await engine.up(on.program());
  const { kind, id } = on.server(engine);
  const [address] = on.objects("floatingIp");
  await lunaCall(on, "vm/floatingip-delete", { vm_id: id, ip: String(address?.id), keep: "yes" });
  on.emulators.change({ cloud: "lunanode", kind, id, delete: true });
  t.is(await engine.refresh(), "delete");
  t.regex(on.warnings.join(), new RegExp(`address ${address?.id} may have been created with it`));
});

const gigenetCall = (on: TestHarness, action: string, parameters: Record<string, string>) => {
  const { endpoint = "", apiKey = "", apiHash = "" } = on.settings();
  const tools = { clock: on.clock, signal: new AbortController().signal };
  return new GigeNet(endpoint, { apiKey, apiHash, zone: "ord1" }, tools).call(action, "write", parameters, gigenetDone);
};

test("LunaNode: the answer to the detachment of an address is lost: the VM is deleted, and the address stays", async (t) => {
  const on = await TestHarness.start(t, lunanode, "json");
  await lunaCall(on, "floating/add", { region: "toronto" });
  const [address] = on.objects("floatingIp");
  const engine = on.engine();
  await engine.up(on.program({ floatingIp: address?.id }));
  on.fault({ operation: "vm/floatingip-delete", when: "after", fault: { cut: "connection" } });
  await engine.destroy();
  t.deepEqual(on.servers(), []);
  t.like(on.objects("floatingIp"), [{ id: address?.id, vmId: "" }]);
});

for (const listAdditional of [true, false]) {
  test(`GigeNET: an elastic address of an instance is named, ${listAdditional ? "and additional ones are not" : "also where lists show no others"}`, async (t) => {
    const on = await TestHarness.start(t, { ...gigenet, switches: { listAdditional } }, "xml");
    const engine = on.engine();
    await engine.up(on.program({ additionalIps: 1 }));
    const { id } = on.server(engine);
    await gigenetCall(on, "AllocateAddress", { Domain: "ord1" });
    const publicIp = String(on.objects("address").find(({ type }) => type === "elastic")?.id);
    await gigenetCall(on, "AssociateAddress", { InstanceId: id, PublicIp: publicIp });
    await engine.destroy();
    t.deepEqual(
      on.objects("address").map((row) => row.id),
      [publicIp],
    );
    t.deepEqual(on.warnings, [
      `web: address ${publicIp} may be elastic; if so, it is removed from the instance, but stays in the account and is charged.`,
    ]);
  });
}

test("GigeNET: an elastic address is named before it is detached, because a killed run prints nothing afterwards", async (t) => {
  const on = await TestHarness.start(t, gigenet, "xml");
  const engine = on.engine();
  await engine.up(on.program());
  const { id } = on.server(engine);
  await gigenetCall(on, "AllocateAddress", { Domain: "ord1" });
  const [address] = on.objects("address").filter(({ type }) => type === "elastic");
  await gigenetCall(on, "AssociateAddress", { InstanceId: id, PublicIp: String(address?.id) });
  on.fault({ operation: "DisassociateAddress", times: 0, fault: { cut: "connection" } });
  await t.throwsAsync(engine.destroy());
  t.true(on.warnings.some((text) => text.includes(`address ${address?.id} may be elastic`)));
});

const ovhCall = (on: TestHarness, route: Route, parameters: OvhParameters) => {
  const { api } = connect(on.settings(), on.dependencies());
  return api.call(route, "write", { serviceName: api.project, ...parameters }, created);
};

const AUTOBACKUP = { autobackup: { cron: "0 2 * * *", rotation: 3 } };

test("OVHcloud: an adopted instance names its volumes and backup schedules, and no others", async (t) => {
  const on = await TestHarness.start(t, ovh, "json");
  const engine = await adopted(on);
  const { id: instanceId } = on.server(engine);
  const volume = { region: "GRA11", type: "classic", size: 10 };
  const { id: volumeId } = await ovhCall(on, `POST ${PROJECT}/volume`, { ...volume, name: "data" });
  await ovhCall(on, `POST ${PROJECT}/volume`, { ...volume, name: "spare" });
  await on.clock.sleep(600_000);
  await ovhCall(on, `POST ${PROJECT}/volume/{volumeId}/attach`, { volumeId, instanceId });
  await ovhCall(on, `POST ${PROJECT}/region/{regionName}/workflow/backup`, {
    ...{ regionName: "GRA11", instanceId, cron: "0 3 * * *", rotation: 7, name: "nightly" },
  });
  await on.clock.sleep(600_000);
  await engine.destroy();
  const reported = on.warnings.join("\n");
  t.regex(
    reported,
    new RegExp(`volume data \\(${volumeId}\\) and backup schedule nightly \\(.*\\) stays in the project`),
  );
  t.notRegex(reported, /spare/);
  t.is(on.objects("backupSchedule").length, 1);
});

for (const backupOutlivesInstance of [true, false]) {
  test(`OVHcloud: a backup schedule created with an instance is deleted with it if OVHcloud ${backupOutlivesInstance ? "keeps" : "deletes"} it itself`, async (t) => {
    const on = await TestHarness.start(t, { ...ovh, switches: { backupOutlivesInstance } }, "json");
    const engine = on.engine();
    await engine.up(on.program(AUTOBACKUP));
    t.is(on.objects("backupSchedule").length, 1);
    await engine.destroy();
    t.deepEqual(on.objects("backupSchedule"), []);
    t.is(/backups that it created stay in the project/.test(on.warnings.join()), backupOutlivesInstance);
  });
}

test("OVHcloud: the instance was deleted in the panel: the next up deletes its backup schedule, unless it was changed", async (t) => {
  const on = await TestHarness.start(t, ovh, "json");
  const engine = on.engine();
  const program = on.program(AUTOBACKUP);
  await engine.up(program);
  const { kind, id } = on.server(engine);
  const [schedule] = on.objects("backupSchedule");
  on.emulators.change({ cloud: "ovh", kind, id, delete: true });
  t.is(await engine.refresh(), "update");
  t.is(await engine.up(program), "delete-replace");
  t.deepEqual(
    on.objects("backupSchedule").map(({ instanceId }) => instanceId),
    [on.server(engine).id],
  );
  t.not(on.objects("backupSchedule")[0]?.id, schedule?.id);

  const [other] = on.objects("backupSchedule");
  on.emulators.change({ cloud: "ovh", kind: "backupSchedule", id: other?.id ?? "", set: { rotation: 30 } });
  on.emulators.change({ cloud: "ovh", kind, id: on.server(engine).id, delete: true });
  t.is(await engine.refresh(), "delete");
  t.regex(on.warnings.join(), new RegExp(`backup schedule .*${other?.id}.* may have been created with it`));
});

test("OVHcloud: an instance is deleted even without permission to read its leftovers", async (t) => {
  const denied = ["volume/get", "region/workflow/backup/get"].map((action) => `publicCloudProject:apiovh:${action}`);
  const on = await TestHarness.start(t, ovh, "json");
  const engine = on.engine();
  await engine.up(on.program(AUTOBACKUP));
  on.set({ deniedActions: denied });
  await engine.destroy();
  t.deepEqual(on.servers(), []);
  t.regex(on.warnings.join("\n"), /could not be read; any that remain are charged: .*volume\/get/s);
  t.regex(
    on.warnings.join("\n"),
    /its backup schedule could not be read and may still be there: .*workflow\/backup\/get/s,
  );
});

import test, { type ExecutionContext } from "ava";
import type { Fault } from "../../emulators/src/index.ts";
import { open } from "../../provider/src/clouds/naver/account.ts";
import type { Parameters } from "../../provider/src/clouds/naver/parameters.ts";
import { done } from "../../provider/src/clouds/naver/wire.ts";
import type { Engine } from "../../provider/src/doors/testing-engine.ts";
import { naver } from "./clouds/naver.ts";
import { doorNames } from "./suite/doors.ts";
import { Stage } from "./suite/stage.ts";

/* What is charged and came with a server, or was attached to it: it goes with the server, or a warning names it. */

const OWN = { publicIp: true };

/** A server with an address of its own. */
async function reachable(t: ExecutionContext, door: (typeof doorNames)[number] = "dynamic"): Promise<[Stage, Engine]> {
  const on = await Stage.open(t, naver, "json", door);
  const engine = on.engine();
  await engine.up(on.program(OWN));
  t.is(addresses(on).length, 1);
  return [on, engine];
}

const addresses = (on: Stage) => on.objects("publicIp");

/** Somebody deletes the server in the console; NAVER keeps its address. */
function vanish(on: Stage, engine: Engine): void {
  const { kind, id } = on.server(engine);
  on.emulators.change({ cloud: "naver", kind, id, delete: true });
  on.emulators.clearRequests();
  on.told.length = 0;
}

/** A call that is none of the provider's. */
async function call(on: Stage, action: string, parameters: Parameters): Promise<void> {
  const { api } = open(on.settings(), { clock: on.clock, signal: new AbortController().signal });
  await api.call(`vserver/${action}`, "write", "KR", parameters, done);
  await on.clock.sleep(60_000);
}

for (const door of doorNames) {
  test(`NAVER Cloud, ${door}: the server was deleted in the console: a refresh keeps what it has left, and the next up gives that back`, async (t) => {
    const [on, engine] = await reachable(t, door);
    const [before] = addresses(on);
    vanish(on, engine);
    t.is(await engine.refresh(), "update");
    t.deepEqual(on.writes(), []);
    t.regex(
      on.told.join(),
      new RegExp(`deleted in the cloud, and public IP .*${before?.id}.* is still there.*gives that back`),
    );
    t.is((await engine.preview(on.program(OWN))).op, "delete-replace");
    t.is(await engine.up(on.program(OWN)), "delete-replace");
    t.deepEqual(
      addresses(on).map(({ serverNo }) => serverNo),
      [on.server(engine).id],
    );
    t.not(addresses(on)[0]?.id, before?.id);
    await on.settled(engine, on.program(OWN));
  });
}

for (const isRefreshed of [false, true]) {
  test(`the server was deleted in the console: a destroy gives its address back${isRefreshed ? ", after a refresh too" : ""}`, async (t) => {
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

test("an address that somebody has released meanwhile, or that was never made, keeps nothing in the state", async (t) => {
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

test("an address that somebody has marked otherwise, or given to another server, is named and left alone", async (t) => {
  for (const take of [
    (on: Stage, id: string) =>
      on.emulators.change({ cloud: "naver", kind: "publicIp", id, set: { description: "mine" } }),
    async (on: Stage, id: string) => {
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
    t.regex(on.told.join(), new RegExp(`public IP .*${id}.* may have come with it.*It stays in the cloud`));
    on.told.length = 0;
    engine.state = state;
    await engine.destroy();
    t.regex(on.told.join(), new RegExp(`public IP .*${id}`));
    t.deepEqual(on.writes(), []);
    t.is(addresses(on).length, 1);
  }
});

const LOST: readonly Fault[] = [{ cut: "connection" }, { status: 500, body: "oops" }, { cut: "body" }];

for (const operation of ["deletePublicIpInstance", "disassociatePublicIpFromServerInstance"]) {
  for (const fault of LOST) {
    test(`the answer to ${operation} is lost (${JSON.stringify(fault)}) after its effect: the server and its address go all the same`, async (t) => {
      const [on, engine] = await reachable(t);
      on.fault({ operation, when: "after", fault });
      await engine.destroy();
      t.deepEqual([on.servers(), addresses(on)], [[], []]);
    });
  }
}

test("the answer to the removal of a public IP of its own is lost: it is gone all the same", async (t) => {
  const on = await Stage.open(t, naver, "json");
  const ip = on.engine("ip", { token: "naver:PublicIp" });
  await ip.up({ name: "one" });
  on.fault({ operation: "deletePublicIpInstance", when: "after", fault: { cut: "connection" } });
  await ip.destroy();
  t.deepEqual(addresses(on), []);
});

test("the answer to the detachment of storage is lost: the server goes, and the storage is named", async (t) => {
  const on = await Stage.open(t, naver, "json");
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
  t.regex(on.told.join(), new RegExp(`storage ${disk?.id} was detached.*is charged`));
});

test("a server that was taken over says which address it leaves", async (t) => {
  const on = await Stage.open(t, naver, "json");
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
  t.regex(on.told.join(), new RegExp(`public IP .*${addresses(on)[0]?.id}.* was not made for the server.*is charged`));
});

test("a deletion that fails costs a server neither its address nor its power", async (t) => {
  const [on, engine] = await reachable(t);
  const [before] = addresses(on);
  on.fault({ operation: "terminateServerInstances", fault: { error: "1100904 not now" } });
  await on.failure(engine.destroy());
  t.is(on.server(engine).status, "RUN");
  await engine.refresh();
  await engine.up(on.program(OWN));
  t.like(addresses(on), [{ id: before?.id, serverNo: on.server(engine).id }]);
});

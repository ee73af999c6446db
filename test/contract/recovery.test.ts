import test from "ava";
import type { Json } from "../../provider/src/engine/values.ts";
import { adapters } from "./clouds/all.ts";
import { isCannot } from "./suite/adapter.ts";
import { type Deployment, doorNames } from "./suite/doors.ts";
import {
  awaits,
  killedAt,
  leftOf,
  type Owner,
  orphaned,
  ownerOf,
  type Point,
  putInto,
  recovered,
} from "./suite/interruption.ts";
import { Stage } from "./suite/stage.ts";

/* `indiecloud recover` after a kill at every await of a create. */

for (const adapter of adapters) {
  for (const door of doorNames) {
    test(`${adapter.title}, ${door} door: killed anywhere in a create, no server is lost and none bought twice`, async (t) => {
      const [form = ""] = Object.keys(adapter.forms);
      // With a step after the build; a name of the program through one door, a generated one through the other.
      const programOn = (stage: Stage): Json => {
        const { name, ...unnamed } = stage.program(isCannot(adapter.power) ? {} : adapter.power.stopped);
        return door === "dynamic" ? { ...unnamed, name } : unnamed;
      };
      const rehearsal = await Stage.open(t, adapter, form, door);
      const all = await awaits(rehearsal, programOn(rehearsal));
      // The engine behind the doors is one: what differs is the state that they keep.
      const isWrite = (point: Point) => all.some(({ request, when }) => request === point.request && when === "after");
      const points = door === "dynamic" ? all : all.filter(isWrite);
      const found = { nothing: 0, found: 0 };
      for (const point of points) {
        const at = `${point.when} request ${point.request}`;
        const stage = await Stage.open(t, adapter, form, door);
        const program = programOn(stage);
        await killedAt(stage, program, point);
        const bought = stage.servers();
        // A name of the program is nobody's mark.
        t.deepEqual(await orphaned(stage), door === "plugin" ? bought.map(({ id }) => id) : [], at);
        const engine = stage.engine();
        const trace = point.when === "before" ? "declared" : "pending";
        const { plan, left, resource } = await recovered(stage, engine, program, trace);
        t.deepEqual([plan.questions, plan.unclear], [[], []], at);
        const wanted = bought.length === 0 ? "nothing" : "found";
        t.is(left.is, wanted, at);
        found[wanted] += 1;
        if (resource !== undefined) {
          t.is(adapter.keyOf(resource.id ?? ""), bought[0]?.id ?? "", at);
          putInto(engine, resource);
          t.is((await engine.preview(program)).op, "update", at);
        }
        await engine.up(program);
        t.is(stage.servers().length, 1, at);
        t.is(stage.servers()[0]?.id, stage.server(engine).id, at);
        await stage.settled(engine, program);
      }
      t.log(`${points.length} points; at ${found.found} of them there was a server`);
      t.true(found.found > 0 && found.nothing > 0, JSON.stringify(found));
    });
  }
}

for (const adapter of adapters) {
  const shows = adapter.cloud === "lunanode" || adapter.cloud === "hostdime" ? "does not show" : "shows";
  test(`${adapter.title} ${shows} when a server was made: whose it is after a kill, with a namespace and without`, async (t) => {
    const [form = ""] = Object.keys(adapter.forms);
    for (const deployment of [{}, { namespace: "acme" }]) {
      const stage = await Stage.open(t, adapter, form);
      const { name: _, ...program } = stage.program();
      // Another deployment has made a server of the same name an hour before, and has deleted it from its state.
      await stage.engine("web", { deployment }).up(program);
      const theirs = await ownerAfterKill(stage, program, deployment, 3600);
      t.is(theirs, "namespace" in deployment ? "this stack" : "unknown", "an older one");
      const fresh = await Stage.open(t, adapter, form);
      const own = fresh.program();
      delete own.name;
      const held = fresh.fault({ operation: adapter.calls.create, fault: { hold: "after" } });
      const { cores, kill } = fresh.mortal();
      void fresh
        .engine("web", { cores, deployment })
        .up(own)
        .catch(() => undefined);
      await fresh.emulators.waitFor({ cloud: adapter.cloud, operation: adapter.calls.create, stage: "reached" });
      kill();
      fresh.emulators.releaseFault(held);
      const certain = "namespace" in deployment || shows === "shows";
      t.is(await ownerAfterKill(fresh, own, deployment, 0), certain ? "this stack" : "unknown", "its own");
    }
  });
}

/** Whose the server is by the state of a run whose CLI was killed, so many seconds after the server was made. */
async function ownerAfterKill(stage: Stage, program: Json, deployment: Deployment, seconds: number): Promise<Owner> {
  await stage.clock.sleep(seconds * 1000);
  const writtenAt = stage.clock.now();
  // The server is built meanwhile.
  await stage.clock.sleep(120_000);
  const left = await leftOf(stage, program, deployment);
  if (left.is !== "found") {
    throw new Error(JSON.stringify(left));
  }
  const { createdAt, createSeconds } = left;
  const clue = { urn: "urn", isGenerated: true, hasNamespace: deployment.namespace !== undefined };
  return ownerOf(
    { ...clue, createdAt, createSeconds },
    { pending: new Set(["urn"]), writtenAt: writtenAt - 1000, unsuccessful: [] },
  );
}

test("GigeNET, where RunInstances reads no tags: what could be it is asked about, and is taken when it is named", async (t) => {
  const gigenet = adapters.find(({ cloud }) => cloud === "gigenet");
  if (gigenet === undefined) {
    throw new Error("there is no adapter of GigeNET");
  }
  const stage = await Stage.open(t, { ...gigenet, switches: { launchTags: "none" } }, "xml");
  const program = stage.program();
  const rehearsal = await Stage.open(t, gigenet, "xml");
  const bought = (await awaits(rehearsal, rehearsal.program())).find(({ when }) => when === "after");
  await killedAt(stage, program, bought ?? { request: 0, when: "after" });
  const [server] = stage.servers();
  const engine = stage.engine();
  const asked = await recovered(stage, engine, program, "pending");
  t.deepEqual(asked.left, { is: "doubtful", by: "likeness", ids: [server?.id ?? ""] });
  t.is(asked.resource, undefined);
  t.regex(asked.plan.questions.map(({ next }) => next).join(), new RegExp(`--take web=${server?.id}`));
  const { resource } = await recovered(stage, engine, program, "pending", server?.id);
  t.is(resource?.id, server?.id);
  if (resource !== undefined) {
    putInto(engine, resource);
  }
  await engine.up(program);
  t.is(stage.servers().length, 1);
  t.is(stage.count(gigenet.calls.create), 1);
  await stage.settled(engine, program);
});

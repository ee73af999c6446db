import test from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { targets } from "./clouds/all.ts";
import { adapterNames, type Deployment } from "./suite/adapters.ts";
import {
  interruptedCreateOf,
  isDue,
  killedAt,
  type Owner,
  orphaned,
  ownerOf,
  type Point,
  putInto,
  recovered,
} from "./suite/interruption.ts";
import { isCannot } from "./suite/target.ts";
import { TestHarness } from "./suite/test-harness.ts";

/* `indiecloud recover` after a kill at every await of a create. */

for (const target of targets) {
  for (const adapter of adapterNames) {
    test(`${target.title}, ${adapter} adapter: killed anywhere in a create, no server is lost and none is bought twice`, async (t) => {
      const [form = ""] = Object.keys(target.forms);
      // With a step after the build; a name set by the program through one adapter, a generated name through the other.
      const programOn = (harness: TestHarness): Json => {
        const { name, ...unnamed } = harness.program(isCannot(target.power) ? {} : target.power.stopped);
        return adapter === "dynamic" ? { ...unnamed, name } : unnamed;
      };
      const rehearsal = await TestHarness.start(t, target, form, adapter);
      const all = await isDue(rehearsal, programOn(rehearsal));
      // The engine behind the adapters is the same: only the state that they keep differs.
      const isWrite = (point: Point) => all.some(({ request, when }) => request === point.request && when === "after");
      const points = adapter === "dynamic" ? all : all.filter(isWrite);
      const found = { nothing: 0, found: 0 };
      for (const point of points) {
        const at = `${point.when} request ${point.request}`;
        const harness = await TestHarness.start(t, target, form, adapter);
        const program = programOn(harness);
        await killedAt(harness, program, point);
        const created = harness.servers();
        // A name set by the program identifies nobody.
        t.deepEqual(await orphaned(harness), adapter === "plugin" ? created.map(({ id }) => id) : [], at);
        const engine = harness.engine();
        const trace = point.when === "before" ? "declared" : "pending";
        const { plan, findInterrupted, resource } = await recovered(harness, engine, program, trace);
        t.deepEqual([plan.unresolved, plan.indeterminate], [[], []], at);
        const wanted = created.length === 0 ? "nothing" : "found";
        t.is(findInterrupted.is, wanted, at);
        found[wanted] += 1;
        if (resource !== undefined) {
          t.is(target.keyOf(resource.id ?? ""), created[0]?.id ?? "", at);
          putInto(engine, resource);
          t.is((await engine.preview(program)).op, "update", at);
        }
        await engine.up(program);
        t.is(harness.servers().length, 1, at);
        t.is(harness.servers()[0]?.id, harness.server(engine).id, at);
        await harness.assertSettled(engine, program);
      }
      t.log(`${points.length} points; at ${found.found} of them there was a server`);
      t.true(found.found > 0 && found.nothing > 0, JSON.stringify(found));
    });
  }
}

for (const target of targets) {
  const shows = target.cloud === "lunanode" || target.cloud === "hostdime" ? "does not show" : "shows";
  test(`${target.title} ${shows} when a server was created: its owner after a kill, with a namespace and without`, async (t) => {
    const [form = ""] = Object.keys(target.forms);
    for (const deployment of [{}, { namespace: "acme" }]) {
      const harness = await TestHarness.start(t, target, form);
      const { name: _, ...program } = harness.program();
      // Another deployment created a server of the same name an hour before, and removed it from its state.
      await harness.engine("web", { deployment }).up(program);
      const theirs = await ownerAfterKill(harness, program, deployment, 3600);
      t.is(theirs, "namespace" in deployment ? "this stack" : "unknown", "an older one");
      const fresh = await TestHarness.start(t, target, form);
      const own = fresh.program();
      delete own.name;
      const held = fresh.fault({ operation: target.calls.create, fault: { hold: "after" } });
      const { pool, kill } = fresh.killableProcess();
      void fresh
        .engine("web", { pool, deployment })
        .up(own)
        .catch(() => undefined);
      await fresh.emulators.waitFor({ cloud: target.cloud, operation: target.calls.create, stage: "reached" });
      kill();
      fresh.emulators.releaseFault(held);
      const certain = "namespace" in deployment || shows === "shows";
      t.is(await ownerAfterKill(fresh, own, deployment, 0), certain ? "this stack" : "unknown", "its own");
    }
  });
}

/**
 * The owner of a server according to the state of a run whose CLI was killed this many seconds after the server was
 * created.
 */
async function ownerAfterKill(
  harness: TestHarness,
  program: Json,
  deployment: Deployment,
  seconds: number,
): Promise<Owner> {
  await harness.clock.sleep(seconds * 1000);
  const writtenAt = harness.clock.now();
  // The server is built meanwhile.
  await harness.clock.sleep(120_000);
  const left = await interruptedCreateOf(harness, program, deployment);
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

for (const target of targets) {
  test(`${target.title}: what a killed replacement created is found, although the state no longer has what it was to replace`, async (t) => {
    const { replace } = target;
    if (isCannot(replace)) {
      t.pass(replace.cannot);
      return;
    }
    const [form = ""] = Object.keys(target.forms);
    for (const adapter of adapterNames) {
      const harness = await TestHarness.start(t, target, form, adapter);
      const { name: _, ...program } = harness.program(replace);
      const { name: _name, ...before } = harness.program();
      const engine = harness.engine();
      await engine.up(before);
      const old = harness.server(engine);
      const { pool, kill } = harness.killableProcess();
      const killed = harness.engine("web", { pool });
      killed.state = engine.state;
      harness.emulators.clearRequests();
      const fault = harness.fault({ operation: target.calls.create, fault: { hold: "after" } });
      void killed.up(program).catch(() => undefined);
      await harness.emulators.waitFor({ cloud: target.cloud, operation: target.calls.create, stage: "reached" });
      kill();
      harness.emulators.releaseFault(fault);
      await harness.clock.sleep(600_000);
      harness.emulators.change({ cloud: target.cloud, kind: target.kind, id: old.id, delete: true });
      await engine.refresh();
      t.is(engine.state, undefined);
      const [created] = harness.servers();
      t.regex(await harness.errorOf(engine.up(program)), /created to replace ".*npx indiecloud recover/);
      const { resource } = await recovered(harness, engine, program, "declared");
      t.is(target.keyOf(resource?.id ?? ""), created?.id ?? "");
      putInto(engine, resource ?? { urn: "" });
      await engine.up(program);
      await harness.assertSettled(engine, program);
      t.deepEqual(
        harness.servers().map(({ id }) => id),
        [created?.id],
      );
    }
  });
}

test("GigeNET, if RunInstances reads no tags: the user is asked about candidates, and the chosen one is imported", async (t) => {
  const gigenet = targets.find(({ cloud }) => cloud === "gigenet");
  if (gigenet === undefined) {
    throw new Error("there is no adapter of GigeNET");
  }
  const harness = await TestHarness.start(t, { ...gigenet, switches: { launchTags: "none" } }, "xml");
  const program = harness.program();
  const rehearsal = await TestHarness.start(t, gigenet, "xml");
  const created = (await isDue(rehearsal, rehearsal.program())).find(({ when }) => when === "after");
  await killedAt(harness, program, created ?? { request: 0, when: "after" });
  const [server] = harness.servers();
  const engine = harness.engine();
  const requested = await recovered(harness, engine, program, "pending");
  t.deepEqual(requested.findInterrupted, { is: "ambiguous", by: "similarity", ids: [server?.id ?? ""] });
  t.is(requested.resource, undefined);
  t.regex(requested.plan.unresolved.map(({ next }) => next).join(), new RegExp(`--take web=${server?.id}`));
  const { resource } = await recovered(harness, engine, program, "pending", { take: server?.id });
  t.is(resource?.id, server?.id);
  if (resource !== undefined) {
    putInto(engine, resource);
  }
  await engine.up(program);
  t.is(harness.servers().length, 1);
  t.is(harness.count(gigenet.calls.create), 1);
  await harness.assertSettled(engine, program);
});

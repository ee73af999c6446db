import test from "ava";
import type { Json } from "../definition/values.ts";
import { IncompleteError } from "../errors.ts";
import { cloudError, type FakeApi, type Fault } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import {
  alter,
  checked,
  createThing,
  keysOf,
  metadataOf,
  refresh,
  type StoredState,
  urnOf,
} from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

const NEWS = { size: "small", image: "Debian 12", name: "web" };
const FULL = { ...NEWS, disk: 20, groups: ["web", "g2"], keys: ["anna"], note: "hi", power: "off", restart: "1" };

const incomplete = async (operation: Promise<unknown>): Promise<IncompleteError> => {
  const error = await operation.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof IncompleteError) {
    return error;
  }
  throw error ?? new Error("expected an IncompleteError, but nothing was thrown");
};

const half = (error: IncompleteError, inputs: Json): StoredState => ({ id: error.id, inputs, outputs: error.outputs });

test("create sends one create call, waits, runs only the steps that are due and keeps the user's spelling", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const state = await createThing(cloudProvider(), FULL);
  t.is(state.id, "r1/b1");
  t.like(state.outputs, { ...FULL, region: "r1", status: "active", birthmark: "mark of b1", imageName: "i1" });
  t.like(api.only, { size: "11", image: "i1", groups: ["g1", "g2"], keys: ["k1"], power: "off", restarts: 0 });
  t.deepEqual(
    api.calls.filter((call) => !["list", "get", "regions", "sizes", "images", "groups", "keys"].includes(call)),
    ["create", "power"],
  );
});

test("the state holds plain data only", async (t) => {
  const { cloudProvider } = fakeCloud();
  const { outputs } = await createThing(cloudProvider(), { size: "small", image: "Debian 12" });
  t.deepEqual(JSON.parse(JSON.stringify(outputs)), outputs);
});

test("update changes in place, in the order of the steps, and each is observed before the next begins", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, groups: ["web"] });
  api.calls.length = 0;
  const process = cloudProvider();
  const seen: string[] = [];
  api.fault = (name) => {
    if (["rename", "resize", "grow", "regroup", "note", "power"].includes(name)) {
      seen.push(`${name} while ${api.only.state} ${api.only.name} ${api.only.size} ${api.only.disk}`);
    }
    return undefined;
  };
  const now = await alter(process, old, {
    ...NEWS,
    name: "new",
    size: "large",
    disk: 30,
    groups: ["db"],
    note: "n",
    power: "off",
  });
  t.deepEqual(seen, [
    "rename while active web 11 10",
    "resize while active new 11 10",
    "grow while active new 12 10",
    "regroup while active new 12 30",
    "note while active new 12 30",
    "power while active new 12 30",
  ]);
  t.is(now.id, old.id);
  t.like(api.only, { name: "new", size: "12", disk: 30, groups: ["g2"], note: "n", power: "off" });
  const again = await alter(cloudProvider(), now, now.inputs);
  t.deepEqual(again.diff.differences, []);
});

test("a step is done when its fields are observed as desired, not while they are hidden", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, power: "on" });
  api.changeOutOfBand("b1", { power: "off" });
  const drifted = await refresh(cloudProvider(), old);
  t.is(drifted?.inputs.power, "off");
  await alter(cloudProvider(), { ...old, ...drifted }, { ...NEWS, power: "on" });
  // While a box changes, it does not show its power; the update must not end before it does.
  t.like(api.only, { power: "on", state: "active" });
});

test("an unreadable field is sent once and not again", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, note: "one" });
  const now = await alter(cloudProvider(), old, { ...NEWS, note: "two" });
  t.is(api.count("note"), 1);
  await alter(cloudProvider(), now, { ...NEWS, note: "two", size: "large" });
  t.is(api.count("note"), 1);
  t.is(api.only.note, "two");
});

test("a trigger runs when it changes, not at creation, at adoption or when it is first set", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  let state: StoredState = await createThing(cloudProvider(), NEWS);
  state = await alter(cloudProvider(), state, { ...NEWS, restart: "1" });
  t.is(api.only.restarts, 0);
  state = await alter(cloudProvider(), state, { ...NEWS, restart: "2" });
  t.is(api.only.restarts, 1);
  await alter(cloudProvider(), state, { ...NEWS, restart: "2", size: "large" });
  t.is(api.only.restarts, 1);
});

test("an update that fails before its steps keeps their old values, so that the next one runs them", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), {
    ...NEWS,
    note: "old",
    restart: "1",
    groups: ["web"],
    timeouts: { update: "20s" },
  });
  api.changeOutOfBand("b1", { state: "building" });
  const news = { ...NEWS, note: "new", restart: "2", groups: ["db"], timeouts: { update: "20s" } };
  const inputs = await checked(cloudProvider(), news, old.inputs);
  const process = cloudProvider();
  await checked(process, news, old.inputs);
  const error = await incomplete(process.update(VM_DEFINITION, old.id, old.outputs, inputs));
  t.like(error.outputs, { note: "old", restart: "1" });
  api.changeOutOfBand("b1", { state: "active" });
  const now = await alter(cloudProvider(), half(error, inputs), news);
  t.like(api.only, { note: "new", restarts: 1, groups: ["g2"] });
  t.like(now.outputs, { note: "new", restart: "2", groups: ["db"] });
});

test("an update that is interrupted between steps continues where it stopped", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, note: "old" });
  api.fault = (name) => (name === "note" ? { when: "before", error: cloudError(name) } : undefined);
  const news = { ...NEWS, name: "web2", note: "new", power: "off" };
  const process = cloudProvider();
  const inputs = await checked(process, news, old.inputs);
  const error = await incomplete(process.update(VM_DEFINITION, old.id, old.outputs, inputs));
  t.like(error.outputs, { name: "web2", note: "old", power: "on" });
  api.fault = () => undefined;
  const now = await alter(cloudProvider(), half(error, inputs), news);
  t.like(api.only, { name: "web2", note: "new", power: "off" });
  t.is(api.count("rename"), 1);
  t.like(now.outputs, { name: "web2", note: "new", power: "off" });
});

/** Runs create with one fault, then what Pulumi would do, until everything is well. */
async function createThrough(
  faultAt: number,
  fault: Fault,
): Promise<{ api: FakeApi; state: StoredState; error: unknown; known: boolean }> {
  const { api, cloudProvider } = fakeCloud();
  const process = cloudProvider();
  const inputs = await checked(process, FULL);
  const first = api.calls.length;
  let known = false;
  api.fault = (_, index) => {
    if (index !== first + faultAt) {
      return undefined;
    }
    known = api.vms.size > 0 && api.calls.slice(0, -1).includes("create");
    return fault;
  };
  const outcome = await process.create(VM_DEFINITION, inputs).then(
    (state) => ({ state }),
    (error: unknown) => ({ error }),
  );
  api.fault = () => undefined;
  if ("state" in outcome) {
    return { api, state: { ...outcome.state, inputs }, error: undefined, known };
  }
  const { error } = outcome;
  const next = cloudProvider();
  const again = await checked(next, FULL);
  const state =
    error instanceof IncompleteError
      ? await next.update(VM_DEFINITION, error.id, error.outputs, again)
      : await next.create(VM_DEFINITION, again);
  return { api, state: { ...state, inputs: again }, error, known };
}

test("whichever call of a create fails, before or after its effect, there is one box, and the error has its ID once it is known", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const process = cloudProvider();
  await checked(process, FULL);
  const before = api.calls.length;
  const reference = await process.create(VM_DEFINITION, await checked(process, FULL));
  const calls = api.calls.slice(before);
  t.true(calls.length > 8);
  for (const [index, name] of calls.entries()) {
    for (const when of ["before", "after"] as const) {
      // A create that fails before its effect is refused; for one that fails after it, the effect is unknown.
      const effect = name === "create" && when === "before" ? "none" : "unknown";
      const { api, state, error, known } = await createThrough(index, { when, error: cloudError(name, { effect }) });
      const at = `${when} call ${index}, ${name}`;
      t.is(api.all.length, 1, at);
      t.is(api.count("create"), name === "create" && when === "before" ? 2 : 1, at);
      t.is(state.id, "r1/b1", at);
      t.like(state.outputs, { ...FULL, status: "active", power: "off" }, at);
      t.is(error instanceof IncompleteError, error !== undefined && known, at);
      if (error instanceof IncompleteError) {
        t.is(error.id, "r1/b1", at);
        // Only the call's own answer has the birthmark; a later failure does not lose it.
        t.is(error.outputs.birthmark, "mark of b1", at);
        t.deepEqual(state.outputs, { ...reference.outputs, __indiecloud: state.outputs.__indiecloud }, at);
      }
      t.is(state.outputs.failure, undefined, at);
    }
  }
});

test("an update can be interrupted anywhere and still reaches the desired state", async (t) => {
  const news = { ...NEWS, name: "web2", size: "large", note: "n", groups: ["db"], restart: "2", power: "off" };
  const prepare = async () => {
    const fixture = fakeCloud();
    const old = await createThing(fixture.cloudProvider(), { ...NEWS, groups: ["web"], restart: "1", note: "m" });
    const process = fixture.cloudProvider();
    const inputs = await checked(process, news, old.inputs);
    return { ...fixture, old, process, inputs, first: fixture.api.calls.length };
  };
  const plain = await prepare();
  await plain.process.update(VM_DEFINITION, plain.old.id, plain.old.outputs, plain.inputs);
  const calls = plain.api.calls.slice(plain.first);
  for (const [index, name] of calls.entries()) {
    for (const when of ["before", "after"] as const) {
      const { api, old, process, inputs, first, cloudProvider } = await prepare();
      api.fault = (_, at) => (at === first + index ? { when, error: cloudError(name) } : undefined);
      const outputs = await process.update(VM_DEFINITION, old.id, old.outputs, inputs).then(
        (state) => state.outputs,
        (error: unknown) => (error instanceof IncompleteError ? error.outputs : old.outputs),
      );
      api.fault = () => undefined;
      const at = `${when} call ${index}, ${name}`;
      const now = await alter(cloudProvider(), { id: old.id, inputs, outputs }, news);
      t.like(api.only, { name: "web2", size: "12", note: "n", groups: ["g2"], power: "off" }, at);
      t.like(now.outputs, news, at);
      // A restart whose answer is lost may be repeated; none is ever left out.
      t.is(api.only.restarts, name === "restart" && when === "after" ? 2 : 1, at);
    }
  }
});

test("a create whose answer is lost finds its box by name and says so", async (t) => {
  const { api, cloudProvider, warnings } = fakeCloud();
  api.fault = (name) => (name === "create" ? { when: "after", error: cloudError(name) } : undefined);
  const state = await createThing(cloudProvider(), NEWS);
  t.is(state.id, "r1/b1");
  t.is(api.count("create"), 1);
  t.regex(warnings().join("\n"), /response to create was lost.*r1\/b1/);
});

test("a create whose answer is lost looks several times before it gives up, and never repeats the call", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  api.lag = 6;
  api.fault = (name) => (name === "create" ? { when: "after", error: cloudError(name) } : undefined);
  t.is((await createThing(cloudProvider(), NEWS)).id, "r1/b1");

  const none = fakeCloud();
  none.api.fault = (name) => (name === "create" ? { when: "before", error: cloudError(name) } : undefined);
  const error = await t.throwsAsync(createThing(none.cloudProvider(), NEWS));
  t.regex(error.message, /out of order.*not known.*Run pulumi up again/s);
  t.is(none.api.count("create"), 1);
});

test("a failed lookup after a lost answer does not hide that a box may have been created", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  let created = false;
  let lookups = 0;
  api.fault = (name) => {
    if (name === "create") {
      created = true;
      return { when: "after", error: cloudError(name) };
    }
    if (name === "list" && created) {
      lookups += 1;
      return lookups === 1 ? { when: "before", error: cloudError(name, { words: "list is down" }) } : undefined;
    }
    return undefined;
  };
  t.is((await createThing(cloudProvider(), NEWS)).id, "r1/b1");

  const down = fakeCloud();
  created = false;
  down.api.fault = (name) => {
    created ||= name === "create";
    return created ? { when: "after", error: cloudError(name, { words: `${name} is down` }) } : undefined;
  };
  const error = await t.throwsAsync(createThing(down.cloudProvider(), NEWS));
  t.regex(error.message, /create is down.*not known/s);
});

test("several boxes with the name after a lost answer are reported and none is adopted", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  api.fault = (name) => {
    if (name === "list" && api.vms.size === 1) {
      api.put({ ...api.only, id: "x9" });
    }
    return name === "create" ? { when: "after", error: cloudError(name) } : undefined;
  };
  const error = await t.throwsAsync(createThing(cloudProvider(), NEWS));
  t.regex(error.message, /r1\/b1.*r1\/x9.*adopt it with adopt: "<id>"/);
  t.is(api.count("create"), 1);
});

test("cancelled while it looks for a lost box, create still reports that there may be one", async (t) => {
  const { api, cloudProvider, clock } = fakeCloud();
  const process = cloudProvider();
  api.fault = (name) => {
    if (name !== "create") {
      return undefined;
    }
    void clock.sleep(500).then(() => process.cancel("Ctrl-C"));
    return { when: "before", error: cloudError(name) };
  };
  const error = await t.throwsAsync(createThing(process, NEWS));
  t.regex(error.message, /not known.*Run pulumi up again/s);
});

test("a taken name is refused with the ID and the line to paste, and nothing is created", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  await createThing(cloudProvider(), NEWS);
  const error = await t.throwsAsync(createThing(cloudProvider(), NEWS));
  t.regex(error.message, /named "web" already exists: r1\/b1/);
  t.true(error.message.endsWith('adopt: "r1/b1"'));
  t.is(api.all.length, 1);
  api.put({ ...api.only, id: "b7" });
  const several = await t.throwsAsync(createThing(cloudProvider(), NEWS));
  t.regex(several.message, /2 Fake boxes named "web" already exist: r1\/b1, r1\/b7/);
});

test("a box with the name in another region does not count", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  await createThing(cloudProvider(), NEWS);
  t.is((await createThing(cloudProvider(), { ...NEWS, region: "r2" })).id, "r2/b2");
  t.is(api.all.length, 2);
});

test("of two resources of one program with the same name, one is created and the other refused", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const process = cloudProvider();
  const results = await Promise.allSettled([createThing(process, NEWS, "one"), createThing(process, NEWS, "two")]);
  t.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  const [refused] = results.filter((result) => result.status === "rejected");
  t.regex(String(refused?.reason), /Two resources of this program.*"web"/);
  t.is(api.all.length, 1);
});

test("a refused create releases its name", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const process = cloudProvider();
  api.fault = (name) =>
    name === "create" ? { when: "before", error: cloudError(name, { effect: "none" }) } : undefined;
  await t.throwsAsync(createThing(process, NEWS));
  api.fault = () => undefined;
  t.is((await createThing(process, NEWS)).id, "r1/b1");
});

test("a name is free again in the process that deleted the box", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const process = cloudProvider();
  const old = await createThing(process, NEWS);
  await process.delete(VM_DEFINITION, old.id, old.outputs);
  t.is((await createThing(process, NEWS)).id, "r1/b2");
  const gone = await createThing(process, { ...NEWS, name: "other" }, "two");
  api.remove("b3");
  await process.delete(VM_DEFINITION, gone.id, gone.outputs);
  t.is((await createThing(process, { ...NEWS, name: "other" }, "two")).id, "r1/b4");
});

test("a box that is listed as deleted does not occupy its name", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), NEWS);
  api.changeOutOfBand("b1", { state: "deleted" });
  t.is(await refresh(cloudProvider(), old), undefined);
  t.is((await createThing(cloudProvider(), NEWS)).id, "r1/b2");
});

test("a deadline keeps the ID and reports what it waited for, how long, and how to wait longer; the next up continues", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  api.outcome = "building";
  const news = { ...FULL, timeouts: { create: "1m15s" } };
  const process = cloudProvider();
  const inputs = await checked(process, news);
  const error = await incomplete(process.create(VM_DEFINITION, inputs));
  t.is(error.id, "r1/b1");
  t.regex(error.message, /Fake box r1\/b1 is still "building" after 1m15s, waiting for it to be ready/);
  t.regex(error.message, /next pulumi up continues.*customTimeouts/);
  t.is(error.outputs.failure, undefined);
  api.changeOutOfBand("b1", { state: "active" });
  const now = await alter(cloudProvider(), half(error, inputs), news);
  t.is(api.all.length, 1);
  t.like(now.outputs, { power: "off", status: "active", birthmark: "mark of b1" });
  t.deepEqual((await alter(cloudProvider(), now, news)).diff, {
    differences: [],
    replaces: [],
    deleteBeforeReplace: false,
    unfinished: [],
    rewrite: false,
  });
});

test("a half-created box is finished by the next up, also after a refresh without findings", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  api.outcome = "building";
  const news = { ...NEWS, timeouts: { create: "30s" } };
  const process = cloudProvider();
  const inputs = await checked(process, news);
  const error = await incomplete(process.create(VM_DEFINITION, inputs));
  api.changeOutOfBand("b1", { state: "active" });
  const seen = await refresh(cloudProvider(), half(error, inputs));
  t.truthy(seen);
  const diff = await cloudProvider().diff(VM_DEFINITION, { id: error.id, olds: seen?.outputs ?? {}, news: inputs });
  t.true(diff.rewrite);
  const state = await cloudProvider().update(VM_DEFINITION, error.id, seen?.outputs ?? {}, inputs);
  t.false((await cloudProvider().diff(VM_DEFINITION, { id: error.id, olds: state.outputs, news: inputs })).rewrite);
});

test("cancelled while it waits, create ends at once with the ID, and the next up continues", async (t) => {
  const { api, cloudProvider, clock } = fakeCloud();
  const process = cloudProvider();
  const inputs = await checked(process, NEWS);
  void clock.sleep(5000).then(() => process.cancel("Pulumi was interrupted"));
  const error = await incomplete(process.create(VM_DEFINITION, inputs));
  t.is(error.id, "r1/b1");
  t.regex(error.message, /"building" when Pulumi asked to stop: Pulumi was interrupted/);
  t.is(api.only.state, "building");
  await alter(cloudProvider(), half(error, inputs), NEWS);
  t.is(api.all.length, 1);
});

test("cancelled during a call, create and delete report the same as in a pause", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const process = cloudProvider();
  const inputs = await checked(process, NEWS);
  /** Aborts the next list as the HTTP client does: with the signal's reason. */
  const cutOff = (running: typeof process) => {
    api.fault = (name) => {
      if (name !== "list" || api.count("create") === 0) return undefined;
      running.cancel("Pulumi was interrupted");
      return { when: "before", error: api.signal?.reason };
    };
  };
  cutOff(process);
  const error = await incomplete(process.create(VM_DEFINITION, inputs));
  t.is(error.id, "r1/b1");
  t.regex(
    error.message,
    /^Fake box r1\/b1 was ".*" when Pulumi asked to stop: Pulumi was interrupted\. The next pulumi up/,
  );
  const deleting = cloudProvider();
  cutOff(deleting);
  await t.throwsAsync(deleting.delete(VM_DEFINITION, error.id, error.outputs), {
    message: /when Pulumi asked to stop/,
  });
});

test("a terminally failed build is recorded and replaced, delete first, and one box is left in the end", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  api.outcome = "broken";
  const process = cloudProvider();
  const inputs = await checked(process, NEWS);
  const error = await incomplete(process.create(VM_DEFINITION, inputs));
  t.is(error.outputs.failure, "it burnt");
  t.regex(error.message, /Fake box r1\/b1 could not be built: it burnt.*deletes it and creates a new one/);
  const seen = await refresh(cloudProvider(), half(error, inputs));
  t.is(seen?.outputs.failure, "it burnt");

  api.outcome = "active";
  const next = cloudProvider();
  const again = await checked(next, NEWS, inputs);
  const diff = await next.diff(VM_DEFINITION, { id: error.id, olds: seen?.outputs ?? {}, news: again });
  t.deepEqual([diff.replaces, diff.deleteBeforeReplace], [["failure"], true]);
  const fresh = await checked(next, NEWS);
  await next.delete(VM_DEFINITION, error.id, error.outputs);
  const state = await next.create(VM_DEFINITION, fresh);
  t.is(state.id, "r1/b2");
  t.deepEqual(
    api.all.map(({ id, state }) => [id, state]),
    [["b2", "active"]],
  );
});

test("a failed build that recovers is no longer a failure", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  api.outcome = "broken";
  const process = cloudProvider();
  const inputs = await checked(process, NEWS);
  const error = await incomplete(process.create(VM_DEFINITION, inputs));
  api.changeOutOfBand("b1", { state: "active" });
  const seen = await refresh(cloudProvider(), half(error, inputs));
  t.is(seen?.outputs.failure, undefined);
  const now = await alter(cloudProvider(), { ...half(error, inputs), ...seen }, NEWS);
  t.deepEqual(now.diff.replaces, []);
  t.is(now.outputs.failure, undefined);
});

test("a finished box in an error state is never replaced, and nothing is changed", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), NEWS);
  api.changeOutOfBand("b1", { state: "broken" });
  const seen = await refresh(cloudProvider(), old);
  t.is(seen?.outputs.status, "broken");
  t.is(seen?.outputs.failure, undefined);
  const news = { ...NEWS, name: "other", note: "n" };
  const process = cloudProvider();
  const inputs = await checked(process, news, old.inputs);
  const diff = await process.diff(VM_DEFINITION, { id: old.id, olds: seen?.outputs ?? {}, news: inputs });
  t.deepEqual(diff.replaces, []);
  const error = await incomplete(process.update(VM_DEFINITION, old.id, seen?.outputs ?? {}, inputs));
  t.regex(error.message, /in an error state: it burnt. Nothing was changed/);
  t.is(error.outputs.failure, undefined);
  t.like(error.outputs, { name: "web" });
  t.is(api.only.name, "web");
  const later = await cloudProvider().diff(VM_DEFINITION, { id: old.id, olds: error.outputs, news: inputs });
  t.deepEqual(later.replaces, []);
  t.deepEqual(keysOf(later.differences), ["name update", "note update"]);
});

test("adopt updates an existing box to the inputs and creates nothing", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  await createThing(cloudProvider(), { ...NEWS, note: "theirs" });
  const state = await createThing(cloudProvider(), {
    ...NEWS,
    name: "mine",
    size: "large",
    note: "ours",
    restart: "1",
    adopt: "r1/b1",
  });
  t.is(state.id, "r1/b1");
  t.is(api.count("create"), 1);
  t.like(api.only, { name: "mine", size: "12", note: "ours", restarts: 0 });
  t.is(state.outputs.failure, undefined);
  const without = await alter(cloudProvider(), state, {
    ...NEWS,
    name: "mine",
    size: "large",
    note: "ours",
    restart: "1",
  });
  t.deepEqual(keysOf(without.diff.differences), []);
  t.is(without.outputs.adopt, undefined);
  t.deepEqual((await refresh(cloudProvider(), without))?.inputs, without.inputs);
});

test("adopt accepts the cloud's own ID too", async (t) => {
  const { cloudProvider } = fakeCloud();
  await createThing(cloudProvider(), NEWS);
  t.is((await createThing(cloudProvider(), { ...NEWS, adopt: "b1" })).id, "r1/b1");
});

test("adopt is refused if the box does not exist, is elsewhere, or differs in something that cannot be changed", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  await createThing(cloudProvider(), { ...NEWS, disk: 20 });
  await t.throwsAsync(createThing(cloudProvider(), { ...NEWS, adopt: "r1/b9" }), {
    message: /r1\/b9 does not exist in this account/,
  });
  await t.throwsAsync(createThing(cloudProvider(), { ...NEWS, adopt: "r2/b1" }), {
    message: /is in r2, but the inputs say r1/,
  });
  await t.throwsAsync(createThing(cloudProvider(), { ...NEWS, image: "Debian 13", adopt: "r1/b1" }), {
    message: /image is "Debian 12", the program says "Debian 13"/,
  });
  await t.throwsAsync(createThing(cloudProvider(), { ...NEWS, disk: 5, adopt: "r1/b1" }), {
    message: /disk is 20, the program says 5/,
  });
  t.is((await createThing(cloudProvider(), { ...NEWS, disk: 30, adopt: "r1/b1" })).outputs.disk, 30);
  t.is(api.all.length, 1);
});

test("a preview that cannot read the object to adopt warns; wrong credentials are an error", async (t) => {
  const { api, cloudProvider, warnings } = fakeCloud();
  await createThing(cloudProvider(), NEWS);
  const check = () =>
    cloudProvider().check(VM_DEFINITION, { olds: {}, news: { ...NEWS, adopt: "r1/b1" }, urn: urnOf("other") });
  api.fault = (name) => (name === "get" ? { when: "before", error: cloudError(name) } : undefined);
  t.deepEqual((await check()).failures, []);
  t.regex(warnings().join("\n"), /Fake box r1\/b1 was not checked, because it could not be read\. .*out of order/);
  const refused = cloudError("get", { kind: "auth", effect: "none" });
  api.fault = (name) => (name === "get" ? { when: "before", error: refused } : undefined);
  await t.throwsAsync(check(), { message: /out of order/ });
});

test("an interrupted adoption keeps the ID and continues", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  await createThing(cloudProvider(), { ...NEWS, note: "theirs" });
  const news = { ...NEWS, size: "large", note: "ours", adopt: "r1/b1" };
  api.fault = (name) => (name === "resize" ? { when: "before", error: cloudError(name) } : undefined);
  const process = cloudProvider();
  const inputs = await checked(process, news);
  const error = await incomplete(process.create(VM_DEFINITION, inputs));
  t.is(error.id, "r1/b1");
  api.fault = () => undefined;
  await alter(cloudProvider(), half(error, inputs), news);
  t.like(api.only, { size: "12", note: "ours" });
});

test("delete waits until the box is confirmed absent", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), NEWS);
  await cloudProvider().delete(VM_DEFINITION, old.id, old.outputs);
  t.deepEqual(api.all, []);
  t.is(api.count("delete"), 1);
  await cloudProvider().delete(VM_DEFINITION, old.id, old.outputs);
  t.is(api.count("delete"), 1);
});

test("a delete whose answer is lost, or whose object is already gone, is a success", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), NEWS);
  api.fault = (name) => {
    if (name !== "delete") {
      return undefined;
    }
    api.remove("b1");
    return { when: "before", error: cloudError(name, { kind: "invalid", effect: "none", words: "invalid box" }) };
  };
  await t.notThrowsAsync(cloudProvider().delete(VM_DEFINITION, old.id, old.outputs));

  const other = fakeCloud();
  const vm = await createThing(other.cloudProvider(), NEWS);
  other.api.fault = (name) => (name === "delete" ? { when: "before", error: cloudError(name) } : undefined);
  await t.throwsAsync(other.cloudProvider().delete(VM_DEFINITION, vm.id, vm.outputs), {
    message: /delete: out of order/,
  });
  t.is(other.api.all.length, 1);
});

test("delete and refresh do not treat a box as gone while it is too young to be visible", async (t) => {
  const { api, cloudProvider, clock } = fakeCloud();
  api.outcome = "building";
  const process = cloudProvider();
  const inputs = await checked(process, { ...NEWS, timeouts: { create: "1s" } });
  const error = await incomplete(process.create(VM_DEFINITION, inputs));
  const created2 = { ...api.only };
  api.remove("b1");
  const seen = await refresh(cloudProvider(), half(error, inputs));
  t.is(seen?.id, "r1/b1");
  void clock.sleep(4000).then(() => api.put({ ...created2, state: "active" }));
  await cloudProvider().delete(VM_DEFINITION, error.id, error.outputs);
  t.is(api.count("delete"), 1);
  t.deepEqual(api.all, []);
});

test("not found with another account's credentials is an error that names both, never a deletion", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), NEWS);
  api.remove("b1");
  const other = cloudProvider({ user: "bert" });
  const metadata = old.outputs.__indiecloud as { account: string };
  const foreign = { message: new RegExp(`created with account ${metadata.account} at memory:.*kept in the state`) };
  await t.throwsAsync(refresh(other, old), foreign);
  await t.throwsAsync(other.delete(VM_DEFINITION, old.id, old.outputs), foreign);
  await t.throwsAsync(other.update(VM_DEFINITION, old.id, old.outputs, old.inputs), foreign);
  t.is(await refresh(cloudProvider(), old), undefined);
});

test("an update of an object that was deleted behind Pulumi's back says to refresh", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), NEWS);
  api.remove("b1");
  await t.throwsAsync(alter(cloudProvider(), old, { ...NEWS, size: "large" }), {
    message: /was deleted outside of Pulumi\. Run pulumi refresh/,
  });
});

test("repairable drift is shown in the user's kind of spelling, and repaired by the next up", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, groups: ["web", "db"], disk: 20 });
  api.changeOutOfBand("b1", { name: "renamed", size: "12", groups: ["g2", "g3"], disk: 40 });
  const seen = await refresh(cloudProvider(), old);
  t.like(seen?.inputs, { name: "renamed", size: "large", groups: ["db", "mail"], disk: 40 });
  t.like(seen?.outputs, { name: "renamed", size: "large", groups: ["db", "mail"], disk: 40 });
  const drifted = { ...old, ...seen };
  const diff = await cloudProvider().diff(VM_DEFINITION, { id: old.id, olds: drifted.outputs, news: old.inputs });
  t.deepEqual(keysOf(diff.differences), ["name update", "size update", "disk replace", "groups update"]);
  // A disk that grew cannot shrink, so the program is changed to match it.
  const now = await alter(cloudProvider(), drifted, { ...NEWS, groups: ["web", "db"], disk: 40 });
  t.like(api.only, { name: "web", size: "11", groups: ["g1", "g2"] });
  t.deepEqual((await refresh(cloudProvider(), now))?.outputs, now.outputs);
});

test("drift of a value that was written as an ID is shown as an ID", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, size: "11", groups: ["g1"] });
  api.changeOutOfBand("b1", { size: "12", groups: ["g3"] });
  t.like((await refresh(cloudProvider(), old))?.inputs, { size: "12", groups: ["g3"] });
});

test("report-only drift is reported, keeps the input and never replaces", async (t) => {
  const { api, cloudProvider, warnings } = fakeCloud();
  const old = await createThing(cloudProvider(), NEWS);
  api.changeOutOfBand("b1", { image: "Debian 12 (renamed)" });
  const seen = await refresh(cloudProvider(), old);
  t.is(seen?.inputs.image, "Debian 12");
  t.is(seen?.outputs.imageName, "Debian 12 (renamed)");
  t.regex(warnings().join("\n"), /image is "Debian 12 \(renamed\)" in the cloud and "Debian 12" in the program/);
  const diff = await cloudProvider().diff(VM_DEFINITION, { id: old.id, olds: seen?.outputs ?? {}, news: old.inputs });
  t.deepEqual(diff.differences, []);
});

test("every refresh records report-only drift in the state anew, until it is gone", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), NEWS);
  api.changeOutOfBand("b1", { image: "Debian 12 (renamed)" });
  const once = await refresh(cloudProvider(), old);
  const again = await refresh(cloudProvider(), { ...old, ...once });
  for (const seen of [once, again]) {
    t.deepEqual(metadataOf(seen)?.reported, { image: { value: "Debian 12 (renamed)" } });
  }
  api.changeOutOfBand("b1", { image: "i1" });
  const mended = await refresh(cloudProvider(), { ...old, ...again });
  t.deepEqual(mended?.outputs, old.outputs);
});

test("three refreshes in a row change nothing and add nothing", async (t) => {
  const { cloudProvider } = fakeCloud();
  for (const news of [{ size: "small" }, { ...FULL, groups: ["g2", "web"] }, { size: "11", region: "Region One" }]) {
    const created2 = await createThing(cloudProvider(), news, `box${Object.keys(news).length}`);
    let state: StoredState = created2;
    for (const round of [1, 2, 3]) {
      const seen = await refresh(cloudProvider(), state);
      t.deepEqual(seen?.inputs, created2.inputs, `inputs, round ${round}`);
      t.deepEqual(seen?.outputs, created2.outputs, `outputs, round ${round}`);
      state = { ...state, ...seen };
    }
  }
});

test("unmanaged inputs are neither read back nor changed", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, groups: ["web"], power: "on" });
  const less = await alter(cloudProvider(), old, NEWS);
  t.deepEqual(keysOf(less.diff.differences), ["power recorded", "groups recorded"]);
  api.changeOutOfBand("b1", { groups: [], power: "off" });
  const seen = await refresh(cloudProvider(), less);
  t.deepEqual(seen?.inputs, less.inputs);
  api.calls.length = 0;
  await alter(cloudProvider(), { ...less, ...seen }, { ...NEWS, size: "large" });
  t.is(api.count("regroup") + api.count("power"), 0);
});

test("changes that concern only the state make no call", async (t) => {
  const { api, cloudProvider, warnings } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, keys: ["anna"], groups: ["web"] });
  api.calls.length = 0;
  const now = await alter(cloudProvider(), old, { ...NEWS, keys: ["bert"], timeouts: { delete: "1m" } });
  t.deepEqual(keysOf(now.diff.differences), ["groups recorded", "keys initial", "timeouts recorded"]);
  t.deepEqual(
    api.calls.filter((call) => ["list", "get", "regroup"].includes(call)),
    [],
  );
  t.like(now.outputs, { keys: ["bert"], timeouts: { delete: "1m" } });
  t.is(now.outputs.groups, undefined);
  t.is(warnings().filter((text) => /replaceOnChanges: \["keys"\]/.test(text)).length, 1);
  t.deepEqual((await alter(cloudProvider(), now, now.inputs)).diff.differences, []);
});

test(".get and import read everything readable, without metadata, and find the region of the cloud's own ID", async (t) => {
  const { cloudProvider } = fakeCloud();
  const created2 = await createThing(cloudProvider(), { ...NEWS, disk: 20, groups: ["web"] });
  for (const id of [created2.id, "b1"]) {
    const seen = await cloudProvider().read(VM_DEFINITION, id, {});
    t.is(seen?.id, "r1/b1");
    t.like(seen?.inputs, { name: "web", size: "small", image: "Debian 12", disk: 20, groups: ["web"], power: "on" });
    t.like(seen?.outputs, { status: "active", imageName: "i1" });
  }
  t.is(await cloudProvider().read(VM_DEFINITION, "r1/b9", {}), undefined);
});

test("after an import, another spelling of the same value is not a difference, and nothing is replaced", async (t) => {
  const { cloudProvider } = fakeCloud();
  await createThing(cloudProvider(), { ...NEWS, disk: 20, groups: ["web"] });
  const seen = await cloudProvider().read(VM_DEFINITION, "r1/b1", {});
  for (const news of [
    { ...NEWS, disk: 20, groups: ["web"], power: "on" },
    { name: "web", size: "11", image: "i1", region: "Region One", disk: 20, groups: ["g1"], power: "on" },
    { name: "web", size: "small", image: "i1", region: "r1", disk: 20, groups: ["web"], power: "on", keys: ["anna"] },
  ]) {
    const process = cloudProvider();
    const inputs = await checked(process, news, seen?.inputs ?? {});
    const diff = await process.diff(VM_DEFINITION, { id: "r1/b1", olds: seen?.outputs ?? {}, news: inputs });
    t.deepEqual(diff.replaces, []);
    // Other spellings are written to the state without a call.
    t.deepEqual(
      diff.differences.filter(({ key, kind }) => key !== "keys" && kind !== "recorded"),
      [],
    );
  }
});

test("a state without metadata is written anew and can be deleted", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const created2 = await createThing(cloudProvider(), { ...NEWS, region: "Region Two" });
  const { __indiecloud: _, ...bare } = created2.outputs;
  const process = cloudProvider();
  const respelt = await checked(process, { size: "11", image: "i3", name: "web", region: "r2" }, created2.inputs);
  t.deepEqual((await process.diff(VM_DEFINITION, { id: created2.id, olds: bare, news: respelt })).replaces, []);
  const now = await alter(cloudProvider(), { ...created2, outputs: bare }, { ...NEWS, region: "Region Two" });
  t.true(now.diff.rewrite);
  t.like(now.outputs.__indiecloud, { scope: "r2" });
  await cloudProvider().delete(VM_DEFINITION, created2.id, bare);
  t.deepEqual(api.all, []);
});

test("the ID of a text that only the cloud understands is learned from the observation, also after an interruption", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const news = { ...NEWS, size: "m.2" };
  // The cloud turns the short name into its own ID.
  const translate = () => {
    if (api.vms.has("b1") && api.only.size === "m.2") {
      api.changeOutOfBand("b1", { size: "12" });
    }
    return undefined;
  };
  api.fault = translate;
  const created2 = await createThing(cloudProvider(), news);
  t.is(created2.outputs.size, "m.2");
  t.deepEqual((await refresh(cloudProvider(), created2))?.inputs, created2.inputs);
  t.is(api.count("resize"), 0);

  const late = fakeCloud();
  const process = late.cloudProvider();
  const inputs = await checked(process, news);
  late.api.fault = (name) =>
    name === "list" && late.api.vms.size > 0 ? { when: "before", error: cloudError(name) } : undefined;
  const error = await incomplete(process.create(VM_DEFINITION, inputs));
  late.api.fault = () => undefined;
  late.api.changeOutOfBand("b1", { size: "12" });
  const seen = await refresh(late.cloudProvider(), half(error, inputs));
  t.is(seen?.inputs.size, "m.2");
  const state = await late.cloudProvider().update(VM_DEFINITION, error.id, seen?.outputs ?? {}, inputs);
  t.is(late.api.count("resize"), 0);
  t.is(state.outputs.size, "m.2");
  late.api.changeOutOfBand("b1", { size: "11" });
  t.is((await refresh(late.cloudProvider(), { id: error.id, inputs, outputs: state.outputs }))?.inputs.size, "small");
});

test("a catalog that cannot be read does not count as drift", async (t) => {
  const { api, cloudProvider, warnings } = fakeCloud();
  const old = await createThing(cloudProvider(), { ...NEWS, groups: ["web"] });
  api.changeOutOfBand("b1", { groups: ["web-by-another-name"] });
  api.fault = (name) => (name === "groups" ? { when: "before", error: cloudError(name) } : undefined);
  const seen = await refresh(cloudProvider(), old);
  t.deepEqual(seen?.inputs, old.inputs);
  t.regex(warnings().join("\n"), /groups was not compared/);
  t.deepEqual(metadataOf(seen)?.uncompared, ["groups"]);
  api.fault = () => undefined;
  const later = await refresh(cloudProvider(), { ...old, ...seen });
  t.deepEqual(metadataOf(later)?.uncompared, []);
});

test("a wait reports from time to time what it waits for", async (t) => {
  const { cloudProvider, reported } = fakeCloud();
  await createThing(cloudProvider(), NEWS);
  const lines = reported.filter(({ level }) => level === "info").map(({ text }) => text);
  t.deepEqual(lines, ['web: Fake box r1/b1 "building", waiting for it to be ready, 10s']);
});

test("a resource that can only be adopted says so", async (t) => {
  const { create: _, ...rest } = vm;
  const { cloudProvider } = fakeCloud(rest);
  await t.throwsAsync(createThing(cloudProvider(), NEWS), {
    message: /Fake boxes cannot be created, only adopted: set adopt/,
  });
});

test("a changed generated name is drift, and the next up restores it", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const unnamed = { size: "small", image: "Debian 12" };
  const state = await createThing(cloudProvider(), unnamed);
  const { name } = state.outputs;
  api.only.name = "renamed";
  const seen = await refresh(cloudProvider(), state);
  t.is(seen?.inputs.name, "renamed");
  const mended = await alter(cloudProvider(), { ...state, ...seen }, unnamed);
  t.deepEqual(keysOf(mended.diff.differences), ["name update"]);
  t.is(api.only.name, String(name));
});

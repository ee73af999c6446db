import test from "ava";
import { IncompleteError } from "./problems.ts";
import {
  alter,
  BOX,
  box,
  checked,
  cloudError,
  type FakeApi,
  fakeWorld,
  type Kept,
  keysOf,
  type Mishap,
  make,
  metadataOf,
  refresh,
} from "./testing.ts";
import type { Json } from "./values.ts";

const NEWS = { size: "small", image: "Debian 12", name: "web" };
const FULL = { ...NEWS, disk: 20, groups: ["web", "g2"], keys: ["anna"], note: "hi", power: "off", restart: "1" };

const incomplete = async (run: Promise<unknown>): Promise<IncompleteError> => {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof IncompleteError) {
    return error;
  }
  throw error ?? new Error("expected an IncompleteError, but nothing was thrown");
};

const half = (error: IncompleteError, inputs: Json): Kept => ({ id: error.id, inputs, outputs: error.outputs });

test("create buys once, waits, runs only the steps that are due and gives the user's spelling back", async (t) => {
  const { api, core } = fakeWorld();
  const state = await make(core(), FULL);
  t.is(state.id, "r1/b1");
  t.like(state.outputs, { ...FULL, region: "r1", status: "active", birthmark: "mark of b1", imageName: "i1" });
  t.like(api.only, { size: "11", image: "i1", groups: ["g1", "g2"], keys: ["k1"], power: "off", restarts: 0 });
  t.deepEqual(
    api.calls.filter((call) => !["list", "get", "regions", "sizes", "images", "groups", "keys"].includes(call)),
    ["create", "power"],
  );
});

test("the state holds plain data only", async (t) => {
  const { core } = fakeWorld();
  const { outputs } = await make(core(), { size: "small", image: "Debian 12" });
  t.deepEqual(JSON.parse(JSON.stringify(outputs)), outputs);
});

test("update changes in place, in the order of the steps, each seen done before the next begins", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), { ...NEWS, groups: ["web"] });
  api.calls.length = 0;
  const process = core();
  const seen: string[] = [];
  api.mishap = (name) => {
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
  const again = await alter(core(), now, now.inputs);
  t.deepEqual(again.diff.differences, []);
});

test("a step is done when what it changes is seen as wanted again, not while nothing is told", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), { ...NEWS, power: "on" });
  api.meddle("b1", { power: "off" });
  const drifted = await refresh(core(), old);
  t.is(drifted?.inputs.power, "off");
  await alter(core(), { ...old, ...drifted }, { ...NEWS, power: "on" });
  // While a box changes, it does not tell its power; the end of the update must not come before it does.
  t.like(api.only, { power: "on", state: "active" });
});

test("an unreadable field is sent once and not again", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), { ...NEWS, note: "one" });
  const now = await alter(core(), old, { ...NEWS, note: "two" });
  t.is(api.count("note"), 1);
  await alter(core(), now, { ...NEWS, note: "two", size: "large" });
  t.is(api.count("note"), 1);
  t.is(api.only.note, "two");
});

test("a trigger runs when it changes, and not at creation, adoption or when it is first set", async (t) => {
  const { api, core } = fakeWorld();
  let state: Kept = await make(core(), NEWS);
  state = await alter(core(), state, { ...NEWS, restart: "1" });
  t.is(api.only.restarts, 0);
  state = await alter(core(), state, { ...NEWS, restart: "2" });
  t.is(api.only.restarts, 1);
  await alter(core(), state, { ...NEWS, restart: "2", size: "large" });
  t.is(api.only.restarts, 1);
});

test("an update that fails before its steps keeps their old values, so that the next one runs them", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), { ...NEWS, note: "old", restart: "1", groups: ["web"], timeouts: { update: "20s" } });
  api.meddle("b1", { state: "building" });
  const news = { ...NEWS, note: "new", restart: "2", groups: ["db"], timeouts: { update: "20s" } };
  const inputs = await checked(core(), news, old.inputs);
  const process = core();
  await checked(process, news, old.inputs);
  const error = await incomplete(process.update(BOX, old.id, old.outputs, inputs));
  t.like(error.outputs, { note: "old", restart: "1" });
  api.meddle("b1", { state: "active" });
  const now = await alter(core(), half(error, inputs), news);
  t.like(api.only, { note: "new", restarts: 1, groups: ["g2"] });
  t.like(now.outputs, { note: "new", restart: "2", groups: ["db"] });
});

test("an update that is interrupted between steps goes on where it was", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), { ...NEWS, note: "old" });
  api.mishap = (name) => (name === "note" ? { when: "before", error: cloudError(name) } : undefined);
  const news = { ...NEWS, name: "web2", note: "new", power: "off" };
  const process = core();
  const inputs = await checked(process, news, old.inputs);
  const error = await incomplete(process.update(BOX, old.id, old.outputs, inputs));
  t.like(error.outputs, { name: "web2", note: "old", power: "on" });
  api.mishap = () => undefined;
  const now = await alter(core(), half(error, inputs), news);
  t.like(api.only, { name: "web2", note: "new", power: "off" });
  t.is(api.count("rename"), 1);
  t.like(now.outputs, { name: "web2", note: "new", power: "off" });
});

/** Runs create with one thing going wrong, then what Pulumi would do, until all is well. */
async function createThrough(
  mishapAt: number,
  mishap: Mishap,
): Promise<{ api: FakeApi; state: Kept; error: unknown; known: boolean }> {
  const { api, core } = fakeWorld();
  const process = core();
  const inputs = await checked(process, FULL);
  const first = api.calls.length;
  let known = false;
  api.mishap = (_, index) => {
    if (index !== first + mishapAt) {
      return undefined;
    }
    known = api.boxes.size > 0 && api.calls.slice(0, -1).includes("create");
    return mishap;
  };
  const outcome = await process.create(BOX, inputs).then(
    (state) => ({ state }),
    (error: unknown) => ({ error }),
  );
  api.mishap = () => undefined;
  if ("state" in outcome) {
    return { api, state: { ...outcome.state, inputs }, error: undefined, known };
  }
  const { error } = outcome;
  const next = core();
  const again = await checked(next, FULL);
  const state =
    error instanceof IncompleteError
      ? await next.update(BOX, error.id, error.outputs, again)
      : await next.create(BOX, again);
  return { api, state: { ...state, inputs: again }, error, known };
}

test("whatever call of a create fails, before or after its effect, there is one box, and its id is in the error once it is known", async (t) => {
  const { api, core } = fakeWorld();
  const process = core();
  await checked(process, FULL);
  const before = api.calls.length;
  const reference = await process.create(BOX, await checked(process, FULL));
  const calls = api.calls.slice(before);
  t.true(calls.length > 8);
  for (const [index, name] of calls.entries()) {
    for (const when of ["before", "after"] as const) {
      // A create that fails before its effect is refused; one that fails after it, the client cannot tell.
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
        // Only the call's own answer tells the birthmark; it is not lost with what fails later.
        t.is(error.outputs.birthmark, "mark of b1", at);
        t.deepEqual(state.outputs, { ...reference.outputs, __indiecloud: state.outputs.__indiecloud }, at);
      }
      t.is(state.outputs.failure, undefined, at);
    }
  }
});

test("an interrupted update can be interrupted anywhere and still ends as wanted", async (t) => {
  const news = { ...NEWS, name: "web2", size: "large", note: "n", groups: ["db"], restart: "2", power: "off" };
  const prepare = async () => {
    const world = fakeWorld();
    const old = await make(world.core(), { ...NEWS, groups: ["web"], restart: "1", note: "m" });
    const process = world.core();
    const inputs = await checked(process, news, old.inputs);
    return { ...world, old, process, inputs, first: world.api.calls.length };
  };
  const plain = await prepare();
  await plain.process.update(BOX, plain.old.id, plain.old.outputs, plain.inputs);
  const calls = plain.api.calls.slice(plain.first);
  for (const [index, name] of calls.entries()) {
    for (const when of ["before", "after"] as const) {
      const { api, old, process, inputs, first, core } = await prepare();
      api.mishap = (_, at) => (at === first + index ? { when, error: cloudError(name) } : undefined);
      const outputs = await process.update(BOX, old.id, old.outputs, inputs).then(
        (state) => state.outputs,
        (error: unknown) => (error instanceof IncompleteError ? error.outputs : old.outputs),
      );
      api.mishap = () => undefined;
      const at = `${when} call ${index}, ${name}`;
      const now = await alter(core(), { id: old.id, inputs, outputs }, news);
      t.like(api.only, { name: "web2", size: "12", note: "n", groups: ["g2"], power: "off" }, at);
      t.like(now.outputs, news, at);
      // A restart whose answer is lost may be asked for again; none is ever left out.
      t.is(api.only.restarts, name === "restart" && when === "after" ? 2 : 1, at);
    }
  }
});

test("a create whose answer is lost finds its box by name and says so", async (t) => {
  const { api, core, warnings } = fakeWorld();
  api.mishap = (name) => (name === "create" ? { when: "after", error: cloudError(name) } : undefined);
  const state = await make(core(), NEWS);
  t.is(state.id, "r1/b1");
  t.is(api.count("create"), 1);
  t.regex(warnings().join("\n"), /answer to create was lost.*r1\/b1/);
});

test("a create whose answer is lost looks several times before it gives up, and never asks again", async (t) => {
  const { api, core } = fakeWorld();
  api.lag = 6;
  api.mishap = (name) => (name === "create" ? { when: "after", error: cloudError(name) } : undefined);
  t.is((await make(core(), NEWS)).id, "r1/b1");

  const none = fakeWorld();
  none.api.mishap = (name) => (name === "create" ? { when: "before", error: cloudError(name) } : undefined);
  const error = await t.throwsAsync(make(none.core(), NEWS));
  t.regex(error.message, /out of order.*not known.*Run pulumi up again/s);
  t.is(none.api.count("create"), 1);
});

test("a look that fails after a lost answer does not hide that a box may have been bought", async (t) => {
  const { api, core } = fakeWorld();
  let created = false;
  let looks = 0;
  api.mishap = (name) => {
    if (name === "create") {
      created = true;
      return { when: "after", error: cloudError(name) };
    }
    if (name === "list" && created) {
      looks += 1;
      return looks === 1 ? { when: "before", error: cloudError(name, { words: "list is down" }) } : undefined;
    }
    return undefined;
  };
  t.is((await make(core(), NEWS)).id, "r1/b1");

  const down = fakeWorld();
  created = false;
  down.api.mishap = (name) => {
    created ||= name === "create";
    return created ? { when: "after", error: cloudError(name, { words: `${name} is down` }) } : undefined;
  };
  const error = await t.throwsAsync(make(down.core(), NEWS));
  t.regex(error.message, /create is down.*not known/s);
});

test("several boxes of the name after a lost answer are named and none is taken", async (t) => {
  const { api, core } = fakeWorld();
  api.mishap = (name) => {
    if (name === "list" && api.boxes.size === 1) {
      api.put({ ...api.only, id: "x9" });
    }
    return name === "create" ? { when: "after", error: cloudError(name) } : undefined;
  };
  const error = await t.throwsAsync(make(core(), NEWS));
  t.regex(error.message, /r1\/b1.*r1\/x9.*take it over by adopt: "<id>"/);
  t.is(api.count("create"), 1);
});

test("cancelled while it looks for a lost box, create still says that there may be one", async (t) => {
  const { api, core, clock } = fakeWorld();
  const process = core();
  api.mishap = (name) => {
    if (name !== "create") {
      return undefined;
    }
    void clock.sleep(500).then(() => process.cancel("Ctrl-C"));
    return { when: "before", error: cloudError(name) };
  };
  const error = await t.throwsAsync(make(process, NEWS));
  t.regex(error.message, /not known.*Run pulumi up again/s);
});

test("a taken name is refused with the id and the line to paste, and nothing is made", async (t) => {
  const { api, core } = fakeWorld();
  await make(core(), NEWS);
  const error = await t.throwsAsync(make(core(), NEWS));
  t.regex(error.message, /named "web" already, id r1\/b1/);
  t.true(error.message.endsWith('adopt: "r1/b1"'));
  t.is(api.all.length, 1);
  api.put({ ...api.only, id: "b7" });
  const several = await t.throwsAsync(make(core(), NEWS));
  t.regex(several.message, /2 Fake boxes named "web" already: r1\/b1, r1\/b7/);
});

test("a box of the name in another region does not count", async (t) => {
  const { api, core } = fakeWorld();
  await make(core(), NEWS);
  t.is((await make(core(), { ...NEWS, region: "r2" })).id, "r2/b2");
  t.is(api.all.length, 2);
});

test("two resources of one program that ask for one name: one is made, the other refused", async (t) => {
  const { api, core } = fakeWorld();
  const process = core();
  const results = await Promise.allSettled([make(process, NEWS, "one"), make(process, NEWS, "two")]);
  t.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  const [refused] = results.filter((result) => result.status === "rejected");
  t.regex(String(refused?.reason), /Two resources of this program.*"web"/);
  t.is(api.all.length, 1);
});

test("a refused create gives its name free again", async (t) => {
  const { api, core } = fakeWorld();
  const process = core();
  api.mishap = (name) =>
    name === "create" ? { when: "before", error: cloudError(name, { effect: "none" }) } : undefined;
  await t.throwsAsync(make(process, NEWS));
  api.mishap = () => undefined;
  t.is((await make(process, NEWS)).id, "r1/b1");
});

test("a name is free again in the process that deleted its box", async (t) => {
  const { api, core } = fakeWorld();
  const process = core();
  const old = await make(process, NEWS);
  await process.delete(BOX, old.id, old.outputs);
  t.is((await make(process, NEWS)).id, "r1/b2");
  const gone = await make(process, { ...NEWS, name: "other" }, "two");
  api.remove("b3");
  await process.delete(BOX, gone.id, gone.outputs);
  t.is((await make(process, { ...NEWS, name: "other" }, "two")).id, "r1/b4");
});

test("a box that is shown as deleted does not take its name", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), NEWS);
  api.meddle("b1", { state: "deleted" });
  t.is(await refresh(core(), old), undefined);
  t.is((await make(core(), NEWS)).id, "r1/b2");
});

test("a deadline keeps the id, says what it waited for, for how long, and how to wait longer; the next up goes on", async (t) => {
  const { api, core } = fakeWorld();
  api.outcome = "building";
  const news = { ...FULL, timeouts: { create: "1m15s" } };
  const process = core();
  const inputs = await checked(process, news);
  const error = await incomplete(process.create(BOX, inputs));
  t.is(error.id, "r1/b1");
  t.regex(error.message, /Fake box r1\/b1 is still "building" after 1m15s, waiting for it to be ready/);
  t.regex(error.message, /next pulumi up goes on.*customTimeouts/);
  t.is(error.outputs.failure, undefined);
  api.meddle("b1", { state: "active" });
  const now = await alter(core(), half(error, inputs), news);
  t.is(api.all.length, 1);
  t.like(now.outputs, { power: "off", status: "active", birthmark: "mark of b1" });
  t.deepEqual((await alter(core(), now, news)).diff, {
    differences: [],
    replaces: [],
    deleteBeforeReplace: false,
    unfinished: [],
    rewrite: false,
  });
});

test("a half-made box is finished by the next up, also after a refresh that found nothing amiss", async (t) => {
  const { api, core } = fakeWorld();
  api.outcome = "building";
  const news = { ...NEWS, timeouts: { create: "30s" } };
  const process = core();
  const inputs = await checked(process, news);
  const error = await incomplete(process.create(BOX, inputs));
  api.meddle("b1", { state: "active" });
  const seen = await refresh(core(), half(error, inputs));
  t.truthy(seen);
  const diff = await core().diff(BOX, { id: error.id, olds: seen?.outputs ?? {}, news: inputs });
  t.true(diff.rewrite);
  const state = await core().update(BOX, error.id, seen?.outputs ?? {}, inputs);
  t.false((await core().diff(BOX, { id: error.id, olds: state.outputs, news: inputs })).rewrite);
});

test("cancelled while it waits, create ends at once with the id, and the next up goes on", async (t) => {
  const { api, core, clock } = fakeWorld();
  const process = core();
  const inputs = await checked(process, NEWS);
  void clock.sleep(5000).then(() => process.cancel("Pulumi was interrupted"));
  const error = await incomplete(process.create(BOX, inputs));
  t.is(error.id, "r1/b1");
  t.regex(error.message, /"building" when Pulumi asked to stop: Pulumi was interrupted/);
  t.is(api.only.state, "building");
  await alter(core(), half(error, inputs), NEWS);
  t.is(api.all.length, 1);
});

test("cancelled while the cloud is asked, create and delete say the same as in a pause", async (t) => {
  const { api, core } = fakeWorld();
  const process = core();
  const inputs = await checked(process, NEWS);
  /** The next list is cut off, as the HTTP client does it: with the reason of the signal. */
  const cutOff = (running: typeof process) => {
    api.mishap = (name) => {
      if (name !== "list" || api.count("create") === 0) return undefined;
      running.cancel("Pulumi was interrupted");
      return { when: "before", error: api.signal?.reason };
    };
  };
  cutOff(process);
  const error = await incomplete(process.create(BOX, inputs));
  t.is(error.id, "r1/b1");
  t.regex(
    error.message,
    /^Fake box r1\/b1 was ".*" when Pulumi asked to stop: Pulumi was interrupted\. The next pulumi up/,
  );
  const deleting = core();
  cutOff(deleting);
  await t.throwsAsync(deleting.delete(BOX, error.id, error.outputs), { message: /when Pulumi asked to stop/ });
});

test("a build that fails for good is recorded, replaced delete first, and one box is left in the end", async (t) => {
  const { api, core } = fakeWorld();
  api.outcome = "broken";
  const process = core();
  const inputs = await checked(process, NEWS);
  const error = await incomplete(process.create(BOX, inputs));
  t.is(error.outputs.failure, "it burnt");
  t.regex(error.message, /build of Fake box r1\/b1 failed for good: it burnt.*deletes it and makes another/);
  const seen = await refresh(core(), half(error, inputs));
  t.is(seen?.outputs.failure, "it burnt");

  api.outcome = "active";
  const next = core();
  const again = await checked(next, NEWS, inputs);
  const diff = await next.diff(BOX, { id: error.id, olds: seen?.outputs ?? {}, news: again });
  t.deepEqual([diff.replaces, diff.deleteBeforeReplace], [["failure"], true]);
  const fresh = await checked(next, NEWS);
  await next.delete(BOX, error.id, error.outputs);
  const state = await next.create(BOX, fresh);
  t.is(state.id, "r1/b2");
  t.deepEqual(
    api.all.map(({ id, state }) => [id, state]),
    [["b2", "active"]],
  );
});

test("a failed build that comes round is no longer a failure", async (t) => {
  const { api, core } = fakeWorld();
  api.outcome = "broken";
  const process = core();
  const inputs = await checked(process, NEWS);
  const error = await incomplete(process.create(BOX, inputs));
  api.meddle("b1", { state: "active" });
  const seen = await refresh(core(), half(error, inputs));
  t.is(seen?.outputs.failure, undefined);
  const now = await alter(core(), { ...half(error, inputs), ...seen }, NEWS);
  t.deepEqual(now.diff.replaces, []);
  t.is(now.outputs.failure, undefined);
});

test("an old box in an error state is never replaced, and nothing is changed", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), NEWS);
  api.meddle("b1", { state: "broken" });
  const seen = await refresh(core(), old);
  t.is(seen?.outputs.status, "broken");
  t.is(seen?.outputs.failure, undefined);
  const news = { ...NEWS, name: "other", note: "n" };
  const process = core();
  const inputs = await checked(process, news, old.inputs);
  const diff = await process.diff(BOX, { id: old.id, olds: seen?.outputs ?? {}, news: inputs });
  t.deepEqual(diff.replaces, []);
  const error = await incomplete(process.update(BOX, old.id, seen?.outputs ?? {}, inputs));
  t.regex(error.message, /in an error state: it burnt. Nothing was changed/);
  t.is(error.outputs.failure, undefined);
  t.like(error.outputs, { name: "web" });
  t.is(api.only.name, "web");
  const later = await core().diff(BOX, { id: old.id, olds: error.outputs, news: inputs });
  t.deepEqual(later.replaces, []);
  t.deepEqual(keysOf(later.differences), ["name update", "note update"]);
});

test("adopt takes a box over, brings it to the inputs and buys nothing", async (t) => {
  const { api, core } = fakeWorld();
  await make(core(), { ...NEWS, note: "theirs" });
  const state = await make(core(), {
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
  const without = await alter(core(), state, { ...NEWS, name: "mine", size: "large", note: "ours", restart: "1" });
  t.deepEqual(keysOf(without.diff.differences), []);
  t.is(without.outputs.adopt, undefined);
  t.deepEqual((await refresh(core(), without))?.inputs, without.inputs);
});

test("adopt takes the bare id of the cloud too", async (t) => {
  const { core } = fakeWorld();
  await make(core(), NEWS);
  t.is((await make(core(), { ...NEWS, adopt: "b1" })).id, "r1/b1");
});

test("adopt is refused where the box is not there, elsewhere, or differs in what cannot be changed", async (t) => {
  const { api, core } = fakeWorld();
  await make(core(), { ...NEWS, disk: 20 });
  await t.throwsAsync(make(core(), { ...NEWS, adopt: "r1/b9" }), { message: /r1\/b9 does not exist in this account/ });
  await t.throwsAsync(make(core(), { ...NEWS, adopt: "r2/b1" }), { message: /is in r2; the inputs say r1/ });
  await t.throwsAsync(make(core(), { ...NEWS, image: "Debian 13", adopt: "r1/b1" }), {
    message: /image is "i1" and the program says "Debian 13"/,
  });
  await t.throwsAsync(make(core(), { ...NEWS, disk: 5, adopt: "r1/b1" }), {
    message: /disk is 20 and the program says 5/,
  });
  t.is((await make(core(), { ...NEWS, disk: 30, adopt: "r1/b1" })).outputs.disk, 30);
  t.is(api.all.length, 1);
});

test("an adoption that is interrupted keeps the id and goes on", async (t) => {
  const { api, core } = fakeWorld();
  await make(core(), { ...NEWS, note: "theirs" });
  const news = { ...NEWS, size: "large", note: "ours", adopt: "r1/b1" };
  api.mishap = (name) => (name === "resize" ? { when: "before", error: cloudError(name) } : undefined);
  const process = core();
  const inputs = await checked(process, news);
  const error = await incomplete(process.create(BOX, inputs));
  t.is(error.id, "r1/b1");
  api.mishap = () => undefined;
  await alter(core(), half(error, inputs), news);
  t.like(api.only, { size: "12", note: "ours" });
});

test("delete waits until the box is proved gone", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), NEWS);
  await core().delete(BOX, old.id, old.outputs);
  t.deepEqual(api.all, []);
  t.is(api.count("delete"), 1);
  await core().delete(BOX, old.id, old.outputs);
  t.is(api.count("delete"), 1);
});

test("a delete whose answer is lost, or that finds nothing left to delete, is a success", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), NEWS);
  api.mishap = (name) => {
    if (name !== "delete") {
      return undefined;
    }
    api.remove("b1");
    return { when: "before", error: cloudError(name, { kind: "invalid", effect: "none", words: "invalid box" }) };
  };
  await t.notThrowsAsync(core().delete(BOX, old.id, old.outputs));

  const other = fakeWorld();
  const box = await make(other.core(), NEWS);
  other.api.mishap = (name) => (name === "delete" ? { when: "before", error: cloudError(name) } : undefined);
  await t.throwsAsync(other.core().delete(BOX, box.id, box.outputs), { message: /delete: out of order/ });
  t.is(other.api.all.length, 1);
});

test("a box that is too young to be seen is not taken for gone by delete or refresh", async (t) => {
  const { api, core, clock } = fakeWorld();
  api.outcome = "building";
  const process = core();
  const inputs = await checked(process, { ...NEWS, timeouts: { create: "1s" } });
  const error = await incomplete(process.create(BOX, inputs));
  const made = { ...api.only };
  api.remove("b1");
  const seen = await refresh(core(), half(error, inputs));
  t.is(seen?.id, "r1/b1");
  void clock.sleep(4000).then(() => api.put({ ...made, state: "active" }));
  await core().delete(BOX, error.id, error.outputs);
  t.is(api.count("delete"), 1);
  t.deepEqual(api.all, []);
});

test("not found with another account's credentials is an error that names both, never a deletion", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), NEWS);
  api.remove("b1");
  const other = core({ user: "bert" });
  const book = old.outputs.__indiecloud as { account: string };
  const foreign = { message: new RegExp(`belongs to account ${book.account} at memory:.*not taken for deleted`) };
  await t.throwsAsync(refresh(other, old), foreign);
  await t.throwsAsync(other.delete(BOX, old.id, old.outputs), foreign);
  await t.throwsAsync(other.update(BOX, old.id, old.outputs, old.inputs), foreign);
  t.is(await refresh(core(), old), undefined);
});

test("an update of what was deleted behind Pulumi's back says to refresh", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), NEWS);
  api.remove("b1");
  await t.throwsAsync(alter(core(), old, { ...NEWS, size: "large" }), { message: /is gone.*Run pulumi refresh/ });
});

test("drift of what can be mended is shown in the user's kind of spelling, and mended by the next up", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), { ...NEWS, groups: ["web", "db"], disk: 20 });
  api.meddle("b1", { name: "renamed", size: "12", groups: ["g2", "g3"], disk: 40 });
  const seen = await refresh(core(), old);
  t.like(seen?.inputs, { name: "renamed", size: "large", groups: ["db", "mail"], disk: 40 });
  t.like(seen?.outputs, { name: "renamed", size: "large", groups: ["db", "mail"], disk: 40 });
  const drifted = { ...old, ...seen };
  const diff = await core().diff(BOX, { id: old.id, olds: drifted.outputs, news: old.inputs });
  t.deepEqual(keysOf(diff.differences), ["name update", "size update", "disk replace", "groups update"]);
  // A disk that grew cannot shrink, so the program is made to agree with it.
  const now = await alter(core(), drifted, { ...NEWS, groups: ["web", "db"], disk: 40 });
  t.like(api.only, { name: "web", size: "11", groups: ["g1", "g2"] });
  t.deepEqual((await refresh(core(), now))?.outputs, now.outputs);
});

test("drift of what was written as an id is shown as an id", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), { ...NEWS, size: "11", groups: ["g1"] });
  api.meddle("b1", { size: "12", groups: ["g3"] });
  t.like((await refresh(core(), old))?.inputs, { size: "12", groups: ["g3"] });
});

test("drift of what cannot be mended is told, keeps the input and never replaces", async (t) => {
  const { api, core, warnings } = fakeWorld();
  const old = await make(core(), NEWS);
  api.meddle("b1", { image: "Debian 12 (renamed)" });
  const seen = await refresh(core(), old);
  t.is(seen?.inputs.image, "Debian 12");
  t.is(seen?.outputs.imageName, "Debian 12 (renamed)");
  t.regex(warnings().join("\n"), /image is "Debian 12 \(renamed\)" in the cloud and "Debian 12" in the program/);
  const diff = await core().diff(BOX, { id: old.id, olds: seen?.outputs ?? {}, news: old.inputs });
  t.deepEqual(diff.differences, []);
});

test("the state remembers drift that is only told, at every refresh anew, until it is no more", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), NEWS);
  api.meddle("b1", { image: "Debian 12 (renamed)" });
  const once = await refresh(core(), old);
  const again = await refresh(core(), { ...old, ...once });
  for (const seen of [once, again]) {
    t.deepEqual(metadataOf(seen)?.reported, { image: { value: "Debian 12 (renamed)" } });
  }
  api.meddle("b1", { image: "i1" });
  const mended = await refresh(core(), { ...old, ...again });
  t.deepEqual(mended?.outputs, old.outputs);
});

test("three refreshes in a row change nothing and add nothing", async (t) => {
  const { core } = fakeWorld();
  for (const news of [{ size: "small" }, { ...FULL, groups: ["g2", "web"] }, { size: "11", region: "Region One" }]) {
    const made = await make(core(), news, `box${Object.keys(news).length}`);
    let state: Kept = made;
    for (const round of [1, 2, 3]) {
      const seen = await refresh(core(), state);
      t.deepEqual(seen?.inputs, made.inputs, `inputs, round ${round}`);
      t.deepEqual(seen?.outputs, made.outputs, `outputs, round ${round}`);
      state = { ...state, ...seen };
    }
  }
});

test("what the user does not manage is neither read back as an input nor changed", async (t) => {
  const { api, core } = fakeWorld();
  const old = await make(core(), { ...NEWS, groups: ["web"], power: "on" });
  const less = await alter(core(), old, NEWS);
  t.deepEqual(keysOf(less.diff.differences), ["power recorded", "groups recorded"]);
  api.meddle("b1", { groups: [], power: "off" });
  const seen = await refresh(core(), less);
  t.deepEqual(seen?.inputs, less.inputs);
  api.calls.length = 0;
  await alter(core(), { ...less, ...seen }, { ...NEWS, size: "large" });
  t.is(api.count("regroup") + api.count("power"), 0);
});

test("changes that concern the state only call nothing", async (t) => {
  const { api, core, warnings } = fakeWorld();
  const old = await make(core(), { ...NEWS, keys: ["anna"], groups: ["web"] });
  api.calls.length = 0;
  const now = await alter(core(), old, { ...NEWS, keys: ["bert"], timeouts: { delete: "1m" } });
  t.deepEqual(keysOf(now.diff.differences), ["groups recorded", "keys initial", "timeouts recorded"]);
  t.deepEqual(
    api.calls.filter((call) => ["list", "get", "regroup"].includes(call)),
    [],
  );
  t.like(now.outputs, { keys: ["bert"], timeouts: { delete: "1m" } });
  t.is(now.outputs.groups, undefined);
  t.is(warnings().filter((text) => /replaceOnChanges: \["keys"\]/.test(text)).length, 1);
  t.deepEqual((await alter(core(), now, now.inputs)).diff.differences, []);
});

test(".get and import read everything that can be read, without a book, and find the region of a bare id", async (t) => {
  const { core } = fakeWorld();
  const made = await make(core(), { ...NEWS, disk: 20, groups: ["web"] });
  for (const id of [made.id, "b1"]) {
    const seen = await core().read(BOX, id, {});
    t.is(seen?.id, "r1/b1");
    t.like(seen?.inputs, { name: "web", size: "small", image: "Debian 12", disk: 20, groups: ["web"], power: "on" });
    t.like(seen?.outputs, { status: "active", imageName: "i1" });
  }
  t.is(await core().read(BOX, "r1/b9", {}), undefined);
});

test("after an import, the same thing in another spelling is no difference, and nothing is replaced", async (t) => {
  const { core } = fakeWorld();
  await make(core(), { ...NEWS, disk: 20, groups: ["web"] });
  const seen = await core().read(BOX, "r1/b1", {});
  for (const news of [
    { ...NEWS, disk: 20, groups: ["web"], power: "on" },
    { name: "web", size: "11", image: "i1", region: "Region One", disk: 20, groups: ["g1"], power: "on" },
    { name: "web", size: "small", image: "i1", region: "r1", disk: 20, groups: ["web"], power: "on", keys: ["anna"] },
  ]) {
    const process = core();
    const inputs = await checked(process, news, seen?.inputs ?? {});
    const diff = await process.diff(BOX, { id: "r1/b1", olds: seen?.outputs ?? {}, news: inputs });
    t.deepEqual(diff.replaces, []);
    // Other spellings are written into the state; nothing is asked of the cloud.
    t.deepEqual(
      diff.differences.filter(({ key, kind }) => key !== "keys" && kind !== "recorded"),
      [],
    );
  }
});

test("a state without a book is written anew and can be deleted", async (t) => {
  const { api, core } = fakeWorld();
  const made = await make(core(), { ...NEWS, region: "Region Two" });
  const { __indiecloud: _, ...bare } = made.outputs;
  const process = core();
  const respelt = await checked(process, { size: "11", image: "i3", name: "web", region: "r2" }, made.inputs);
  t.deepEqual((await process.diff(BOX, { id: made.id, olds: bare, news: respelt })).replaces, []);
  const now = await alter(core(), { ...made, outputs: bare }, { ...NEWS, region: "Region Two" });
  t.true(now.diff.rewrite);
  t.like(now.outputs.__indiecloud, { scope: "r2" });
  await core().delete(BOX, made.id, bare);
  t.deepEqual(api.all, []);
});

test("a text that only the cloud understands is learnt from what it shows, also after an interruption", async (t) => {
  const { api, core } = fakeWorld();
  const news = { ...NEWS, size: "m.2" };
  // The cloud turns the short name into its own id.
  const translate = () => {
    if (api.boxes.has("b1") && api.only.size === "m.2") {
      api.meddle("b1", { size: "12" });
    }
    return undefined;
  };
  api.mishap = translate;
  const made = await make(core(), news);
  t.is(made.outputs.size, "m.2");
  t.deepEqual((await refresh(core(), made))?.inputs, made.inputs);
  t.is(api.count("resize"), 0);

  const late = fakeWorld();
  const process = late.core();
  const inputs = await checked(process, news);
  late.api.mishap = (name) =>
    name === "list" && late.api.boxes.size > 0 ? { when: "before", error: cloudError(name) } : undefined;
  const error = await incomplete(process.create(BOX, inputs));
  late.api.mishap = () => undefined;
  late.api.meddle("b1", { size: "12" });
  const seen = await refresh(late.core(), half(error, inputs));
  t.is(seen?.inputs.size, "m.2");
  const state = await late.core().update(BOX, error.id, seen?.outputs ?? {}, inputs);
  t.is(late.api.count("resize"), 0);
  t.is(state.outputs.size, "m.2");
  late.api.meddle("b1", { size: "11" });
  t.is((await refresh(late.core(), { id: error.id, inputs, outputs: state.outputs }))?.inputs.size, "small");
});

test("a list of choices that cannot be had is not taken for drift", async (t) => {
  const { api, core, warnings } = fakeWorld();
  const old = await make(core(), { ...NEWS, groups: ["web"] });
  api.meddle("b1", { groups: ["web-by-another-name"] });
  api.mishap = (name) => (name === "groups" ? { when: "before", error: cloudError(name) } : undefined);
  const seen = await refresh(core(), old);
  t.deepEqual(seen?.inputs, old.inputs);
  t.regex(warnings().join("\n"), /groups was not compared/);
  t.deepEqual(metadataOf(seen)?.uncompared, ["groups"]);
  api.mishap = () => undefined;
  const later = await refresh(core(), { ...old, ...seen });
  t.deepEqual(metadataOf(later)?.uncompared, []);
});

test("a wait tells a person now and then what it waits for", async (t) => {
  const { core, said } = fakeWorld();
  await make(core(), NEWS);
  const lines = said.filter(({ level }) => level === "info").map(({ text }) => text);
  t.deepEqual(lines, ['web: Fake box r1/b1 "building", waiting for it to be ready, 10s']);
});

test("a resource that can only be adopted says so", async (t) => {
  const { create: _, ...rest } = box;
  const { core } = fakeWorld(rest);
  await t.throwsAsync(make(core(), NEWS), { message: /Fake boxes can only be taken over: set adopt/ });
});

test("a generated name that somebody changes is drift, and the next up puts it back", async (t) => {
  const { api, core } = fakeWorld();
  const unnamed = { size: "small", image: "Debian 12" };
  const state = await make(core(), unnamed);
  const { name } = state.outputs;
  api.only.name = "renamed";
  const seen = await refresh(core(), state);
  t.is(seen?.inputs.name, "renamed");
  const mended = await alter(core(), { ...state, ...seen }, unnamed);
  t.deepEqual(keysOf(mended.diff.differences), ["name update"]);
  t.is(api.only.name, String(name));
});

import test from "ava";
import { ManualClock } from "../../http/testing.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { isRecord } from "../definition/values.ts";
import { IncompleteError } from "../errors.ts";
import { cloudError, FakeApi } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { checked, createThing, refresh } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";
import { Observer, untilAborted } from "./observer.ts";

/** An observer of the boxes b1 … bN, which have existed for long. */
function watched(count: number, definition: ResourceDefinition = vm) {
  const clock = new ManualClock({ auto: true });
  const api = new FakeApi(clock);
  for (let number = 1; number <= count; number += 1) {
    api.put({
      ...{ id: `b${number}`, region: "r1", name: `box${number}`, size: "11", image: "i1", disk: 10, power: "on" },
      ...{ groups: [], keys: [], note: "", restarts: 0, state: "active" },
    });
  }
  const observer = new Observer(api, clock);
  const row = (key: string, scope = "r1") => observer.view(definition, "row", { scope, key }, "cached");
  return { clock, api, observer, row, definition };
}

const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `b${index + 1}`);

test("one or two IDs are fetched one by one, and an ID that is requested twice only once", async (t) => {
  const one = watched(9);
  await Promise.all([one.row("b1"), one.row("b1")]);
  t.deepEqual(one.api.calls, ["get"]);
  const two = watched(9);
  await Promise.all([two.row("b1"), two.row("b2"), two.row("b1")]);
  t.deepEqual(two.api.calls, ["get", "get"]);
});

test("three or more IDs within the batch window are one list", async (t) => {
  const { api, row, clock } = watched(9);
  const first = row("b1");
  await clock.sleep(10);
  const seen = await Promise.all([first, row("b2"), row("b3"), row("b9")]);
  t.deepEqual(api.calls, ["list"]);
  t.deepEqual(
    seen.map(({ observed }) => observed?.row).map((row) => (isRecord(row) ? row.name : undefined)),
    ["box1", "box2", "box3", "box9"],
  );
});

test("consecutive reads become a list too", async (t) => {
  const { api, row } = watched(30);
  for (const key of keys(30)) {
    await row(key);
  }
  t.deepEqual(api.calls, ["get", "get", "list"]);
});

test("repeated reads of one box never become a list", async (t) => {
  const { api, row, clock } = watched(30);
  for (const _ of keys(5)) {
    await row("b1");
    await clock.sleep(5000);
  }
  t.deepEqual(api.calls, ["get", "get", "get", "get", "get"]);
});

for (const [operations, lists] of [
  [11, 2],
  [10, 10],
] as const) {
  test(`while ${operations} operations run, reads 20 ms apart, each after a write, need ${lists} lists`, async (t) => {
    const { api, observer, row, clock } = watched(12);
    for (const _ of keys(operations)) observer.beginOperation(vm);
    const reads = [];
    for (const key of keys(12)) {
      observer.invalidate(vm);
      reads.push(row(key));
      await clock.sleep(20);
    }
    await Promise.all(reads);
    t.is(api.calls.filter((call) => call === "list").length, lists);
  });
}

test("each region has its own list", async (t) => {
  const { api, row } = watched(3);
  await Promise.all([...keys(3).map((key) => row(key)), ...keys(3).map((key) => row(key, "r2"))]);
  t.deepEqual(api.calls, ["list", "list"]);
});

test("a read joins a list in flight, and a finished one answers at once", async (t) => {
  const { api, observer, row } = watched(9);
  const list = observer.list(vm, "row", "r1", "cached");
  await Promise.all([row("b1"), observer.list(vm, "row", "r1", "cached"), row("b2")]);
  await list;
  await row("b3");
  t.deepEqual(api.calls, ["list"]);
});

test("reads that need a newer list than the one under way, which may wait for the budget, share the next one", async (t) => {
  const clock = new ManualClock({ auto: true });
  const begun: number[] = [];
  const slowly = async () => {
    begun.push(clock.now());
    await clock.sleep(5000);
    return keys(9).map((key) => [key, { name: key }] as const);
  };
  const slow: ResourceDefinition = { ...vm, views: { row: { list: slowly } } };
  const observer = new Observer({}, clock);
  const start = clock.now();
  const reads = keys(9).map(async (key, index) => {
    await clock.sleep(300 * index);
    observer.invalidate(slow);
    return observer.view(slow, "row", { scope: "r1", key }, "cached");
  });
  const seen = await Promise.all(reads);
  t.true(seen.every(({ observed }) => observed !== undefined));
  t.deepEqual(
    begun.map((at) => at - start),
    [15, 5015],
  );
});

test("a refresh of a hundred, eight at a time, is one list; half a minute later it is another", async (t) => {
  const { api, row, clock } = watched(100);
  const queue = keys(100);
  const worker = async () => {
    for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
      t.truthy((await row(key)).observed);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  t.deepEqual(api.calls, ["list"]);
  await clock.sleep(30_001);
  await Promise.all(keys(3).map((key) => row(key)));
  t.deepEqual(api.calls, ["list", "list"]);
});

test("a write invalidates the cached list, also one in flight; lookups by name may still use the old one", async (t) => {
  const { api, observer, row } = watched(9);
  await Promise.all(keys(3).map((key) => row(key)));
  observer.invalidate(vm);
  await row("b1");
  t.deepEqual(api.calls, ["list", "list"]);
  const inFlight = observer.list(vm, "row", "r1", { notBefore: observer.sequencePoint() });
  observer.invalidate(vm);
  await row("b1");
  await inFlight;
  t.deepEqual(api.calls, ["list", "list", "list", "list"]);
  await observer.list(vm, "row", "r1", "staleAllowed");
  t.is(api.calls.length, 4);
  observer.invalidate(vm);
  await observer.list(vm, "row", "r1", "staleAllowed");
  t.is(api.calls.length, 4);
});

test("a failed list fails every read that waits for it, and no later one", async (t) => {
  const { api, row } = watched(9);
  api.fault = (name) => (name === "list" ? { when: "before", error: cloudError(name) } : undefined);
  const results = await Promise.allSettled(keys(4).map((key) => row(key)));
  t.true(results.every(({ status }) => status === "rejected"));
  t.is(api.calls.length, 1);
  api.fault = () => undefined;
  t.truthy((await row("b1")).observed);
});

test("a list that throws synchronously fails the waiting reads and leaves none waiting", async (t) => {
  const broken: ResourceDefinition = {
    ...vm,
    views: {
      ...vm.views,
      row: {
        list: () => {
          throw new Error("no such call");
        },
      },
    },
  };
  const { row } = watched(3, broken);
  const results = await Promise.allSettled(keys(3).map((key) => row(key)));
  t.deepEqual(
    results.map((result) => (result.status === "rejected" ? String(result.reason) : "")),
    keys(3).map(() => "Error: no such call"),
  );
});

test("thirty waits cost one list per poll, although they began at different times", async (t) => {
  const { api, observer, clock } = watched(30);
  const began = clock.now();
  await Promise.all(
    keys(30).map(async (key, index) => {
      const { signal } = new AbortController();
      await clock.sleep(index * 20);
      for (const _ of keys(10)) {
        await observer.nextPoll(vm, "r1", 1000, signal);
        await observer.view(vm, "row", { scope: "r1", key }, { notBefore: observer.sequencePoint() });
      }
    }),
  );
  const seconds = (clock.now() - began) / 1000;
  t.true(api.count("list") <= Math.ceil(seconds), `${api.count("list")} lists in ${seconds} s`);
  t.is(api.count("get"), 0);
});

test("thirty creates share the lookup of names and the waits", async (t) => {
  const { api, cloudProvider, clock } = fakeCloud();
  const process = cloudProvider();
  const began = clock.now();
  await Promise.all(keys(30).map((name) => createThing(process, { size: "small", image: "Debian 12", name }, name)));
  const seconds = (clock.now() - began) / 1000;
  t.is(api.count("create"), 30);
  t.true(api.count("list") <= seconds, `${api.count("list")} lists in ${seconds} s`);
  // The detail at the end, once for each box.
  t.is(api.count("get"), 30);
});

test("a refresh of a hundred objects is one call if the list shows their managed fields; others add one each", async (t) => {
  const { api, cloudProvider } = fakeCloud();
  const process = cloudProvider();
  const plain = await Promise.all(
    keys(20).map((name) => createThing(process, { size: "small", power: "on", name }, name)),
  );
  const grouped = await createThing(process, { size: "small", name: "g", groups: ["web"] }, "g");
  const next = cloudProvider();
  api.calls.length = 0;
  await Promise.all(plain.map((old) => refresh(next, old)));
  t.deepEqual(api.calls, ["list"]);
  await refresh(next, grouped);
  t.deepEqual(api.calls, ["list", "get"]);
});

for (const [gone, absentCalls] of [
  ["one", ["list", "get"]],
  ["list", ["list", "list"]],
  ["both", ["list", "get", "list"]],
] as const) {
  test(`absenceProof ${gone}: an object that a cached list lacks is requested again in that way only`, async (t) => {
    const { cloudProvider, api } = fakeCloud({ ...vm, absenceProof: gone });
    const process = cloudProvider();
    const created = await Promise.all(keys(3).map((name) => createThing(process, { size: "small", name }, name)));
    api.remove("b3");
    const next = cloudProvider();
    api.calls.length = 0;
    const seen = await Promise.all(created.map((old) => refresh(next, old)));
    t.deepEqual(
      seen.map((one) => one?.id),
      ["r1/b1", "r1/b2", undefined],
    );
    t.deepEqual(api.calls, absentCalls);
  });

  test(`absenceProof ${gone}: an object that the proof shows exists, with all its fields`, async (t) => {
    const { cloudProvider, api } = fakeCloud({ ...vm, absenceProof: gone });
    const process = cloudProvider();
    const news = { size: "small", groups: ["web"] };
    const created = await Promise.all(keys(3).map((name) => createThing(process, { ...news, name }, name)));
    // The first list is out of date and lacks the last box; the next request has it.
    const last = api.all.filter(({ id }) => id === "b3").map((each) => ({ ...each, groups: ["g2"] }));
    const next = cloudProvider();
    api.calls.length = 0;
    api.fault = (name, index) => {
      if (name === "list" && index === 0) {
        api.remove("b3");
      } else {
        last.forEach((each) => {
          api.put(each);
        });
      }
      return undefined;
    };
    const seen = await Promise.all(created.map((old) => refresh(next, old)));
    t.is(api.calls[0], "list");
    t.deepEqual(
      seen.map((one) => one?.inputs.groups),
      [["web"], ["web"], ["db"]],
    );
  });
}

test("a proof that fails is an error, not a deletion", async (t) => {
  for (const gone of ["one", "list", "both"] as const) {
    const { cloudProvider, api } = fakeCloud({ ...vm, absenceProof: gone });
    const old = await createThing(cloudProvider(), { size: "small" });
    api.remove("b1");
    api.fault = (name) => (name === "list" || gone === "one" ? { when: "before", error: cloudError(name) } : undefined);
    await t.throwsAsync(refresh(cloudProvider(), old), { message: /out of order/ });
  }
});

test("within the consistencyWindow not found means not yet; afterwards it means gone", async (t) => {
  const { api, cloudProvider, clock } = fakeCloud();
  api.outcome = "building";
  const process = cloudProvider();
  const inputs = await checked(process, { size: "small", timeouts: { create: "1s" } });
  const error = await t.throwsAsync(process.create(VM_DEFINITION, inputs), { instanceOf: IncompleteError });
  api.remove("b1");
  const seen = async () => (await cloudProvider().read(VM_DEFINITION, error.id, error.outputs))?.id;
  t.is(await seen(), "r1/b1");
  await clock.sleep(28_000);
  t.is(await seen(), "r1/b1");
  await clock.sleep(2000);
  t.is(await seen(), undefined);
});

test("an aborted wait ends at once with the reason, and leaves no listener", async (t) => {
  const stop = new AbortController();
  const never = new Promise<void>(() => undefined);
  const waiting = untilAborted(never, stop.signal);
  stop.abort(new Error("enough"));
  await t.throwsAsync(waiting, { message: "enough" });
  await t.throwsAsync(untilAborted(Promise.resolve(), stop.signal), { message: "enough" });
});

/** The boxes of a cloud whose list shows only IDs. */
const idsOnly: ResourceDefinition = {
  ...vm,
  views: {
    row: {
      ids: async (api, region) =>
        api instanceof FakeApi ? (await api.list(region)).map(({ id }) => [id] as const) : [],
      one: async (api, { key }) => (api instanceof FakeApi ? { row: await api.get(key) } : undefined),
    },
  },
};

test("a cloud that lists only IDs is asked for the objects that are needed, and for no others", async (t) => {
  const { api, row } = watched(30, idsOnly);
  await Promise.all(["b1", "b2", "b3", "b4"].map((key) => row(key)));
  t.deepEqual(api.calls, ["get", "get", "get", "get"]);
});

test("its list of IDs proves what is absent, once for all that were not found", async (t) => {
  const { api, observer } = watched(3, idsOnly);
  const proof = (key: string) => observer.view(idsOnly, "row", { scope: "r1", key }, "cached", true);
  const seen = await Promise.all([proof("b7"), proof("b8"), proof("b9")]);
  t.deepEqual(api.calls, ["list"]);
  t.deepEqual(
    seen.map(({ observed, by }) => [observed, by]),
    [
      [undefined, "list"],
      [undefined, "list"],
      [undefined, "list"],
    ],
  );
  t.true((await proof("b1")).isListed);
});

for (const [kind, isGone, seen] of [
  ["invalid", true, "list"],
  ["notFound", true, "list"],
  ["invalid", false, /no such region/],
  ["unavailable", true, /no such region/],
] as const) {
  test(`a list that is refused as ${kind} is ${seen === "list" ? "empty" : "an error"} if its scope is ${isGone ? "" : "not "}proven gone`, async (t) => {
    const refused = () => Promise.reject(cloudError("list", { kind, words: "no such region" }));
    const { observer } = watched(0);
    const views = { row: { list: refused, one: refused, isScopeGone: async () => isGone } };
    const read = (listOnly: boolean) =>
      observer.view({ ...vm, views }, "row", { scope: "r1", key: "b1" }, "cached", listOnly);
    if (seen === "list") {
      t.deepEqual(await read(true), { observed: undefined, by: "list" });
      t.like(await read(false), { observed: undefined });
    } else {
      await t.throwsAsync(read(true), { message: seen });
    }
  });
}

test("all of its objects are read once, for everybody who needs the whole list", async (t) => {
  const { api, observer } = watched(3, idsOnly);
  const list = () => observer.list(idsOnly, "row", "r1", "cached");
  const [rows] = await Promise.all([list(), list()]);
  t.deepEqual(
    rows?.map(([key]) => key),
    ["b1", "b2", "b3"],
  );
  t.deepEqual(api.calls, ["list", "get", "get", "get"]);
});

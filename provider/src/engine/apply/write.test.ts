import test from "ava";
import fc from "fast-check";
import type { ErrorKind } from "../../http/errors.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { type Task, type TaskState, taskStateOf } from "../definition/task.ts";
import type { Json } from "../definition/values.ts";
import { cloudError, type Fault } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing, metadataOf, type StoredState } from "../testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../testing/vm.ts";

/* The outcomes of one write: accepted, refused, lost, ignored, or answered with a task. */

type FakeVmContext = Parameters<typeof vm.remove>[0];
const NEWS = { size: "small", image: "Debian 12", name: "web" };
const LARGE = { ...NEWS, size: "large" };

/** The box, with more options for its resize. */
const withResize = (declared: object) => ({
  ...vm,
  steps: vm.steps.map((step) => (step.label === "be resized" ? { ...step, ...declared } : step)),
});

/** An existing box, and the calls from now on. */
async function there(resource: ResourceDefinition = vm, news: Json = NEWS) {
  const fixture = fakeCloud(resource);
  const old = await createThing(fixture.cloudProvider(), news);
  fixture.api.calls.length = 0;
  return { ...fixture, old };
}

type Fixture = Awaited<ReturnType<typeof there>>;

/** The outcome of an update to a larger size. */
async function resized({ cloudProvider }: Fixture, old: StoredState, news: Json = LARGE) {
  const inputs = await checked(cloudProvider(), news, old.inputs);
  return cloudProvider()
    .update(VM_DEFINITION, old.id, old.outputs, inputs)
    .then(
      (state) => ({ state: { ...old, ...state }, message: undefined }),
      (error: unknown) => ({
        state: { ...old, outputs: error instanceof Error && "outputs" in error ? (error.outputs as Json) : {} },
        message: error instanceof Error ? error.message : String(error),
      }),
    );
}

const failing = (call: string, fault: Fault) => (name: string) => (name === call ? fault : undefined);
const refused = (kind: ErrorKind, when: Fault["when"] = "before"): Fault => ({
  when,
  error: cloudError("resize", { kind, effect: "none", words: "no" }),
});

test("whatever the answer to a write, it has succeeded if the box shows it, and otherwise failed with that error", async (t) => {
  const kinds = fc.constantFrom<ErrorKind>("conflict", "invalid", "notFound", "quota", "auth", "unavailable");
  const when = fc.constantFrom<Fault["when"]>("before", "after");
  await fc.assert(
    fc.asyncProperty(kinds, when, fc.constantFrom("none", "unknown"), async (kind, moment, effect) => {
      const fixture = await there();
      const { api, old } = fixture;
      api.fault = failing("resize", {
        when: moment,
        error: cloudError("resize", { kind, effect, words: "no such luck" }),
      });
      const { state, message } = await resized(fixture, old);
      t.is(api.count("resize"), 1, "never sent twice");
      const mayBeTold = effect === "unknown" || ["conflict", "invalid", "notFound"].includes(kind);
      if (moment === "after" && mayBeTold) {
        t.is(message, undefined);
        t.deepEqual([state.outputs.size, metadataOf(state)?.unfinished], ["large", []]);
        return;
      }
      t.regex(message ?? "", /^Fake resize: no such luck/);
      t.deepEqual(metadataOf(state)?.unfinished, ["size"]);
      api.fault = () => undefined;
      const next = await alter(fixture.cloudProvider(), state, LARGE);
      t.deepEqual([next.outputs.size, metadataOf(next)?.unfinished, api.only.size], ["large", [], "12"]);
    }),
    { numRuns: 40 },
  );
});

test("a refusal is reported at once if nothing is in progress; after a lost answer, the result has two minutes to show", async (t) => {
  for (const [fault, seconds] of [
    [refused("invalid"), 0],
    [refused("quota"), 0],
    [{ when: "before", error: cloudError("resize") }, 120],
  ] as const) {
    const fixture = await there();
    fixture.api.fault = failing("resize", fault);
    const from = fixture.clock.now();
    t.not((await resized(fixture, fixture.old)).message, undefined);
    const elapsed = (fixture.clock.now() - from) / 1000;
    t.true(elapsed >= seconds && elapsed < seconds + 10, `${elapsed} s`);
  }
});

test("a change that cannot be observed has failed if its call has", async (t) => {
  const fixture = await there();
  const { api, old } = fixture;
  api.fault = failing("note", refused("conflict", "after"));
  const { message, state } = await resized(fixture, old, { ...NEWS, note: "b" });
  t.regex(message ?? "", /^Fake resize: no/);
  t.deepEqual(metadataOf(state)?.unfinished, ["note"]);
});

test("a change that is accepted and not done is an error that says how long it was waited for, why, and what the box still has", async (t) => {
  const resource = withResize({ mayBeIgnored: { withinSeconds: 300, hint: () => "It does so on Sundays." } });
  const fixture = await there(resource);
  fixture.api.resizes = false;
  const { message } = await resized(fixture, fixture.old);
  t.is(
    message,
    'Fake accepted the call for the box to be resized but did not carry it out within 300 s. It does so on Sundays. The box still has size "small". Set size back, or create a new box.',
  );
});

test("a box that a change leaves in an error state is reported, in the cloud's words", async (t) => {
  const fixture = await there(
    withResize({
      run: async ({ api, key }: FakeVmContext) => {
        await api.change("resize", key, () => ({}));
        api.changeOutOfBand(key, { state: "broken" });
      },
    }),
  );
  const { message } = await resized(fixture, fixture.old);
  t.regex(message ?? "", /Fake put the box into an error state \(broken\) when it was asked to be resized/);
});

/** A resize that is answered with a task, which is polled until it ends. */
const withTask = (states: readonly (TaskState | undefined)[], { effect = true } = {}) => {
  let asked = 0;
  return withResize({
    run: async ({ api, key, desired }: FakeVmContext): Promise<Task> => {
      await api.change("resize", key, () => (effect ? { size: desired.size } : {}));
      return {
        name: "operation o1",
        state: () => {
          asked += 1;
          return api.call("task", () => states[Math.min(asked, states.length) - 1]);
        },
      };
    },
  });
};

test("a task is followed to its end, and then the box is waited for", async (t) => {
  const fixture = await there(withTask([{ is: "running" }, { is: "running", words: "moving" }, { is: "done" }]));
  const { message } = await resized(fixture, fixture.old);
  t.is(message, undefined);
  t.is(fixture.api.count("task"), 3);
  t.is(fixture.api.only.size, "12");
});

test("a task that the cloud no longer knows is over: the box shows the outcome", async (t) => {
  const fixture = await there(withTask([undefined]));
  t.is((await resized(fixture, fixture.old)).message, undefined);
});

test("a failed task is an error with the cloud's reason, unless the box shows the change all the same", async (t) => {
  const failed = withTask([{ is: "running" }, { is: "failed", why: "no host" }], { effect: false });
  const fixture = await there(failed);
  const { message, state } = await resized(fixture, fixture.old);
  t.regex(message ?? "", /Fake operation o1 of Fake box r1\/b1 failed: no host\. Check it in the cloud's panel/);
  t.deepEqual(metadataOf(state)?.unfinished, ["size"]);
  const done = await there(withTask([{ is: "failed", why: "its report was lost" }]));
  t.is((await resized(done, done.old)).message, undefined);
});

test("task statuses are data: an unknown status means that the task continues", (t) => {
  const cloud = { done: ["completed"], failed: ["in-error", "canceled"] };
  const vps = { done: ["done"], failed: ["error", "cancelled", "ovhError", "customerError"] };
  t.deepEqual(taskStateOf(cloud, "completed"), { is: "done" });
  t.deepEqual(taskStateOf(cloud, "in-error", "no flavor"), { is: "failed", why: "no flavor" });
  t.deepEqual(taskStateOf(cloud, "in-progress"), { is: "running", words: "in-progress" });
  t.deepEqual(taskStateOf(vps, "customerError"), { is: "failed", why: "customerError" });
  t.deepEqual(taskStateOf(vps, "dancing"), { is: "running", words: "dancing" });
});

test("a passing refusal is retried until the limit", async (t) => {
  const passing = {
    waitingFor: "for the host to be free",
    limitSeconds: 60,
    isPassing: (error: unknown) => error instanceof Error && error.message.includes("busy"),
  };
  for (const [times, ends] of [
    [3, undefined],
    [1000, /^Fake resize: busy/],
  ] as const) {
    const fixture = await there(withResize({ passingRefusal: passing }));
    let left: number = times;
    fixture.api.fault = (name) => {
      left -= name === "resize" ? 1 : 0;
      const error = cloudError("resize", { kind: "quota", effect: "none", words: "busy" });
      return name === "resize" && left >= 0 ? { when: "before", error } : undefined;
    };
    const from = fixture.clock.now();
    const { message } = await resized(fixture, fixture.old);
    if (ends === undefined) {
      t.is(message, undefined);
      t.is(fixture.api.count("resize"), 4);
    } else {
      t.regex(message ?? "", ends);
      t.true(fixture.clock.now() - from < 70_000);
    }
  }
});

test("a removal with a passing refusal is retried, and one in progress is only waited for", async (t) => {
  const passing = { waitingFor: "for its users to let go of it", isPassing: () => true };
  const held = await there({ ...vm, passingRefusal: passing });
  let left = 3;
  held.api.fault = (name) => {
    left -= name === "delete" ? 1 : 0;
    return name === "delete" && left >= 0 ? refused("conflict") : undefined;
  };
  await held.cloudProvider().delete(VM_DEFINITION, held.old.id, held.old.outputs);
  t.is(held.api.count("delete"), 4);
  const going = await there({
    ...vm,
    isBeingRemoved: ({ row }: { row?: { state: string } }) => row?.state === "changing",
  });
  await going.api.delete("b1");
  going.api.calls.length = 0;
  await going.cloudProvider().delete(VM_DEFINITION, going.old.id, going.old.outputs);
  t.is(going.api.count("delete"), 0);
  t.deepEqual(going.api.all, []);
});

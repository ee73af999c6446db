import test from "ava";
import type { Json } from "../engine/definition/values.ts";
import { settle } from "../http/testing.ts";
import { type Calls, InitFailed } from "./testing-calls.ts";
import { Engine } from "./testing-engine.ts";

/* What the replay of Pulumi's engine keeps if a run does not finish: `step.go` and `update.go` of 3.255. */

/** A provider whose resource is replaced if `image` differs; `fails` has the calls that fail. */
function provider(options: { first?: boolean } = {}) {
  const requested: string[] = [];
  const fails = new Map<string, Error>();
  let created = 0;
  const ask = (call: string) => {
    requested.push(call);
    const error = fails.get(call.split(" ")[0] ?? "");
    if (error !== undefined) {
      throw error;
    }
  };
  const calls: Calls = {
    check: async (olds, news) => ({ inputs: { ...news, kept: olds.kept ?? created }, failures: [] }),
    diff: async (_id, olds, news) => ({
      ...(olds.image === news.image ? {} : { replaces: ["image"] }),
      deleteBeforeReplace: options.first === true,
    }),
    create: async (inputs) => {
      ask("create");
      created += 1;
      return { id: `id-${created}`, outs: inputs };
    },
    read: async (id, props) => ({ id, props, inputs: props }),
    update: async (_id, _olds, news) => {
      ask("update");
      return { outs: news };
    },
    delete: async (id) => ask(`delete ${id}`),
  };
  return { requested, fails, calls, engine: new Engine(() => calls) };
}

const half = (id: string, outputs: Json) => new InitFailed(id, outputs, ["half done"]);

test("a partial update keeps the old inputs and the new outputs", async (t) => {
  const { engine, fails } = provider();
  await engine.up({ image: "a", size: 1 });
  fails.set("update", half("id-1", { image: "a", size: "between" }));
  await t.throwsAsync(engine.up({ image: "a", size: 2 }), { message: "half done" });
  t.like(engine.state, { id: "id-1", inputs: { size: 1 }, outputs: { size: "between" }, initErrors: ["half done"] });
  t.is((await engine.preview({ image: "a", size: 1 })).op, "update", "goes on, although no input differs");
  fails.set("update", new Error("no"));
  await t.throwsAsync(engine.up({ image: "a", size: 2 }), { message: "no" });
  t.like(engine.state, { outputs: { size: "between" } });
});

test("a failed replacement leaves the old object; a partial one leaves both", async (t) => {
  const { engine, fails, requested } = provider();
  await engine.up({ image: "a" });
  fails.set("create", new Error("no"));
  await t.throwsAsync(engine.up({ image: "b" }));
  t.like(engine.state, { id: "id-1", inputs: { image: "a" } });
  fails.set("create", half("id-2", { image: "b" }));
  await t.throwsAsync(engine.up({ image: "b" }));
  t.like(engine.state, { id: "id-2", inputs: { image: "b" }, initErrors: ["half done"] });
  t.deepEqual(
    engine.condemned.map(({ id }) => id),
    ["id-1"],
  );
  fails.set("delete", new Error("not now"));
  await t.throwsAsync(engine.up({ image: "b" }));
  fails.clear();
  t.is(await engine.up({ image: "b" }), "same");
  t.deepEqual(engine.condemned, []);
  t.deepEqual(requested, ["create", "create", "create", "update", "delete id-1", "delete id-1"]);
});

test("a resource that was deleted first is created by the next run, and not deleted twice", async (t) => {
  const { engine, fails, requested } = provider({ first: true });
  await engine.up({ image: "a" });
  fails.set("create", new Error("no"));
  await t.throwsAsync(engine.up({ image: "b" }));
  t.like(engine.state, { id: "id-1", pendingReplacement: true });
  t.is(await engine.refresh(), "same");
  fails.clear();
  // Even if the program matches the old object.
  t.is(await engine.up({ image: "a" }), "delete-replace");
  t.like(engine.state, { id: "id-2", pendingReplacement: undefined });
  t.deepEqual(requested, ["create", "delete id-1", "create", "create"]);
});

test("ignored paths have the state's values, element by element, but not for another object", async (t) => {
  const { engine } = provider();
  await engine.up({ image: "a", tags: { a: 1, b: 1 }, size: 1 });
  engine.options = { ignoreChanges: ["tags.a", "size", "absent"] };
  const { op, keys, inputs } = await engine.preview({ image: "a", tags: { a: 2, b: 2 }, size: 2, absent: 1 });
  t.deepEqual([op, keys], ["update", ["tags"]]);
  t.like(inputs, { tags: { a: 1, b: 2 }, size: 1, absent: undefined });
  t.like(await engine.preview({ image: "b", size: 2 }), { op: "replace", inputs: { size: 2 } });
});

test("an operation in progress is in the state until it ends", async (t) => {
  const { calls } = provider();
  const engine = new Engine(() => ({ ...calls, update: () => new Promise(() => undefined) }));
  await engine.up({ image: "a" });
  t.is(engine.pending, undefined);
  void engine.up({ image: "a", size: 2 });
  await settle();
  t.like(engine.pending, { type: "updating", inputs: { size: 2 } });
  t.like(engine.state, { inputs: { size: undefined } });
});

import test from "ava";
import fc from "fast-check";
import type { StackState, StateResource } from "../state.js";
import { applyPlan } from "./apply.js";
import type { Import } from "./plan.js";
import { component, providerResource, stackResource, TOKEN, urnOf, vm } from "./testing.js";

const BASE = [stackResource, providerResource];

const take = (resource: StateResource, parents: readonly StateResource[] = []): Import => ({
  urn: resource.urn,
  token: TOKEN,
  id: resource.id ?? "",
  phase: "ready",
  resource,
  parents,
});

const shape = ({ resources = [] }: StackState) =>
  resources.map(
    ({ urn, id, delete: isOld }) => `${urn.split("::").at(-1)} ${id ?? "-"}${isOld === true ? " old" : ""}`,
  );

test("what was found is added, and no pending operation is left", (t) => {
  const state: StackState = {
    resources: BASE,
    manifest: { time: "now" },
    pending_operations: [{ type: "creating", resource: vm("web") }],
  };
  const next = applyPlan(state, [take(vm("web", { id: "a" }))]);
  t.deepEqual(shape(next), ["shop-dev -", "default 0001", "web a"]);
  t.false("pending_operations" in next);
  t.deepEqual(next.manifest, { time: "now" });
});

test("the new half of a replacement is added next to the old one, which the next update deletes", (t) => {
  const state: StackState = { resources: [...BASE, vm("web", { id: "a" }), vm("db", { id: "d" })] };
  t.deepEqual(shape(applyPlan(state, [take(vm("web", { id: "b" }))])), [
    "shop-dev -",
    "default 0001",
    "web b",
    "web a old",
    "db d",
  ]);
});

test("if the old half was deleted first, the new one replaces it", (t) => {
  const old = vm("web", { id: "a", pendingReplacement: true });
  const next = applyPlan({ resources: [...BASE, old, vm("db", { id: "d" })] }, [take(vm("web", { id: "b" }))]);
  t.deepEqual(shape(next), ["shop-dev -", "default 0001", "web b", "db d"]);
});

test("dependencies that are missing in the state are omitted", (t) => {
  const resource = vm("web", {
    id: "a",
    dependencies: [urnOf("db"), urnOf("lost")],
    propertyDependencies: { plan: [urnOf("lost")], name: null, image: [urnOf("db")] },
  });
  const next = applyPlan({ resources: [...BASE, vm("db", { id: "d" })] }, [take(resource)]);
  t.like(next.resources?.at(-1), {
    dependencies: [urnOf("db")],
    propertyDependencies: { plan: [], name: [], image: [urnOf("db")] },
  });
});

test("missing components come before their children", (t) => {
  const site = component("site");
  const next = applyPlan({ resources: BASE }, [take(vm("web", { id: "a", parent: site.urn }), [site])]);
  t.deepEqual(shape(next), ["shop-dev -", "default 0001", "site -", "web a"]);
});

/** What Pulumi requires of a state before it imports it. */
function faults({ resources = [] }: StackState): string[] {
  const before = new Set<string>();
  const found: string[] = [];
  for (const { urn, parent, provider = "", dependencies, propertyDependencies, delete: isOld } of resources) {
    const needed = [parent, provider.replace(/::[^:]*$/, ""), ...(dependencies ?? [])];
    for (const other of [...needed, ...Object.values(propertyDependencies ?? {}).flatMap((list) => list ?? [])]) {
      if (other !== undefined && other !== "" && !before.has(other)) {
        found.push(`${urn} needs ${other}`);
      }
    }
    before.add(urn);
    if (isOld !== true && resources.filter((each) => each.urn === urn && each.delete !== true).length > 1) {
      found.push(`${urn} is there twice`);
    }
  }
  return found;
}

/**
 * VMs by number, each of which may depend on earlier ones. Some are in the state, some are replaced, some are missing.
 */
const fixtures = fc
  .array(
    fc.record({
      is: fc.constantFrom("kept", "lacking", "replaced", "deleted first", "half deleted"),
      on: fc.array(fc.nat(30), { maxLength: 3 }),
      newOn: fc.array(fc.nat(30), { maxLength: 3 }),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map(({ is, on, newOn }, index) => {
      const urns = (numbers: readonly number[]) => numbers.map((each) => urnOf(`vm${each}`));
      const before = (each: number) => each < index;
      // Nothing in the state can depend on a missing resource.
      const there = on.filter(before).filter((each) => rows[each]?.is !== "lacking");
      return {
        is,
        old: vm(`vm${index}`, { id: `old${index}`, dependencies: urns(there) }),
        now: vm(`vm${index}`, { id: `new${index}`, dependencies: urns(newOn.filter(before)) }),
      };
    }),
  );

test("whatever was found, Pulumi accepts the resulting state, and nothing is lost", (t) => {
  fc.assert(
    fc.property(fixtures, fc.infiniteStream(fc.boolean()), (all, coins) => {
      const state: StackState = {
        resources: [
          ...BASE,
          ...all.flatMap(({ is, old }): StateResource[] =>
            is === "lacking"
              ? []
              : [
                  {
                    ...old,
                    ...(is === "deleted first" ? { pendingReplacement: true } : {}),
                    ...(is === "half deleted" ? { delete: true } : {}),
                  },
                ],
          ),
        ],
      };
      t.deepEqual(faults(state), []);
      const takes = all
        .filter(({ is }) => is !== "kept")
        .filter(() => coins.next().value)
        .map(({ now }) => take(now));
      const next = applyPlan(state, takes);
      t.deepEqual(faults(next), []);
      const ids = new Set(next.resources?.map(({ id }) => id));
      t.true(takes.every(({ id }) => ids.has(id)));
      const given = new Set(takes.map(({ urn }) => urn));
      const dropped = (state.resources ?? []).filter(({ id }) => !ids.has(id));
      t.true(dropped.every(({ urn, pendingReplacement }) => pendingReplacement === true && given.has(urn)));
    }),
  );
});

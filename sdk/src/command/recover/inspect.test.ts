import test from "ava";
import type { InterruptedCreateQuery, ProviderQueries } from "../queries.js";
import type { StackState } from "../state.js";
import { inspectMissing } from "./inspect.js";
import { missingResources } from "./missing.js";
import { providerResource, stackResource, urnOf, vm } from "./testing.js";

/** What the provider is asked about the resources missing from a state. */
async function asked(state: StackState, config: { namespace?: string; formerly?: readonly string[] } = {}) {
  const seen: InterruptedCreateQuery[] = [];
  const never = () => Promise.reject(new Error("not asked for"));
  const queries: ProviderQueries = {
    ...{
      clouds: ["lunanode"],
      facts: never,
      credentials: never,
      reach: never,
      list: never,
      read: never,
      readTogether: never,
    },
    ...{
      wrongSettings: never,
      checkRights: never,
      findOrphans: never,
      charges: never,
      lockHolder: never,
      estimateCosts: never,
      invoke: never,
      verify: never,
    },
    findInterruptedCreate: async (_token, interrupted) => {
      seen.push(interrupted);
      return { is: "nothing" };
    },
  };
  const steps = [{ op: "replace", urn: urnOf("web"), newState: vm("web") }];
  const place = {
    open: state,
    config: { accounts: () => undefined, namespace: config.namespace },
    formerly: config.formerly ?? [],
  };
  await inspectMissing(
    queries,
    missingResources(state, state, steps),
    place,
    new Map([["web", "toronto/9"]]),
    () => "name",
  );
  return seen;
}

const old = vm("web", { id: "toronto/1", inputs: { name: "web", image: "Debian 12" } });
const other = vm("db", { id: "toronto/2", inputs: { name: "db" } });
const base = [stackResource, providerResource];

test("the resource's own object in the state is named, whatever happened to its replacement", async (t) => {
  for (const mark of [{}, { delete: true }, { pendingReplacement: true }]) {
    const [one] = await asked({ resources: [...base, { ...old, ...mark }, other] });
    t.deepEqual(one?.own, [{ id: "toronto/1", name: "web" }]);
    t.deepEqual(one?.known, ["toronto/1", "toronto/2"]);
    t.is(one?.adoptId, "toronto/9");
  }
  // Its deletion was interrupted.
  const pending = [{ type: "deleting", resource: old }];
  const [cut] = await asked({ resources: [...base, old], pending_operations: pending });
  t.deepEqual(cut?.own, [{ id: "toronto/1", name: "web" }]);
});

test("names from before a namespace was set or a stack was renamed are searched for", async (t) => {
  const state: StackState = { resources: base };
  const formerly = async (...parameters: Parameters<typeof asked>) => (await asked(...parameters))[0]?.formerly;
  t.deepEqual(await formerly(state), []);
  t.deepEqual(await formerly(state, { namespace: "acme" }), ["urn:pulumi:dev::shop::"]);
  t.deepEqual(await formerly(state, { namespace: "acme", formerly: ["old"] }), [
    "urn:pulumi:dev::shop::",
    "urn:pulumi:old::shop::",
  ]);
  t.deepEqual((await asked(state))[0]?.urn, urnOf("web"));
});

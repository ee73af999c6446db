import test from "ava";
import type { ResourceFacts } from "../queries.js";
import { component, providerResource, stackResource, TOKEN, TYPE, urnOf, vm } from "../recover/testing.js";
import { namespaceOf, namespacesOf } from "../stack-providers.js";
import type { StackState } from "../state.js";
import { stackIdentityOf } from "./stack-identity.js";

const VM: ResourceFacts = {
  token: TOKEN,
  noun: "VM",
  exampleId: "toronto/1",
  listNeeds: [],
  adoptInput: "adopt",
  nameInput: "name",
  isCharged: true,
  inputs: [],
};

const facts = (state: StackState) => ({ stack: "dev", project: "shop", state, namespaces: [], formerly: [] });

test("a resource may have been created through either adapter, in any component in the state", (t) => {
  const { urnsOf } = stackIdentityOf(facts({ resources: [stackResource, providerResource, component("site")] }), VM);
  t.deepEqual(urnsOf("web"), [
    urnOf("web"),
    urnOf("web", "indiecloud:lunanode:Vm"),
    urnOf("web", `shop:index:Site$${TYPE}`),
    urnOf("web", "shop:index:Site$indiecloud:lunanode:Vm"),
  ]);
});

test("names and IDs are those of the state's resources of the type, and of what a run was creating", (t) => {
  const renamed = vm("web", { id: "toronto/1", inputs: { name: "web" }, outputs: { name: "front" } });
  const { urns, namesInState, knownIds } = stackIdentityOf(
    facts({
      resources: [stackResource, renamed, vm("key", { type: "indiecloud:lunanode:SshKey", id: "5" })],
      pending_operations: [{ type: "creating", resource: vm("db") }],
    }),
    VM,
  );
  t.deepEqual(
    urns,
    ["web", "db"].flatMap((name) => [urnOf(name), urnOf(name, "indiecloud:lunanode:Vm")]),
  );
  t.deepEqual(namesInState, [
    { urn: urnOf("web"), name: "web" },
    { urn: urnOf("web"), name: "front" },
    { urn: urnOf("db"), name: "db" },
  ]);
  t.deepEqual(knownIds, ["toronto/1"]);
});

test("without a state only the prefix of a stack's URNs is known", (t) => {
  const { urnsOf, ...rest } = stackIdentityOf(facts({}), VM);
  t.deepEqual(rest, { urns: [], namesInState: [], knownIds: [], identities: ["urn:pulumi:dev::shop::"] });
  t.deepEqual(urnsOf("web"), [urnOf("web"), urnOf("web", "indiecloud:lunanode:Vm")]);
});

test("names may have been generated with a namespace, without one, or with a former name of the stack", (t) => {
  const { identities } = stackIdentityOf({ ...facts({}), namespaces: ["acme"], formerly: ["old", "store/old"] }, VM);
  t.deepEqual(
    identities,
    ["acme", "dev::shop", "old::shop", "old::store"].map((each) => `urn:pulumi:${each}::`),
  );
  const provider = { ...providerResource, inputs: { "indiecloud:namespace": "own" } };
  t.deepEqual(namespacesOf({ resources: [provider] }, "acme"), ["acme", "own"]);
  t.deepEqual(namespacesOf({ resources: [providerResource] }, undefined), []);
  // A resource's name is generated with its own provider's namespace.
  const explicit = { ...provider, urn: urnOf("other", provider.type) };
  const own = vm("web", { provider: `${explicit.urn}::0001` });
  t.is(namespaceOf(own, { resources: [explicit] }, "acme"), "own");
  t.is(namespaceOf(vm("web"), { resources: [explicit] }, "acme"), "acme");
  t.is(namespaceOf(own, { resources: [{ ...explicit, inputs: {} }] }, undefined), undefined);
});

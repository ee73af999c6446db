import test from "ava";
import fc from "fast-check";
import type { CloudFacts, ProviderQueries, ResourceFacts } from "../queries.js";
import type { StackState } from "../state.js";
import { candidates, isMeant, namesFor, ownerOf, typesMatching, usualAdapter } from "./candidates.js";

const facts = (token: string, listNeeds: string[] = []): ResourceFacts => ({
  token,
  noun: "thing",
  exampleId: "toronto/1",
  adoptInput: "adopt",
  listNeeds,
  isCharged: true,
  inputs: [],
});
const [vm, key, dns] = [facts("lunanode:Vm"), facts("lunanode:SshKey"), facts("lunanode:Dns", ["zone"])];

const stateOf = (...resources: { type: string; name?: string; id?: string }[]): StackState => ({
  resources: resources.map(({ type, name = "x", id }) => ({
    urn: `urn:pulumi:dev::project::${type}::${name}`,
    type,
    custom: true,
    ...(id === undefined ? {} : { id }),
  })),
});

test("only objects missing in the state are offered, for either adapter; types that cannot be listed are named", async (t) => {
  const lists: Record<string, { id: string; name: string }[]> = {
    "lunanode:Vm": ["a", "b", "c"].map((id) => ({ id, name: `vm-${id}` })),
    "lunanode:SshKey": [{ id: "a", name: "laptop" }],
  };
  const queries: Pick<ProviderQueries, "list"> = { list: async (token) => lists[token] ?? [] };
  const state = stateOf(
    { type: "pulumi-nodejs:dynamic/indiecloud/lunanode:Vm", id: "a" },
    { type: "indiecloud:lunanode:Vm", id: "b" },
    { type: "aws:ec2:Instance", id: "c" },
  );
  const { found, unlisted } = await candidates(queries, [vm, key, dns], undefined, state);
  t.deepEqual(
    found.map(({ resource, id }) => `${resource.token} ${id}`),
    ["lunanode:Vm c", "lunanode:SshKey a"],
  );
  t.deepEqual(unlisted, ["lunanode:Dns cannot be listed without zone; pass IDs, such as toronto/1"]);
});

test("a candidate has its place, its state, and the stack or the deployment that it seems to belong to", async (t) => {
  const listed = [
    { id: "toronto/1", name: "shop", region: "toronto", state: "running" },
    { id: "toronto/2", name: "web-0a1b2c3" },
    { id: "toronto/3", name: "plain" },
  ];
  const queries: Pick<ProviderQueries, "list"> = { list: async () => listed };
  const { found } = await candidates(queries, [vm], undefined, {}, (id) => (id === "toronto/1" ? "prod" : undefined));
  t.deepEqual(found.map(ownerOf), ["stack prod", "a deployment of indiecloud", ""]);
  t.like(found[0], { region: "toronto", state: "running" });
});

test("a text matches a whole name or ID, with * for anything, ignoring case", (t) => {
  const one = { id: "toronto/81eb", name: "Web.1" };
  for (const text of ["web.1", "web*", "*", "toronto/81eb", "81EB", "*81*"]) {
    t.true(isMeant(one, text), text);
  }
  for (const text of ["web", "webx1", "toronto", "", "web.1*x"]) {
    t.false(isMeant(one, text), text);
  }
});

test("types are given with or without the cloud; for an unknown one, the known types are listed", (t) => {
  const cloud: CloudFacts = {
    name: "lunanode",
    title: "LunaNode",
    resources: [vm, key],
    functions: [],
    env: [],
    settings: [],
  };
  t.deepEqual(typesMatching(cloud, []), [vm, key]);
  t.deepEqual(typesMatching(cloud, ["sshkey", "lunanode:Vm"]), [key, vm]);
  t.throws(() => typesMatching(cloud, ["Server"]), { message: "LunaNode has no Server; it has Vm, SshKey." });
});

test("the adapter is that of the state, otherwise that of the language", (t) => {
  t.is(usualAdapter(stateOf(), "nodejs"), "dynamic");
  t.is(usualAdapter(stateOf(), "yaml"), "plugin");
  t.is(usualAdapter(stateOf({ type: "indiecloud:lunanode:Vm" }), "nodejs"), "plugin");
  t.is(usualAdapter(stateOf({ type: "pulumi-nodejs:dynamic/indiecloud/lunanode:Vm" }), "nodejs"), "dynamic");
});

test("names in the program are the cloud's, unique among themselves and in the stack", (t) => {
  const chosen = [
    { resource: vm, id: "toronto/1", name: "web" },
    { resource: vm, id: "toronto/2", name: "web" },
    { resource: vm, id: "toronto/3", name: "" },
  ];
  t.deepEqual(namesFor(chosen, stateOf({ type: "a:b:C", name: "web" })), ["web-2", "web-3", "vm-3"]);
});

test("whatever a cloud's name is, the resource's name is valid", (t) => {
  const namesOf = (...names: string[]) =>
    namesFor(
      names.map((name, index) => ({ resource: vm, id: `toronto/${index}`, name })),
      stateOf(),
    );
  t.deepEqual(
    namesOf("a$" + "{b}", "%{if}", "\u001b[31m\u202e", "유니코드-☃", "web 1.example_a", "a::b", "x".repeat(1000)),
    [...["a-b", "if", "31m", "유니코드", "web-1.example_a", "a-b-2", "x".repeat(100)]],
  );
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 9 })), (names) => {
      const found = namesOf(...names);
      t.is(new Set(found).size, names.length);
      t.true(found.every((name) => /^[\p{L}\p{N}._-]+$/u.test(name)));
    }),
  );
});

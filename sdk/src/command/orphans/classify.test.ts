import test from "ava";
import type { Charge, OrphanCandidate, ResourceFacts } from "../queries.js";
import { urnOf, vm } from "../recover/testing.js";
import type { StateResource } from "../state.js";
import { type Account, orphansOf } from "./classify.js";
import { knownIn } from "./known.js";

const kind = (token: string, isCharged: boolean): ResourceFacts => ({
  ...{ token, noun: token.split(":")[1] ?? "", exampleId: "toronto/1", listNeeds: [], adoptInput: "adopt" },
  ...{ nameInput: "name", inputs: [], isCharged },
});
const VM = kind("lunanode:Vm", true);
const KEY = kind("lunanode:SshKey", false);
const ADDRESS = kind("lunanode:Address", true);

const candidate = (id: string, more: Partial<OrphanCandidate> = {}): OrphanCandidate => ({
  ...{ id, name: `name of ${id}`, urn: urnOf("web"), by: "generated" },
  ...more,
});

/** An account with VMs 1 to 3, a key, and further charges. */
const account = (candidates: readonly OrphanCandidate[], charges: readonly Charge[] = []): Account => ({
  ...{ cloud: "lunanode", server: VM.token, charges },
  objects: [
    ...["toronto/1", "toronto/2", "toronto/3"].map((id) => ({ kind: VM, object: { id, name: id } })),
    { kind: KEY, object: { id: "9", name: "anna" } },
  ],
  candidates: candidates.map((each) => ({ kind: VM, candidate: each })),
});

const run = {
  namespaces: ["acme"],
  traces: { pending: new Set<string>(), writtenAt: undefined, unsuccessful: [{ from: 1_000_000, to: 2_000_000 }] },
};
const state = (...resources: StateResource[]) => knownIn([{ resources }]);
const own = (from: Account, known = state(), all = false) => orphansOf(from, { ...run, known, all });

test("the owner follows from the object's name, namespace and creation time", (t) => {
  const candidates = [
    candidate("toronto/1", { createdAt: 1_500_000 }),
    candidate("toronto/2", { identity: "urn:pulumi:acme::" }),
    candidate("toronto/3", { by: "given" }),
    candidate("toronto/4"),
  ];
  t.deepEqual(
    own(account(candidates)).map(({ id, owner }) => [id, owner]),
    [
      ["toronto/1", "this stack"],
      ["toronto/2", "this stack"],
      ["toronto/3", "other"],
      ["toronto/4", "unknown"],
    ],
  );
  const [certain, , , unknown] = own(account(candidates));
  t.regex(certain?.next ?? "", /^indiecloud recover imports it.*adopt: "toronto\/1"/);
  t.regex(unknown?.next ?? "", /^find out who it belongs to.*--take 'urn:.*=toronto\/4'/);
});

test("what indiecloud created and never named is listed, whoever owns it, and only once", (t) => {
  const unnamed = (id: string) => ({ kind: VM, object: { id, name: "", isUnfinished: true as const } });
  const from = {
    ...account([candidate("toronto/6")]),
    objects: ["toronto/5", "toronto/6", "toronto/7"].map(unnamed),
  };
  const known = state(vm("db", { id: "toronto/7" }));
  for (const all of [false, true]) {
    t.deepEqual(
      own(from, known, all).map(({ id, owner, why }) => [id, owner, /never named/.test(why)]),
      [
        ["toronto/6", "unknown", false],
        ["toronto/5", "unknown", true],
      ],
    );
  }
});

test("an object in a state, of this stack or another, is not an orphan, and neither is what is attached to it or named by it", (t) => {
  const charges: Charge[] = [
    { noun: "volume", id: "toronto/7", aliases: ["7"], server: "1" },
    { noun: "floating IP", id: "toronto/192.0.2.1", aliases: ["192.0.2.1"] },
    { noun: "image", id: "toronto/8", aliases: ["8", "golden"] },
    { noun: "public IP", id: "toronto/5", token: ADDRESS.token },
  ];
  const known = state(
    vm("web", { id: "toronto/1", inputs: { floatingIp: "192.0.2.1", disks: [{ image: "golden" }] } }),
    { ...vm("ip", { id: "toronto/5" }), type: "indiecloud:lunanode:Address" },
  );
  t.deepEqual(own(account([candidate("toronto/1")], charges), known), []);
  t.deepEqual(
    own(account([], charges), known, true).map(({ id }) => id),
    ["toronto/2", "toronto/3", "9"],
  );
});

test("what is attached to an orphan belongs to its owner; the leftovers of a deleted server are listed; the rest is not", (t) => {
  const charges: Charge[] = [
    { noun: "volume", id: "toronto/7", server: "1" },
    { noun: "backup schedule", id: "toronto/8", name: "nightly", server: "gone" },
    { noun: "volume", id: "toronto/9", server: "2" },
    { noun: "floating IP", id: "toronto/192.0.2.1" },
  ];
  const from = account([candidate("toronto/1", { createdAt: 1_500_000 })], charges);
  const displayed = ({ resource, id, owner, why }: ReturnType<typeof own>[number]) => [resource, id, owner, why];
  const [first, ...rest] = own(from);
  t.is(first?.id, "toronto/1");
  t.deepEqual(rest.map(displayed), [
    ["volume", "toronto/7", "this stack", "belongs to toronto/1"],
    ["backup schedule", "toronto/8", "other", "its server gone is gone"],
  ]);
  const everything = own(from, state(), true);
  t.deepEqual(everything.slice(3).map(displayed), [
    ["volume", "toronto/9", "other", "belongs to server 2"],
    ["floating IP", "toronto/192.0.2.1", "other", "not on a server"],
    ["lunanode:Vm", "toronto/2", "other", "in none of the stacks"],
    ["lunanode:Vm", "toronto/3", "other", "in none of the stacks"],
    ["lunanode:SshKey", "9", "other", "in none of the stacks"],
  ]);
  t.deepEqual(
    everything.filter(({ isCharged }) => !isCharged).map(({ id }) => id),
    ["9"],
  );
});

test("an address created with a server in a state belongs to that server, although a resource could manage it", (t) => {
  const from: Account = {
    ...account([], [{ noun: "public IP", id: "toronto/5", token: ADDRESS.token, server: "1" }]),
    objects: [
      { kind: VM, object: { id: "toronto/1", name: "" } },
      { kind: ADDRESS, object: { id: "toronto/5", name: "" } },
    ],
  };
  t.deepEqual(own(from, state(vm("web", { id: "toronto/1" })), true), []);
});

test("in the account of an explicit provider, only a resource with this provider can adopt", (t) => {
  const from: Account = { ...account([candidate("toronto/1", { createdAt: 1_500_000 })]), provider: "eu" };
  const [mine, ...others] = own(from, state(), true);
  t.is(mine?.provider, "eu");
  t.regex(mine?.next ?? "", /adopts it for another resource of the program with the provider eu; /);
  for (const { next } of others) t.regex(next, /in a resource of the program with the provider eu, or delete it/);
});

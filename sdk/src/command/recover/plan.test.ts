import test from "ava";
import type { PreviewStep } from "../preview.js";
import { type StackState, UNKNOWN } from "../state.js";
import { type MissingResource, missingResources } from "./missing.js";
import { type Finding, type Known, planRecovery } from "./plan.js";
import {
  ciphertext,
  component,
  markSecret,
  plaintext,
  providerResource,
  stackResource,
  TOKEN,
  urnOf,
  vm,
} from "./testing.js";

const BASE = [stackResource, providerResource];
const found = (id: string, more: object = {}): Finding => ({
  is: "found",
  id,
  outputs: { status: "online" },
  phase: "ready",
  createSeconds: 600,
  ...more,
});

const create = (newState = vm("web"), op = "create"): PreviewStep => ({ op, urn: newState.urn, newState });

/** A plan for which every missing resource was found as given, by name. */
function planOf(
  state: StackState,
  steps: readonly PreviewStep[],
  says: Readonly<Record<string, Finding>>,
  more: Partial<Known> = {},
) {
  const wanted = missingResources(state, state, steps);
  const findings = new Map(wanted.map((one): [MissingResource, Finding] => [one, says[one.urn] ?? { is: "nothing" }]));
  return planRecovery({
    state,
    steps,
    missing: wanted,
    findings,
    adoptInput: () => "adopt",
    nameInput: () => "name",
    ownerOf: () => ({ owner: "this stack", hasNamespace: false }),
    isChosen: () => false,
    otherStackWith: () => undefined,
    ...more,
  });
}

test("only creates of this package's resources are searched for, pending operations first and once", (t) => {
  const other = { ...vm("bucket"), type: "aws:s3/bucket:Bucket", urn: urnOf("bucket", "aws:s3/bucket:Bucket") };
  const plugin = vm("py", { type: "indiecloud:ovh:Instance", urn: urnOf("py", "indiecloud:ovh:Instance") });
  const state: StackState = {
    resources: BASE,
    pending_operations: [
      { type: "creating", resource: vm("web") },
      { type: "updating", resource: vm("db", { id: "toronto/1" }) },
      { type: "creating", resource: other },
    ],
  };
  const steps = [
    create(),
    create(other),
    create(plugin),
    create(vm("cache"), "replace"),
    { op: "same", urn: urnOf("same"), newState: vm("same") },
    { op: "delete", urn: urnOf("old") },
  ];
  t.deepEqual(
    missingResources(state, state, steps).map(({ urn, token, from }) => [urn, token, from]),
    [
      [urnOf("web"), TOKEN, "pending"],
      [plugin.urn, "ovh:Instance", "declared"],
      [urnOf("cache"), TOKEN, "declared"],
    ],
  );
});

test("an operation's secrets reach the provider as plain text and the state as ciphertext", (t) => {
  const state = (userData: unknown): StackState => ({
    resources: BASE,
    pending_operations: [{ type: "creating", resource: vm("web", { inputs: { plan: "m.2", userData } }) }],
  });
  const [one] = missingResources(state(ciphertext("v1:xyz")), state(plaintext("#!/bin/sh")), []);
  t.deepEqual(one?.inputs, { plan: "m.2", userData: "#!/bin/sh" });
  t.deepEqual(one?.resource.inputs, { plan: "m.2", userData: ciphertext("v1:xyz") });
});

test("what a preview does not show is unknown to the provider, and omitted from the state", (t) => {
  const inputs = { plan: "m.2", userData: "[secret]", sshKeys: ["1", UNKNOWN], networks: { a: "[secret]" } };
  const [one] = missingResources({ resources: BASE }, { resources: BASE }, [create(vm("web", { inputs }))]);
  t.deepEqual(one?.inputs, { plan: "m.2", userData: UNKNOWN, sshKeys: UNKNOWN, networks: UNKNOWN });
  t.deepEqual(one?.resource.inputs, { plan: "m.2" });
});

test("what was found is imported: ID, outputs with the code, and an error that makes the next update continue", (t) => {
  const plan = planOf({ resources: BASE }, [create()], { [urnOf("web")]: found("toronto/1") });
  t.is(plan.imported.length, 1);
  const [{ resource, ...rest } = { resource: undefined }] = plan.imported;
  t.like(rest, { urn: urnOf("web"), token: TOKEN, id: "toronto/1", phase: "ready" });
  t.like(resource, { id: "toronto/1", outputs: { status: "online", __provider: "code" } });
  t.is(resource?.initErrors?.length, 1);
  t.deepEqual(plan.unresolved, []);
});

test("outputs are secret if the provider, the program or the class says so", (t) => {
  const inputs = { plan: ciphertext("v1:a"), name: "web" };
  const resource = vm("web", { inputs, additionalSecretOutputs: ["password"] });
  const outputs = { token: markSecret("t"), plan: "m.2", password: "p", name: "web" };
  const plan = planOf({ resources: BASE, pending_operations: [{ type: "creating", resource }] }, [], {
    [urnOf("web")]: found("toronto/1", { outputs }),
  });
  t.deepEqual(plan.imported[0]?.resource.outputs, {
    token: plaintext("t"),
    plan: plaintext("m.2"),
    password: plaintext("p"),
    name: "web",
  });
});

test("operations are cleared, each with its outcome", (t) => {
  const foreign = { ...vm("bucket"), type: "aws:s3/bucket:Bucket", urn: urnOf("bucket", "aws:s3/bucket:Bucket") };
  const state: StackState = {
    resources: BASE,
    pending_operations: [
      { type: "creating", resource: vm("none") },
      { type: "creating", resource: vm("taken") },
      { type: "deleting", resource: vm("gone", { id: "toronto/2" }) },
      { type: "creating", resource: foreign },
      { type: "creating", resource: vm("adopting") },
    ],
  };
  const plan = planOf(state, [], {
    [urnOf("taken")]: found("toronto/1"),
    [urnOf("adopting")]: { is: "adopting" },
  });
  t.deepEqual(
    plan.clearedOperations.map(({ urn, operation }) => [urn, operation]),
    [
      [urnOf("none"), "creating"],
      [urnOf("gone"), "deleting"],
      [foreign.urn, "creating"],
      [urnOf("adopting"), "creating"],
    ],
  );
  const [none, gone, other, adopting] = plan.clearedOperations.map(({ why }) => why);
  t.regex(none ?? "", /nothing was created/);
  t.regex(gone ?? "", /pulumi refresh/);
  t.regex(other ?? "", /pulumi import aws:s3\/bucket:Bucket bucket <id>/);
  t.regex(adopting ?? "", /adopts/);
});

for (const [what, finding, says] of [
  [
    "several of its name",
    { is: "ambiguous", by: "name", ids: ["r/1", "r/2"] },
    /several .*r\/1, r\/2.*--take web=r\/1/,
  ],
  ["one without a name", { is: "ambiguous", by: "similarity", ids: ["r/1"] }, /without a name.*--take web=r\/1/],
  [
    "one that differs",
    { is: "different", id: "r/1", why: "it is smaller" },
    /r\/1 .*it is smaller.*change the program/,
  ],
] as const) {
  test(`${what} is a question, and is not imported`, (t) => {
    const plan = planOf({ resources: BASE }, [create()], { [urnOf("web")]: finding });
    t.deepEqual(plan.imported, []);
    t.is(plan.unresolved.length, 1);
    t.regex(plan.unresolved.map(({ why, next }) => `${why} ${next}`).join(), says);
  });
}

test("unidentified objects are asked about only if Pulumi recorded that something was started", (t) => {
  const says: Record<string, Finding> = { [urnOf("web")]: { is: "unidentified", why: "it has no name" } };
  t.deepEqual(planOf({ resources: BASE }, [create()], says).unresolved, []);
  const begun: StackState = { resources: BASE, pending_operations: [{ type: "creating", resource: vm("web") }] };
  t.regex(planOf(begun, [], says).unresolved[0]?.next ?? "", /panel/);
});

test("an old object of a replacement that has the name of the new one must be deleted first", (t) => {
  const old = (name: string) => vm("web", { id: "toronto/1", delete: true, inputs: { __provider: "code", name } });
  const { imported, unresolved } = planOf({ resources: [...BASE, old("web")] }, [create()], {});
  t.deepEqual(imported, []);
  t.like(unresolved, [
    { urn: urnOf("web"), next: `delete it with pulumi destroy --target '${urnOf("web")}', then run pulumi up` },
  ]);
  t.deepEqual(planOf({ resources: [...BASE, old("web-2")] }, [create()], {}).unresolved, []);
  // With the new object in the state, the command would destroy both.
  const both = [...BASE, vm("web", { id: "toronto/2" }), old("web")];
  t.deepEqual(planOf({ resources: both }, [create(vm("web"), "replace")], {}).unresolved, []);
});

test("a cloud that could not be asked is reported, and nothing is decided about it", (t) => {
  const plan = planOf({ resources: BASE }, [create()], { [urnOf("web")]: { is: "indeterminate", why: "502" } });
  t.deepEqual(plan, {
    imported: [],
    clearedOperations: [],
    unresolved: [],
    indeterminate: [{ urn: urnOf("web"), why: "502" }],
  });
});

test("an object that could belong to two resources is imported by neither", (t) => {
  const plan = planOf({ resources: BASE }, [create(), create(vm("db"))], {
    [urnOf("web")]: found("toronto/1"),
    [urnOf("db")]: found("toronto/1"),
  });
  t.deepEqual(plan.imported, []);
  t.is(plan.unresolved.length, 2);
});

test("an object in the state or in another stack is not imported", (t) => {
  const state: StackState = { resources: [...BASE, vm("old", { id: "toronto/1" })] };
  const says = { [urnOf("web")]: found("toronto/1") };
  const own = planOf(state, [create()], says);
  t.deepEqual(own.imported, []);
  t.regex(own.unresolved[0]?.why ?? "", /belongs to old in the state/);
  const shared = planOf({ resources: BASE }, [create()], says, { otherStackWith: () => "prod" });
  t.deepEqual(shared.imported, []);
  t.regex(shared.unresolved[0]?.why ?? "", /belongs to the stack prod/);
});

test("an object that is not certainly this stack's is not imported, but asked about, with the command that imports it", (t) => {
  const says = { [urnOf("web")]: found("toronto/1") };
  const owner =
    (is: "unknown" | "other", hasNamespace = false) =>
    () => ({ owner: is, hasNamespace });
  const unknown = planOf({ resources: BASE }, [create()], says, { ownerOf: owner("unknown") });
  t.deepEqual(unknown.imported, []);
  t.like(unknown.unresolved[0], { urn: urnOf("web"), id: "toronto/1", owner: "unknown" });
  t.regex(unknown.unresolved[0]?.why ?? "", /another deployment with the same project and stack name/);
  t.true(unknown.unresolved[0]?.next.includes(`--take '${urnOf("web")}=toronto/1'`));
  t.regex(unknown.unresolved[0]?.next ?? "", /pulumi config set indiecloud:namespace <name>/);
  const spaced = planOf({ resources: BASE }, [create()], says, { ownerOf: owner("unknown", true) });
  t.regex(spaced.unresolved[0]?.why ?? "", /no run of this stack is known to have been interrupted/);
  const other = planOf({ resources: BASE }, [create()], says, { ownerOf: owner("other") });
  t.deepEqual(other.imported, []);
  t.regex(other.unresolved[0]?.next ?? "", /--take .*give the resource another name/);
  const named = planOf({ resources: BASE }, [create()], says, { ownerOf: owner("other"), isChosen: () => true });
  t.is(named.imported[0]?.id, "toronto/1");
});

test("what was found by a former name is added to the state with that name, as if generated by the provider", (t) => {
  const formerly = { identity: "urn:pulumi:old::shop::", name: "web-0000000" };
  const state = vm("web", {
    inputs: { plan: "m.2", name: "web-1111111", __defaulted: { name: "web-1111111", region: "toronto" } },
  });
  const plan = planOf({ resources: BASE }, [create(state)], { [urnOf("web")]: found("toronto/1", { formerly }) });
  t.deepEqual(plan.imported[0]?.resource.inputs, {
    plan: "m.2",
    name: "web-0000000",
    __defaulted: { name: "web-0000000", region: "toronto" },
  });
});

test("if its provider is not in the state, it is left for adoption", (t) => {
  const plan = planOf({ resources: [stackResource] }, [create()], { [urnOf("web")]: found("toronto/1") });
  t.deepEqual(plan.imported, []);
  t.regex(plan.unresolved[0]?.next ?? "", /adopt: "toronto\/1"/);
});

test("components missing in the state come from the preview; other parents do not", (t) => {
  const [site, part] = [component("site"), component("part", component("site").urn)];
  const child = vm("web", { parent: part.urn });
  const steps = [create(site), create(part), create(child)];
  const says = { [urnOf("web")]: found("toronto/1") };
  const plan = planOf({ resources: BASE }, steps, says);
  t.deepEqual(plan.imported[0]?.parents, [site, part]);
  t.deepEqual(planOf({ resources: [...BASE, site] }, steps, says).imported[0]?.parents, [part]);
  const orphaned = planOf({ resources: BASE }, [create(vm("web", { parent: urnOf("db") }))], says);
  t.deepEqual(orphaned.imported, []);
  t.regex(orphaned.unresolved[0]?.why ?? "", /does not have .*::db/);
});

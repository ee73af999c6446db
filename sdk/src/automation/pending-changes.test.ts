import type { EngineEvent, OpType } from "@pulumi/pulumi/automation/index.js";
import test from "ava";
import { costQueries, isStateEntry, PendingChanges } from "./pending-changes.js";

const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const sealed = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": SECRET,
  plaintext: JSON.stringify(value),
});

const TYPE = "indiecloud:lunanode:Vm";
const urnOf = (name: string, type = TYPE) => `urn:pulumi:dev::shop::${type}::${name}`;

interface Step {
  op: OpType;
  name: string;
  inputs?: Record<string, unknown>;
  type?: string;
  provider?: string;
  diffs?: string[];
}

function heard(...steps: Step[]): PendingChanges {
  const changes = new PendingChanges();
  for (const { op, name, inputs, type = TYPE, provider = "", diffs = [] } of steps) {
    const urn = urnOf(name, type);
    const side = { type, urn, custom: true, id: "", parent: "", provider, inputs: inputs ?? {}, outputs: {} };
    const metadata = { op, urn, type, provider: "", diffs, ...(inputs === undefined ? {} : { new: side }) };
    const event: EngineEvent = { sequence: 0, timestamp: 0, resourcePreEvent: { metadata } };
    changes.hear(event);
  }
  return changes;
}

const entry = (name: string, inputs: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  ...{ urn: urnOf(name), type: TYPE, id: `toronto/${name}`, inputs, custom: true },
  ...more,
});

const stackAccount = () => '{"apiId":"a"}';

test("a preview creates, changes, replaces and deletes; what it does not mention stays", (t) => {
  const state = [
    ...["changed", "replaced", "deleted", "kept", "unmentioned"].map((name) => entry(name, { plan: "m.1" })),
    entry("replaced", { plan: "m.0" }, { delete: true }),
    entry("other", {}, { type: "aws:ec2/instance:Instance" }),
  ].filter(isStateEntry);
  const changes = heard(
    { op: "update", name: "changed", inputs: { plan: "m.2" } },
    { op: "create-replacement", name: "replaced", inputs: { plan: "m.3" } },
    { op: "replace", name: "replaced", inputs: { plan: "m.3" } },
    { op: "delete-replaced", name: "replaced" },
    { op: "delete", name: "deleted" },
    { op: "same", name: "kept", inputs: { plan: "m.1" } },
    { op: "create", name: "added", inputs: { plan: "m.4" } },
    { op: "read", name: "only-read", inputs: {} },
  );
  const queries = costQueries(state, changes, stackAccount);
  t.deepEqual(
    queries.map(({ name, change, now, after }) => [name, change, now?.inputs.plan, after?.inputs.plan]),
    [
      ["added", "create", undefined, "m.4"],
      ["changed", "update", "m.1", "m.2"],
      ["deleted", "delete", "m.1", undefined],
      ["kept", "none", "m.1", "m.1"],
      ["replaced", "replace", "m.1", "m.3"],
      ["replaced", "delete", "m.0", undefined],
      ["unmentioned", "none", "m.1", "m.1"],
    ],
  );
  t.true(
    queries.every(({ now, after }) =>
      [now, after].every((side) => (side?.account ?? '{"apiId":"a"}') === '{"apiId":"a"}'),
    ),
  );
});

test("without a preview there is only what exists: nothing that is only read or not created yet", (t) => {
  const state = [
    entry("web", { plan: sealed("m.1") }),
    entry("read", {}, { external: true }),
    entry("gone", {}, { pendingReplacement: true }),
  ].filter(isStateEntry);
  const queries = costQueries(state, undefined, stackAccount);
  t.deepEqual(
    queries.map(({ name, change, now, after }) => [name, change, now?.inputs, after]),
    [["web", "none", { plan: "m.1" }, undefined]],
  );
});

test("a secret that a preview hides has the state's value if it does not change, and none if it does", (t) => {
  const state = [entry("web", { plan: sealed("m.1"), image: sealed("Debian") })].filter(isStateEntry);
  const inputs = { plan: "[secret]", image: "[secret]", region: "toronto" };
  const changes = heard({ op: "update", name: "web", inputs, diffs: ["image"] });
  t.deepEqual(costQueries(state, changes, stackAccount)[0]?.after?.inputs, { plan: "m.1", region: "toronto" });
});

test("an explicit provider's account is the state's, or the preview's if it is new", (t) => {
  const type = "pulumi:providers:indiecloud";
  const provider = { urn: urnOf("mine", type), type, inputs: { lunanode: sealed({ apiId: "b" }) } };
  const state = [provider, entry("web", {}, { provider: `${provider.urn}::uuid` })].filter(isStateEntry);
  const added = { op: "create", name: "added", inputs: {}, provider: `${urnOf("new", type)}::unknown` } as const;
  const changes = heard({ op: "create", name: "new", type, inputs: { lunanode: { apiId: "c" } } }, added);
  const accounts = costQueries(state, changes, stackAccount).map(({ now, after }) => now?.account ?? after?.account);
  t.deepEqual(accounts, [{ apiId: "c" }, { apiId: "b" }]);
});

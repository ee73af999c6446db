import type { EngineEvent, OpType, StepEventMetadata } from "@pulumi/pulumi/automation/index.js";
import test from "ava";
import { Observed } from "./observed.js";
import type { DriftReport } from "./report.js";

const DYNAMIC = "pulumi-nodejs:dynamic/indiecloud/lunanode:Vm";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"hunter2"' };

interface Side {
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

const sideOf = (type: string, urn: string, { inputs = {}, outputs = {} }: Side) => ({
  ...{ type, urn, custom: true, id: "toronto/1", parent: "", provider: "" },
  ...{ inputs, outputs: { ...inputs, ...outputs } },
});

/** Pulumi's events for one resource. */
function events(
  { op, old, now, type = DYNAMIC, name = "web" }: { op: OpType; old: Side; now?: Side; type?: string; name?: string },
  more: Partial<StepEventMetadata> = {},
): EngineEvent[] {
  const urn = `urn:pulumi:dev::shop::${type}::${name}`;
  const metadata: StepEventMetadata = {
    ...{ op, urn, type, provider: "" },
    old: sideOf(type, urn, old),
    ...(now === undefined ? {} : { new: sideOf(type, urn, now) }),
    ...more,
  };
  const stamp = { sequence: 0, timestamp: 0 };
  return [
    { ...stamp, resourcePreEvent: { metadata: { ...metadata, op: "refresh" } } },
    { ...stamp, resOutputsEvent: { metadata } },
  ];
}

function reportOf(...heard: EngineEvent[]): DriftReport {
  const observed = new Observed();
  for (const event of heard) observed.hear(event);
  return observed.report("dev", {});
}

test("the properties are those that Pulumi names: an ignored one is not included, one with hidden values is", (t) => {
  const old = { inputs: { name: "web", tags: ["a"], note: SECRET, "a.b": "1" } };
  const now = { inputs: { name: "joe", tags: ["b"], note: SECRET, "a.b": "2" } };
  const named = ["tags[0]", "note", '["a.b"]'];
  const { resources, hasDrift } = reportOf(...events({ op: "update", old, now }, { diffs: named }));
  t.true(hasDrift);
  t.deepEqual(resources[0]?.properties, [
    { path: "a.b", old: "1", new: "2", secret: false, nextAction: "update" },
    { path: "note", old: "[secret]", new: "[secret]", secret: true, nextAction: "update" },
    { path: "tags", old: ["a"], new: ["b"], secret: false, nextAction: "update" },
  ]);
});

test("a report contains no secret, whatever an event contains", (t) => {
  const old = {
    inputs: { image: SECRET, list: [SECRET], name: SECRET },
    outputs: { password: SECRET, nested: { key: SECRET } },
  };
  const now = {
    inputs: { image: SECRET, list: [], name: "swordfish" },
    outputs: {
      password: { ...SECRET, plaintext: '"swordfish"' },
      __indiecloud: { reported: { image: { value: "x1" } } },
    },
  };
  const report = reportOf(...events({ op: "update", old, now }, { diffs: ["list", "name"] }));
  t.deepEqual(report.resources[0]?.properties, [
    { path: "image", old: "[secret]", new: "[secret]", secret: true, nextAction: "report-only" },
    { path: "list", old: "[secret]", new: "[secret]", secret: true, nextAction: "update" },
    { path: "name", old: "[secret]", new: "[secret]", secret: true, nextAction: "update" },
  ]);
  t.notRegex(JSON.stringify(report), /hunter2|swordfish|x1/);
});

test("report-only drift counts as drift, with both adapters; the most far-reaching next action is the resource's", (t) => {
  const old = { inputs: { image: "Debian 12", content: "", plan: "m.1" } };
  const now = {
    inputs: { ...old.inputs, plan: "m.2" },
    outputs: { __indiecloud: { reported: { image: { value: "Debian 11" }, content: {} } } },
  };
  for (const type of [DYNAMIC, "indiecloud:lunanode:Vm"]) {
    const same = reportOf(...events({ op: "same", old, now: { ...now, inputs: old.inputs }, type }));
    t.like(same, { hasDrift: true, counts: { resources: 1, changed: 1 } });
    t.like(same.resources[0], { token: "lunanode:Vm", status: "changed", nextAction: "report-only" });
    t.deepEqual(same.resources[0]?.properties, [
      { path: "content", old: "[secret]", new: "[secret]", secret: true, nextAction: "report-only" },
      { path: "image", old: "Debian 12", new: "Debian 11", secret: false, nextAction: "report-only" },
    ]);
    const both = reportOf(...events({ op: "update", old, now, type }, { diffs: ["plan"] }));
    t.is(both.resources[0]?.nextAction, "update");
    const detailedDiff = { plan: { diffKind: "update-replace", inputDiff: true } } as const;
    const replaced = reportOf(...events({ op: "update", old, now, type }, { detailedDiff: Object(detailedDiff) }));
    t.is(replaced.resources[0]?.nextAction, "replace");
  }
});

test("a deleted object is created again, unless it was adopted", (t) => {
  for (const [token, inputs, nextAction] of [
    ["lunanode:Vm", { plan: "m.1" }, "create"],
    ["lunanode:Vm", { plan: "m.1", adopt: "toronto/1" }, "refuse"],
    ["hostdime:Vps", { cuid: "V101" }, "refuse"],
    ["hostdime:Vps", { order: { plan: "p1" } }, "create"],
    ["hostdime:ReverseDns", { cuid: "V101", ip: "192.0.2.1" }, "create"],
  ] as const) {
    const type = `indiecloud:${token}`;
    const { resources, hasDrift } = reportOf(...events({ op: "delete", old: { inputs }, type }));
    t.true(hasDrift);
    t.like(resources[0], { token, status: "deleted", nextAction, properties: [], id: "toronto/1" });
  }
});

test("outputs that change, and inputs that could not be compared, are reported and are not drift", (t) => {
  const old = { inputs: { plan: "m.1" }, outputs: { status: "Online", ip: "192.0.2.1" } };
  const now = {
    inputs: old.inputs,
    outputs: { status: "Offline", ip: "192.0.2.1", __indiecloud: { uncompared: ["plan"] } },
  };
  const { resources, hasDrift, counts } = reportOf(...events({ op: "same", old, now }));
  t.false(hasDrift);
  t.like(counts, { resources: 1, observed: 1 });
  t.like(resources[0], { status: "observed", nextAction: "none", uncompared: ["plan"] });
  t.deepEqual(resources[0]?.outputs, [{ path: "status", old: "Online", new: "Offline" }]);
});

test("a first run that did not finish is not drift, but work for the next up", (t) => {
  const old = { inputs: { plan: "m.1" } };
  const stateMetadata = { pending: true };
  for (const [outputs, nextAction] of [
    [{ __indiecloud: stateMetadata }, "resume"],
    [{ __indiecloud: stateMetadata, failure: "no hosts available" }, "replace"],
  ] as const) {
    const { resources, hasDrift } = reportOf(...events({ op: "update", old, now: { ...old, outputs } }));
    t.false(hasDrift);
    t.like(resources[0], { status: "unfinished", nextAction });
  }
});

test("what an earlier run left unfinished is not drift, but work for the next up; other drift still counts", (t) => {
  const old = { inputs: { plan: "m.1", name: "web" } };
  const outputs = { __indiecloud: { unfinished: ["plan"] } };
  const named = { diffs: ["plan", "name"] };
  const left = reportOf(...events({ op: "update", old, now: { ...old, outputs } }, { diffs: ["plan"] }));
  t.false(left.hasDrift);
  t.like(left.resources[0], { status: "unfinished", nextAction: "resume" });
  const now = { inputs: { plan: "m.1", name: "joe" }, outputs };
  const { hasDrift, resources } = reportOf(...events({ op: "update", old, now }, named));
  t.true(hasDrift);
  t.deepEqual(
    resources[0]?.properties.map(({ path }) => path),
    ["name"],
  );
});

test("in a refresh with the program only the read counts, and other providers' resources are not reported", (t) => {
  const old = { inputs: { plan: "m.1" } };
  const [begun, ended] = events({ op: "delete", old });
  const program = events({ op: "same", old, now: old }).slice(1);
  const others = events({ op: "delete", old, type: "aws:ec2/instance:Instance" });
  const report = reportOf(...[begun, ended].flatMap((event) => event ?? []), ...program, ...others);
  t.deepEqual(report.counts, { resources: 1, changed: 0, deleted: 1, unfinished: 0, observed: 0, unreadable: 0 });
});

test("a resource whose refresh fails is unreadable; one that was cut off without an error is not reported", (t) => {
  const observed = new Observed();
  const old = { inputs: { plan: "m.1" } };
  const [failed] = events({ op: "same", old, name: "web" });
  const [cut] = events({ op: "same", old, name: "db" });
  const urn = failed?.resourcePreEvent?.metadata.urn ?? "";
  const message = "Preview failed: LunaNode vm/info: HTTP 403.\n";
  const diagnosticEvent = { urn, message, color: "never", severity: "error" } as const;
  for (const event of [failed, cut, { sequence: 0, timestamp: 0, diagnosticEvent }]) {
    if (event !== undefined) observed.hear(event);
  }
  t.like(observed.unreadable, [{ name: "web", status: "unreadable", error: "LunaNode vm/info: HTTP 403." }]);
  t.is(observed.unreadable.length, 1);
});

import test from "ava";
import type { Json } from "../definition/values.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { checked, createThing } from "../testing/pulumi.ts";
import { vm } from "../testing/vm.ts";
import { METADATA, readMetadata } from "./metadata.ts";

const NEWS = { size: "small", image: "Debian 12" };
const V1: Json = {
  managed: ["name", "size"],
  filled: { name: "one-1234567" },
  account: "abc",
  endpoint: "memory:",
  scope: "r1",
  ids: { size: "11" },
  shown: { size: "Small!" },
};

test("metadata of release 0.1.0, which has no version, is upgraded to the current form", (t) => {
  t.deepEqual(readMetadata(vm, "r1/b1", { [METADATA]: V1 }), {
    version: 2,
    managed: ["name", "size"],
    defaulted: { name: "one-1234567" },
    account: "abc",
    endpoint: "memory:",
    scope: "r1",
    ids: { size: "11" },
    displayed: { size: "Small!" },
    reported: {},
    uncompared: [],
    unfinished: [],
    power: "",
    pending: false,
  });
  const pending = {
    ...V1,
    pending: true,
    createdAt: 7,
    reported: { size: { value: 1 }, token: {} },
    uncompared: ["a"],
  };
  t.like(readMetadata(vm, "r1/b1", { [METADATA]: pending }), {
    pending: true,
    createdAt: 7,
    reported: { size: { value: 1 }, token: {} },
    uncompared: ["a"],
  });
});

test("missing metadata means an import", (t) => {
  t.is(readMetadata(vm, "r1/b1", { size: "small" }), undefined);
});

test("metadata of a newer release is an error that says what to install; damaged metadata is one with its release and the way out", (t) => {
  const of = (metadata: unknown) => () => readMetadata(vm, "r1/b1", { [METADATA]: metadata });
  t.throws(of({ version: 3, whatever: true }), {
    message: /fake:Box r1\/b1.*newer than 0\.2\.0 .*version 3.*Use that release or a later one/,
  });
  t.throws(of({ ...V1, scope: 7 }), {
    message: /scope: .*expected string.*written by release 0\.1\.0.*pulumi state delete.*adopt: "r1\/b1"/,
  });
  t.throws(of({ ...V1, version: 2 }), { message: /written by release 0\.2\.0/ });
  t.throws(of("x"), { message: /is unknown.*pulumi state delete/ });
});

test("the hidden input of release 0.1.0 still shows what the provider filled in", async (t) => {
  const { cloudProvider } = fakeCloud();
  const created = await createThing(cloudProvider(), NEWS);
  const { __defaulted, ...inputs } = created.inputs;
  const old = { ...inputs, __filled: __defaulted };
  t.deepEqual(await checked(cloudProvider(), NEWS, old), created.inputs);
  t.deepEqual(
    (await cloudProvider().diff(vm.token, { id: created.id, olds: created.outputs, news: old })).differences,
    [],
  );
});

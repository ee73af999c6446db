import test from "ava";
import fc from "fast-check";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { isRecord, type Json, UNKNOWN } from "../../engine/definition/values.ts";
import { SIGNATURE, seal } from "../encoding.ts";
import { bare, bareRecord, holdsSecret, markSecrets, normal, normalRecord } from "./properties.ts";
import { fromStruct, toStruct } from "./struct.ts";

const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

const never = () => () => false;

/** Arbitrary keys, including those that JavaScript treats specially. */
const key = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString", "value", "id", ""));
const scalar = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
const record = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Json> =>
  fc
    .array(fc.tuple(key, value), { maxLength: 5 })
    .map((entries) => Object.fromEntries(entries.filter(([name]) => name !== SIGNATURE)));

/** Plain data without null, as our engine uses it. */
const { plain } = fc.letrec<{ plain: unknown }>((tie) => ({
  plain: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.constant(UNKNOWN),
    fc.array(tie("plain"), { maxLength: 4 }),
    record(tie("plain")),
  ),
}));

/** The same value in the ways that Pulumi may write it. */
const written = (value: unknown, random: () => number): unknown => {
  const inner = Array.isArray(value)
    ? value.map((each) => written(each, random))
    : isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, written(each, random)]))
      : value;
  switch (random()) {
    case 0:
      return seal(inner);
    case 1:
      return value === UNKNOWN ? { [SIGNATURE]: OUTPUT } : { [SIGNATURE]: OUTPUT, value: inner, secret: false };
    case 2:
      return { [SIGNATURE]: OUTPUT, value: inner, secret: true, dependencies: ["urn:pulumi:x"] };
    case 3:
      return typeof value === "string" && value !== "" && value !== UNKNOWN
        ? { [SIGNATURE]: RESOURCE, urn: "urn:pulumi:x", id: value }
        : inner;
    default:
      return inner;
  }
};

const pair = fc
  .tuple(record(plain), fc.infiniteStream(fc.nat({ max: 12 })))
  .map(([value, stream]) => ({ value, encoded: spread(value, () => stream.next().value ?? 9) }));
const spread = (value: Json, random: () => number): Json =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, written(each, random)]));

test("properties survive the wire unchanged", (t) => {
  fc.assert(
    fc.property(record(plain), (value) => {
      // The protobuf library keeps maps in plain objects, and so drops this one key.
      fc.pre(!JSON.stringify(value).includes('"__proto__":'));
      const bytes = toStruct(value).serializeBinary();
      t.deepEqual(fromStruct(structs.Struct.deserializeBinary(bytes)), value);
    }),
  );
});

test("our engine sees the plain value, however Pulumi writes it", (t) => {
  fc.assert(fc.property(pair, ({ value, encoded }) => void t.deepEqual(bareRecord(normalRecord(encoded)), value)));
});

test("normalizing is idempotent, and a bare value has no marks", (t) => {
  fc.assert(
    fc.property(pair, ({ encoded }) => {
      const once = normalRecord(encoded);
      t.deepEqual(normalRecord(once), once);
      t.false(JSON.stringify(bareRecord(once)).includes(SIGNATURE));
    }),
  );
});

test("secrets become secrets again, and nothing else does", (t) => {
  fc.assert(
    fc.property(pair, ({ value, encoded }) => {
      const source = normalRecord(encoded);
      const again = markSecrets(value, [source], never);
      t.deepEqual(again, source);
    }),
  );
});

test("a changed value that contained a secret is secret as a whole", (t) => {
  fc.assert(
    fc.property(pair, record(plain), ({ encoded }, changed) => {
      const source = normalRecord(encoded);
      const now = Object.fromEntries(Object.keys(source).map((name) => [name, changed]));
      for (const [name, value] of Object.entries(markSecrets(now, [source], never))) {
        t.is(holdsSecret(source[name]), holdsSecret(value));
        t.deepEqual(bare(value), changed);
      }
    }),
  );
});

test("the first source that has a property decides: a value that the program no longer hides is not a secret", (t) => {
  t.deepEqual(markSecrets({ a: 1, b: 2 }, [{ a: 1 }, { a: seal(1), b: seal(2) }], never), { a: 1, b: seal(2) });
  t.deepEqual(
    markSecrets({ a: 1 }, [{ a: 1 }], () => (name) => name === "a"),
    { a: seal(1) },
  );
});

test("null counts as a missing member, but keeps its place in a list", (t) => {
  t.deepEqual(normalRecord({ a: null, b: { c: null }, d: [null, 1] }), { b: {}, d: [null, 1] });
});

test("a resource becomes its ID, or an unknown before it has one", (t) => {
  const resource = { [SIGNATURE]: RESOURCE, urn: "urn:pulumi:dev::shop::indiecloud:fake:Vm::web", packageVersion: "1" };
  t.is(normal({ ...resource, id: "north/1" }), "north/1");
  t.is(normal(resource), UNKNOWN);
  t.is(normal({ ...resource, id: UNKNOWN }), UNKNOWN);
  t.deepEqual(normal(seal({ ...resource, id: "north/1" })), seal("north/1"));
});

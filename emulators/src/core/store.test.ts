import test from "ava";
import { Ids } from "./ids.ts";
import { Store, type StoredRow, Table } from "./store.ts";

interface Thing extends StoredRow {
  readonly size: number;
}
const thing = (id: string, size = 1): Thing => ({ id, account: "a", size });

test("restoring a snapshot undoes later changes, and can be repeated", (t) => {
  const table = new Table<Thing>();
  const store = new Store({ thing: table });
  table.put(thing("1"));
  const restore = store.snapshot();
  table.patch("1", { size: 2 });
  table.put(thing("2"));
  restore();
  t.deepEqual(table.all(), [thing("1")]);
  table.delete("1");
  restore();
  t.deepEqual(table.all(), [thing("1")]);
});

test("an out-of-band change must fit the row", (t) => {
  const table = new Table<Thing>();
  table.put(thing("1"));
  t.throws(() => table.change("1", { color: "red" }), { message: /no field color; there are id, account, size/ });
  t.throws(() => table.change("1", { size: "big" }), { message: "size must be a number, not a string" });
  t.throws(() => table.change("1", { id: "2" }), { message: "id cannot be changed" });
  t.throws(() => table.change("9", { size: 3 }), { message: 'there is no object with id "9"' });
  table.change("1", { size: 3 });
  t.is(table.find("1")?.size, 3);
});

test("a copy has an ID of its own and the fields that are set", (t) => {
  const table = new Table<Thing>();
  table.put(thing("1"));
  table.copy("1", "2", { size: 3 });
  t.deepEqual(table.all(), [thing("1"), thing("2", 3)]);
  t.throws(() => table.copy("1", "2", {}), { message: 'there is an object with id "2" already' });
  t.throws(() => table.copy("1", "3", { color: "red" }), { message: /no field color/ });
  t.throws(() => table.copy("9", "3", {}), { message: 'there is no object with id "9"' });
  t.is(table.find("3"), undefined);
});

test("patching a deleted row does not bring it back", (t) => {
  const table = new Table<Thing>();
  table.patch("1", { size: 2 });
  t.is(table.find("1"), undefined);
});

test("an unknown kind is reported with the known ones", (t) => {
  t.throws(() => new Store({ thing: new Table<Thing>() }).table("vm"), { message: /no kind "vm"; there are thing/ });
});

test("the same seed gives the same IDs, another one gives others", (t) => {
  const [a, b, c] = [new Ids("x"), new Ids("x"), new Ids("y")];
  const first = a.uuid();
  t.regex(first, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  t.is(first, b.uuid());
  t.not(first, c.uuid());
  t.not(first, a.uuid());
});

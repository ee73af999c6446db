import test from "ava";
import fc from "fast-check";
import { allPages } from "./pages.ts";

interface Habits {
  /** Number of the first page. */
  base: number;
  /** Rows without a page size. */
  usual: number;
  most: number;
}

/** A list of numbers as a cloud with these habits gives it. */
function listOf(count: number, { base, usual, most }: Habits) {
  const calls: { pageNo?: number; pageSize?: number }[] = [];
  return {
    calls,
    fetch: (page: { pageNo?: number; pageSize?: number }) => {
      calls.push(page);
      const size = Math.min(page.pageSize ?? usual, most);
      const from = Math.max(0, (page.pageNo ?? base) - base) * size;
      const rows = Array.from({ length: count }, (_, index) => String(index)).slice(from, from + size);
      return Promise.resolve({ total: count, rows });
    },
  };
}

test("every row of a list, once, whatever the base and size of its pages", async (t) => {
  const habits = fc.record({
    base: fc.constantFrom(0, 1),
    usual: fc.integer({ min: 1, max: 12 }),
    most: fc.integer({ min: 1, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 40 }), habits, async (count, habit) => {
      const { fetch, calls } = listOf(count, habit);
      const rows = await allPages((row: string) => row, fetch);
      t.deepEqual(
        rows?.map(Number).toSorted((a, b) => a - b),
        Array.from({ length: count }, (_, index) => index),
      );
      t.true(calls.length <= Math.ceil(count / Math.min(habit.usual, habit.most)) + 2);
    }),
  );
});

test("a list that is whole in one answer costs one call", async (t) => {
  const { fetch, calls } = listOf(30, { base: 1, usual: 100, most: 100 });
  await allPages((row: string) => row, fetch);
  t.deepEqual(calls, [{}]);
  t.deepEqual(await allPages(String, () => Promise.resolve({ rows: [1, 2] })), [1, 2]);
});

test("rows that cannot be had make the list no list, and the search for them ends", async (t) => {
  t.is(await allPages(String, () => Promise.resolve({ total: 3, rows: [1, 2] })), undefined);
  t.is(await allPages(String, () => Promise.resolve({ total: 3, rows: [] })), undefined);
});

test("what is made while the pages are read is found on the first", async (t) => {
  let now = [1, 2, 3, 4];
  const rows = await allPages(String, ({ pageNo = 1, pageSize = 2 }) => {
    const page = { total: now.length, rows: now.slice((pageNo - 1) * pageSize, pageNo * pageSize) };
    if (pageNo === 2) {
      now = [5, ...now];
    }
    return Promise.resolve(page);
  });
  t.deepEqual(rows, [1, 2, 3, 4]);
  let calls = 0;
  const later = await allPages(String, ({ pageNo = 1, pageSize = 2 }) => {
    calls += 1;
    const all = calls > 1 ? [5, 1, 2, 3, 4] : [1, 2, 3, 4];
    return Promise.resolve({ total: all.length, rows: all.slice((pageNo - 1) * pageSize, pageNo * pageSize) });
  });
  t.deepEqual(later?.toSorted(), [1, 2, 3, 4, 5]);
});

import test from "ava";
import fc from "fast-check";
import { linkedPages, numberedPages, type PagedList } from "./pages.ts";

const list: PagedList<string> = { cloud: "TestCloud", call: "vm/list", keyOf: (row) => row };
const sorted = (rows: readonly string[]) => rows.map(Number).toSorted((a, b) => a - b);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

interface Habits {
  /** Number of the first page. */
  base: number;
  /** Rows without a page size. */
  usual: number;
  most: number;
}

/** The pages of a list of numbers, served by a cloud with these habits. */
function pagesOf(count: number, { base, usual, most }: Habits) {
  const calls: { number?: number; size?: number }[] = [];
  return {
    calls,
    fetch: (page: { number?: number; size?: number }) => {
      calls.push(page);
      const size = Math.min(page.size ?? usual, most);
      const from = Math.max(0, (page.number ?? base) - base) * size;
      return Promise.resolve({
        total: count,
        rows: upTo(count)
          .map(String)
          .slice(from, from + size),
      });
    },
  };
}

test("every row of a list comes once, whatever the base and size of its pages", async (t) => {
  const habits = fc.record({
    base: fc.constantFrom(0, 1),
    usual: fc.integer({ min: 1, max: 12 }),
    most: fc.integer({ min: 1, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 40 }), habits, async (count, habit) => {
      const { fetch, calls } = pagesOf(count, habit);
      t.deepEqual(sorted(await numberedPages(list, fetch)), upTo(count));
      t.true(calls.length <= Math.ceil(count / Math.min(habit.usual, habit.most)) + 2);
    }),
  );
});

test("a list that fits into one answer costs one call", async (t) => {
  const { fetch, calls } = pagesOf(30, { base: 1, usual: 100, most: 100 });
  await numberedPages(list, fetch);
  t.deepEqual(calls, [{}]);
  let asked = 0;
  const one = () => {
    asked += 1;
    return Promise.resolve({ next: undefined, rows: ["1", "2"] });
  };
  t.deepEqual(await linkedPages(list, one), ["1", "2"]);
  t.is(asked, 1);
});

test("missing rows make the list an error that proves nothing, and paging ends", async (t) => {
  const error = { name: "CloudError", message: /^TestCloud vm\/list: the list has fewer rows than its total says/ };
  t.like(
    await t.throwsAsync(
      numberedPages(list, () => Promise.resolve({ total: 3, rows: ["1", "2"] })),
      error,
    ),
    {
      kind: "protocol",
      effect: "none",
    },
  );
  await t.throwsAsync(
    numberedPages(list, () => Promise.resolve({ total: 3, rows: [] })),
    error,
  );
});

test("an object that is created while the pages are read is found on the first page", async (t) => {
  let now = ["1", "2", "3", "4"];
  const rows = await numberedPages(list, ({ number = 1, size = 2 }) => {
    const page = { total: now.length, rows: now.slice((number - 1) * size, number * size) };
    if (number === 2) {
      now = ["5", ...now];
    }
    return Promise.resolve(page);
  });
  t.deepEqual(rows, ["1", "2", "3", "4"]);
  let calls = 0;
  const later = await numberedPages(list, ({ number = 1, size = 2 }) => {
    calls += 1;
    const all = calls > 1 ? ["5", "1", "2", "3", "4"] : ["1", "2", "3", "4"];
    return Promise.resolve({ total: all.length, rows: all.slice((number - 1) * size, number * size) });
  });
  t.deepEqual(later.toSorted(), ["1", "2", "3", "4", "5"]);
});

test("every row of a list with linked pages comes once, whatever the page size, also with empty pages", async (t) => {
  const sizes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(sizes, async (perPage) => {
      const count = perPage.reduce((sum, size) => sum + size, 0);
      const rows = await linkedPages(list, (next) => {
        const page = Number(next ?? 0);
        const from = perPage.slice(0, page).reduce((sum, size) => sum + size, 0);
        return Promise.resolve({
          next: page + 1 < perPage.length ? String(page + 1) : undefined,
          rows: upTo(count)
            .map(String)
            .slice(from, from + (perPage[page] ?? 0)),
        });
      });
      t.deepEqual(sorted(rows), upTo(count));
    }),
  );
});

test("endless pages are an error, whether they repeat or not", async (t) => {
  const circle = linkedPages(list, (next) => Promise.resolve({ next: next === "b" ? "a" : "b", rows: ["1"] }));
  await t.throwsAsync(circle, { message: /leads back to an earlier one, so it was not used/ });
  const endless = linkedPages(list, (next = "0") => Promise.resolve({ next: `${Number(next) + 1}`, rows: [next] }));
  await t.throwsAsync(endless, { message: /has no end after 1000 pages/ });
  let made = 0;
  const growing = numberedPages(list, () => {
    made += 1;
    return Promise.resolve({ total: made + 1, rows: [String(made)] });
  });
  await t.throwsAsync(growing, { message: /has no end after 1000 pages/ });
});

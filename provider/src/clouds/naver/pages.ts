export interface Page<T> {
  /** `totalRows`: how many there are on all pages. */
  total?: number | undefined;
  rows: readonly T[];
}

/**
 * The whole of a list of which neither the base of the page numbers nor the usual size of a page is documented (§1.6).
 * The first call names no page; only where it gave less than there is, pages of the size that it had are asked for.
 * Undefined: it could not be had complete, so nothing must be concluded from what is missing.
 */
export async function allPages<T>(
  keyOf: (row: T) => string,
  fetch: (page: { pageNo?: number; pageSize?: number }) => Promise<Page<T>>,
): Promise<T[] | undefined> {
  const found = new Map<string, T>();
  let total = 0;
  const take = (page: Page<T>): number => {
    const before = found.size;
    for (const row of page.rows) {
      found.set(keyOf(row), row);
    }
    total = page.total ?? total;
    return found.size - before;
  };
  const first = await fetch({});
  take(first);
  const pageSize = first.rows.length;
  for (let pageNo = 1; found.size < total && pageSize > 0; pageNo += 1) {
    const page = await fetch({ pageNo, pageSize });
    // Where pages count from one, the first brings nothing new.
    if (take(page) === 0 && pageNo > 1) {
      break;
    }
  }
  if (found.size < total && pageSize > 0) {
    // What was made meanwhile may stand on the first page.
    take(await fetch({}));
  }
  return found.size < total ? undefined : [...found.values()];
}

import { CloudError } from "./errors.ts";

/**
 * Paged lists. An object that is missing from a list counts as deleted, or as not yet bought, so a list is used only if it is
 * complete: by its own number of rows, or by an answer without a link to another page. Anything else is a protocol error, never
 * a shorter list.
 */

export interface PagedList<Row> {
  /** Display name of the cloud and the cloud's own name of the call, for errors. */
  cloud: string;
  call: string;
  /** Identifies a row: rows can move to another page while the pages are read. */
  keyOf(row: Row): string;
}

export interface NumberedPage<Row> {
  /** Number of rows on all pages. */
  total: number;
  rows: readonly Row[];
}

export interface LinkedPage<Row> {
  /** Token of the next page; undefined if this is the last one. */
  next: string | undefined;
  rows: readonly Row[];
}

/** Limit for one list, in case a cloud always reports another page. */
const MOST_PAGES = 1000;

/**
 * Reads numbered pages. Neither the first page number nor the usual page size needs to be known. The first call asks for no
 * page; only if it returned fewer rows than the total, it asks for pages of the size that it returned.
 */
export async function numberedPages<Row>(
  list: PagedList<Row>,
  fetch: (page: { number?: number; size?: number }) => Promise<NumberedPage<Row>>,
): Promise<Row[]> {
  const found = new Map<string, Row>();
  let total = 0;
  const take = (page: NumberedPage<Row>): number => {
    total = page.total;
    return add(found, list, page.rows);
  };
  const first = await fetch({});
  take(first);
  const size = first.rows.length;
  if (size > 0) {
    for (let number = 1; found.size < total; number += 1) {
      refuseEndless(list, number);
      // If pages count from one, the first page brings nothing new.
      if (take(await fetch({ number, size })) === 0 && number > 1) {
        break;
      }
    }
    if (found.size < total) {
      // An object that was created meanwhile may be on the first page.
      take(await fetch({}));
    }
  }
  if (found.size < total) {
    throw incomplete(list, "the list has fewer rows than its total says");
  }
  return [...found.values()];
}

/** Reads pages that each lead to the next: by a cursor, a token or a link, in the answer or in a header. */
export async function linkedPages<Row>(
  list: PagedList<Row>,
  fetch: (next: string | undefined) => Promise<LinkedPage<Row>>,
): Promise<Row[]> {
  const found = new Map<string, Row>();
  const followed = new Set<string>();
  let page = await fetch(undefined);
  add(found, list, page.rows);
  while (page.next !== undefined) {
    refuseEndless(list, followed.size + 1);
    if (followed.has(page.next)) {
      throw incomplete(list, "a page of the list leads back to an earlier one");
    }
    followed.add(page.next);
    page = await fetch(page.next);
    add(found, list, page.rows);
  }
  return [...found.values()];
}

/** Adds the rows and returns how many of them are new. */
function add<Row>(found: Map<string, Row>, { keyOf }: PagedList<Row>, rows: readonly Row[]): number {
  const before = found.size;
  for (const row of rows) {
    found.set(keyOf(row), row);
  }
  return found.size - before;
}

function refuseEndless<Row>(list: PagedList<Row>, pages: number): void {
  if (pages > MOST_PAGES) {
    throw incomplete(list, `the list has no end after ${MOST_PAGES} pages`);
  }
}

const incomplete = <Row>({ cloud, call }: PagedList<Row>, words: string): CloudError =>
  new CloudError({
    kind: "protocol",
    cloud,
    call,
    effect: "none",
    words: `${words}, so it was not used`,
    nextStep: "Run it again later.",
  });

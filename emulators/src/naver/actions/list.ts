import type { Table } from "../../core/store.ts";
import type { NaverCloudState } from "../cloud-state.ts";
import type { EncodedTree, Fields } from "../encoding.ts";
import { ServiceError } from "../errors.ts";
import type { Owned } from "../model.ts";
import { at } from "../views.ts";
import type { Call } from "./action.ts";

/** Parameters that filter a list, each with the path of the member it is compared with. */
export type Filters = Readonly<Record<string, string>>;

/** How a row appears in replies. */
type View<Row> = (cloudState: NaverCloudState, row: Row) => Fields;

/** A reply with these rows: `totalRows` and the list. */
export function listed<Row>(call: Call, list: string, rows: readonly Row[], view: View<Row>): Fields {
  return { totalRows: rows.length, [list]: rows.map((row) => view(call.cloudState, row)) };
}

/** The account's objects of one kind: filtered, then sorted, then paged. */
export function search<Row extends Owned>(
  call: Call,
  list: string,
  table: Table<Row>,
  view: View<Row>,
  filters: Filters,
): Fields {
  return searchRows(call, list, call.mine(table), view, filters);
}

/** Like `search`, for given rows. totalRows counts the rows that pass the filters. */
export function searchRows<Row>(
  call: Call,
  list: string,
  rows: readonly Row[],
  view: View<Row>,
  filters: Filters,
): Fields {
  const kept = filtered(call, rows, view, filters);
  return { totalRows: kept.length, [list]: page(call, sorted(call, kept)) };
}

/** Like `searchRows`, for a list that supports neither paging nor sorting (docs/api/naver.md §1.6). */
export function wholeList<Row>(
  call: Call,
  list: string,
  rows: readonly Row[],
  view: View<Row>,
  filters: Filters,
): Fields {
  const kept = filtered(call, rows, view, filters);
  return { totalRows: kept.length, [list]: kept };
}

function filtered<Row>(call: Call, rows: readonly Row[], view: View<Row>, filters: Filters): readonly Fields[] {
  return rows
    .map((row) => view(call.cloudState, row))
    .filter((row) => Object.entries(filters).every(([name, path]) => passes(call, name, () => at(row, path))));
}

/** A detail call: a list of one row or none (docs/api/naver.md §5.1). */
export function detail<Row extends Owned>(
  call: Call,
  list: string,
  table: Table<Row>,
  view: View<Row>,
  parameter: string,
): Fields {
  return detailOf(call, list, call.cloudState.own(table, call.text(parameter), call), view, parameter);
}

/** Like `detail`, for a row that has already been looked up. */
export function detailOf<Row>(
  call: Call,
  list: string,
  row: Row | undefined,
  view: View<Row>,
  parameter: string,
): Fields {
  checkId(call, parameter, call.text(parameter));
  if (row === undefined && call.switches.missingDetail === "error") {
    throw new ServiceError(call.switches.codes.notFound, `there is no such ${parameter}`);
  }
  return listed(call, list, row === undefined ? [] : [row], view);
}

/** The reply to a write: the object after it. */
export function displayed<Row extends Owned>(
  call: Call,
  list: string,
  table: Table<Row>,
  view: View<Row>,
  id: string,
): Fields {
  return listed(call, list, [call.owned(table, id, "object")], view);
}

function passes(call: Call, name: string, member: () => EncodedTree | undefined): boolean {
  const values = () => [member() ?? ""].flat().map(String);
  if (name.endsWith("List")) {
    const wanted = call.list(name);
    for (const one of wanted) checkId(call, name, one);
    return wanted.length === 0 || wanted.some((one) => values().includes(one));
  }
  const wanted = call.get(name);
  if (wanted === "") return true;
  checkId(call, name, wanted);
  const partly = name.endsWith("Name") && call.switches.nameFilter === "partial";
  return values().some((one) => (partly ? one.includes(wanted) : one === wanted));
}

function checkId(call: Call, name: string, id: string): void {
  const malformed = /No(List)?$/.test(name) && !/^\d+$/.test(id);
  if (malformed && call.switches.malformedId === "error") call.invalid(name);
}

function sorted(call: Call, rows: readonly Fields[]): readonly Fields[] {
  const by = call.get("sortedBy");
  const sign = call.word("sortingOrder", ["ASC", "DESC"], "ASC") === "ASC" ? 1 : -1;
  if (by === "") return rows;
  return rows.toSorted((a, b) => sign * compare(at(a, by) ?? "", at(b, by) ?? ""));
}

function compare(a: EncodedTree, b: EncodedTree): number {
  return String(a).localeCompare(String(b), "en", { numeric: true });
}

/** pageNo requires a pageSize (docs/api/naver.md §1.6 as inferred there). */
function page(call: Call, rows: readonly Fields[]): readonly Fields[] {
  const { pageBase, defaultPageSize, maxPageSize } = call.switches;
  const pageNo = call.count("pageNo", 0, 2_147_483_647);
  const requested = call.count("pageSize", 1, 2_147_483_647);
  if (pageNo !== undefined && requested === undefined) call.missing("pageSize");
  const size = Math.min(requested ?? defaultPageSize ?? rows.length, maxPageSize ?? rows.length);
  const first = Math.max(0, (pageNo ?? pageBase) - pageBase) * size;
  return rows.slice(first, first + size);
}

import type { EncodedTree } from "../encoding.ts";
import { invalid } from "../errors.ts";
import { type Call, type Methods, read } from "./method.ts";

/** domain.list and utility.echo. */
export const otherMethods: Methods = {
  "domain.list": read(listDomains),
  "utility.echo": { kind: "read", open: true, run: echo },
};

/** Only the parameters of one example are known: `status=registered`, `order=desc` (docs/api/hostdime.md §3.2). */
function listDomains(call: Call): EncodedTree {
  const { cloudState, account } = call;
  const status = call.get("status");
  const order = call.get("order") ?? "asc";
  if (order !== "asc" && order !== "desc") throw invalid("order");
  const rows = cloudState.domains
    .where((row) => row.account === account && (status === undefined || row.status === status))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (order === "desc") rows.reverse();
  return rows.map(({ id, status, expires }) => ({ name: id, status, expires }));
}

/** All parameters but `api_…` and `callback` (docs/api/hostdime.md §4.2). */
function echo({ parameters }: Call): EncodedTree {
  return new Map([...parameters].filter(([name]) => name !== "callback"));
}

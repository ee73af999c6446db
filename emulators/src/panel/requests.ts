import type { CloudRequest } from "../core/cloud.ts";
import type { ActiveFault, Fault } from "../core/faults.ts";
import type { Exchange, RequestRow } from "../core/log.ts";
import type { Masker } from "./mask.ts";
import type { PanelFault, PanelRequest, RequestDetail } from "./types.ts";

export function presentRequest(row: RequestRow, mask: Masker): PanelRequest {
  const { id, time, cloud, operation, kind, signature, status, stage } = row;
  const note = row.error ?? row.note ?? (row.fault ? `taken by ${row.fault}` : "");
  const isProblem = row.error !== undefined || signature === "bad" || status >= 400 || stage === "lost";
  return { id, time, cloud, operation, kind, signature, status, stage, note: mask.text(note), isProblem };
}

/** The row with everything else that is known of it. */
export function presentDetail(row: RequestRow, exchange: Exchange | undefined, mask: Masker): RequestDetail {
  const reply = exchange?.reply && {
    headers: mask.record(exchange.reply.headers),
    body: mask.body(exchange.reply.body),
    cut: exchange.reply.cut ?? "",
  };
  return {
    ...presentRequest(row, mask),
    ...{ method: exchange?.request.method ?? "", path: exchange ? mask.text(pathOf(exchange.request)) : "" },
    parameters: mask.record(row.parameters),
    ...{ signatureNote: mask.text(row.note ?? ""), handled: row.handled, fault: row.fault ?? "" },
    ...(reply ? { reply } : {}),
  };
}

/** Without the query, which may hold a signature: its parameters are shown apart. */
const pathOf = ({ path }: CloudRequest): string => path;

export function presentFault({ id, rule, when, skip, left }: ActiveFault): PanelFault {
  return {
    ...{ id, cloud: rule.cloud ?? "", operation: rule.operation ?? "*", what: describe(rule.fault) },
    ...{ when, skip, left: left ?? 0, holds: rule.fault.hold !== undefined },
  };
}

/** What a fault does, in words. */
function describe(fault: Fault): string {
  const parts = [
    fault.hold && "held until released",
    fault.delayMs && `delayed by ${fault.delayMs} ms`,
    fault.cut === "connection" && "connection cut without an answer",
    fault.cut === "body" && "answer cut in the middle",
    fault.html && "a gateway's HTML page",
    fault.error !== undefined && `the cloud's error "${fault.error}"`,
    fault.status !== undefined && `HTTP ${fault.status}`,
    fault.body !== undefined && "another body",
    (fault.headers || fault.contentType) && "other headers",
    fault.stale && "a list from before the last write",
    fault.extra && "undocumented fields",
    fault.rewrite && "rewritten by a test",
  ];
  return parts.filter((part) => typeof part === "string").join(", ") || "nothing";
}

import type { PanelRequest } from "../src/panel/types.ts";
import { call } from "./api.ts";
import { h, List, select } from "./dom.ts";
import { timeOf } from "./format.ts";
import { showRequest } from "./request-detail.ts";
import { signaturePill, statusPill } from "./request-pills.ts";
import { type Context, empty, type View } from "./view.ts";

/** How many rows are shown. */
const shownRows = 200;

/** The request log, newest first. */
export function requestsView(context: Context): View {
  const { state, cloud } = context;
  const search = h("input", {
    type: "search",
    placeholder: "Operation, error …  (* matches anything)",
    "aria-label": "Filter requests",
  });
  const kind = select(
    [
      ["", "Reads and writes"],
      ["read", "Reads only"],
      ["write", "Writes only"],
    ],
    "",
    { "aria-label": "Kind of requests" },
  );
  const problems = h("input", { type: "checkbox", id: "problems" });
  const clear = h("button", { type: "button", click: () => void call("DELETE", "requests") }, "Empty the log");
  const body = h("tbody", {});
  const list = new List<PanelRequest>(body, (row) => rowOf(row, context));
  const card = h("section", { class: "card", "aria-label": "Requests" }, table(cloud === "", body));
  const nothing = empty(
    "No requests",
    "Point a program at the emulators (see Connect): its calls appear here as they come.",
  );
  const update = (): void => {
    const matches = matcher(search.value);
    const found = state.requests.filter(
      (row) =>
        (cloud === "" || row.cloud === cloud) &&
        (kind.value === "" || row.kind === kind.value) &&
        (!problems.checked || row.isProblem) &&
        matches(row),
    );
    list.show(found.slice(0, shownRows), ({ id }) => String(id));
    card.hidden = found.length === 0;
    nothing.hidden = found.length > 0 || !state.isLoaded;
  };
  for (const control of [search, kind, problems]) control.addEventListener("input", update);
  const check = h("span", { class: "check" }, problems, h("label", { for: "problems" }, "Problems only"));
  return {
    element: h("div", { class: "view" }, h("div", { class: "tools" }, search, kind, check, clear), card, nothing),
    update,
  };
}

function table(isCloudShown: boolean, body: HTMLElement): HTMLElement {
  const head = (label: string, classes: string): HTMLElement => h("th", { scope: "col", class: classes }, label);
  return h(
    "table",
    { "aria-label": "Requests, newest first" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        head("Time", "c-time wide-only"),
        isCloudShown && head("Cloud", "c-cloud wide-only"),
        head("Operation", ""),
        head("Kind", "c-kind wide-only"),
        head("Status", "c-status"),
        head("Signature", "c-signature wide-only"),
        head("Result", "c-result wide-only"),
      ),
    ),
    body,
  );
}

function rowOf(row: PanelRequest, context: Context): HTMLElement {
  const { state, cloud } = context;
  const time = timeOf(Date.parse(row.time));
  const result = row.note === "" ? stageText(row) : row.note;
  return h(
    "tr",
    {},
    h("td", { class: "c-time wide-only mono" }, time),
    cloud === "" && h("td", { class: "wide-only" }, state.title(row.cloud)),
    h(
      "td",
      {},
      h(
        "button",
        {
          type: "button",
          class: "link mono",
          "data-opens": `request ${row.id}`,
          click: () => void showRequest(context, row),
        },
        row.operation,
      ),
      h(
        "div",
        { class: "sub narrow-only" },
        [time, row.kind, cloud === "" ? state.title(row.cloud) : "", row.note]
          .filter((part) => part !== "")
          .join(" · "),
      ),
    ),
    h("td", { class: "wide-only muted" }, row.kind),
    h("td", {}, statusPill(row)),
    h("td", { class: "wide-only" }, signaturePill(row)),
    h("td", { class: row.isProblem ? "wide-only bad-text" : "wide-only muted" }, result),
  );
}

function stageText({ stage, status }: PanelRequest): string {
  if (stage === "replied") return status < 400 ? "answered" : "refused";
  return stage === "lost" ? "never answered" : stage === "held" ? "held by a fault" : "in progress";
}

/** Words that all occur, in which `*` matches anything. */
function matcher(text: string): (row: PanelRequest) => boolean {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const patterns = words.map((word) => {
    const parts = word.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(parts.join(".*"));
  });
  return ({ operation, note, status }) => {
    const all = `${operation} ${note} ${status}`.toLowerCase();
    return patterns.every((pattern) => pattern.test(all));
  };
}

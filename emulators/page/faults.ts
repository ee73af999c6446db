import type { PanelFault } from "../src/panel/types.ts";
import { call } from "./api.ts";
import { h, List, labeled, select } from "./dom.ts";
import { announce } from "./toast.ts";
import { type Context, empty, type View } from "./view.ts";

/** What can go wrong, as a fault of the admin API. */
const kinds: readonly (readonly [label: string, fault: object, when: "before" | "after"])[] = [
  ["Answer lost after the effect", { cut: "connection" }, "after"],
  ["Connection cut before the effect", { cut: "connection" }, "before"],
  ["Answer cut in the middle", { cut: "body" }, "after"],
  ["A gateway's HTML page, 502", { html: true }, "before"],
  ["HTTP 500", { status: 500 }, "before"],
  ["HTTP 429, retry after 2 s", { status: 429, headers: { "retry-after": "2" } }, "before"],
  ["The cloud's own error", { error: "try again later" }, "before"],
  ["Held before the effect", { hold: "before" }, "before"],
  ["Held after the effect", { hold: "after" }, "after"],
  ["5 seconds late", { delayMs: 5000 }, "after"],
  ["A list from before the last write", { stale: true }, "after"],
  ["Undocumented fields", { extra: true }, "after"],
];

/** Faults: a form, and those in force. */
export function faultsView({ state, cloud }: Context): View {
  const body = h("tbody", {});
  const list = new List<PanelFault>(body, (fault) => rowOf(fault, state.title(fault.cloud)));
  const active = h("section", { class: "card", "aria-label": "Faults in force" }, tableOf(body));
  const nothing = empty("No fault is in force", "All requests are answered as the clouds answer them.");
  const clear = h("button", { type: "button", click: () => void call("DELETE", "faults") }, "Delete all faults");
  const update = (): void => {
    const shown = state.faults.filter((fault) => cloud === "" || fault.cloud === "" || fault.cloud === cloud);
    list.show(shown, ({ id }) => id, JSON.stringify);
    active.hidden = shown.length === 0;
    clear.hidden = shown.length === 0;
    nothing.hidden = shown.length > 0;
  };
  return { element: h("div", { class: "view" }, form(state, cloud), active, h("div", {}, clear), nothing), update };
}

function form(state: Context["state"], cloud: string): HTMLElement {
  const clouds = select([["", "All clouds"], ...state.clouds.map(({ name, title }) => [name, title] as const)], cloud);
  const operation = h("input", { type: "text", list: "operations", placeholder: "any", autocomplete: "off" });
  const operations = h("datalist", { id: "operations" });
  const fill = (): void => {
    const known = state.clouds.filter(({ name }) => clouds.value === "" || name === clouds.value);
    operations.replaceChildren(...known.flatMap((one) => one.operations.map((value) => h("option", { value }))));
  };
  clouds.addEventListener("change", fill);
  fill();
  const kind = select(
    kinds.map(([label], index) => [String(index), label]),
    "0",
  );
  const times = h("input", { type: "number", min: "0", value: "1" });
  const skip = h("input", { type: "number", min: "0", value: "0" });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const [label = "", fault, when] = kinds[Number(kind.value)] ?? [];
    const rule = {
      ...(clouds.value === "" ? {} : { cloud: clouds.value }),
      ...(operation.value.trim() === "" ? {} : { operation: operation.value.trim() }),
      ...{ when, times: Number(times.value), after: Number(skip.value), fault },
    };
    if (await call("POST", "faults", rule)) announce(`Added: ${label.toLowerCase()}.`);
  };
  return h(
    "section",
    { class: "card", "aria-labelledby": "new-fault" },
    h("header", { class: "card-head" }, h("h3", { id: "new-fault" }, "Make something go wrong")),
    h(
      "form",
      { class: "form", submit: (event) => void submit(event) },
      labeled("What happens", kind),
      labeled("Cloud", clouds),
      labeled("Operation (* matches anything)", operation),
      labeled("How often (0: until deleted)", times),
      labeled("Matching calls to let pass first", skip),
      h("div", { class: "row" }, h("button", { type: "submit", class: "primary" }, "Add fault")),
      operations,
    ),
  );
}

function tableOf(body: HTMLElement): HTMLElement {
  const head = (label: string, classes = ""): HTMLElement => h("th", { scope: "col", class: classes }, label);
  const last = h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, "Actions"));
  return h(
    "table",
    { "aria-label": "Faults in force" },
    h(
      "thead",
      {},
      h("tr", {}, head("What happens"), head("Which calls", "wide-only"), head("Remaining", "wide-only"), last),
    ),
    body,
  );
}

function rowOf(fault: PanelFault, cloud: string): HTMLElement {
  const which = `${fault.cloud === "" ? "all clouds" : cloud}: ${fault.operation === "*" ? "any call" : fault.operation}`;
  const left = fault.left === 0 ? "until deleted" : `${fault.left} more`;
  const remaining = fault.skip > 0 ? `${left}, after ${fault.skip}` : left;
  const release = (): void => void call("POST", `faults/${fault.id}/release`, {});
  const remove = (): void => void call("DELETE", `faults/${fault.id}`);
  return h(
    "tr",
    {},
    h(
      "td",
      {},
      `${fault.what}, ${fault.when} the effect`,
      h("div", { class: "sub narrow-only" }, `${which} · ${remaining}`),
    ),
    h("td", { class: "wide-only" }, which),
    h("td", { class: "wide-only" }, remaining),
    h(
      "td",
      {},
      h(
        "div",
        { class: "row" },
        fault.holds && h("button", { type: "button", "aria-label": `Release ${fault.id}`, click: release }, "Release"),
        h("button", { type: "button", "aria-label": `Delete ${fault.id}`, click: remove }, "Delete"),
      ),
    ),
  );
}

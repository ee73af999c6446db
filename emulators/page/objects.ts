import { groups, type PanelObject } from "../src/panel/types.ts";
import { h, List, setText } from "./dom.ts";
import { ageOf, pill, titleOf } from "./format.ts";
import { showObject } from "./object-detail.ts";
import { type Context, empty, type View } from "./view.ts";

/** The objects of the clouds, as their panels show them. */
export function objectsView(context: Context): View {
  const { state, cloud, drawer } = context;
  const search = h("input", {
    type: "search",
    placeholder: "Find by name, address, plan …",
    "aria-label": "Find objects",
  });
  const withCatalog = h("input", { type: "checkbox", id: "with-catalog" });
  const cards = h("div", { class: "view" });
  const sections = groups.map((group) => sectionOf(group, context));
  const nothing = empty("Nothing here", "No object matches. Run pulumi up against the emulators, or clear the search.");
  cards.append(...sections.map(({ element }) => element), nothing);
  const update = (): void => {
    const wanted = search.value.trim().toLowerCase();
    const found = [...state.objects.values()].filter(
      (object) =>
        (cloud === "" || object.cloud === cloud) &&
        (withCatalog.checked || object.group !== "Catalog") &&
        (wanted === "" || haystack(object).includes(wanted)),
    );
    for (const [index, group] of groups.entries()) sections[index]?.show(found.filter((one) => one.group === group));
    nothing.hidden = found.length > 0 || !state.isLoaded;
    const shown = drawer.shown && state.objects.get(drawer.shown);
    if (shown && !drawer.isBusy) showObject(context, shown);
    else if (drawer.shown.includes("/") && !shown) drawer.element.close();
  };
  search.addEventListener("input", update);
  withCatalog.addEventListener("change", update);
  const check = h("span", { class: "check" }, withCatalog, h("label", { for: "with-catalog" }, "Catalog"));
  return { element: h("div", { class: "view" }, h("div", { class: "tools" }, search, check), cards), update };
}

function haystack({ name, id, title, state, address, plan, region }: PanelObject): string {
  return [name, id, title, state, address, plan, region].join(" ").toLowerCase();
}

interface Section {
  readonly element: HTMLElement;
  readonly show: (objects: readonly PanelObject[]) => void;
}

function sectionOf(group: string, context: Context): Section {
  const body = h("tbody", {});
  const count = h("span", { class: "count" });
  const id = `group-${group.toLowerCase().replaceAll(" ", "-")}`;
  const head = (label: string, classes: string): HTMLElement => h("th", { scope: "col", class: classes }, label);
  const element = h(
    "section",
    { class: "card", "aria-labelledby": id },
    h("header", { class: "card-head" }, h("h3", { id }, group), count),
    h(
      "table",
      { "aria-labelledby": id },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head("Name", "c-name"),
          head("State", "c-state"),
          head("Address", "wide-only"),
          head("Plan", "c-plan wide-only"),
          head("Region", "c-region wide-only"),
          head("Age", "c-age wide-only"),
        ),
      ),
      body,
    ),
  );
  const list = new List<PanelObject>(body, (object) => rowOf(object, context));
  const show = (objects: readonly PanelObject[]): void => {
    element.hidden = objects.length === 0;
    setText(count, String(objects.length));
    list.show(objects, ({ key }) => key);
  };
  return { element, show };
}

function rowOf(object: PanelObject, context: Context): HTMLElement {
  const { state, cloud } = context;
  const { name, title, address, plan, region, since } = object;
  const open = (): void => showObject(context, object);
  const where = cloud === "" ? `${state.title(object.cloud)}, ${title}` : titleOf(title);
  const facts = [address, plan, region].filter((fact) => fact !== "").join(" · ");
  return h(
    "tr",
    {},
    h(
      "td",
      { class: "c-name" },
      h("button", { type: "button", class: "link", "data-opens": object.key, click: open }, name),
      h("div", { class: "sub" }, where),
      facts !== "" && h("div", { class: "sub narrow-only" }, facts),
    ),
    h("td", {}, pill(object.state, object.tone)),
    h("td", { class: "wide-only mono" }, address),
    h("td", { class: "wide-only" }, plan),
    h("td", { class: "wide-only" }, region),
    h(
      "td",
      { class: "c-age wide-only", "data-since": since > 0 ? String(since) : undefined },
      ageText(since, state.now()),
    ),
  );
}

export const ageText = (since: number, now: number): string => (since > 0 ? ageOf(now - since) : "");

import type { PanelCloud } from "../src/panel/types.ts";
import { call } from "./api.ts";
import { h, List, select, setText } from "./dom.ts";
import { prose, titleOf } from "./format.ts";
import { type Context, empty, type View } from "./view.ts";

/** A switch, by its path: `durations.build`. */
interface Switch {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly initial: unknown;
  readonly choices: readonly string[] | undefined;
  /** Empty if only its group has one. */
  readonly description: string;
}

/** A title between the switches of a card: the name of a group. */
interface Heading {
  readonly heading: string;
  readonly description: string;
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** How the clouds behave where nobody knows it: one card for each cloud. */
export function switchesView({ state, cloud }: Context): View {
  const search = h("input", { type: "search", placeholder: "Find a switch …", "aria-label": "Find switches" });
  const onlyChanged = h("input", { type: "checkbox", id: "only-changed" });
  const cards = state.clouds.filter(({ name }) => cloud === "" || name === cloud).map(cardOf);
  const nothing = empty("No switch matches", "Clear the search to see all of them.");
  const update = (): void => {
    const wanted = search.value.trim().toLowerCase();
    const counts = cards.map(({ cloud: one, show }) => {
      const all = switchesOf(one, state.switches[one.name] ?? {});
      const found = all.filter(
        (each) =>
          (!onlyChanged.checked || isChanged(each)) &&
          (wanted === "" ||
            `${each.path.join(".")} ${labelOf(each)} ${each.description}`.toLowerCase().includes(wanted)),
      );
      show(found);
      return found.length;
    });
    nothing.hidden = counts.some((count) => count > 0);
  };
  search.addEventListener("input", update);
  onlyChanged.addEventListener("change", update);
  const check = h("span", { class: "check" }, onlyChanged, h("label", { for: "only-changed" }, "Changed only"));
  const tools = h("div", { class: "tools" }, search, check);
  return { element: h("div", { class: "view" }, tools, ...cards.map(({ element }) => element), nothing), update };
}

function cardOf(cloud: PanelCloud) {
  const grid = h("div", { class: "switches" });
  const count = h("span", { class: "count" });
  const id = `switches-${cloud.name}`;
  const element = h(
    "section",
    { class: "card", "aria-labelledby": id },
    h("header", { class: "card-head" }, h("h3", { id }, cloud.title), count),
    grid,
  );
  const list = new List<Switch | Heading>(grid, (one) =>
    "heading" in one ? headingOf(cloud, one) : control(cloud, one),
  );
  const show = (switches: readonly Switch[]): void => {
    element.hidden = switches.length === 0;
    setText(count, String(switches.length));
    list.show(
      withHeadings(cloud, switches),
      (one) => ("heading" in one ? one.heading : one.path.join(".")),
      JSON.stringify,
    );
  };
  return { cloud, element, show };
}

/** Those without a group first. */
function withHeadings(cloud: PanelCloud, switches: readonly Switch[]): (Switch | Heading)[] {
  const names = [...new Set(switches.filter(({ path }) => path.length > 1).map(({ path }) => path[0] ?? ""))];
  const plain = switches.filter(({ path }) => path.length === 1);
  const grouped = names.map((name) => switches.filter(({ path }) => path.length > 1 && path[0] === name));
  return [
    ...plain,
    ...names.flatMap((name, index) => [
      { heading: name, description: cloud.descriptions[name] ?? "" },
      ...(grouped[index] ?? []),
    ]),
  ];
}

const descriptionId = (cloud: PanelCloud, path: string): string => `about-${cloud.name}-${path.replaceAll(".", "-")}`;

const headingOf = (cloud: PanelCloud, { heading, description }: Heading): HTMLElement =>
  h(
    "header",
    {},
    h("h4", {}, titleOf(heading)),
    description !== "" && h("p", { class: "sub", id: descriptionId(cloud, heading) }, ...prose(description)),
  );

function switchesOf(cloud: PanelCloud, current: Readonly<Record<string, unknown>>): Switch[] {
  const of = (path: readonly string[], value: unknown, initial: unknown): Switch[] => {
    if (isGroup(value)) {
      const defaults = isGroup(initial) ? initial : {};
      return Object.entries(value).flatMap(([name, one]) => of([...path, name], one, defaults[name]));
    }
    const name = path.join(".");
    return [{ path, value, initial, choices: cloud.choices[name], description: cloud.descriptions[name] ?? "" }];
  };
  return of([], current, cloud.defaults);
}

const isChanged = ({ value, initial }: Switch): boolean => JSON.stringify(value) !== JSON.stringify(initial);

const labelOf = ({ path }: Switch): string => titleOf(path.at(-1) ?? "");

function control(cloud: PanelCloud, one: Switch): HTMLElement {
  const label = labelOf(one);
  const id = `switch-${cloud.name}-${one.path.join("-")}`;
  const set = (value: unknown): void => {
    const patch = one.path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
    if (isGroup(patch)) void call("POST", "switches", { cloud: cloud.name, ...patch });
  };
  const input = inputOf(one, set);
  input.id = id;
  const { path, description } = one;
  // A member of a group may have only the group's.
  const described = descriptionId(cloud, description === "" ? (path[0] ?? "") : path.join("."));
  input.setAttribute("aria-describedby", described);
  const classes = isChanged(one) ? "switch changed" : "switch";
  const was = one.initial === null ? "none" : String(one.initial);
  return h(
    "div",
    { class: classes },
    h(
      "label",
      { for: id },
      label,
      isChanged(one) && h("span", { class: "sub" }, ` (default: ${was === "" ? "empty" : was})`),
    ),
    input,
    description !== "" && h("p", { class: "sub", id: described }, ...prose(description)),
  );
}

function inputOf({ value, choices }: Switch, set: (value: unknown) => void): HTMLElement {
  if (typeof value === "boolean") {
    const box = h("input", { type: "checkbox", change: () => set(box.checked) });
    box.checked = value;
    return box;
  }
  if (choices) {
    const box = select(
      choices.map((choice) => [choice, choice]),
      String(value),
      { change: () => set(typeof value === "number" ? Number(box.value) : box.value) },
    );
    return box;
  }
  const text = Array.isArray(value) ? value.join(",") : value === null ? "" : String(value);
  const isNumber = typeof value === "number";
  const box = h("input", {
    type: isNumber ? "number" : "text",
    step: isNumber ? "any" : undefined,
    value: text,
    change: () => set(typed()),
  });
  if (value === null) box.placeholder = "none";
  const typed = (): unknown => {
    if (Array.isArray(value)) return box.value === "" ? [] : box.value.split(",");
    if (isNumber) return Number(box.value);
    if (value === null && box.value === "") return null;
    return value === null && /^-?\d+(?:\.\d+)?$/.test(box.value) ? Number(box.value) : box.value;
  };
  return box;
}

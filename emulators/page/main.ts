import { call } from "./api.ts";
import { clock } from "./clock.ts";
import { connectView } from "./connect.ts";
import { h, List, setText } from "./dom.ts";
import { Drawer } from "./drawer.ts";
import { faultsView } from "./faults.ts";
import { ageText, objectsView } from "./objects.ts";
import { linkTo, readPlace, type ViewName, viewNames } from "./place.ts";
import { requestsView } from "./requests.ts";
import { follow, State } from "./state.ts";
import { switchesView } from "./switches.ts";
import { announce, toastElement } from "./toast.ts";
import type { Context, View } from "./view.ts";

const views: Readonly<Record<ViewName, readonly [title: string, make: (context: Context) => View]>> = {
  objects: ["Objects", objectsView],
  requests: ["Requests", requestsView],
  faults: ["Faults", faultsView],
  switches: ["Switches", switchesView],
  connect: ["Connect", connectView],
};

const state = new State();
const drawer = new Drawer();
const clockControls = clock(state);
const tabs = h("ul", { class: "tabs" });
const clouds = h("ul", { class: "clouds" });
const main = h("main", { id: "main", tabindex: "-1" });
const lost = h("p", { class: "offline", role: "alert" });
let view: View | undefined;

interface CloudEntry {
  readonly name: string;
  readonly title: string;
  readonly servers: number;
  readonly isCurrent: boolean;
}

const cloudList = new List<CloudEntry>(clouds, ({ name, title, servers, isCurrent }) =>
  h(
    "li",
    {},
    h(
      "button",
      { type: "button", "aria-current": isCurrent ? "true" : undefined, click: () => go(name) },
      title,
      h("span", { class: "count" }, String(servers), h("span", { class: "visually-hidden" }, " servers")),
    ),
  ),
);

function go(cloud: string): void {
  location.hash = linkTo({ view: readPlace().view, cloud });
}

/** Shows what the address names. */
function open(): void {
  const place = readPlace();
  if (!state.isLoaded) return;
  document.title = `${views[place.view][0]} · indiecloud emulators`;
  if (drawer.element.open) drawer.element.close();
  view = views[place.view][1]({ state, cloud: place.cloud, drawer });
  main.replaceChildren(h("h2", { class: "visually-hidden" }, views[place.view][0]), view.element);
  update();
}

function showTabs(): void {
  const place = readPlace();
  const counts: Partial<Record<ViewName, number>> = { faults: state.faults.length };
  const links = viewNames.map((name) => {
    const isCurrent = name === place.view;
    const count = counts[name] ?? 0;
    return h(
      "li",
      {},
      h(
        "a",
        { href: linkTo({ view: name, cloud: place.cloud }), "aria-current": isCurrent ? "page" : undefined },
        views[name][0],
        count > 0 && h("span", { class: "count" }, String(count)),
      ),
    );
  });
  const shown = links.map(({ outerHTML }) => outerHTML).join("");
  if (tabs.innerHTML !== shown) tabs.replaceChildren(...links);
}

function showClouds(): void {
  const { cloud } = readPlace();
  const servers = [...state.objects.values()].filter(
    ({ group, title }) => group === "Servers" && !title.includes("group"),
  );
  const entries = [{ name: "", title: "All clouds" }, ...state.clouds].map(({ name, title }) => ({
    ...{ name, title, isCurrent: name === cloud },
    servers: servers.filter((one) => name === "" || one.cloud === name).length,
  }));
  cloudList.show(entries, ({ name }) => name, JSON.stringify);
}

function update(): void {
  showTabs();
  showClouds();
  setText(
    lost,
    state.isConnected || !state.isLoaded ? "" : "The emulators do not answer. This page continues when they do.",
  );
  lost.hidden = lost.textContent === "";
  clockControls.update();
  view?.update();
}

async function reset(): Promise<void> {
  if (!window.confirm("Delete all objects and restore the clouds as they were at the start?")) return;
  if (await call("POST", "reset", {})) announce("Everything is as at the start.");
}

function logo(): HTMLElement {
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  mark.setAttribute("viewBox", "0 0 24 24");
  mark.setAttribute("width", "28");
  mark.setAttribute("height", "28");
  mark.setAttribute("aria-hidden", "true");
  const draw = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    mark.append(shape);
  };
  draw("rect", { width: "24", height: "24", rx: "6", fill: "#4457d6" });
  draw("path", { d: "M7 16h10M7 12h10M7 8h10", stroke: "#fff", "stroke-width": "2", "stroke-linecap": "round" });
  const holder = h("div", { class: "brand" });
  holder.append(mark, h("h1", {}, "indiecloud ", h("span", {}, "emulators")));
  return holder;
}

document
  .querySelector("#app")
  ?.replaceChildren(
    h("header", { class: "top" }, logo(), clockControls.element),
    lost,
    h(
      "div",
      { class: "frame" },
      h(
        "nav",
        { class: "side", "aria-label": "Clouds" },
        h("h2", {}, "Clouds"),
        clouds,
        h("button", { type: "button", class: "quiet wide-only", click: () => void reset() }, "Reset everything"),
      ),
      h("div", {}, h("nav", { "aria-label": "Views" }, tabs), main),
    ),
    drawer.element,
    toastElement,
  );

addEventListener("hashchange", open);
setInterval(() => {
  clockControls.update();
  for (const cell of document.querySelectorAll<HTMLElement>("[data-since]")) {
    setText(cell, ageText(Number(cell.dataset.since), state.now()));
  }
}, 1000);
follow(state, () => {
  if (!view) open();
  else update();
});

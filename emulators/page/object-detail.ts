import type { PanelField, PanelObject } from "../src/panel/types.ts";
import { call } from "./api.ts";
import { h, labeled, select } from "./dom.ts";
import { facts, section } from "./drawer.ts";
import { ageOf, pill, titleOf } from "./format.ts";
import { announce } from "./toast.ts";
import type { Context } from "./view.ts";

/** Everything about an object, and the changes that somebody could make in the cloud's panel. */
export function showObject({ state, drawer }: Context, object: PanelObject): void {
  const { key, name, id, title, account, since } = object;
  const age = since > 0 ? `${ageOf(state.now() - since)} on the virtual clock` : "";
  drawer.show(
    key,
    name,
    [pill(object.state, object.tone), h("span", { class: "muted" }, `${state.title(object.cloud)} ${title}`)],
    section(
      "Change it behind your program's back",
      actions(object, () => drawer.element.close()),
      changeForm(object),
    ),
    section(
      "At a glance",
      facts([
        ["ID", h("span", { class: "mono" }, id)],
        ["Address", object.address],
        ["Plan", object.plan],
        ["Region", object.region],
        ["Age", age],
        ["Account", account],
      ]),
    ),
    section("All fields", facts(object.fields.map((field) => [titleOf(field.name), shown(field)]))),
  );
}

/** Times are shown as times. */
function shown({ name, text }: PanelField): string {
  const value = Number(text);
  const isTime = /(?:At|Since|From)$/.test(name) && value > 1e11;
  return isTime ? new Date(value).toISOString().replace("T", " ").replace(/\..*/, " UTC") : text;
}

async function change(object: PanelObject, what: object, done: string): Promise<boolean> {
  const { cloud, kind, id } = object;
  const isDone = (await call("POST", "change", { cloud, kind, id, ...what })) !== undefined;
  if (isDone) announce(done);
  return isDone;
}

function actions(object: PanelObject, close: () => void): HTMLElement {
  const buttons = object.actions.map(({ label, action, set }) => {
    const run = (): void =>
      void change(object, action === undefined ? { set } : { action }, `${object.name}: ${label.toLowerCase()}.`);
    return h("button", { type: "button", click: run }, label);
  });
  const remove = async (): Promise<void> => {
    if (await change(object, { delete: true }, `${object.name} is deleted.`)) close();
  };
  return h(
    "div",
    { class: "row" },
    ...buttons,
    h("button", { type: "button", class: "danger", click: () => void remove() }, "Delete"),
  );
}

/** Sets one field: its name first, because a rename is what happens most. */
function changeForm(object: PanelObject): HTMLElement | undefined {
  const editable = object.fields.filter(({ type }) => type !== undefined);
  const order = (name: string): number => (name === object.nameField ? 0 : 1);
  const fields = editable.toSorted((a, b) => order(a.name) - order(b.name));
  const [first] = fields;
  if (!first) return undefined;
  const which = select(
    fields.map(({ name }) => [name, name === object.nameField ? `${titleOf(name)} (rename)` : titleOf(name)]),
    first.name,
  );
  const value = h("input", { type: "text", autocomplete: "off" });
  const fill = (): void => {
    const text = fields.find(({ name }) => name === which.value)?.text ?? "";
    value.value = text.startsWith("••") ? "" : text;
  };
  which.addEventListener("change", fill);
  fill();
  const submit = (event: Event): void => {
    event.preventDefault();
    const field = fields.find(({ name }) => name === which.value);
    if (!field) return;
    const typed = typedValue(field, value.value);
    void change(object, { set: { [field.name]: typed } }, `${titleOf(field.name)} is now ${String(typed)}.`);
  };
  return h(
    "form",
    { class: "row", submit },
    labeled("Field", which),
    labeled("New value", value),
    h(
      "div",
      { class: "field" },
      h("span", { class: "label", "aria-hidden": "true" }, "\u00a0"),
      h("button", { type: "submit" }, "Set"),
    ),
  );
}

function typedValue({ type }: PanelField, text: string): string | number | boolean {
  if (type === "number") return Number(text);
  return type === "boolean" ? text === "true" : text;
}

type Child = Node | string | undefined | false;
type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void) | undefined>>;

/** An element. Attributes that are functions listen to the event of their name; false and undefined are left out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (typeof value === "string") element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

interface Kept {
  readonly version: unknown;
  readonly element: HTMLElement;
}

/**
 * Shows a list: an element is made anew only if the version of its item has changed, so that focus and selection stay. What
 * had the focus in such an element gets it again.
 */
export class List<Item> {
  readonly #container: HTMLElement;
  readonly #render: (item: Item) => HTMLElement;
  #kept = new Map<string, Kept>();

  constructor(container: HTMLElement, render: (item: Item) => HTMLElement) {
    this.#container = container;
    this.#render = render;
  }

  show(
    items: readonly Item[],
    keyOf: (item: Item) => string,
    versionOf: (item: Item) => unknown = (item) => item,
  ): void {
    const next = new Map<string, Kept>();
    for (const item of items) {
      const version = versionOf(item);
      const known = this.#kept.get(keyOf(item));
      const isSame = known !== undefined && known.version === version;
      next.set(keyOf(item), isSame ? known : { version, element: this.#replace(known, item) });
    }
    for (const [key, { element }] of this.#kept) if (!next.has(key)) element.remove();
    this.#kept = next;
    let place = this.#container.firstElementChild;
    for (const { element } of next.values()) {
      if (element === place) place = place.nextElementSibling;
      else this.#container.insertBefore(element, place);
    }
  }

  #replace(known: Kept | undefined, item: Item): HTMLElement {
    const element = this.#render(item);
    if (!known) return element;
    const stops = [...known.element.querySelectorAll<HTMLElement>("button, input, select")];
    const active = document.activeElement;
    const focused = active instanceof HTMLElement ? stops.indexOf(active) : -1;
    known.element.replaceWith(element);
    if (focused >= 0) element.querySelectorAll<HTMLElement>("button, input, select")[focused]?.focus();
    return element;
  }
}

/** Sets the text only if it has changed, so that a screen reader does not announce it again. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function labeled(label: string, control: HTMLElement): HTMLElement {
  const id = `field-${++numbered}`;
  control.id = id;
  return h("div", { class: "field" }, h("label", { for: id }, label), control);
}
let numbered = 0;

export function select(
  options: readonly (readonly [value: string, label: string])[],
  value: string,
  attributes: Attributes = {},
): HTMLSelectElement {
  const element = h("select", attributes, ...options.map(([key, label]) => h("option", { value: key }, label)));
  element.value = value;
  return element;
}

import { h } from "./dom.ts";

/** A panel at the side with the detail of one thing. Escape and a click beside it close it; focus returns. */
export class Drawer {
  readonly element: HTMLDialogElement;
  readonly #title = h("h2", { id: "drawer-title", tabindex: "-1" });
  readonly #sub = h("div", { class: "row" });
  readonly #content = h("div", { class: "content" });
  /** What it shows, to be shown again after a change. */
  shown = "";

  constructor() {
    const close = h("button", { type: "button", class: "quiet", click: () => this.element.close() }, "Close");
    this.element = h(
      "dialog",
      { "aria-labelledby": "drawer-title" },
      h("header", { class: "drawer-head" }, h("div", {}, this.#title, this.#sub), close),
      this.#content,
    );
    this.element.addEventListener("close", () => {
      // The row that it was opened from may have been made anew, or may be gone.
      const opener = document.querySelector<HTMLElement>(`[data-opens="${CSS.escape(this.shown)}"]`);
      (opener ?? document.querySelector<HTMLElement>("#main"))?.focus();
      this.shown = "";
    });
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  show(
    key: string,
    title: string,
    sub: readonly (HTMLElement | undefined)[],
    ...sections: readonly HTMLElement[]
  ): void {
    this.#title.textContent = title;
    this.#sub.replaceChildren(...sub.filter((one) => one !== undefined));
    this.#content.replaceChildren(...sections);
    this.shown = key;
    if (this.element.open) return;
    this.element.showModal();
    this.element.scrollTop = 0;
    this.#title.focus();
  }

  /** Whether the user is typing in it, so that it must not be drawn anew. */
  get isBusy(): boolean {
    const focused = document.activeElement;
    return focused instanceof HTMLElement && this.#content.contains(focused);
  }
}

export function facts(
  entries: readonly (readonly [name: string, value: string | HTMLElement | undefined])[],
): HTMLElement {
  const known = entries.filter(([, value]) => value !== undefined && value !== "");
  return h("dl", { class: "facts" }, ...known.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

export const section = (title: string, ...children: readonly (HTMLElement | undefined)[]): HTMLElement =>
  h("section", {}, h("h3", {}, title), ...children);

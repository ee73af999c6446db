import { h } from "./dom.ts";

const toast = h("div", { class: "toast", role: "status", "aria-live": "polite" });
let timer: number | undefined;

export const toastElement = toast;

/** Says something for a few seconds, to a screen reader too. */
export function announce(text: string): void {
  // In the top layer, a dialog would cover it otherwise.
  (document.querySelector("dialog[open]") ?? document.body).append(toast);
  toast.textContent = text;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    toast.textContent = "";
  }, 5000);
}

import type { PanelCloud } from "../src/panel/types.ts";
import { h, select } from "./dom.ts";
import { announce } from "./toast.ts";
import type { Context, View } from "./view.ts";

/** Credentials to copy. All of them are invented. */
export function connectView({ state, cloud }: Context): View {
  const cards = state.clouds.filter(({ name }) => cloud === "" || name === cloud).map(cardOf);
  const intro = h(
    "p",
    { class: "muted" },
    "Point a program at the emulators: paste one of these blocks into a shell, or into a project's stack. All credentials are invented.",
  );
  return {
    element: h("div", { class: "view" }, intro, h("div", { class: "connect" }, ...cards)),
    update: () => undefined,
  };
}

function cardOf({ name, title, endpoint, accounts }: PanelCloud): HTMLElement {
  const id = `connect-${name}`;
  const which = select(
    accounts.map(({ label }, index) => [String(index), label]),
    "0",
    { "aria-label": `Account of ${title}` },
  );
  const shell = block(`${title}: shell`);
  const pulumi = block(`${title}: stack configuration`);
  const fill = (): void => {
    const account = accounts[Number(which.value)];
    shell.code.textContent = account?.shell ?? "";
    pulumi.code.textContent = account?.pulumi ?? "";
  };
  which.addEventListener("change", fill);
  fill();
  return h(
    "section",
    { class: "card", "aria-labelledby": id },
    h(
      "header",
      { class: "card-head spread" },
      h("div", {}, h("h3", { id }, title), h("div", { class: "sub mono" }, endpoint)),
      which,
    ),
    h(
      "div",
      { class: "body" },
      labelRow("In a shell", shell.copy),
      shell.code,
      labelRow("In a stack", pulumi.copy),
      pulumi.code,
    ),
  );
}

const labelRow = (label: string, button: HTMLElement): HTMLElement =>
  h("div", { class: "row spread" }, h("strong", {}, label), button);

function block(label: string): { readonly code: HTMLElement; readonly copy: HTMLElement } {
  const code = h("pre", { tabindex: "0", role: "region", "aria-label": label });
  const run = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(`${code.textContent ?? ""}\n`);
      announce("Copied.");
    } catch {
      getSelection()?.selectAllChildren(code);
      announce("Selected: press Ctrl+C to copy.");
    }
  };
  const copy = h("button", { type: "button", "aria-label": `Copy ${label}`, click: () => void run() }, "Copy");
  return { code, copy };
}

import type { Drawer } from "./drawer.ts";
import type { State } from "./state.ts";

/** What a view gets: the state, the chosen cloud ("" for all), and the panel for details. */
export interface Context {
  readonly state: State;
  readonly cloud: string;
  readonly drawer: Drawer;
}

export interface View {
  readonly element: HTMLElement;
  /** Shows the state as it is now. */
  readonly update: () => void;
}

export const empty = (title: string, text: string): HTMLParagraphElement => {
  const element = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = title;
  element.className = "empty";
  element.append(strong, text);
  return element;
};

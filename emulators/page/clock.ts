import { call } from "./api.ts";
import { h, setText } from "./dom.ts";
import { dateOf, timeOf } from "./format.ts";
import type { State } from "./state.ts";
import { announce } from "./toast.ts";

const scales = [0, 1, 10, 60] as const;
const jumps = [
  ["+10 s", 10],
  ["+1 min", 60],
  ["+10 min", 600],
  ["+1 h", 3600],
] as const;

/** The virtual clock with its controls. `update` runs every second. */
export function clock(state: State): { readonly element: HTMLElement; readonly update: () => void } {
  const time = h("time", {});
  const date = h("span", { class: "muted" });
  const speeds = scales.map((scale) => {
    const label = scale === 0 ? "Pause" : `${scale}×`;
    const name = scale === 0 ? "Pause the clock" : `${scale}× real time`;
    return h(
      "button",
      { type: "button", "aria-label": name, click: () => void call("POST", "clock", { scale }) },
      label,
    );
  });
  const steps = jumps.map(([label, seconds]) => {
    const jump = async (): Promise<void> => {
      if (await call("POST", "clock", { advance: seconds })) announce(`Virtual time moved on by ${label.slice(1)}.`);
    };
    return h(
      "button",
      { type: "button", "aria-label": `Advance the clock: ${label}`, click: () => void jump() },
      label,
    );
  });
  const element = h(
    "section",
    { class: "clock", "aria-label": "Virtual clock" },
    h("div", { class: "row" }, time, date),
    h("div", { class: "segments", role: "group", "aria-label": "Speed" }, ...speeds),
    h("div", { class: "segments", role: "group", "aria-label": "Advance" }, ...steps),
  );
  const update = (): void => {
    const now = state.now();
    setText(time, timeOf(now));
    time.dateTime = new Date(now).toISOString();
    setText(date, `${dateOf(now)} UTC`);
    for (const [index, button] of speeds.entries()) {
      button.setAttribute("aria-pressed", String(scales[index] === state.scale));
    }
  };
  return { element, update };
}

import test from "ava";
import type { Adapter } from "./adapter.ts";
import { behaviours } from "./behaviours.ts";
import type { Behaviour } from "./row.ts";
import { Stage } from "./stage.ts";

/** Runs every behaviour of the table against one cloud, in every form in which it can be spoken to. */
export function contract(adapter: Adapter): void {
  const [first] = Object.keys(adapter.forms);
  for (const form of Object.keys(adapter.forms)) {
    for (const behaviour of behaviours) {
      runIn(adapter, behaviour, form, form === first);
    }
  }
}

function runIn(adapter: Adapter, behaviour: Behaviour, form: string, keepsWords: boolean): void {
  const lacking = behaviour.lacks(adapter);
  const title = `${Object.keys(adapter.forms).length > 1 ? `${form}: ` : ""}${behaviour.title}`;
  test(lacking !== undefined ? `${title}: ${adapter.title} cannot (${lacking.see})` : title, async (t) => {
    if (lacking !== undefined) {
      t.regex(lacking.see, /§\d/, "a behaviour that a cloud cannot have cites its reference");
      t.true(lacking.cannot.length > 10);
      return;
    }
    const stage = await Stage.open(t, adapter, form);
    await behaviour.run(stage);
    if (keepsWords && stage.said.length > 0) {
      t.snapshot(stage.said, "what the user is told");
    }
  });
}

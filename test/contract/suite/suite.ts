import test from "ava";
import type { Adapter } from "./adapter.ts";
import { behaviours } from "./behaviours.ts";
import type { DoorName } from "./doors.ts";
import type { Behaviour } from "./row.ts";
import { Stage } from "./stage.ts";

/**
 * Runs every behaviour of the table against one cloud: through the dynamic door in every form in which the cloud can be
 * spoken to, and through the plugin in the first of them.
 */
export function contract(adapter: Adapter): void {
  const [first = ""] = Object.keys(adapter.forms);
  for (const behaviour of behaviours) {
    const forms = behaviour.inOneForm === true ? [first] : Object.keys(adapter.forms);
    for (const form of behaviour.door === "plugin" ? [] : forms) {
      runIn(adapter, behaviour, { form, door: "dynamic", keepsWords: form === first });
    }
    runIn(adapter, behaviour, { form: first, door: "plugin", keepsWords: false });
  }
}

interface Way {
  form: string;
  door: DoorName;
  /** Whether what the user is told is kept. */
  keepsWords: boolean;
}

function runIn(adapter: Adapter, behaviour: Behaviour, { form, door, keepsWords }: Way): void {
  const lacking = behaviour.lacks(adapter);
  const forms = door === "dynamic" && Object.keys(adapter.forms).length > 1 ? `${form}: ` : "";
  const title = `${door === "plugin" ? "plugin: " : forms}${behaviour.title}`;
  test(lacking !== undefined ? `${title}: ${adapter.title} cannot (${lacking.see})` : title, async (t) => {
    if (lacking !== undefined) {
      t.regex(lacking.see, /§\d/, "a behaviour that a cloud cannot have cites its reference");
      t.true(lacking.cannot.length > 10);
      return;
    }
    const stage = await Stage.open(t, adapter, form, door);
    await behaviour.run(stage);
    if (keepsWords && stage.said.length > 0) {
      t.snapshot(stage.said, "what the user is told");
    }
  });
}

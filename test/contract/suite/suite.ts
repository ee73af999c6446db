import test from "ava";
import type { AdapterName } from "./adapters.ts";
import { behaviors } from "./behaviors.ts";
import type { Behavior } from "./row.ts";
import type { ContractTarget } from "./target.ts";
import { TestHarness } from "./test-harness.ts";

/**
 * Runs every behavior of the table against one cloud: with the dynamic adapter in every form that the cloud supports,
 * and with the plugin in the first one.
 */
export function contract(target: ContractTarget): void {
  const [first = ""] = Object.keys(target.forms);
  for (const behavior of behaviors) {
    const forms = behavior.inOneForm === true ? [first] : Object.keys(target.forms);
    for (const form of behavior.adapter === "plugin" ? [] : forms) {
      runIn(target, behavior, { form, adapter: "dynamic", recordsMessages: form === first });
    }
    if (behavior.pluginIn === undefined || behavior.pluginIn === target.cloud) {
      runIn(target, behavior, { form: first, adapter: "plugin", recordsMessages: false });
    }
  }
}

/**
 * Groups whose rows use HTTP, in the first form, as dynamic resources: they cover what an HTTP client and server add.
 */
const OVER_NETWORK = ["life", "transport"];

interface Variant {
  form: string;
  adapter: AdapterName;
  /** Whether the messages to the user are recorded. */
  recordsMessages: boolean;
}

function runIn(target: ContractTarget, behavior: Behavior, { form, adapter, recordsMessages }: Variant): void {
  const lacking = behavior.lacks(target);
  const forms = adapter === "dynamic" && Object.keys(target.forms).length > 1 ? `${form}: ` : "";
  const title = `${adapter === "plugin" ? "plugin: " : forms}${behavior.title}`;
  test(lacking !== undefined ? `${title}: ${target.title} cannot (${lacking.see})` : title, async (t) => {
    if (lacking !== undefined) {
      t.regex(lacking.see, /§\d/, "a behavior that a cloud cannot have cites its reference");
      t.true(lacking.cannot.length > 10);
      return;
    }
    const transport = recordsMessages && OVER_NETWORK.includes(behavior.group) ? "network" : "direct";
    const harness = await TestHarness.start(t, target, form, adapter, transport, behavior.pace ?? "hurried");
    await behavior.run(harness);
    if (recordsMessages && harness.messages.length > 0) {
      t.snapshot(harness.messages, "what the user reads");
    }
  });
}

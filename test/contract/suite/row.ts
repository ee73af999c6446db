import type { CloudName } from "../../../emulators/src/index.ts";
import type { AdapterName } from "./adapters.ts";
import type { Cannot, ContractTarget } from "./target.ts";
import { isCannot } from "./target.ts";
import type { TestHarness } from "./test-harness.ts";

/** One row of the table: what every server resource does, whatever the cloud. */
export interface Behavior {
  group: string;
  /** Also the title of the test. */
  title: string;
  /** Why a cloud cannot have it. */
  lacks(target: ContractTarget): Cannot | undefined;
  /** The only adapter that can have it. */
  adapter?: AdapterName;
  /** It is about what is sent, which is alike in all formats of answers: one of them will do. */
  inOneForm?: true;
  /** It is a rule of each resource, seen in each as a dynamic one: what the plugin adds is the translation, seen in one cloud. */
  pluginIn?: CloudName;
  run(harness: TestHarness): Promise<void>;
}

/** A row that every cloud must have. */
export const always = (group: string, title: string, run: (harness: TestHarness) => Promise<void>): Behavior => ({
  group,
  title,
  lacks: () => undefined,
  run,
});

/** A row that needs a part of the adapter. */
export const given = <T>(
  group: string,
  title: string,
  part: (target: ContractTarget) => T | Cannot,
  run: (harness: TestHarness, part: T) => Promise<void>,
): Behavior => ({
  group,
  title,
  lacks: (target) => {
    const found = part(target);
    return isCannot(found) ? found : undefined;
  },
  run: async (harness) => {
    const found = part(harness.target);
    if (!isCannot(found)) {
      await run(harness, found);
    }
  },
});

/** A row that dynamic resources cannot have, whatever the cloud. */
export const throughThePlugin = (behavior: Behavior): Behavior => ({ ...behavior, adapter: "plugin" });

/** A row for which one format of the answers will do, and one cloud through the plugin. */
export const pluginOnce = (behavior: Behavior): Behavior => ({ ...inOneForm(behavior), pluginIn: "lunanode" });

/** A row for which one format of the answers will do. */
export const inOneForm = (behavior: Behavior): Behavior => ({ ...behavior, inOneForm: true });

import type { CloudName } from "../../../emulators/src/index.ts";
import type { AdapterName } from "./adapters.ts";
import type { Cannot, ContractTarget } from "./target.ts";
import { isCannot } from "./target.ts";
import type { TestHarness } from "./test-harness.ts";

/** One row of the table: what every server resource does, on every cloud. */
export interface Behavior {
  group: string;
  /** Also the title of the test. */
  title: string;
  /** Why a cloud cannot have it. */
  lacks(target: ContractTarget): Cannot | undefined;
  /** Set if only one adapter can have it. */
  adapter?: AdapterName;
  /** It is about what is sent, which is the same in all answer formats: one of them is enough. */
  inOneForm?: true;
  /**
   * It is a rule of each resource and is checked for each as a dynamic one. The plugin only adds the translation, which
   * is checked for one cloud.
   */
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

/** A row that needs a part of the target. */
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

/** A row that dynamic resources cannot have, on any cloud. */
export const throughThePlugin = (behavior: Behavior): Behavior => ({ ...behavior, adapter: "plugin" });

/** A row for which one answer format is enough, and one cloud with the plugin. */
export const pluginOnce = (behavior: Behavior): Behavior => ({ ...inOneForm(behavior), pluginIn: "lunanode" });

/** A row for which one answer format is enough. */
export const inOneForm = (behavior: Behavior): Behavior => ({ ...behavior, inOneForm: true });

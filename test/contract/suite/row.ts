import type { CloudName } from "../../../emulators/src/index.ts";
import type { AdapterName } from "./adapters.ts";
import type { ContractHarness } from "./contract-harness.ts";
import type { Cannot, ContractTarget } from "./target.ts";
import { isCannot } from "./target.ts";
import type { TestHarness } from "./test-harness.ts";

/** One row of the table: what every server resource does, on every cloud. `H`: what it needs of a harness. */
export interface Behavior<H = TestHarness> {
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
   * It is a rule of the engine, checked for each cloud with dynamic resources. The plugin only adds the translation, which
   * is checked for one cloud.
   */
  pluginIn?: CloudName;
  /** Builds and stops take as long as in the cloud. Otherwise they take a second, because each poll costs CPU time. */
  pace?: "usual";
  /** How many servers it makes: each is charged. */
  servers: number;
  run(harness: H): Promise<void>;
  /** Set if it also runs against a real cloud (`make acceptance`). */
  runLive?(harness: ContractHarness): Promise<void>;
}

/** A row that every cloud must have. */
export const always = <H = TestHarness>(
  group: string,
  title: string,
  run: (harness: H) => Promise<void>,
  servers = 1,
): Behavior<H> => ({
  group,
  title,
  servers,
  lacks: () => undefined,
  run,
});

/** A row that needs a part of the target. */
export const given = <T, H extends { target: ContractTarget } = TestHarness>(
  group: string,
  title: string,
  part: (target: ContractTarget) => T | Cannot,
  run: (harness: H, part: T) => Promise<void>,
  servers = 1,
): Behavior<H> => ({
  group,
  title,
  servers,
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
export const throughThePlugin = <H = TestHarness>(behavior: Behavior<H>): Behavior<H> => ({
  ...behavior,
  adapter: "plugin",
});

/** A row that needs no emulator, so that it also runs against a real cloud. */
export const markLive = (behavior: Behavior<ContractHarness>): Behavior => ({ ...behavior, runLive: behavior.run });

/** A row for which one cloud with the plugin is enough. */
export const pluginInOneCloud = (behavior: Behavior): Behavior => ({ ...behavior, pluginIn: "lunanode" });

/** A row for which one answer format is enough, and one cloud with the plugin. */
export const pluginOnce = (behavior: Behavior): Behavior => inOneForm(pluginInOneCloud(behavior));

/** A row for which one answer format is enough. */
export const inOneForm = (behavior: Behavior): Behavior => ({ ...behavior, inOneForm: true });

/** A row about waits, or what happens meanwhile. */
export const atUsualPace = (behavior: Behavior): Behavior => ({ ...behavior, pace: "usual" });

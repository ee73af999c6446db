import type { Adapter, Cannot } from "./adapter.ts";
import { isCannot } from "./adapter.ts";
import type { DoorName } from "./doors.ts";
import type { Stage } from "./stage.ts";

/** One row of the table: what every server resource does, whatever the cloud. */
export interface Behaviour {
  group: string;
  /** Also the title of the test. */
  title: string;
  /** Why a cloud cannot have it. */
  lacks(adapter: Adapter): Cannot | undefined;
  /** The only door that can have it. */
  door?: DoorName;
  /** It is about what is sent, which is alike in all formats of answers: one of them will do. */
  inOneForm?: true;
  run(stage: Stage): Promise<void>;
}

/** A row that every cloud must have. */
export const always = (group: string, title: string, run: (stage: Stage) => Promise<void>): Behaviour => ({
  group,
  title,
  lacks: () => undefined,
  run,
});

/** A row that needs a part of the adapter. */
export const given = <T>(
  group: string,
  title: string,
  part: (adapter: Adapter) => T | Cannot,
  run: (stage: Stage, part: T) => Promise<void>,
): Behaviour => ({
  group,
  title,
  lacks: (adapter) => {
    const found = part(adapter);
    return isCannot(found) ? found : undefined;
  },
  run: async (stage) => {
    const found = part(stage.adapter);
    if (!isCannot(found)) {
      await run(stage, found);
    }
  },
});

/** A row that dynamic resources cannot have, whatever the cloud. */
export const throughThePlugin = (behaviour: Behaviour): Behaviour => ({ ...behaviour, door: "plugin" });

/** A row for which one format of the answers will do. */
export const inOneForm = (behaviour: Behaviour): Behaviour => ({ ...behaviour, inOneForm: true });

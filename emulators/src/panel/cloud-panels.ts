import { gigenet } from "./gigenet.ts";
import { hostdime } from "./hostdime.ts";
import type { CloudPanel } from "./kinds.ts";
import { lunanode } from "./lunanode.ts";
import { naver } from "./naver.ts";
import { ovh } from "./ovh.ts";

/** How each cloud's objects are shown. One that is not here is shown by its own words. */
export const cloudPanels: ReadonlyMap<string, CloudPanel> = new Map(
  Object.entries({ lunanode, hostdime, gigenet, naver, ovh }),
);

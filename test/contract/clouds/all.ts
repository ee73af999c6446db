import type { CloudName } from "../../../emulators/src/index.ts";
import type { ContractTarget } from "../suite/target.ts";
import { gigenet } from "./gigenet.ts";
import { hostdime } from "./hostdime.ts";
import { lunanode } from "./lunanode.ts";
import { naver } from "./naver.ts";
import { ovh } from "./ovh.ts";

/** The clouds whose server resource the suite tests. */
export const targets: readonly ContractTarget<CloudName>[] = [lunanode, hostdime, gigenet, naver, ovh];

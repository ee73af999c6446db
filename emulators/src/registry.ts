import type { CloudEmulator, CloudName, CloudSettings } from "./core/cloud.ts";
import type { Choices } from "./core/switches.ts";
import { createGigeNet } from "./gigenet/cloud.ts";
import type { GigeNetCredentials } from "./gigenet/seeds.ts";
import {
  type GigeNetSwitches,
  type GigeNetSwitchPatch,
  switchChoices as gigeNetChoices,
  defaultSwitches as gigeNetSwitches,
} from "./gigenet/switches.ts";
import { createHostDime } from "./hostdime/cloud.ts";
import type { HostDimeCredentials } from "./hostdime/signature.ts";
import {
  type HostDimeSwitches,
  type HostDimeSwitchPatch,
  switchChoices as hostDimeChoices,
  defaultSwitches as hostDimeSwitches,
} from "./hostdime/switches.ts";
import { createLunaNode } from "./lunanode/cloud.ts";
import type { LunaNodeCredentials } from "./lunanode/signature.ts";
import {
  defaultSwitches,
  type LunaNodeSwitches,
  type LunaNodeSwitchPatch,
  switchChoices,
} from "./lunanode/switches.ts";
import { createNaver } from "./naver/cloud.ts";
import type { NaverCredentials } from "./naver/signature.ts";
import {
  type NaverSwitches,
  type NaverSwitchPatch,
  switchChoices as naverChoices,
  defaultSwitches as naverSwitches,
} from "./naver/switches.ts";
import { createOvh } from "./ovh/cloud.ts";
import type { OvhCredentials } from "./ovh/signature.ts";
import {
  type OvhSwitches,
  type OvhSwitchPatch,
  switchChoices as ovhChoices,
  defaultSwitches as ovhSwitches,
} from "./ovh/switches.ts";

interface Registration {
  readonly create: (settings: CloudSettings) => CloudEmulator;
  /** The default switches, from which `--switch` takes the types. */
  readonly switches: object;
  /** The words that a switch takes. */
  readonly choices: Choices;
}

/** The clouds that can be started. A new cloud adds an entry here and one to `CloudTypes`. */
export const registry: Readonly<Partial<Record<CloudName, Registration>>> = {
  lunanode: { create: createLunaNode, switches: defaultSwitches, choices: switchChoices },
  hostdime: { create: createHostDime, switches: hostDimeSwitches, choices: hostDimeChoices },
  gigenet: { create: createGigeNet, switches: gigeNetSwitches, choices: gigeNetChoices },
  naver: { create: createNaver, switches: naverSwitches, choices: naverChoices },
  ovh: { create: createOvh, switches: ovhSwitches, choices: ovhChoices },
};

/** What is specific to each cloud, for the types of options and handles. */
export interface CloudTypes {
  lunanode: { credentials: LunaNodeCredentials; switches: LunaNodeSwitches; patch: LunaNodeSwitchPatch };
  hostdime: { credentials: HostDimeCredentials; switches: HostDimeSwitches; patch: HostDimeSwitchPatch };
  gigenet: { credentials: GigeNetCredentials; switches: GigeNetSwitches; patch: GigeNetSwitchPatch };
  naver: { credentials: NaverCredentials; switches: NaverSwitches; patch: NaverSwitchPatch };
  ovh: { credentials: OvhCredentials; switches: OvhSwitches; patch: OvhSwitchPatch };
}

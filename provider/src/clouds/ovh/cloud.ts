import type { CloudDefinition } from "../../engine/cloud.ts";
import { type Ovh, open, settings, ways } from "./account.ts";
import { catalogues } from "./catalogues.ts";
import { charges } from "./charges.ts";
import { instance } from "./instance.ts";
import { ovhConf } from "./ovh-conf.ts";
import { sshKey } from "./ssh-key.ts";

export const ovh: CloudDefinition<Ovh> = {
  name: "ovh",
  title: "OVHcloud",
  description: "OVHcloud's Public Cloud, by the regional APIs of the vendor: Europe, Canada and the United States.",
  settings,
  ways,
  file: ovhConf,
  open,
  catalogues,
  resources: [instance, sshKey],
  lookups: { server: instance },
  charges,
};

import type { CloudDefinition } from "../../engine/cloud.ts";
import { type GigeNet, open, settings } from "./account.ts";
import { catalogues } from "./catalogues.ts";
import { charges } from "./charges.ts";
import { instance } from "./instance.ts";

export const gigenet: CloudDefinition<GigeNet> = {
  name: "gigenet",
  title: "GigeNET",
  description: "The GigeNET Cloud API, version 2: cloud instances near Chicago and in Los Angeles.",
  settings,
  open,
  catalogues,
  resources: [instance],
  lookups: { server: instance, region: "zone" },
  charges,
};

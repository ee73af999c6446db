import type { CloudDefinition } from "../../engine/definition/cloud.ts";
import { type GigeNet, openAccount, settings } from "./account.ts";
import { catalogs } from "./catalogs.ts";
import { charges } from "./charges.ts";
import { elasticIp } from "./elastic-ip.ts";
import { elasticIpAssociation } from "./elastic-ip-association.ts";
import { instance } from "./instance.ts";
import { keyPair } from "./key-pair.ts";
import { prices } from "./prices.ts";

export const gigenet: CloudDefinition<GigeNet> = {
  name: "gigenet",
  title: "GigeNET",
  description:
    "The GigeNET Cloud API, version 2: cloud instances near Chicago and in Los Angeles, elastic addresses and key pairs.",
  settings,
  openAccount,
  catalogs,
  resources: [instance, elasticIp, elasticIpAssociation, keyPair],
  lookups: { server: instance, region: "zone" },
  charges,
  prices,
  verification: async () => (await import("./assumptions.ts")).verification,
};

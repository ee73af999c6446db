import type { LunaNodeCredentials } from "./signature.ts";

/** Made-up keys of the right lengths: 16 and 128 characters (docs/api/lunanode.md §1.1, §1.6). */
export const defaultAccounts: readonly LunaNodeCredentials[] = [
  { apiId: "LNTESTAPIID00001", apiKey: "partial0".repeat(8) + "secret00".repeat(8) },
  { apiId: "LNTESTAPIID00002", apiKey: "another0".repeat(8) + "account0".repeat(8) },
];

export interface Plan {
  readonly id: string;
  readonly name: string;
  /** MB. */
  readonly ram: number;
  readonly vcpu: number;
  /** GB. */
  readonly storage: number;
  /** GB a month. */
  readonly bandwidth: number;
  /** USD an hour. */
  readonly price: string;
  readonly category: string;
}

type PlanSeed = readonly [
  id: number,
  name: string,
  ram: number,
  vcpu: number,
  storage: number,
  traffic: number,
  price: string,
];

/** IDs and names are from docs/api/lunanode.md §2.5; sizes and prices are plausible, not LunaNode's. */
const planSeeds: readonly PlanSeed[] = [
  [79, "s.half", 512, 1, 15, 500, "0.005"],
  [80, "s.1", 1024, 1, 20, 1000, "0.0075"],
  [81, "s.2", 2048, 2, 35, 2000, "0.015"],
  [82, "s.4", 4096, 4, 50, 3000, "0.03"],
  [83, "s.8", 8192, 8, 90, 4000, "0.06"],
  [84, "s.16", 16384, 8, 150, 5000, "0.12"],
  [85, "s.32", 32768, 12, 250, 6000, "0.24"],
  [86, "m.1", 1024, 1, 15, 1000, "0.006"],
  [87, "m.2", 2048, 1, 20, 1500, "0.0105"],
  [88, "m.4", 4096, 2, 35, 2000, "0.021"],
  [89, "m.8", 8192, 4, 60, 3000, "0.042"],
  [90, "m.16", 16384, 6, 100, 4000, "0.084"],
  [91, "m.32", 32768, 8, 180, 5000, "0.168"],
  [92, "m.64", 65536, 12, 320, 6000, "0.336"],
  [93, "c.1", 1024, 1, 20, 1000, "0.0125"],
  [94, "c.2", 2048, 2, 30, 2000, "0.025"],
  [95, "c.4", 4096, 4, 50, 3000, "0.05"],
  [96, "c.8", 8192, 8, 90, 4000, "0.1"],
  [97, "c.16", 16384, 16, 160, 5000, "0.2"],
];

/** The values are known from a typed client of 2022, which also has `General Purpose` and `SSD-Cached High-Memory`. */
const categories: Readonly<Record<string, string>> = {
  s: "SSD-Cached Standard",
  m: "Memory-Optimized",
  c: "Compute-Optimized",
};

export const plans: readonly Plan[] = planSeeds.map(([id, name, ram, vcpu, storage, bandwidth, price]) => ({
  ...{ id: String(id), name, ram, vcpu, storage, bandwidth, price },
  category: categories[name.charAt(0)] ?? "",
}));

/** Templates and ISOs that every account sees, with a different ID in each region (docs/api/lunanode.md §4.2). */
export const templateNames: readonly string[] = [
  "Ubuntu 24.04 64-bit (template)",
  "Ubuntu 22.04 64-bit (template)",
  "Debian 12 64-bit (template)",
  "Debian 13 64-bit (template)",
  "AlmaLinux 9 64-bit (template)",
  "Debian 12 netinst (ISO)",
];

/** Region IDs with their display names. */
export function regionNames(menu: "roubaix" | "france"): Readonly<Record<string, string>> {
  const third = menu === "france" ? { france: "France" } : { roubaix: "Roubaix, France" };
  return { toronto: "Toronto, Canada", montreal: "Montreal, Canada", ...third };
}

export const defaultRegion = "toronto";
export const defaultNetwork = { name: "Luna Node", subnet: "172.20.0.0/16", dns: "8.8.8.8" };

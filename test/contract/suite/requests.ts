import { readFileSync } from "node:fs";
import type { Costs } from "./many.ts";

/** How many objects of each resource the table of requests is about. */
export const MANY = 50;

export const requestsFile = new URL("../../fixtures/requests.json", import.meta.url);

/** What `make usage` has recorded for a cloud, by the token of the resource. */
export const requestsOf = (cloud: string): Readonly<Record<string, Costs>> =>
  JSON.parse(readFileSync(requestsFile, "utf8"))[cloud] ?? {};

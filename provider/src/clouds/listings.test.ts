import test from "ava";
import { cloudNames, loadCloud } from "./index.ts";

test("the catalogs that inputs name exist: without one, an input would never be checked", async (t) => {
  const named: string[] = [];
  for (const { catalogs, resources } of await Promise.all(cloudNames.map(loadCloud))) {
    for (const { token, inputs } of resources) {
      for (const [key, { catalog, listedIn = [] }] of Object.entries(inputs)) {
        for (const kind of [catalog ?? [], listedIn.map((listing) => listing.catalog)].flat()) {
          named.push(kind);
          t.truthy(catalogs[kind], `${token}.${key}: ${kind}`);
        }
      }
    }
  }
  t.true(named.includes("allRegions"));
});

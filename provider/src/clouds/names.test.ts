import test from "ava";
import fc from "fast-check";
import { generatedName } from "../engine/definition/names.ts";
import { cloudNames, loadCloud } from "./index.ts";

/** Names of Pulumi resources: arbitrary ones and typical ones. */
const logical = fc.oneof(fc.string(), fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z ._-]{0,80}$/));

for (const cloud of cloudNames) {
  test(`${cloud} accepts a generated name, whatever the resource is called`, async (t) => {
    const { resources } = await loadCloud(cloud);
    for (const { token, name, inputs } of resources) {
      if (name !== undefined && name.isGiven !== true) {
        fc.assert(
          fc.property(logical, (text) => {
            const generated = generatedName(name, `urn:pulumi:dev::shop::${token}::${text}`, "");
            return inputs[name.input]?.type.safeParse(generated).success === true;
          }),
          { numRuns: 300 },
        );
      }
    }
    t.pass();
  });
}

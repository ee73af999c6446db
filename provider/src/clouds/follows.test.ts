import test from "ava";
import { cloudNames, loadCloud } from "./index.ts";

/** Outputs that change independently of the program: no preview of an update can know them. */
const MOVING = ["status", "statusCode", "diskUsage"];

for (const cloud of cloudNames) {
  test(`every output of ${cloud} declares which changes in place may alter it`, async (t) => {
    const { resources } = await loadCloud(cloud);
    for (const { token, inputs, outputs } of resources) {
      const inPlace = Object.keys(inputs).filter((key) => {
        const change = inputs[key]?.change;
        return change === "update" || change === "trigger" || typeof change === "function";
      });
      if (inPlace.length === 0) {
        // Such an object is never updated in place: all its outputs stay known.
        continue;
      }
      const unsaid = Object.keys(outputs).filter((key) => outputs[key]?.dependsOn === undefined);
      t.deepEqual(
        unsaid.filter((key) => !MOVING.includes(key)),
        [],
        token,
      );
      const named = Object.values(outputs).flatMap(({ dependsOn = [] }) => dependsOn);
      t.deepEqual(
        named.filter((key) => !inPlace.includes(key)),
        [],
        `${token}: an input that is never changed in place alters nothing`,
      );
    }
    t.pass();
  });
}

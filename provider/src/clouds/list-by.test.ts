import test from "ava";
import { cloudNames, loadCloud } from "./index.ts";

/** A record in which every key is absent, and which records the keys that are read. */
const noting = (keys: Set<string>): Record<string, unknown> =>
  new Proxy({}, { get: (_target, key) => void keys.add(String(key)) });

for (const cloud of cloudNames) {
  test(`the inputs that say where something of ${cloud} is are those that its list is asked for by`, async (t) => {
    const { resources } = await loadCloud(cloud);
    for (const { token, scope, listBy = {} } of resources) {
      const read = new Set<string>();
      scope(noting(read), {});
      t.deepEqual([...read].sort(), Object.keys(listBy).sort(), token);
    }
  });

  test(`the default by which a list of ${cloud} is asked for is the input's own`, async (t) => {
    const { resources } = await loadCloud(cloud);
    for (const { token, inputs, listBy = {} } of resources) {
      const byDefault = Object.keys(listBy).filter((key) => listBy[key] === "default");
      t.deepEqual(
        byDefault.filter((key) => inputs[key]?.default === undefined),
        [],
        token,
      );
    }
  });
}

import test from "ava";
import { cloudNames, loadCloud } from "./index.ts";

/** A record in which every key is absent, and which records the keys that are read. */
const noting = (keys: Set<string>): Record<string, unknown> =>
  new Proxy({}, { get: (_target, key) => void keys.add(String(key)) });

for (const cloud of cloudNames) {
  test(`the inputs that locate an object of ${cloud} are the parameters of its list`, async (t) => {
    const { resources } = await loadCloud(cloud);
    for (const { token, scope, listBy = {} } of resources) {
      const read = new Set<string>();
      scope(noting(read), {});
      t.deepEqual([...read].sort(), Object.keys(listBy).sort(), token);
    }
  });

  test(`the default for a list of ${cloud} is the input's own`, async (t) => {
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

import { FAILSAFE_SCHEMA, load, Type } from "js-yaml";
import { DecodeError, parseGuarded, type Tree, toTree } from "./tree.ts";

/** The failsafe schema knows text, lists and maps only, so `no`, `010` and dates stay text; null is all that it lacks. */
const schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    new Type("tag:yaml.org,2002:null", {
      kind: "scalar",
      resolve: (text: unknown) =>
        text === null || text === "" || (typeof text === "string" && /^(?:~|null|Null|NULL)$/.test(text)),
      construct: () => null,
    }),
  ],
});

/** Decodes one YAML document. Throws `DecodeError`, also for anchors, aliases, custom tags, double keys and several documents. */
export function decodeYaml(text: string): Tree {
  return parseGuarded("YAML", text, (checked) => {
    const value = load(checked, {
      schema,
      listener: (_event, state) => {
        // A handful of aliases of aliases expands to gigabytes. Without an anchor js-yaml refuses every alias.
        if ("anchor" in state && state.anchor !== null) throw new DecodeError("has a YAML anchor");
      },
    });
    return toTree(value === undefined ? null : value);
  });
}

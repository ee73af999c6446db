import { FAILSAFE_SCHEMA, load, Type } from "js-yaml";
import { DecodeError, parseGuarded, type Tree, toTree } from "./tree.ts";

/** The failsafe schema knows only text, lists and maps, so `no`, `010` and dates stay text. Only null has to be added. */
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

/**
 * Decodes one YAML document. Throws `DecodeError`, also for anchors, aliases, custom tags, duplicate keys and several
 * documents.
 */
export function decodeYaml(text: string): Tree {
  return parseGuarded("YAML", text, (checked) => {
    const value = load(checked, {
      schema,
      listener: (_event, state) => {
        // A few nested aliases can expand to gigabytes. Without an anchor, js-yaml rejects every alias.
        if ("anchor" in state && state.anchor !== null) throw new DecodeError("has a YAML anchor");
      },
    });
    return toTree(value === undefined ? null : value);
  });
}

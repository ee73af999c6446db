import { decodeJson } from "./json.ts";
import type { Tree } from "./tree.ts";
import { decodeXml } from "./xml.ts";
import { decodeYaml } from "./yaml.ts";

/** One decoder per format, from the text of a body to its tree. Each throws `DecodeError`. */
export const decoders: Readonly<Record<"json" | "xml" | "yaml", (text: string) => Tree>> = {
  json: decodeJson,
  xml: decodeXml,
  yaml: decodeYaml,
};

import type { ConfigFile, Settings } from "../../engine/cloud.ts";
import { DEFAULT_ENDPOINT } from "./endpoint.ts";

/** The keys of the vendor's own file, and one of ours, as it has none for the project. */
const KEYS: Readonly<Record<string, string>> = {
  application_key: "applicationKey",
  application_secret: "applicationSecret",
  consumer_key: "consumerKey",
  client_id: "clientId",
  client_secret: "clientSecret",
  access_token: "accessToken",
  project: "project",
};

/** `ovh.conf` as the vendor's clients read it: `[default]` names the endpoint, and `[<endpoint>]` has its keys (§1.6). */
export const ovhConf: ConfigFile = {
  paths: ["./ovh.conf", "~/.ovh.conf", "/etc/ovh.conf"],
  parse: (text, known) => {
    const sections = sectionsOf(text);
    const own = sections.get("default")?.get("endpoint");
    const values = sections.get(known("endpoint") ?? own ?? DEFAULT_ENDPOINT) ?? new Map<string, string>();
    const settings = [...values].flatMap(([key, value]) => {
      const setting = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
      return setting === undefined ? [] : [[setting, value] as const];
    });
    const endpoint: Settings = own === undefined ? {} : { endpoint: own };
    return { ...endpoint, ...Object.fromEntries(settings) };
  },
};

/**
 * An INI file. Section names are taken whole, as that of a custom endpoint is a URL: the usual parsers cut them at
 * their dots.
 */
function sectionsOf(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const [, name] = /^\s*\[(.*)\]\s*$/.exec(line) ?? [];
    const [, key, value] = /^\s*([^\s#;=:][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) {
      section = sections.get(name.trim()) ?? new Map<string, string>();
      sections.set(name.trim(), section);
    } else if (key !== undefined && value !== undefined) {
      section?.set(key, value.replace(/\s+[#;].*$/, "").replace(/^(["'])(.*)\1$/, "$2"));
    }
  }
  return sections;
}

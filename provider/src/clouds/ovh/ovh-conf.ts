import type { ConfigFile, Settings } from "../../engine/definition/cloud.ts";
import { sectionsOf } from "../../engine/definition/ini.ts";
import { DEFAULT_ENDPOINT } from "./endpoint.ts";

/** The keys of the vendor's file, and one of ours for the project, which the file does not have. */
const KEYS: Readonly<Record<string, string>> = {
  application_key: "applicationKey",
  application_secret: "applicationSecret",
  consumer_key: "consumerKey",
  client_id: "clientId",
  client_secret: "clientSecret",
  access_token: "accessToken",
  project: "project",
};

/**
 * `ovh.conf` as the vendor's clients read it: `[default]` names the endpoint, and `[<endpoint>]` has its keys (§1.6).
 * Several files are merged; the nearest takes precedence.
 */
export const ovhConf: ConfigFile = {
  paths: ["./ovh.conf", "~/.ovh.conf", "/etc/ovh.conf"],
  parse: (texts, { known }) => {
    const sections = sectionsOf(...texts);
    const own = sections.get("default")?.get("endpoint");
    const section = known("endpoint") ?? own ?? DEFAULT_ENDPOINT;
    const settings = [...(sections.get(section) ?? [])].flatMap(([key, value]) => {
      const setting = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
      return setting === undefined ? [] : [[setting, value] as const];
    });
    const endpoint: Settings = own === undefined ? {} : { endpoint: own };
    const others = [...sections.keys()].filter((name) => !["", "default", section].includes(name));
    return {
      settings: { ...endpoint, ...Object.fromEntries(settings) },
      section: `[${section}]`,
      ...(settings.length === 0 && others.length > 0 ? { problem: validateSection(section, others) } : {}),
    };
  },
};

const validateSection = (section: string, others: readonly string[]): string =>
  `ovh.conf has no [${section}]; it has ${others.map((name) => `[${name}]`).join(", ")}. Choose one with endpoint, in its [default] or with OVH_ENDPOINT.`;

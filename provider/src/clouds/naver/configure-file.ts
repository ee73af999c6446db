import type { ConfigFile } from "../../engine/definition/cloud.ts";
import { sectionsOf } from "../../engine/definition/ini.ts";

const KEYS: Readonly<Record<string, string>> = {
  ncloud_access_key_id: "accessKey",
  ncloud_secret_access_key: "secretKey",
  ncloud_api_url: "endpoint",
};

const DEFAULT = "DEFAULT";

/**
 * The file in which the vendor's own tools keep credentials, one section for each account. `NCLOUD_PROFILE` selects a
 * section; the default is `[DEFAULT]`, or the lines before any section.
 * @see
 * https://github.com/NaverCloudPlatform/ncp-iam-authenticator#set-ncp-iam-authenticator-api-authentication-key-value
 */
export const configureFile: ConfigFile = {
  paths: ["~/.ncloud/configure"],
  whole: true,
  parse: (texts, { env }) => {
    const sections = sectionsOf(...texts);
    const profile = env.NCLOUD_PROFILE?.trim() || DEFAULT;
    const free = profile === DEFAULT ? [...(sections.get("") ?? [])] : [];
    const settings = [...free, ...(sections.get(profile) ?? [])].flatMap(([key, value]) => {
      const setting = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
      return setting === undefined ? [] : [[setting, value] as const];
    });
    const others = [...sections.keys()].filter((name) => name !== "" && name !== profile);
    return {
      settings: Object.fromEntries(settings),
      section: `[${profile}]`,
      ...(settings.length === 0 && (others.length > 0 || profile !== DEFAULT)
        ? { problem: validateProfile(profile, others, texts.length > 0) }
        : {}),
    };
  },
};

function validateProfile(profile: string, others: readonly string[], isThere: boolean): string {
  if (!isThere) {
    return `NCLOUD_PROFILE is "${profile}", but there is no ~/.ncloud/configure.`;
  }
  const list = others.map((name) => `[${name}]`).join(", ");
  return `~/.ncloud/configure has no credentials in [${profile}]${list === "" ? "" : `; it has ${list}. Choose one with the environment variable NCLOUD_PROFILE`}.`;
}

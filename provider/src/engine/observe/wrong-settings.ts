import type { CloudDefinition, Settings } from "../definition/cloud.ts";
import { quoted } from "../definition/secrecy.ts";
import { withArticle } from "../definition/words.ts";
import type { Catalogs } from "./catalogs.ts";

/** Settings, such as a region, whose value does not exist in the account. Values that cannot be looked up are not reported. */
export async function wrongSettings(
  cloud: Pick<CloudDefinition, "name" | "settings">,
  settings: Settings,
  catalogs: Catalogs<unknown>,
): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(cloud.settings).map(async ([key, { catalog, env }]) => {
      const value = settings[key];
      if (catalog === undefined || value === undefined || !(await isMissing(catalogs, catalog, value))) {
        return undefined;
      }
      const names = (await catalogs.list(catalog, "")).map(({ name }) => name).join(", ");
      const command = `pulumi config set --path 'indiecloud:${cloud.name}.${key}' <value>`;
      const where = env[0] === undefined ? command : `${command} or the environment variable ${env[0]}`;
      return `${key} is ${quoted(value)}, which is not ${withArticle(catalogs.noun(catalog))} of this account. Choose from ${names}. Set it with ${where}.`;
    }),
  );
  return found.filter((text) => text !== undefined);
}

async function isMissing(catalogs: Catalogs<unknown>, catalog: string, value: string): Promise<boolean> {
  try {
    return (await catalogs.resolve(catalog, "", value)).is === "missing";
  } catch {
    return false;
  }
}

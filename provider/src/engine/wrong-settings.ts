import type { Catalogues } from "./catalogue.ts";
import type { CloudDefinition, Settings } from "./cloud.ts";
import { quoted } from "./secrecy.ts";

/** Settings, such as a region, whose value the account does not have. What cannot be looked up is not said to be wrong. */
export async function wrongSettings(
  cloud: Pick<CloudDefinition, "name" | "settings">,
  settings: Settings,
  catalogues: Catalogues<unknown>,
): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(cloud.settings).map(async ([key, { catalog, env }]) => {
      const value = settings[key];
      if (catalog === undefined || value === undefined || !(await isMissing(catalogues, catalog, value))) {
        return undefined;
      }
      const names = (await catalogues.list(catalog, "")).map(({ name }) => name).join(", ");
      const command = `pulumi config set --path 'indiecloud:${cloud.name}.${key}' <value>`;
      const where = env[0] === undefined ? command : `${command} or the environment variable ${env[0]}`;
      return `${key} is ${quoted(value)}, which is not a ${catalogues.noun(catalog)} of this account; there are ${names}. Correct it with ${where}.`;
    }),
  );
  return found.filter((text) => text !== undefined);
}

async function isMissing(catalogues: Catalogues<unknown>, catalog: string, value: string): Promise<boolean> {
  try {
    return (await catalogues.resolve(catalog, "", value)).is === "missing";
  } catch {
    return false;
  }
}

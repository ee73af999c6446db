import { homedir } from "node:os";
import { join } from "node:path";

type Env = Readonly<Record<string, string | undefined>>;

const cacheFolder = ({ XDG_CACHE_HOME, LOCALAPPDATA }: Env): string =>
  join(XDG_CACHE_HOME ?? LOCALAPPDATA ?? join(homedir(), ".cache"), "indiecloud");

/** The directory, in the user's cache, where providers record which Pulumi CLI they work for. */
export const recordsFolder = (env: Env): string => join(cacheFolder(env), "runs");

/** The directory, in the user's cache, with the request rates that the clouds accepted for accounts. */
export const ratesFolder = (env: Env): string => join(cacheFolder(env), "rates");

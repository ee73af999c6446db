import { homedir } from "node:os";
import { join } from "node:path";

/** Where providers note for which Pulumi they work, in the user's cache folder. */
export const recordsFolder = ({ XDG_CACHE_HOME, LOCALAPPDATA }: Readonly<Record<string, string | undefined>>): string =>
  join(XDG_CACHE_HOME ?? LOCALAPPDATA ?? join(homedir(), ".cache"), "indiecloud", "runs");

import { homedir } from "node:os";
import { join } from "node:path";

/** The directory, in the user's cache, where providers record which Pulumi CLI they work for. */
export const recordsFolder = ({ XDG_CACHE_HOME, LOCALAPPDATA }: Readonly<Record<string, string | undefined>>): string =>
  join(XDG_CACHE_HOME ?? LOCALAPPDATA ?? join(homedir(), ".cache"), "indiecloud", "runs");

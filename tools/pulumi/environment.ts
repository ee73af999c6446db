import { mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pulumiBin } from "./get.mjs";

/** What the CLI needs to run from `folder` alone: a local backend, its own home, no network and no prompts. */
export async function offlineEnvironment(folder: string): Promise<Record<string, string>> {
  await mkdir(join(folder, "state"), { recursive: true });
  return {
    PATH: `${await pulumiBin()}${delimiter}${process.env.PATH ?? ""}`,
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "offline",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

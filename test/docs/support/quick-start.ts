import { mkdir } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { offlineEnvironment } from "../../../tools/pulumi/environment.ts";
import { run } from "../../e2e/support/run-command.ts";
import { blocksOf, type Page } from "./blocks.ts";

/** How a page is read: by somebody who has only `dist/`, or who takes the packages from a registry. */
export interface Reading {
  dist?: boolean;
}

/** The shell blocks below a second-level heading, as one script. */
export function scriptOf({ path, text }: Page, heading: string, { dist = false }: Reading = {}): string {
  const section = text.split(/^(?=## )/m).find((part) => part.startsWith(`## ${heading}`));
  if (section === undefined) {
    throw new Error(`${path} has no section "${heading}"`);
  }
  const shell = blocksOf({ path, text: section }).filter(({ language }) => language === "sh");
  return shell.reduce((script, { text: block, where, notes: { instead } }) => {
    if (instead === undefined) return script + block;
    const lines = script.split("\n");
    const replaced = lines.map((line) => (line.startsWith(instead) ? block.trim() : line)).join("\n");
    if (replaced === script) {
      throw new Error(`${where}: no command before it begins with "${instead}"`);
    }
    return dist ? replaced : script;
  }, "");
}

export interface Typist {
  /** A new folder. Commands are typed in `fresh` in it, which is empty. */
  folder: string;
  lunanode: { endpoint: string; credentials: { apiId: string; apiKey: string } };
  /** The folder that an ellipsis and `/dist` stand for. */
  dist?: string;
  env?: NodeJS.ProcessEnv;
}

/** Types a script of a page, with what its reader fills in. */
export async function type(script: string, { folder, lunanode, dist = "…/dist", env = {} }: Typist) {
  const { apiId, apiKey } = lunanode.credentials;
  const filled = script
    .replaceAll(/(apiId'|LUNANODE_API_ID=)( ?)…/g, `$1$2${apiId}`)
    .replaceAll(/(apiKey'|LUNANODE_API_KEY=)( ?)…/g, `$1$2${apiKey}`)
    .replaceAll("…/dist", dist);
  if (filled.includes("…")) {
    throw new Error(`Something is left to fill in:\n${filled}`);
  }
  const [home, fresh] = [join(folder, "home"), join(folder, "fresh")];
  await Promise.all([home, fresh].map((each) => mkdir(each)));
  // The page itself sets where Pulumi keeps its state.
  const { PULUMI_BACKEND_URL: _, ...offline } = await offlineEnvironment(folder);
  return run("bash", ["-e", "-c", filled], {
    cwd: fresh,
    env: {
      ...offline,
      HOME: home,
      TMPDIR: tmpdir(),
      LUNANODE_ENDPOINT: lunanode.endpoint,
      // Nobody is there to confirm.
      PULUMI_SKIP_CONFIRMATIONS: "true",
      ...env,
    },
  });
}

/** npm with the user's own registry and cache, whatever HOME is. */
export const npmOfUser = (): Record<string, string> => ({
  npm_config_userconfig: process.env.npm_config_userconfig ?? join(homedir(), ".npmrc"),
  npm_config_cache: process.env.npm_config_cache ?? join(homedir(), ".npm"),
  npm_config_prefer_offline: "true",
});

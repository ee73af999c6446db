import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pulumiBin } from "../../../tools/pulumi/get.mjs";
import { KEY_URL } from "./key-service.ts";
import { run } from "./run-command.ts";

/*
 * New stacks without `pulumi stack init`: the CLI makes one, which is copied for all others.
 */

/** Where empty stacks are cached, by version of the CLI and kind of secrets. */
const EMPTY_STACKS = fileURLToPath(new URL("../../../build/stacks", import.meta.url));

/** How a stack's secrets are encrypted: with a key derived from a passphrase, or one that `startKeyService` decrypts. */
export type Secrets = "passphrase" | "key service";

const PROVIDERS: Readonly<Record<Secrets, string>> = { passphrase: "passphrase", "key service": KEY_URL };

/** A new stack of the program in a folder. */
interface NewStack {
  cwd: string;
  project: string;
  stack: string;
}

/** What `pulumi stack init` does. `env`: as for the CLI, with its own local backend. */
export async function initialize(
  { cwd, project, stack }: NewStack,
  env: Readonly<Record<string, string>>,
  secrets: Secrets = "key service",
): Promise<void> {
  const version = basename(dirname(await realpath(join(await pulumiBin(), "pulumi"))));
  const made = join(EMPTY_STACKS, `${version}-${secrets.replace(" ", "-")}`);
  if (!existsSync(made)) {
    await makeEmptyStack(made, PROVIDERS[secrets], env);
  }
  const text = (name: string) => readFile(join(made, name), "utf8");
  const checkpoint = await text("state/.pulumi/stacks/e2e/dev.json");
  const [state, home] = [fileURLToPath(env.PULUMI_BACKEND_URL ?? ""), env.PULUMI_HOME ?? ""];
  const hash = createHash("sha1")
    .update(join(await realpath(cwd), "Pulumi.yaml"))
    .digest("hex");
  const files = {
    [join(cwd, `Pulumi.${stack}.yaml`)]: await text("Pulumi.dev.yaml"),
    [join(state, ".pulumi/meta.yaml")]: await text("state/.pulumi/meta.yaml"),
    [join(state, ".pulumi/stacks", project, `${stack}.json`)]: checkpoint.replaceAll(
      '"organization/e2e/dev"',
      `"organization/${project}/${stack}"`,
    ),
    // Which stack is selected.
    [join(home, "workspaces", `${project}-${hash}-workspace.json`)]: `{ "stack": "organization/${project}/${stack}" }`,
  };
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** What the CLI writes for a new stack. Several test files may create it at the same time: the first one wins. */
async function makeEmptyStack(to: string, provider: string, env: NodeJS.ProcessEnv): Promise<void> {
  await mkdir(EMPTY_STACKS, { recursive: true });
  const folder = await mkdtemp(join(EMPTY_STACKS, "making-"));
  await mkdir(join(folder, "state"));
  await writeFile(join(folder, "Pulumi.yaml"), "name: e2e\nruntime: nodejs\n");
  const own = { PULUMI_BACKEND_URL: `file://${join(folder, "state")}`, PULUMI_HOME: join(folder, "home") };
  const init = ["stack", "init", "dev", "--secrets-provider", provider, "--non-interactive"];
  const { code, screen } = await run("pulumi", init, { cwd: folder, env: { ...env, ...own } });
  if (code !== 0) {
    throw new Error(screen);
  }
  await rename(folder, to).catch(() => rm(folder, { recursive: true }));
}

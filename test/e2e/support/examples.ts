import { appendFile, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExecutionContext } from "ava";
import { initialize } from "./empty-stack.ts";
import { run } from "./run-command.ts";
import { type Adapter, openTestStack, PLUGIN } from "./stack.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** An example as a user would copy it: in its own folder, with the packages installed. */
export async function copyOf(t: ExecutionContext, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `indiecloud-${name}-`));
  t.teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  await cp(join(root, "examples", name), folder, { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  return folder;
}

/** Makes a copy of an example use the plugin: its import lines are the only difference in the program. */
async function throughPlugin(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(".ts"))) {
    const path = join(folder, name);
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replaceAll('"@indiecloud/pulumi"', '"@indiecloud/pulumi/plugin"'));
  }
  await appendFile(join(folder, "Pulumi.yaml"), `plugins: { providers: [{ name: indiecloud, path: ${PLUGIN} }] }\n`);
}

/** A copy of an example, its new stack, and a function that runs the CLI in it, which must succeed. */
export async function openExample(
  t: ExecutionContext,
  name: string,
  {
    stackName = "example",
    through = "dynamic",
    ...options
  }: Parameters<typeof openTestStack>[1] & { stackName?: string; through?: Adapter } = {},
) {
  const { stack, ids, emulators } = await openTestStack(t, { timeScale: 200, ...options });
  const cwd = await copyOf(t, name);
  if (through === "plugin") await throughPlugin(cwd);
  const [, project = ""] = /^name: (.*)$/m.exec(await readFile(join(cwd, "Pulumi.yaml"), "utf8")) ?? [];
  await initialize({ cwd, project, stack: stackName }, stack.env, options.secrets);
  const pulumi = async (...args: string[]): Promise<string> => {
    const { code, screen } = await run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
    t.is(code, 0, screen);
    return screen;
  };
  return {
    cwd,
    stack,
    env: stack.env,
    emulators,
    ids,
    pulumi,
    up: (...more: string[]) => pulumi("up", "--yes", "--skip-preview", ...more),
    destroy: () => pulumi("destroy", "--yes", "--skip-preview"),
    /** The state as it is stored. */
    state: () => readFile(join(stack.folder, `state/.pulumi/stacks/${project}/${stackName}.json`), "utf8"),
  };
}

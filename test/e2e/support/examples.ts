import { spawn } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExecutionContext } from "ava";
import { openTestStack } from "./stack.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs a command to its end. */
export function run(command: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
  return new Promise<{ code: number | null; screen: string }>((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let screen = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        screen += String(chunk);
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, screen }));
  });
}

/** An example as a user would copy it: in its own folder, with the packages installed. */
export async function copyOf(t: ExecutionContext, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `indiecloud-${name}-`));
  t.teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  await cp(join(root, "examples", name), folder, { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  return folder;
}

/** A copy of an example, its stack, and a function that runs the CLI in it, which must succeed. */
export async function openExample(
  t: ExecutionContext,
  name: string,
  options: Parameters<typeof openTestStack>[1] = {},
) {
  const { stack, ids, emulators } = await openTestStack(t, { timeScale: 200, ...options });
  const cwd = await copyOf(t, name);
  const pulumi = async (...args: string[]): Promise<string> => {
    const { code, screen } = await run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
    t.is(code, 0, screen);
    return screen;
  };
  await pulumi("stack", "init", "example");
  return {
    cwd,
    env: stack.env,
    emulators,
    ids,
    pulumi,
    up: (...more: string[]) => pulumi("up", "--yes", "--skip-preview", ...more),
    destroy: () => pulumi("destroy", "--yes", "--skip-preview"),
  };
}

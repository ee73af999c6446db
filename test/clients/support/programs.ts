import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import type { Emulators } from "../../../emulators/src/index.ts";
import { testsThatNeed } from "../../support/needs.ts";

/** Runs a client program to its end and returns the JSON document that it prints. */
export type Run = (program: string, emulators: Emulators, given: object) => Promise<unknown>;
type Implementation = (t: ExecutionContext, run: Run) => Promise<void>;

/**
 * Declares tests of programs in another language.
 * @param what The language's clients, for the reason of a skipped test.
 * @param prepare Builds or installs what the programs need; returns the command that starts one of them.
 */
export async function programTests(
  what: string,
  prepare: () => Promise<(program: string) => readonly [string, ...string[]]>,
): Promise<(title: string, implementation: Implementation) => void> {
  const test = await testsThatNeed(what, prepare);
  return (title, implementation) => test(title, (t, command) => implementation(t, runner(t, command)));
}

function runner(t: ExecutionContext, command: (program: string) => readonly [string, ...string[]]): Run {
  return async (program, emulators, given) => {
    const home = await mkdtemp(join(tmpdir(), "indiecloud-home-"));
    t.teardown(() => rm(home, { recursive: true, force: true }));
    const [executable, ...args] = command(program);
    const child = spawn(executable, args, {
      // Nothing from this user's environment: no credentials, no client settings, no proxy between it and the emulator.
      env: {
        ...{ PATH: process.env.PATH, SYSTEMROOT: process.env.SYSTEMROOT },
        ...{ HOME: home, USERPROFILE: home, NO_PROXY: "*", PYTHONUTF8: "1", PYTHONDONTWRITEBYTECODE: "1" },
      },
    });
    t.teardown(() => child.kill());
    child.stdin.end(JSON.stringify({ admin: emulators.admin, ...given }));
    const [printed, complaints, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise((settle, reject) => child.on("error", reject).on("close", settle)),
    ]);
    if (code !== 0) throw new Error(`${program} exited with ${code}:\n${complaints}`);
    return JSON.parse(printed);
  };
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let whole = "";
  for await (const chunk of stream.setEncoding("utf8")) whole += chunk;
  return whole;
}

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExecutionContext } from "ava";
import type { Emulators } from "../../../emulators/src/index.ts";
import { testsThatNeed } from "../../support/needs.ts";
import { virtualEnvironment } from "../../support/python.ts";

const programs = fileURLToPath(new URL("../python", import.meta.url));

/** Runs a program of `../python` to its end: gives the document that it prints. */
export type Run = (program: string, emulators: Emulators, given: object) => Promise<unknown>;
type Implementation = (t: ExecutionContext, run: Run) => Promise<void>;

/** Declares tests that need Python and the packages of `../python/requirements.txt`. */
export async function pythonTests(): Promise<(title: string, implementation: Implementation) => void> {
  const test = await testsThatNeed("Python clients", () =>
    virtualEnvironment("clients", join(programs, "requirements.txt")),
  );
  return (title, implementation) => test(title, (t, { python }) => implementation(t, runner(t, python)));
}

function runner(t: ExecutionContext, python: string): Run {
  return async (program, emulators, given) => {
    const home = await mkdtemp(join(tmpdir(), "indiecloud-home-"));
    t.teardown(() => rm(home, { recursive: true, force: true }));
    const child = spawn(python, [join(programs, program)], {
      // Nothing of this user's: no credentials, no settings of a client, no proxy between it and the emulator.
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
    if (code !== 0) throw new Error(`${program} ended with ${code}:\n${complaints}`);
    return JSON.parse(printed);
  };
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let whole = "";
  for await (const chunk of stream.setEncoding("utf8")) whole += chunk;
  return whole;
}

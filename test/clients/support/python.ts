import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { virtualEnvironment } from "../../support/python.ts";
import { programTests } from "./programs.ts";

const programs = fileURLToPath(new URL("../python", import.meta.url));

/** Declares tests that need Python and the packages of `../python/requirements.txt`. */
export const pythonTests = () =>
  programTests("Python clients", async () => {
    const { python } = await virtualEnvironment("clients", join(programs, "requirements.txt"));
    return (program) => [python, join(programs, program)];
  });

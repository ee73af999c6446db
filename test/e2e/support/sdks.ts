import { execFile } from "node:child_process";
import { mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { makeSdk, type SdkLanguage } from "../../../tools/sdks/make.ts";
import { virtualEnvironment } from "../../support/python.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const execute = promisify(execFile);

/**
 * Generates SDKs, each in a folder named after its language, next to a node_modules in which the Node.js SDK finds its
 * dependencies.
 */
export async function makeSdks(
  languages: readonly SdkLanguage[],
  schema: string = join(root, "schema.json"),
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-sdks-"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  await Promise.all(languages.map((language) => makeSdk(language, schema, join(folder, language))));
  return folder;
}

export interface PythonEnvironment {
  python: string;
  /** The variables that make a program use the virtual environment and what `install` adds to it. */
  variables(packages: string): Record<string, string>;
  /** Installs the package in a folder into another folder, so that the cached environment does not change. */
  install(from: string, packages: string): Promise<void>;
}

/** A Python with everything that the SDK needs. */
export async function pythonForSdk(): Promise<PythonEnvironment> {
  const requirements = fileURLToPath(new URL("../python/requirements.txt", import.meta.url));
  const { folder, python } = await virtualEnvironment("python", requirements);
  return {
    python,
    variables: (packages) => ({
      PATH: `${dirname(python)}${delimiter}${process.env.PATH ?? ""}`,
      VIRTUAL_ENV: folder,
      PYTHONPATH: packages,
      PYTHONDONTWRITEBYTECODE: "1",
    }),
    async install(from, packages) {
      const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
      // `compileall` compiles it, and fails if it gives a warning.
      const offline = ["--no-index", "--no-deps", "--no-build-isolation", "--no-compile"];
      await execute(python, [...pip, ...offline, "--target", packages, from]);
    },
  };
}

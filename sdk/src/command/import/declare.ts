import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, extname, join, resolve } from "node:path";
import type { Adapter } from "../../shape.js";
import { pulumi } from "../pulumi.js";
import { addYaml, codeOf, configKey, type Declaration, type DeclaringFunction, identifier, needsOf } from "./code.js";
import type { Program } from "./program.js";
import type { Item } from "./run.js";

const EXTENSIONS: Readonly<Record<string, string>> = {
  yaml: ".yaml",
  python: ".py",
  go: ".go",
  dotnet: ".cs",
  java: ".java",
};

export const declarationOf = ({ resource, object, name }: Item): Declaration => ({
  token: resource.token,
  name,
  inputs: object.inputs,
  references: object.references,
  lacks: object.lacks,
  secrets: object.secrets.filter((key) => object.inputs[key] !== undefined),
});

/**
 * Adds declarations to a file next to the program's entry. Returns the file's path, and the name of the function that the
 * program must call if they use an explicit provider.
 */
export async function declare(
  program: Pick<Program, "entry" | "modules">,
  name: string,
  adapter: Adapter,
  declarations: readonly Declaration[],
  provider?: string,
): Promise<{ file: string; call?: string }> {
  const extension = extname(program.entry);
  const file = resolve(dirname(program.entry), extname(name) === "" ? `${name}${extension}` : name);
  const style = {
    from: adapter === "dynamic" ? "@indiecloud/pulumi" : "@indiecloud/pulumi/plugin",
    modules: program.modules,
  };
  const text = await textOf(file);
  const needs = needsOf(style, declarations).filter((line) => !text.split("\n").includes(line));
  const within = provider === undefined ? undefined : await functionFor(provider, declarations, program.entry, file);
  const parts = [text.trimEnd(), needs.join("\n"), codeOf(declarations, program.modules, within)];
  await writeFile(file, parts.filter((part) => part !== "").join("\n\n"));
  return { file, ...(within === undefined ? {} : { call: within.name }) };
}

/** The text of a file; empty if there is none. */
const textOf = async (file: string): Promise<string> => (existsSync(file) ? await readFile(file, "utf8") : "");

/** `declareLunanodeEu`, or with a number if the file or the program has such a name. */
async function functionFor(
  provider: string,
  declarations: readonly Declaration[],
  entry: string,
  file: string,
): Promise<DeclaringFunction> {
  const texts = await Promise.all([entry, file].map(textOf));
  const taken = new Set(texts.join("\n").match(/[\w$]+/g));
  const cloud = declarations[0]?.token.split(":")[0] ?? "";
  return { name: identifier(`declare-${cloud}-${provider}`, taken), provider, isTyped: /\.[cm]?ts$/.test(file) };
}

/**
 * Adds code in YAML, or what Pulumi generated for another language, to a file next to the program, for the user to add. Returns
 * the file's path. Pulumi writes secrets as plain text, so only the owner can read the file.
 */
export async function writeDeclarations(folder: string, name: string, runtime: string, code: string): Promise<string> {
  const file = join(folder, extname(name) === "" ? `${name}${EXTENSIONS[runtime] ?? ".txt"}` : name);
  const before = await textOf(file);
  await writeFile(file, runtime === "yaml" ? addYaml(before, code) : before + code, { mode: 0o600 });
  return file;
}

/** Sets the configuration values that the declarations read. The values pass through no command line and no file. */
export async function setSecrets(declarations: readonly Declaration[], stack: string, cwd: string): Promise<void> {
  for (const declaration of declarations) {
    for (const key of declaration.secrets) {
      const value = declaration.inputs[key];
      const text = typeof value === "string" ? value : JSON.stringify(value);
      // Pulumi strips the final line break.
      await pulumi(["config", "set", "--secret", "--stack", stack, configKey(declaration, key)], {
        cwd,
        stdin: `${text}\n`,
      });
    }
  }
}

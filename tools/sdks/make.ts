import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { goTool } from "../go-tool.ts";
import { pulumiBin } from "../pulumi/get.mjs";
import { compileJava, missingJava } from "./java.ts";

/**
 * Generates the SDKs for the languages that use the plugin. README.md in this folder lists the generators.
 *     npx tsx tools/sdks/make.ts [language…]      into build/sdks/<language>
 */
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const run = promisify(execFile);

export const SDK_LANGUAGES = ["nodejs", "python", "go", "dotnet", "java"] as const;
export type SdkLanguage = (typeof SDK_LANGUAGES)[number];

/**
 * Generates one language's SDK from a schema, replacing the content of the folder.
 * @throws The generator's output if it failed or printed a warning.
 */
export async function makeSdk(language: SdkLanguage, schema: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(join(dirname(folder), ".making-"));
  try {
    const created = join(staging, language);
    const reported =
      (await byLanguageHost(language, schema, staging)) ?? (await byGenerator(language, schema, created));
    if (/\bwarn(ing)?\b/i.test(reported))
      throw new Error(`Generating the SDK for ${language} printed a warning:\n${reported}`);
    // Where its pyproject.toml expects it: the generator leaves it in the package.
    if (language === "python") await copyFile(join(created, "pulumi_indiecloud/README.md"), join(created, "README.md"));
    // The generator's output names the release that it was written for, and has no go.sum.
    if (language === "go") await cp(join(here, "go"), created, { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await rename(created, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Languages whose SDK the CLI has said that it cannot generate: asking takes it half a second. */
const withoutHost = new Set<SdkLanguage>();

/** The output of `pulumi package gen-sdk`; undefined if the CLI has no host that can generate this language's SDK. */
async function byLanguageHost(language: SdkLanguage, schema: string, folder: string): Promise<string | undefined> {
  if (withoutHost.has(language)) return undefined;
  const pulumi = join(await pulumiBin(), "pulumi");
  const args = ["package", "gen-sdk", resolve(schema), "--language", language, "--out", folder];
  try {
    const { stdout, stderr } = await run(pulumi, [...args, "--non-interactive", "--color", "never"], {
      env: {
        ...process.env,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      },
    });
    return stdout + stderr;
  } catch (error) {
    if (/GeneratePackage not implemented|no language plugin/.test(String(error))) {
      await rm(join(folder, language), { recursive: true, force: true });
      withoutHost.add(language);
      return undefined;
    }
    throw error;
  }
}

async function byGenerator(language: SdkLanguage, schema: string, folder: string): Promise<string> {
  const { stdout, stderr } = await run(await generator(), [language, resolve(schema), folder]);
  return stdout + stderr;
}

let built: Promise<string> | undefined;

/** The Go program of `generator/`, built once. */
function generator(): Promise<string> {
  built ??= goTool(join(here, "generator"), ["go.mod", "go.sum", "main.go", "logo.png"], "the SDK generators");
  return built;
}

async function main(requested: readonly string[]): Promise<void> {
  const unknown = requested.filter((language) => !SDK_LANGUAGES.some((known) => known === language));
  if (unknown.length > 0) {
    console.error(`usage: npx tsx tools/sdks/make.ts [${SDK_LANGUAGES.join(" | ")}]…`);
    process.exitCode = 2;
    return;
  }
  for (const language of SDK_LANGUAGES.filter((known) => requested.length === 0 || requested.includes(known))) {
    const folder = join(root, "build/sdks", language);
    await makeSdk(language, join(root, "schema.json"), folder);
    console.log(folder);
    if (language === "java") await checkJava(folder);
  }
}

async function checkJava(folder: string): Promise<void> {
  const missing = await missingJava();
  if (missing !== undefined) {
    console.log(`SKIPPED: Java and its examples are not compiled, because there is no ${missing}`);
    return;
  }
  await compileJava(folder);
  console.log("compiled with all examples");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(process.argv.slice(2));
}

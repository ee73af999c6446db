import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import { cloudNames, loadCloud } from "../../provider/src/clouds/index.ts";
import { EXAMPLES_FILE, type Example, type Examples, readExamples } from "../../provider/src/schema/examples.ts";
import { packageVersion } from "../../provider/src/schema/files.ts";
import { kebab } from "../../provider/src/schema/naming.ts";
import { packageSchema } from "../../provider/src/schema/schema.ts";
import { PACKAGE, type PackageSpec, tokenParts } from "../../provider/src/schema/spec.ts";
import { goTool, sourceHash } from "../go-tool.ts";
import { corrected, relevant, withoutEnums } from "./example-texts.ts";

/**
 * Converts the examples, `provider/src/clouds/<cloud>/examples/<resource>.yaml`, into the other languages and keeps the results in
 * provider/src/schema/examples.json. Only an example that has changed, or whose resources have, is converted; that needs Go.
 *
 *     npx tsx tools/sdks/examples.ts [--check]
 *
 * With `--check` it converts nothing, lists the examples that must be converted and exits with 1.
 */
const here = dirname(fileURLToPath(import.meta.url));
const clouds = resolve(here, "../../provider/src/clouds");
const CONVERTER = join(here, "converter");
const CONVERTER_FILES = ["go.mod", "go.sum", "main.go"];

async function main(check: boolean): Promise<void> {
  const schema = packageSchema(await Promise.all(cloudNames.map(loadCloud)), await packageVersion());
  const sources = await readSources(schema);
  const before = await readExamples().catch((): Examples => new Map());
  const seed = await converterHash();
  const hashes = new Map([...sources].map(([token, source]) => [token, hashOf(schema, seed, source)] as const));
  const stale = [...hashes].filter(([token, hash]) => before.get(token)?.hash !== hash).map(([token]) => token);
  const gone = [...before.keys()].filter((token) => !sources.has(token));
  if (stale.length === 0 && gone.length === 0) return;
  if (check) {
    const lines = [...stale, ...gone.map((token) => `${token} (no longer there)`)].map((line) => `  ${line}\n`);
    console.error(`Examples that are not converted:\n${lines.join("")}Run make generate.`);
    process.exitCode = 1;
    return;
  }
  const made = await convert(schema, new Map(stale.map((token) => [token, sources.get(token) ?? ""])));
  const all = [...sources.keys()].sort().map((token): [string, Example | undefined] => {
    const { about, yaml } = parts(sources.get(token) ?? "");
    const converted = made.get(token);
    return [
      token,
      converted === undefined
        ? before.get(token)
        : { hash: hashes.get(token) ?? "", about, programs: { ...converted, yaml } },
    ];
  });
  await writeFile(EXAMPLES_FILE, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
  console.log(`converted ${stale.length} examples`);
}

/** The YAML programs by token. A file that belongs to no resource or function is an error. */
async function readSources(schema: PackageSpec): Promise<Map<string, string>> {
  const files = await readdir(clouds, { recursive: true });
  const tokens = [...Object.keys(schema.resources), ...Object.keys(schema.functions)];
  const paths = new Map(tokens.map((token) => [pathOf(token), token]));
  const sources = new Map<string, string>();
  for (const file of files.map((name) => name.replaceAll("\\", "/")).filter((name) => name.endsWith(".yaml"))) {
    const token = paths.get(file);
    if (token === undefined)
      throw new Error(`${file} is not called as a resource or a function: <cloud>/examples/vm.yaml`);
    sources.set(token, await readFile(join(clouds, file), "utf8"));
  }
  return sources;
}

/** `indiecloud:lunanode:getVm` -> `lunanode/examples/get-vm.yaml` */
function pathOf(token: string): string {
  const { module, name } = tokenParts(token);
  return `${module}/examples/${kebab(name)}.yaml`;
}

/** The sentence in the comment at the beginning, and the program without it. */
function parts(source: string): { about: string; yaml: string } {
  const [, comment = "", yaml = source] = /^((?:# .*\n)*)([\s\S]*)$/.exec(source) ?? [];
  return { about: comment.replaceAll(/^# /gm, "").trim().replaceAll("\n", " "), yaml };
}

const converterHash = async (): Promise<string> => {
  const own = ["example-texts.ts", ...CONVERTER_FILES.map((file) => join(basename(CONVERTER), file))];
  return sourceHash(here, own);
};

const hashOf = (schema: PackageSpec, seed: string, source: string): string =>
  createHash("sha256")
    .update(JSON.stringify([seed, source, relevant(schema, source)]))
    .digest("hex")
    .slice(0, 16);

type Programs = Omit<Example["programs"], "yaml">;

async function convert(schema: PackageSpec, sources: ReadonlyMap<string, string>): Promise<Map<string, Programs>> {
  if (sources.size === 0) return new Map();
  const converter = await goTool(CONVERTER, CONVERTER_FILES, "the converter of examples").catch((error: unknown) => {
    throw new Error(`The examples of ${[...sources.keys()].join(", ")} have changed; to convert them, install Go`, {
      cause: error,
    });
  });
  const folder = await mkdtemp(join(tmpdir(), `${PACKAGE}-examples-`));
  try {
    const run = async (name: string, content: PackageSpec, languages: readonly string[]) => {
      const path = join(folder, name);
      await writeFile(path, JSON.stringify(content));
      const input = JSON.stringify(Object.fromEntries([...sources].map(([token, text]) => [token, parts(text).yaml])));
      const text = await output(converter, [path, ...languages], input);
      return z.record(z.string(), z.record(z.string(), z.string())).parse(JSON.parse(text));
    };
    // The SDK for Node.js that most use has unions of literals instead of enumerations; the generated one accepts them, too.
    const typescript = await run("without-enums.json", withoutEnums(schema), ["typescript"]);
    const others = await run("schema.json", schema, ["python", "csharp", "go", "java"]);
    return new Map(
      [...sources.keys()].map((token) => {
        const { python = "", csharp = "", go = "", java = "" } = others[token] ?? {};
        const programs = { typescript: typescript[token]?.typescript ?? "", python, csharp, go, java };
        return [token, corrected(schema, sources.get(token) ?? "", programs)];
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The output of a command with this input. */
function output(command: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(command, [...args], { stdio: ["pipe", "pipe", "pipe"] });
    const got = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      got.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      got.stderr += text;
    });
    child.on("error", fail);
    child.on("close", (code) => (code === 0 ? done(got.stdout) : fail(new Error(got.stderr.trim()))));
    child.stdin.end(input);
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(process.argv.includes("--check"));
}

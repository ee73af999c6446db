import { readdirSync, readFileSync } from "node:fs";
import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { offlineEnvironment } from "../../tools/pulumi/environment.ts";
import { targets } from "../../tools/release/targets.ts";
import { run } from "../e2e/support/run-command.ts";
import { blocks, pages, root } from "./support/blocks.ts";
import { commandsOf } from "./support/shell.ts";

/*
 * Every command in the documentation is of a known kind, and what it names exists: targets, files, subcommands, flags,
 * types, settings. The quick start is run as a whole: quick-start.test.ts.
 */

const schema: {
  resources: Record<string, { listInputs?: { properties: Record<string, unknown> } }>;
  types: Record<string, { properties?: Record<string, { description?: string }> }>;
  config: { variables: Record<string, { description?: string }> };
} = JSON.parse(await readFile(join(root, "schema.json"), "utf8"));
const makefile = await readFile(join(root, "Makefile"), "utf8");
const { bin }: { bin: Record<string, string> } = JSON.parse(await readFile(join(root, "sdk/package.json"), "utf8"));
const BINS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(bin).map(([name, file]) => [name, join("sdk", file)])),
  "indiecloud-emulators": "emulators/dist/cli.js",
};

const folder = await mkdtemp(join(tmpdir(), "indiecloud-docs-"));
const env = { ...process.env, ...(await offlineEnvironment(folder)) };
test.after.always(() => rm(folder, { recursive: true, force: true }));
const help = new Map<string, Promise<string>>();

/** A command's help; an error if there is no such command. */
function helpOf(command: string, args: readonly string[]): Promise<string> {
  const key = [command, ...args].join(" ");
  const known = help.get(key) ?? ask(command, args);
  help.set(key, known);
  return known;
}

async function ask(command: string, args: readonly string[]): Promise<string> {
  const { code, screen } = await run(command, [...args, "--help"], { cwd: root, env });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(" ")} --help: ${screen}`);
  }
  return screen;
}

const isType = (word: string): boolean => /^indiecloud:\w+:\w+$/.test(word);

/** The flags that a command does not have. */
async function unknownFlags(
  command: string,
  subcommand: readonly string[],
  words: readonly string[],
  more: readonly string[] = [],
): Promise<string[]> {
  const flags = words
    .filter((word) => word.startsWith("--"))
    .map((word) => word.replace(/=.*/, ""))
    .filter((flag) => !more.includes(flag));
  const text = flags.length === 0 ? "" : await helpOf(command, subcommand);
  return flags.filter((flag) => !new RegExp(`${flag}\\b`).test(text)).map((flag) => `there is no ${flag}`);
}

const exists = (path: string): Promise<string[]> =>
  access(join(root, path)).then(
    () => [],
    () => [`there is no ${path}`],
  );

/** Pulumi's commands with subcommands. */
const NESTED = ["stack", "config", "plugin", "package", "state"];

async function checkPulumi(words: readonly string[]): Promise<string[]> {
  const [first = "", second = ""] = words;
  const subcommand = NESTED.includes(first) && !second.startsWith("-") ? [first, second] : [first];
  // For an unknown subcommand, Pulumi prints the help of its parent.
  const text = await helpOf("pulumi", subcommand);
  const [, aliases = ""] = /^Aliases:\n *(.*)$/m.exec(text) ?? [];
  const known =
    new RegExp(`^ *pulumi ${subcommand.join(" ")}\\b`, "m").test(text) ||
    (subcommand.length > 1 && aliases.split(", ").includes(second));
  const problems = known ? [] : [`there is no pulumi ${subcommand.join(" ")}`];
  const types = words.filter((word) => isType(word) && schema.resources[word] === undefined);
  const settings = words.flatMap((word) => {
    const [, cloud = "", key = ""] = /^indiecloud:(\w+)\.(\w+)$/.exec(word) ?? [];
    const account = `indiecloud:index:${cloud.charAt(0).toUpperCase()}${cloud.slice(1)}Account`;
    return key === "" || schema.types[account]?.properties?.[key] !== undefined ? [] : [word];
  });
  return [
    ...problems,
    ...[...types, ...settings].map((word) => `there is no ${word}`),
    ...(await unknownFlags("pulumi", subcommand, words, listFlags(first, words))),
  ];
}

/** The flags that `pulumi do` derives from the schema. */
function listFlags(command: string, words: readonly string[]): string[] {
  const type = words.find(isType) ?? "";
  const by = Object.keys(schema.resources[type]?.listInputs?.properties ?? {});
  return command === "do" ? ["all", "count", ...by].map((name) => `--${name}`) : [];
}

async function checkBins(name: string, words: readonly string[]): Promise<string[]> {
  const script = join(root, BINS[name] ?? "");
  const subcommand = name === "indiecloud" && words[0] !== undefined && !words[0].startsWith("-") ? [words[0]] : [];
  const text = await helpOf(process.execPath, [script, ...subcommand]);
  const known = subcommand.every((word) => text.includes(`indiecloud ${word}`));
  return [
    ...(known ? [] : [`there is no ${name} ${subcommand.join(" ")}`]),
    ...(await unknownFlags(process.execPath, [script, ...subcommand], words)),
  ];
}

/** Variables of the libraries that support proxies, and Node.js's own. */
const CONNECTION = ["HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"];

const FLEET = join(root, "examples/fleet-temporal");
const fleetFiles = readdirSync(FLEET).filter((name) => name.endsWith(".ts"));
const fleetText = fleetFiles.map((name) => readFileSync(join(FLEET, name), "utf8")).join("");
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(FLEET, "package.json"), "utf8"));

/** Whether a variable is Pulumi's own, sets a cloud's configuration, or is read by the fleet's example. */
const isVariable = (name: string): boolean =>
  name.startsWith("PULUMI_") ||
  fleetText.includes(`process.env.${name}`) ||
  CONNECTION.includes(name) ||
  [schema.config.variables, ...Object.values(schema.types).map(({ properties = {} }) => properties)].some(
    (properties) => Object.values(properties).some(({ description = "" }) => description.includes(`\`${name}\``)),
  );

/** What is wrong with a command; undefined if this test does not know such commands. */
async function check([program = "", ...words]: readonly string[]): Promise<string[] | undefined> {
  const [first = "", ...rest] = words;
  switch (program) {
    case "":
    case "cd":
    case "cat":
    case "mkdir":
    case "wait":
      return [];
    case "export":
      return words.flatMap((word) => (isVariable(word.replace(/=.*/, "")) ? [] : [`nothing heeds ${word}`]));
    case "curl":
      return words
        .filter((word) => word.startsWith("-") && !["-H", "-d"].includes(word))
        .map((flag) => `what is ${flag}?`);
    case "docker":
      return first === "build" ? exists(rest[rest.indexOf("-f") + 1] ?? "") : first === "run" ? [] : undefined;
    case "gh":
      return first === "pr" && rest[0] === "comment" ? [] : undefined;
    case "git":
      return first === "clone" ? [] : undefined;
    case "sha256sum":
      return first === "--check" ? [] : undefined;
    case "npm":
      return ["install", "start"].includes(first) || (first === "run" && scripts[rest[0] ?? ""] !== undefined)
        ? []
        : undefined;
    case "go":
      return ["get", "mod"].includes(first) ? [] : undefined;
    case "node":
      return exists(first);
    case "make":
      return words
        .filter((word) => !/^[A-Z_]+=/.test(word))
        .flatMap((target) => (makefile.includes(`\n${target}:`) ? [] : [`there is no make ${target}`]));
    case "pulumi":
      return checkPulumi(words);
    case "npx":
      if (BINS[first] !== undefined) {
        return checkBins(first, rest);
      }
      return ["ava", "tsx"].includes(first) ? exists(rest[0] ?? "") : undefined;
    default:
      return undefined;
  }
}

test("every command in the documentation exists", async (t) => {
  t.timeout(600_000);
  const commands = (await blocks())
    .filter(({ language }) => language === "sh")
    .flatMap(({ where, text }) => commandsOf(text).map(({ words }) => ({ where, words })));
  t.true(commands.length > 60);
  for (const { where, words } of commands) {
    t.deepEqual(await check(words), [], `${where}: ${words.join(" ")}`);
  }
});

for (const command of [
  "make everything",
  "export LUNANODE_APIKEY=x",
  "pulumi upp",
  "pulumi stack frobnicate",
  "pulumi up --expect-no-change",
  "pulumi import indiecloud:lunanode:Vmm web 1",
  "pulumi config set indiecloud:lunanode.apikey x",
  "npx ava test/none.test.ts",
  "npx indiecloud-emulators --ports 1",
  "npx indiecloud frobnicate",
  "sudo reboot",
]) {
  test(`this would be found: ${command}`, async (t) => {
    const [words = []] = commandsOf(command).map((each) => each.words);
    const problems = await check(words).catch((error: unknown) => [String(error)]);
    t.notDeepEqual(problems, []);
  });
}

test("the files of a release that a page names are those of this version", async (t) => {
  const { version } = JSON.parse(await readFile(join(root, "provider/package.json"), "utf8"));
  const plugin = `pulumi-resource-indiecloud-v${version}`;
  const files = [
    ...["indiecloud", "indiecloud-emulators", "indiecloud-provider", "indiecloud-pulumi"].map(
      (name) => `${name}-${version}.tgz`,
    ),
    ...[plugin, ...targets.map(({ name }) => `${plugin}-${name}`)].map((name) => `${name}.tar.gz`),
  ];
  for (const { path, text } of await pages()) {
    for (const [name] of text.matchAll(/[a-z-]*indiecloud[a-z-]*-v?\d+\.\d+\.\d+[a-z0-9-]*\.(?:tgz|tar\.gz)/g)) {
      t.true(files.includes(name), `${path}: ${name}`);
    }
    for (const [what, named] of text.matchAll(/\bindiecloud[@ ](\d+\.\d+\.\d+)/g)) {
      t.is(named, version, `${path}: ${what}`);
    }
  }
});

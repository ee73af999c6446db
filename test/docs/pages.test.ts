import { execFile } from "node:child_process";
import { access, readdir, readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { promisify } from "node:util";
import test from "ava";
import { load } from "js-yaml";
import { configureFile } from "../../provider/src/clouds/naver/configure-file.ts";
import { ovhConf } from "../../provider/src/clouds/ovh/ovh-conf.ts";
import { REPOSITORY } from "../../provider/src/schema/repository.ts";
import { testsThatNeed } from "../support/needs.ts";
import { type Block, blocks, isTypeScript, pages, root } from "./support/blocks.ts";

interface Members {
  inputProperties?: Record<string, unknown>;
  inputs?: { properties: Record<string, unknown> };
}
const schema: {
  resources: Record<string, Members>;
  functions: Record<string, Members>;
  types: Record<string, { properties?: Record<string, unknown> }>;
} = JSON.parse(await readFile(join(root, "schema.json"), "utf8"));

const all = await blocks();
const everyPage = await pages();

/** The checks by language. Blocks of TypeScript and shell have their own tests. */
const READERS: Readonly<Record<string, (block: Block) => string[]>> = {
  json: ({ text }) => (JSON.parse(text) === undefined ? ["is empty"] : []),
  yaml: ({ text }) => strange(load(text)),
  sql: ({ text }) => (SQL.test(text) ? [] : ["is no such statement"]),
  ini: ({ text }) => {
    const requested = { known: () => undefined, env: {} };
    const reported = [ovhConf, configureFile].map(({ parse }) => Object.keys(parse([text], requested).settings).length);
    return Math.max(...reported) > 1 ? [] : ["says nothing"];
  },
};
const ELSEWHERE = ["sh", "python"];
/** An administrator's statements for a database, one a line. */
const SQL = /^(CREATE (ROLE|DATABASE) \w+ [^;]*;\n)+$/;
/** Output of programs, drawings, and a page of an invented cloud. */
const UNREFERENCED = ["text", "markdown"];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a YAML program uses and the schema does not have. */
function strange(value: unknown): string[] {
  if (!isRecord(value)) {
    return Array.isArray(value) ? value.flatMap(strange) : [];
  }
  const { type, properties, function: token, arguments: args } = value;
  return [
    // A resource; properties are called so, too.
    ...(typeof type === "string" && type.includes(":")
      ? missing(type, schema.resources[type]?.inputProperties, properties)
      : []),
    ...(typeof token === "string" ? missing(token, schema.functions[token]?.inputs?.properties, args) : []),
    ...Object.values(value).flatMap(strange),
  ];
}

function missing(token: string, known: Record<string, unknown> | undefined, given: unknown): string[] {
  return known === undefined
    ? [token]
    : Object.keys(isRecord(given) ? given : {})
        .filter((key) => known[key] === undefined)
        .map((key) => `${token}.${key}`);
}

const execute = promisify(execFile);
const testWithPython = await testsThatNeed("Python 3", () => execute("python3", ["--version"]));

test("every code block has a language that is checked", (t) => {
  const known = [...Object.keys(READERS), ...ELSEWHERE, ...UNREFERENCED];
  t.deepEqual(
    all.filter((block) => !isTypeScript(block) && !known.includes(block.language)).map(({ where }) => where),
    [],
  );
});

test("data can be parsed and uses nothing that is not in the schema", (t) => {
  const read = all.flatMap((block) => READERS[block.language]?.(block).map((what) => `${block.where}: ${what}`) ?? []);
  t.deepEqual(read, []);
  t.deepEqual(strange(load("resources: { a: { type: 'indiecloud:lunanode:Vm', properties: { plam: m.1 } } }")), [
    "indiecloud:lunanode:Vm.plam",
  ]);
});

const CALLS = `
import ast, json, sys
calls = [node for node in ast.walk(ast.parse(sys.argv[1])) if isinstance(node, ast.Call)]
print(json.dumps([[ast.unparse(call.func), [word.arg for word in call.keywords]] for call in calls]))
`;

testWithPython("Python can be parsed, and its arguments are the schema's", async (t) => {
  for (const { where, text } of all.filter(({ language }) => language === "python")) {
    const { stdout } = await execute("python3", ["-c", CALLS, text.replaceAll("…", "...")]);
    const calls: [string, string[]][] = JSON.parse(stdout);
    for (const [name, words] of calls) {
      const camel = words.map((word) => word.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
      const resource = schema.resources[`indiecloud:${name.replace(".", ":")}`]?.inputProperties;
      const account = schema.types[`indiecloud:index:${name.replace(/Args$/, "")}`]?.properties;
      const known = { ...resource, ...account };
      if (resource !== undefined || account !== undefined) {
        t.deepEqual(
          camel.filter((word) => word !== "opts" && known[word] === undefined),
          [],
          `${where}: ${name}`,
        );
      }
    }
  }
});

/** The Registry takes these from the repository, and no other. */
const REGISTRY_PAGES = ["docs/_index.md", "docs/installation-configuration.md"];

test("the pages for the Pulumi Registry begin with the front matter it requires", (t) => {
  for (const path of REGISTRY_PAGES) {
    const text = everyPage.find((page) => page.path === path)?.text ?? "";
    const [, head = ""] = /^---\n([\s\S]*?)\n---\n\n/.exec(text) ?? [];
    const front = load(head);
    t.like(front, { layout: "package" }, path);
    t.deepEqual(Object.keys(isRecord(front) ? front : {}), ["title", "meta_desc", "layout"]);
    // The title is the page's only first-level heading.
    t.notRegex(text.replaceAll(/^```[\s\S]*?^```$/gm, ""), /^# /m);
  }
});

/** The anchors that GitHub makes from headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );

test("the pages for the Pulumi Registry link nothing that it does not show", (t) => {
  for (const { text } of everyPage.filter(({ path }) => REGISTRY_PAGES.includes(path))) {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    t.deepEqual(
      targets.filter((target) => !/^(https:|#)/.test(target)),
      [],
    );
  }
});

/** A file of this repository by its address on GitHub. */
const OWN_FILE = new RegExp(`^https://${REPOSITORY}/(?:blob|tree)/main/(.*)$`);

test("every link within the repository resolves", async (t) => {
  const broken: string[] = [];
  for (const { path, text } of everyPage) {
    const prose = text.replaceAll(/^( *)(`{3,})[\s\S]*?^\1\2$/gm, "");
    for (const [, target = ""] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
      const own = OWN_FILE.exec(target)?.[1];
      if (own === undefined && /^https?:/.test(target)) {
        continue;
      }
      const [file = "", anchor] = (own ?? target).split("#");
      const folder = own === undefined ? dirname(path) : ".";
      const place = file === "" ? path : normalize(join(folder, file)).replaceAll("\\", "/");
      const page = everyPage.find((each) => each.path === place);
      const there =
        page !== undefined ||
        (await access(join(root, place)).then(
          () => true,
          () => false,
        ));
      if (!there || (anchor !== undefined && !anchorsOf(page?.text ?? "").includes(anchor))) {
        broken.push(`${path}: ${target}`);
      }
    }
  }
  t.deepEqual(broken, []);
});

/**
 * Everything that the provider and the command can print: their source, and the messages recorded by the contract
 * tests.
 */
async function sayings(): Promise<string[]> {
  const folders = ["provider/src", "sdk/src", "test/contract/snapshots"];
  const files = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && /\.(ts|md)$/.test(entry.name) && !/\.test\.ts$|^testing/.test(entry.name))
        .map((entry) => readFile(join(entry.parentPath, entry.name), "utf8"));
    }),
  );
  return Promise.all(files.flat());
}

test("every message quoted on the troubleshooting page exists", async (t) => {
  const page = everyPage.find(({ path }) => path === "docs/troubleshooting.md")?.text ?? "";
  const quoted = [...page.matchAll(/^### "(.*)"$/gm)].map(([, message = ""]) => message);
  t.true(quoted.length > 20);
  const reported = await sayings();
  const isSaid = (message: string): boolean => {
    const parts = message
      .split("…")
      .map((part) => part.trim())
      .filter((part) => part !== "");
    const literal = parts.map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
    const pattern = new RegExp(literal.join("[\\s\\S]{0,300}?"));
    return reported.some((text) => pattern.test(text));
  };
  t.deepEqual(
    quoted.filter((message) => !isSaid(message)),
    [],
  );
  t.false(isSaid("There is no … today"));
});

import test from "ava";
import fc from "fast-check";
import yaml from "js-yaml";
import ts from "typescript";
import { codeOf, type Declaration, identifier, needsOf, yamlOf } from "./code.js";

const declaration = (name: string, inputs: Record<string, unknown>, secrets: string[] = []): Declaration => ({
  token: "lunanode:Vm",
  name,
  inputs,
  secrets,
});

test("a declaration has the inputs and the name unchanged, and is protected", (t) => {
  const code = codeOf([declaration("web-1.example", { name: "web", tags: ["a"], "odd key": { vcpus: 2 } })], "import");
  t.is(
    code,
    `export const web1Example = new indiecloud.lunanode.Vm("web-1.example", {
  name: "web",
  tags: ["a"],
  "odd key": { vcpus: 2 },
}, { protect: true });
`,
  );
});

test("with an explicit provider, a function takes it and declares everything with it", (t) => {
  const of = (name: string, inputs: Record<string, unknown>, references = {}): Declaration => ({
    ...{ token: "lunanode:Vm", name, inputs, references, secrets: [] },
  });
  const all = [of("eu", { vm: "toronto/1" }, { vm: [1] }), of("web", {})];
  t.is(
    codeOf(all, "import", { name: "declareEu", provider: "eu", isTyped: true }),
    `// Pass the provider "eu".
export const declareEu = (eu: indiecloud.Provider) => {
  const web = new indiecloud.lunanode.Vm("web", {}, { provider: eu, protect: true });

  const eu2 = new indiecloud.lunanode.Vm("eu", {
    vm: web.id,
  }, { provider: eu, protect: true });

  return { web, eu2 };
};
`,
  );
  t.regex(
    codeOf(all, "require", { name: "declareEu", provider: "2/eu", isTyped: false }),
    /^const declareEu = exports\.declareEu = \(provider2Eu\) => \{\n {2}const web = .*\{ provider: provider2Eu, protect: true \}/m,
  );
  const { resources } = yaml.load(yamlOf(all, true, "my.eu")) as { resources: Record<string, { options: object }> };
  t.deepEqual(resources.web?.options, { provider: "$" + '{["my.eu"]}', protect: true });
});

test("a secret is read from the stack's configuration and is not in the code", (t) => {
  const all = [declaration("script", { content: "hidden", keys: ["hidden"] }, ["content", "keys"])];
  const needs = needsOf({ from: "@indiecloud/pulumi", modules: "require" }, all);
  const code = [...needs, codeOf(all, "require")].join("\n");
  t.false(code.includes("hidden"));
  t.regex(code, /const config = new pulumi\.Config\(\);/);
  t.regex(code, /content: config\.requireSecret\("script-content"\)/);
  t.regex(code, /keys: config\.requireSecretObject\("script-keys"\)/);
  t.regex(code, /const script = exports\.script = new/);
});

test("a declaration refers to the others by their variables and comes after them; the rest is sorted by name", (t) => {
  const of = (token: string, name: string, inputs: Record<string, unknown>, references = {}): Declaration => ({
    ...{ token, name, inputs: { name, ...inputs }, references, secrets: [] },
  });
  const code = codeOf(
    [
      of(
        "naver:Server",
        "web",
        { subnet: "KR/20", accessControlGroups: ["KR/11", "elsewhere"] },
        { subnet: [1], accessControlGroups: [2, undefined] },
      ),
      of("naver:Subnet", "front", { vpc: "KR/10", subnet: "10.0.1.0/24" }, { vpc: [3] }),
      of("naver:AccessControlGroup", "web", { vpc: "KR/10" }, { vpc: [3] }),
      of("naver:Vpc", "front", {}),
      of("lunanode:Vm", "db", { network: "KR/10" }),
    ],
    "import",
  );
  t.deepEqual(
    [...code.matchAll(/const (\w+) = new indiecloud\.(\S+?)\(/g)].map(([, variable, type]) => `${variable} ${type}`),
    ["db lunanode.Vm", "front naver.Vpc", "front2 naver.Subnet", "web naver.AccessControlGroup", "web2 naver.Server"],
  );
  t.regex(code, /vpc: front\.id,\n {2}subnet: "10\.0\.1\.0\/24",/);
  t.regex(code, /subnet: front2\.id,\n {2}accessControlGroups: \[web\.id, "elsewhere"\],/);
  t.regex(code, /network: "KR\/10",/);
});

test("in YAML, references are by name; names with dots are quoted", (t) => {
  const of = (name: string, inputs: Record<string, unknown>, references = {}): Declaration => ({
    ...{ token: "lunanode:Vm", name, inputs, references, secrets: [] },
  });
  const code = yamlOf(
    [
      of("web.example.com", {}),
      of("db", { vm: "toronto/1", volumes: ["toronto/2", "$3"] }, { vm: [0], volumes: [2, undefined] }),
      of("data-1", {}),
    ],
    true,
  );
  const { resources } = yaml.load(code) as { resources: Record<string, { properties: Record<string, unknown> }> };
  t.deepEqual(resources.db?.properties, {
    vm: "$" + '{["web.example.com"].id}',
    volumes: ["$" + "{data-1.id}", "$$3"],
  });
});

test("what a new object would need is a comment, whatever the text is", (t) => {
  const lacks = [{ property: "dns", reason: "a new network\nneeds */ it" }];
  const all = [{ ...declaration("back", { name: "back" }), lacks }];
  t.regex(codeOf(all, "import"), /\n {2}name: "back",\n {2}\/\/ dns: a new network\\u000aneeds \*\/ it\n\}/);
  t.regex(yamlOf(all, true), /\n {6}# dns: a new network\\u000aneeds \*\/ it\n/);
});

test("declarations that name each other are declared all the same", (t) => {
  const of = (name: string, other: string, index: number): Declaration => ({
    ...{ token: "lunanode:Vm", name, inputs: { name, vm: other }, references: { vm: [index] }, secrets: [] },
  });
  const code = codeOf([of("one", "toronto/2", 1), of("two", "toronto/1", 0)], "import");
  t.regex(code, /two = new .*[\s\S]*vm: "toronto\/1",[\s\S]*one = new [\s\S]*vm: two\.id,/);
});

/** Texts that have a meaning in one language or another, and arbitrary ones. */
const hostile = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "${",
        "$${",
        "%{",
        "}",
        "`",
        "'",
        '"',
        "\\",
        "\n",
        "\r",
        "\u2028",
        "\u202e",
        "\u001b[2J",
        "*/",
        "#",
        ": ",
      ),
    )
    .map((parts) => parts.join("")),
);
const keys = fc.string().filter((key) => key !== "__proto__");
const values: fc.Arbitrary<unknown> = fc.oneof(
  hostile,
  fc.integer(),
  fc.boolean(),
  fc.array(hostile),
  fc.dictionary(keys, fc.array(fc.record({ a: hostile }))),
);
const several = fc.uniqueArray(fc.tuple(hostile, fc.dictionary(keys, values)), { selector: ([name]) => name });
const sorted = <T>(all: readonly [string, T][]): [string, T][] =>
  [...all].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
/** Characters that an editor or a terminal would hide or misrepresent. */
const UNSEEN = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

for (const modules of ["import", "require"] as const) {
  test(`whatever the cloud's texts are, the code has the same values, without hidden characters: by ${modules}`, (t) => {
    fc.assert(
      fc.property(several, (all) => {
        const declarations = all.map(([name, each]) => declaration(name, each));
        const code = codeOf(declarations, modules);
        t.false(UNSEEN.test(code));
        const { outputText, diagnostics } = ts.transpileModule(code, {
          reportDiagnostics: true,
          compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
        });
        t.deepEqual(
          diagnostics?.map(({ messageText }) => messageText),
          [],
        );
        const created: unknown[] = [];
        class Vm {
          constructor(...args: unknown[]) {
            created.push(args);
          }
        }
        new Function("indiecloud", "exports", outputText)({ lunanode: { Vm } }, {});
        t.deepEqual(
          created,
          sorted(all).map(([name, each]) => [name, { ...each }, { protect: true }]),
        );
      }),
      { numRuns: 100 },
    );
  });
}

test("whatever the cloud's texts are, the YAML has the same values, without hidden characters", (t) => {
  /** As Pulumi reads texts in YAML; a reference would be an error. */
  const read = (value: unknown): unknown => {
    if (typeof value === "string") {
      t.false(value.replaceAll("$$", "").includes("${"));
      return value.split("$$").join("$");
    }
    if (typeof value !== "object" || value === null) return value;
    return Array.isArray(value)
      ? value.map(read)
      : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, read(each)]));
  };
  fc.assert(
    fc.property(several, (all) => {
      const code = yamlOf(
        all.map(([name, each]) => declaration(name, each)),
        true,
      );
      t.false(UNSEEN.test(code));
      const { resources } = yaml.load(code) as { resources: Record<string, { properties: unknown }> | null };
      t.deepEqual(
        Object.entries(resources ?? {}).map(([name, { properties }]) => [name, read(properties ?? {})]),
        Object.entries(Object.fromEntries(sorted(all))).map(([name, each]) => [name, { ...each }]),
      );
    }),
    { numRuns: 100 },
  );
});

test("YAML reads secrets from the configuration or lists them, and does not contain their values", (t) => {
  const all = [declaration("web", { name: "a", userData: "hidden", keys: ["hidden"] }, ["userData", "keys"])];
  const listed = yamlOf(all, false);
  t.regex(listed, /# userData: a secret/);
  const web = { type: "indiecloud:lunanode:Vm", properties: { name: "a" }, options: { protect: true } };
  t.deepEqual(yaml.load(listed), { resources: { web } });
  // Pulumi's YAML has texts as configuration values; a list is listed.
  const configured = yamlOf(all, true);
  t.regex(configured, /# keys: a secret/);
  t.deepEqual(yaml.load(configured), {
    config: { "web-userData": { type: "string", secret: true } },
    resources: { web: { ...web, properties: { name: "a", userData: "$" + "{web-userData}" } } },
  });
  t.false(`${listed}${configured}`.includes("hidden"));
});

test("variables get unique names that are not reserved", (t) => {
  const taken = new Set(["class"]);
  t.deepEqual(
    ["Web Server", "web-server", "9lives", "class", "", "한국"].map((name) => identifier(name, taken)),
    ["webServer", "webServer2", "server9lives", "class2", "server", "server2"],
  );
});

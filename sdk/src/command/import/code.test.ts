import test from "ava";
import fc from "fast-check";
import ts from "typescript";
import { codeOf, type Declaration, identifier, needsOf } from "./code.js";

const declaration = (name: string, inputs: Record<string, unknown>, secrets: string[] = []): Declaration => ({
  token: "lunanode:Vm",
  name,
  inputs,
  secrets,
});

test("a declaration has the inputs as they are, the name as it is, and is protected", (t) => {
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

test("a secret is taken from the stack's configuration and is not in the code", (t) => {
  const all = [declaration("script", { content: "hidden", keys: ["hidden"] }, ["content", "keys"])];
  const needs = needsOf({ from: "@indiecloud/pulumi", modules: "require" }, all);
  const code = [...needs, codeOf(all, "require")].join("\n");
  t.false(code.includes("hidden"));
  t.regex(code, /const config = new pulumi\.Config\(\);/);
  t.regex(code, /content: config\.requireSecret\("script-content"\)/);
  t.regex(code, /keys: config\.requireSecretObject\("script-keys"\)/);
  t.regex(code, /const script = exports\.script = new/);
});

test("whatever the cloud's texts are, the code is TypeScript that says the same", (t) => {
  const value: fc.Arbitrary<unknown> = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string({ unit: "grapheme" })),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      fc.array(fc.record({ a: fc.string() })),
    ),
  );
  const inputs = fc.dictionary(
    fc.string().filter((key) => key !== "__proto__"),
    value,
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.string({ unit: "grapheme" }), inputs), { selector: ([name]) => name }),
      (all) => {
        const declarations = all.map(([name, each]) => declaration(name, each));
        const { outputText, diagnostics } = ts.transpileModule(codeOf(declarations, "import"), {
          reportDiagnostics: true,
          compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
        });
        t.deepEqual(
          diagnostics?.map(({ messageText }) => messageText),
          [],
        );
        const made: unknown[] = [];
        class Vm {
          constructor(...args: unknown[]) {
            made.push(args);
          }
        }
        new Function("indiecloud", "exports", outputText)({ lunanode: { Vm } }, {});
        t.deepEqual(
          made,
          all.map(([name, each]) => [name, { ...each }, { protect: true }]),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test("variables are names that the language has free, each once", (t) => {
  const taken = new Set(["class"]);
  t.deepEqual(
    ["Web Server", "web-server", "9lives", "class", "", "한국"].map((name) => identifier(name, taken)),
    ["webServer", "webServer2", "server9lives", "class2", "server", "server2"],
  );
});

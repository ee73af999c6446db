import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/**
 * Writes sdk/api.md: what a program can import from the SDK, one line for each member, so that a diff shows every
 * change.
 *     npx tsx tools/api.ts [--check]
 * With `--check` nothing is written, and the exit code is 1 if the file differs.
 */

const SDK = join(dirname(fileURLToPath(import.meta.url)), "../sdk");
const REPORT = join(SDK, "api.md");

/** The declarations that the compiler would emit for a file of the SDK. */
function declarations(path: string): ts.SourceFile {
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(join(SDK, path), "utf8"), {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: { stripInternal: true, removeComments: true },
  });
  const [problem] = diagnostics;
  if (problem !== undefined) {
    throw new Error(`sdk/${path}: ${ts.flattenDiagnosticMessageText(problem.messageText, " ")}`);
  }
  return ts.createSourceFile(path, outputText, ts.ScriptTarget.Latest, true);
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").replace(/;$/, "").trim();

/** A file's exports, as lines; `prefix` is the path to them. */
function linesOf(path: string, prefix: string, wanted?: ReadonlyMap<string, string>): string[] {
  const file = declarations(path);
  const target = ({ moduleSpecifier }: ts.ExportDeclaration): string | undefined =>
    moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier)
      ? posix.join(posix.dirname(path), moduleSpecifier.text.replace(/\.js$/, ".ts"))
      : undefined;
  return file.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) {
      return declared(statement, file, prefix, wanted);
    }
    const from = target(statement);
    const { exportClause: clause } = statement;
    if (from === undefined) {
      return [];
    }
    if (clause === undefined) {
      return linesOf(from, prefix, wanted);
    }
    if (ts.isNamespaceExport(clause)) {
      return linesOf(from, `${prefix}${clause.name.text}.`);
    }
    const names = clause.elements.map(({ name, propertyName }) => [(propertyName ?? name).text, name.text] as const);
    const requested = names.filter(([, name]) => wanted === undefined || wanted.has(name));
    return linesOf(from, prefix, new Map(requested.map(([inside, name]) => [inside, wanted?.get(name) ?? name])));
  });
}

/** A declaration and its members, unless it is not exported or not wanted. */
function declared(
  statement: ts.Statement,
  file: ts.SourceFile,
  prefix: string,
  wanted?: ReadonlyMap<string, string>,
): string[] {
  const text = statement.getText(file);
  const inside = nameOf(statement);
  const name = inside === undefined || wanted === undefined ? inside : wanted.get(inside);
  if (name === undefined || !text.startsWith("export ")) {
    return [];
  }
  const own = text.replace(/^export (declare )?/, "");
  if (!ts.isClassDeclaration(statement) && !ts.isInterfaceDeclaration(statement)) {
    return [`${prefix}${name}: ${oneLine(own)}`];
  }
  const members = [...statement.members]
    .map((member) => oneLine(member.getText(file)))
    .filter((member) => !/^(private |#)/.test(member));
  return [
    `${prefix}${name}: ${oneLine(own.slice(0, own.indexOf("{")))}`,
    ...members.map((each) => `${prefix}${name}: ${each}`),
  ];
}

function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isVariableStatement(statement)) {
    const [first] = statement.declarationList.declarations;
    return first !== undefined && ts.isIdentifier(first.name) ? first.name.text : undefined;
  }
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return named ? statement.name?.text : undefined;
}

/** The subpaths of the package, with their sources; the plugin's are copies (build.mjs). */
function entries(): [path: string, source: string][] {
  const { exports }: { exports: Record<string, string | { types: string }> } = JSON.parse(
    readFileSync(join(SDK, "package.json"), "utf8"),
  );
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "string" || path === "./plugin"
      ? []
      : [[posix.join("@indiecloud/pulumi", path), target.types.replace("./dist/", "src/").replace(".d.ts", ".ts")]],
  );
}

function report(): string {
  const parts = entries().map(
    ([path, source]) => `## ${path}\n\n\`\`\`text\n${linesOf(source, "").join("\n")}\n\`\`\`\n`,
  );
  return `# Public API

<!-- Generated from sdk/src by \`npx tsx tools/api.ts\`; do not edit. -->

What a program can import, a line a member. \`@indiecloud/pulumi/plugin\` has what \`@indiecloud/pulumi\` has.

${parts.join("\n")}`;
}

const text = report();
if (process.argv[2] !== "--check") {
  writeFileSync(REPORT, text);
} else if (readFileSync(REPORT, "utf8").replaceAll("\r\n", "\n") !== text) {
  console.error("sdk/api.md differs from the generated one. Run make generate, and review what changes for programs.");
  process.exitCode = 1;
}

import { printableJson } from "../../../../provider/src/http/printable.ts";
import type { Properties } from "../queries.js";

/** A resource to declare in the program. */
export interface Declaration {
  /** `lunanode:Vm` */
  token: string;
  /** Its name in the program. */
  name: string;
  /** Its ID in Pulumi. */
  id?: string;
  /** The input that holds its name in the cloud. */
  nameInput?: string | undefined;
  inputs: Properties;
  /** Inputs that are secrets. Their values are in the stack's configuration, under the key that `configKey` returns. */
  secrets: readonly string[];
}

export interface Style {
  /** The package to import from: one for each adapter. */
  from: string;
  modules: "import" | "require";
}

/** The key of the stack's configuration for a secret input. */
export const configKey = ({ name }: Pick<Declaration, "name">, input: string): string => `${name}-${input}`;

/** The lines that a file needs before the declarations. */
export function needsOf({ from, modules }: Style, declarations: readonly Declaration[]): readonly string[] {
  return [
    load(modules, "indiecloud", from),
    ...(hasSecrets(declarations)
      ? [load(modules, "pulumi", "@pulumi/pulumi"), "const config = new pulumi.Config();"]
      : []),
  ];
}

const load = (modules: Style["modules"], name: string, from: string): string =>
  modules === "import" ? `import * as ${name} from "${from}";` : `const ${name} = require("${from}");`;

const hasSecrets = (declarations: readonly Declaration[]): boolean =>
  declarations.some(({ secrets }) => secrets.length > 0);

/**
 * Declarations in TypeScript (and JavaScript), each protected, as in the state after an import. A declaration refers to the
 * others by their variables, and comes after them; otherwise they are sorted by name.
 */
export function codeOf(declarations: readonly Declaration[], modules: Style["modules"]): string {
  const taken = new Set<string>(RESERVED);
  const variables = new Map<Declaration, string>();
  const texts = inOrder(declarations).map((declaration) => {
    // Only what is declared already can be referred to.
    const displayed = argumentsOf(declaration, [...variables.keys()], (other, text) => {
      // The same text as in the state: another spelling would be a change.
      return `${variables.get(other)}.${text === other.id ? "id" : other.nameInput}`;
    });
    const variable = identifier(declaration.name, taken);
    variables.set(declaration, variable);
    const [cloud, kind] = declaration.token.split(":");
    const start = modules === "import" ? `export const ${variable}` : `const ${variable} = exports.${variable}`;
    return `${start} = new indiecloud.${cloud}.${kind}(${printableJson(declaration.name)}, ${displayed}, { protect: true });\n`;
  });
  return texts.join("\n");
}

/** Each declaration after those that it refers to. */
function inOrder(declarations: readonly Declaration[]): readonly Declaration[] {
  const sorted = [...declarations].sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  const ordered = new Set<Declaration>();
  const begun = new Set<Declaration>();
  const add = (declaration: Declaration): void => {
    if (begun.has(declaration)) {
      return;
    }
    begun.add(declaration);
    for (const [key, value] of Object.entries(declaration.inputs)) {
      for (const text of [value].flat()) {
        const other = referenced(declaration, key, text, sorted);
        if (other !== undefined) {
          add(other);
        }
      }
    }
    ordered.add(declaration);
  };
  sorted.forEach(add);
  return [...ordered];
}

/**
 * The declaration that an input names: of the type that the input is called after (`vpc`, `securityGroups`), by its ID or name.
 * Undefined if there is not exactly one.
 */
function referenced(
  { token }: Declaration,
  key: string,
  text: unknown,
  others: readonly Declaration[],
): Declaration | undefined {
  const [cloud] = token.split(":");
  const wanted = `${cloud}:${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  const found = others.filter(
    (other) =>
      (other.token === wanted || `${other.token}s` === wanted) &&
      typeof text === "string" &&
      text !== "" &&
      (other.id === text || (other.nameInput !== undefined && other.inputs[other.nameInput] === text)),
  );
  return found.length === 1 ? found[0] : undefined;
}

function argumentsOf(
  declaration: Declaration,
  declared: readonly Declaration[],
  reference: (other: Declaration, text: unknown) => string,
): string {
  const display = (key: string, value: unknown): string => {
    if (declaration.secrets.includes(key)) {
      return secretOf(declaration, key, value);
    }
    const others = [value].flat().map((text) => referenced(declaration, key, text, declared));
    if (others.every((other) => other === undefined)) {
      return literal(value, "  ");
    }
    const texts = [value].flat().map((text, index) => {
      const other = others[index];
      return other === undefined ? literal(text, "  ") : reference(other, text);
    });
    return Array.isArray(value) ? `[${texts.join(", ")}]` : (texts[0] ?? "");
  };
  const lines = Object.entries(declaration.inputs).map(
    ([key, value]) => `  ${propertyName(key)}: ${display(key, value)},`,
  );
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n}`;
}

const secretOf = (declaration: Declaration, key: string, value: unknown): string =>
  `config.${typeof value === "string" ? "requireSecret" : "requireSecretObject"}(${printableJson(configKey(declaration, key))})`;

const propertyName = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : printableJson(key));

function literal(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const short = `[${value.map((each) => literal(each, inner)).join(", ")}]`;
    return short.length <= 80 && !short.includes("\n")
      ? short
      : `[\n${value.map((each) => `${inner}${literal(each, inner)},\n`).join("")}${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, each]) => `${propertyName(key)}: ${literal(each, inner)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return printableJson(value);
}

/**
 * Declarations in YAML, which includes JSON, for programs in whose language Pulumi could not write them. Secrets are
 * left out and listed instead.
 */
export function yamlOf(declarations: readonly Declaration[]): string {
  const lines = declarations.flatMap(({ token, name, inputs, secrets }) => [
    `  ${printableJson(name)}:`,
    `    type: indiecloud:${token}`,
    "    properties:",
    ...Object.entries(inputs).map(([key, value]) =>
      secrets.includes(key)
        ? `      # ${propertyName(key)}: a secret, to be read from the stack's configuration`
        : `      ${printableJson(key)}: ${printableJson(withoutTemplates(value))}`,
    ),
    "    options:",
    "      protect: true",
  ]);
  return `resources:\n${lines.join("\n")}\n`;
}

/** In Pulumi's YAML, `${` starts a reference and `$$` is a dollar sign. */
function withoutTemplates(value: unknown): unknown {
  if (typeof value === "string") {
    return value.split("$").join("$$");
  }
  if (Array.isArray(value)) {
    return value.map(withoutTemplates);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutTemplates(each)]))
    : value;
}

/** Words that cannot be a variable's name here. */
const RESERVED =
  "break case catch class config const continue debugger default delete do else enum export exports extends false finally for function if implements import in indiecloud instanceof interface let new null package private protected public pulumi require return static super switch this throw true try typeof var void while with yield await".split(
    " ",
  );

/** Turns a name into a variable's: `web-1.example` becomes `web1Example`. Avoids names already taken. */
export function identifier(name: string, taken: Set<string>): string {
  const [first = "", ...others] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = [
    first.charAt(0).toLowerCase() + first.slice(1),
    ...others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)),
  ].join("");
  const start = /^[a-z]/.test(joined) ? joined : `server${joined}`;
  let found = start;
  for (let number = 2; taken.has(found); number++) {
    found = `${start}${number}`;
  }
  taken.add(found);
  return found;
}

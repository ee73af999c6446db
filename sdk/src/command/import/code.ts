import { printableJson, printableLine } from "../../../../provider/src/http/printable.ts";
import type { Properties } from "../queries.js";

/** A resource to declare in the program. */
export interface Declaration {
  /** `lunanode:Vm` */
  token: string;
  /** Its name in the program. */
  name: string;
  inputs: Properties;
  /** Which of the declarations an input names, by their index: one entry for a text, one for each member of a list. */
  references?: Readonly<Record<string, readonly (number | undefined)[]>>;
  /** What a new object would need and the cloud does not show. */
  lacks?: readonly { property: string; reason: string }[];
  /** Inputs that are secrets. Their values are in the stack's configuration, under the key that `configKey` returns. */
  secrets: readonly string[];
}

export interface Style {
  /** The package to import from: one for each adapter. */
  from: string;
  modules: "import" | "require";
}

/** A function that declares resources with an explicit provider, which another file of the program has. */
export interface DeclaringFunction {
  name: string;
  /** The provider's name in the program. */
  provider: string;
  /** Whether the file has types. */
  isTyped: boolean;
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
 * others by their variables, and comes after them; otherwise they are sorted by name. `within`: the function that takes
 * their provider; without one, they use the stack's configuration.
 */
export function codeOf(
  declarations: readonly Declaration[],
  modules: Style["modules"],
  within?: DeclaringFunction,
): string {
  const taken = new Set<string>(RESERVED);
  const provider = within && identifier(within.provider, taken, "provider");
  const options = provider === undefined ? "{ protect: true }" : `{ provider: ${provider}, protect: true }`;
  const exported = (name: string) =>
    modules === "import" ? `export const ${name}` : `const ${name} = exports.${name}`;
  const variables = new Map<Declaration, string>();
  const texts = inOrder(declarations).map((declaration) => {
    const display = (key: string): string => {
      const value = declaration.inputs[key];
      return declaration.secrets.includes(key)
        ? secretOf(declaration, key, value)
        : referring(declarations, declaration, key, (other, text) => {
            // Only what is declared already can be referred to.
            const variable = other === undefined ? undefined : variables.get(other);
            return variable === undefined ? literal(text, "  ") : `${variable}.id`;
          });
    };
    const lines = [
      ...Object.keys(declaration.inputs).map((key) => `  ${propertyName(key)}: ${display(key)},`),
      ...lackingIn(declaration).map((text) => `  // ${text}`),
    ];
    const variable = identifier(declaration.name, taken);
    variables.set(declaration, variable);
    const [cloud, kind] = declaration.token.split(":");
    const start = within === undefined ? exported(variable) : `const ${variable}`;
    const displayed = lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n}`;
    return `${start} = new indiecloud.${cloud}.${kind}(${printableJson(declaration.name)}, ${displayed}, ${options});\n`;
  });
  if (within === undefined) {
    return texts.join("\n");
  }
  const body = [...texts, `return { ${[...variables.values()].join(", ")} };\n`].join("\n").replace(/^(?=.)/gm, "  ");
  const parameter = within.isTyped ? `${provider}: indiecloud.Provider` : provider;
  return `// Pass the provider ${printableJson(within.provider)}.\n${exported(within.name)} = (${parameter}) => {\n${body}};\n`;
}

/** Each declaration after those that it refers to; otherwise sorted by name. */
function inOrder(declarations: readonly Declaration[]): readonly Declaration[] {
  const ordered = new Set<Declaration>();
  const begun = new Set<Declaration>();
  const add = (declaration: Declaration): void => {
    if (begun.has(declaration)) {
      return;
    }
    begun.add(declaration);
    for (const index of Object.values(declaration.references ?? {}).flat()) {
      const other = declarations[index ?? -1];
      if (other !== undefined) {
        add(other);
      }
    }
    ordered.add(declaration);
  };
  [...declarations].sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true })).forEach(add);
  return [...ordered];
}

/** The text of an input, in which references to other declarations are displayed as such. */
function referring(
  declarations: readonly Declaration[],
  { inputs, references }: Declaration,
  key: string,
  display: (other: Declaration | undefined, value: unknown) => string,
): string {
  const value = inputs[key];
  const found = references?.[key]?.map((index) => declarations[index ?? -1]);
  if (found === undefined) {
    return display(undefined, value);
  }
  const texts = [value].flat().map((text, index) => display(found[index], text));
  return Array.isArray(value) ? `[${texts.join(", ")}]` : (texts[0] ?? "");
}

const lackingIn = ({ lacks = [] }: Declaration): string[] =>
  lacks.map(({ property, reason }) => printableLine(`${property}: ${reason}`));

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
 * Declarations in YAML, which includes JSON. Secrets are read from the stack's configuration, if it has them
 * (`areConfigured`), or left out and listed. `provider`: the name of their explicit provider.
 */
export function yamlOf(declarations: readonly Declaration[], areConfigured: boolean, provider?: string): string {
  const ordered = inOrder(declarations);
  const configured = (declaration: Declaration, key: string) =>
    areConfigured && typeof declaration.inputs[key] === "string";
  const config = ordered.flatMap((declaration) =>
    declaration.secrets
      .filter((key) => configured(declaration, key))
      .map((key) => `  ${printableJson(configKey(declaration, key))}: { type: string, secret: true }`),
  );
  const lines = ordered.flatMap((declaration) => [
    `  ${printableJson(declaration.name)}:`,
    `    type: indiecloud:${declaration.token}`,
    "    properties:",
    ...Object.keys(declaration.inputs).map((key) => {
      const value = referring(declarations, declaration, key, (other, text) =>
        printableJson(other === undefined ? withoutTemplates(text) : template(other.name, ".id")),
      );
      if (!declaration.secrets.includes(key)) {
        return `      ${printableJson(key)}: ${value}`;
      }
      return configured(declaration, key)
        ? `      ${printableJson(key)}: ${printableJson(template(configKey(declaration, key)))}`
        : `      # ${propertyName(key)}: a secret, to be read from the stack's configuration`;
    }),
    ...lackingIn(declaration).map((text) => `      # ${text}`),
    "    options:",
    ...(provider === undefined ? [] : [`      provider: ${printableJson(template(provider))}`]),
    "      protect: true",
  ]);
  return [...(config.length === 0 ? [] : ["config:", ...config]), "resources:", ...lines, ""].join("\n");
}

/** A program in YAML with the entries of another one, each at the end of its section; comments and order stay. */
export function addYaml(program: string, more: string): string {
  const lines = program.trimEnd() === "" ? [] : program.trimEnd().split(/\r?\n/);
  for (const section of more.split(/^(?=\S)/m)) {
    const [head = "", ...entries] = section.trimEnd().split("\n");
    const start = lines.indexOf(head);
    if (start === -1) {
      lines.push(head, ...entries);
      continue;
    }
    const next = lines.findIndex((line, index) => index > start && /^[^\s#]/.test(line));
    lines.splice(next === -1 ? lines.length : next, 0, ...entries);
  }
  return `${lines.join("\n")}\n`;
}

/** A reference to a resource or a configuration value, in Pulumi's YAML. */
const template = (name: string, accessor = ""): string =>
  `$${"{"}${/^[A-Za-z_][\w-]*$/.test(name) ? name : `["${name}"]`}${accessor}}`;

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

/**
 * Turns a name into a variable's: `web-1.example` becomes `web1Example`. Avoids names already taken. `otherwise`: how one
 * begins that would not begin with a letter.
 */
export function identifier(name: string, taken: Set<string>, otherwise = "server"): string {
  const [first = "", ...others] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = [
    first.charAt(0).toLowerCase() + first.slice(1),
    ...others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)),
  ].join("");
  const start = /^[a-z]/.test(joined) ? joined : `${otherwise}${joined}`;
  let found = start;
  for (let number = 2; taken.has(found); number++) {
    found = `${start}${number}`;
  }
  taken.add(found);
  return found;
}

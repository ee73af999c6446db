import { withoutImport, withSeeTag } from "./describe.ts";
import { withTypeScriptOnly } from "./examples.ts";
import { kebab, pascal } from "./naming.ts";
import {
  comment,
  interfaceText,
  memberText,
  type Side,
  type Types,
  tokensIn,
  typeName,
  typeText,
} from "./sdk-types.ts";
import {
  type FunctionSpec,
  type ObjectTypeSpec,
  type PackageSpec,
  type PropertySpec,
  type ResourceSpec,
  ROOT_MODULE,
  type TypeSpec,
  tokenIn,
  tokenParts,
} from "./spec.ts";

const HEADER =
  "// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.\n\n";
const PULUMI = 'import type * as pulumi from "@pulumi/pulumi";\n';

/**
 * The generated files of the SDK: path under `sdk/src` -> text, not yet formatted. Imports end in `.js`, because the compiler
 * copies them into the declarations, and programs may use any compiler.
 */
export function sdkFiles(schema: PackageSpec): Map<string, string> {
  const modules = new Map<string, [name: string, token: string, spec: ResourceSpec][]>();
  for (const [token, spec] of Object.entries(schema.resources)) {
    const { module, name } = tokenParts(token);
    modules.set(module, [...(modules.get(module) ?? []), [name, token, spec]]);
  }
  const files = new Map<string, string>();
  for (const [module, resources] of modules) {
    for (const [name, token, spec] of resources) {
      files.set(`${module}/${kebab(name)}.ts`, HEADER + resourceText(token, spec, schema.types));
    }
    const lines = resources.map(
      ([name, , spec]) =>
        `export { ${[name, `type ${name}Args`, ...ownTypes(spec, schema.types, module).map((type) => `type ${type}`)].join(", ")} } from "./${kebab(name)}.js";`,
    );
    const functions = functionsIn(schema, module);
    if (functions.length > 0) {
      files.set(`${module}/functions.ts`, HEADER + functionsText(schema, module, functions));
      const exported = functions.flatMap(([, name]) => [
        name,
        `${name}Output`,
        ...functionTypes(name).map((type) => `type ${type}`),
      ]);
      lines.push(`export { ${exported.join(", ")} } from "./functions.js";`);
    }
    files.set(`${module}/index.ts`, `${HEADER}${lines.join("\n")}\n`);
  }
  files.set("types.ts", HEADER + sharedTypes(schema));
  files.set("provider-args.ts", HEADER + providerArgs(schema));
  files.set("index.ts", HEADER + indexText(schema, [...modules.keys()]));
  return files;
}

/** The component that is written by hand, and the clouds whose classes it needs. */
const SERVER =
  'export { type PerCloud, Server, type ServerArgs, type ServerCloud, type ServerLogin } from "./server.js";';
const SERVER_CLOUDS = ["lunanode", "gigenet", "naver", "ovh"];

/** For programs in ESM, Node finds the named exports by analyzing this CommonJS file; it detects `export * as`. */
function indexText(schema: PackageSpec, modules: readonly string[]): string {
  const accounts = accountsIn(schema).map(([, spec]) => accountName(spec));
  const shared = Object.keys(rootTypes(schema)).flatMap((token) =>
    sidesOf(schema, token).map((side) => typeName(token, side)),
  );
  return [
    ...modules.map((module) => `export * as ${module} from "./${module}/index.js";`),
    'export type { InvokeOptions } from "./invoke.js";',
    'export { Provider } from "./provider.js";',
    `export type { ${[...accounts, "ProviderArgs"].join(", ")} } from "./provider-args.js";`,
    'export { Resource } from "./resource.js";',
    ...(SERVER_CLOUDS.every((cloud) => modules.includes(cloud)) ? [SERVER] : []),
    `export type { ${shared.join(", ")} } from "./types.js";`,
    "",
  ].join("\n");
}

/** Types of the root module, which resources of several clouds share. The accounts are in provider-args.ts. */
function rootTypes(schema: PackageSpec): Record<string, ObjectTypeSpec> {
  const { types } = schema;
  const accounts = accountsIn(schema).map(([, spec]) => accountToken(spec));
  return Object.fromEntries(
    Object.entries(types).flatMap(([token, spec]) =>
      "enum" in spec || tokenParts(token).module !== ROOT_MODULE || accounts.includes(token)
        ? []
        : [[token, spec] as const],
    ),
  );
}

const sharedTypes = (schema: PackageSpec): string =>
  [
    PULUMI,
    ...Object.entries(rootTypes(schema)).flatMap(([token, spec]) =>
      sidesOf(schema, token).map((side) => `${interfaceText(typeName(token, side), side, spec, schema.types)}\n`),
    ),
  ].join("\n");

/** Types that only functions return are never arguments. */
const sidesOf = ({ resources, types }: PackageSpec, token: string): Side[] =>
  Object.values(resources).some(({ inputProperties }) =>
    Object.values(inputProperties).some((spec) => tokensIn(spec, types).includes(token)),
  )
    ? ["args", "plain"]
    : ["plain"];

const bothSides = (token: string, spec: ObjectTypeSpec, types: Types): string[] =>
  (["args", "plain"] as const).map((side) => `${interfaceText(typeName(token, side), side, spec, types)}\n`);

type NamedFunction = readonly [token: string, name: string, spec: FunctionSpec];

const functionsIn = ({ functions }: PackageSpec, module: string): NamedFunction[] =>
  Object.entries(functions).flatMap(([token, spec]) => {
    const parts = tokenParts(token);
    return parts.module === module ? [[token, parts.name, spec] as const] : [];
  });

/** The names of a function's arguments, of its arguments as inputs, and of its result. */
const functionTypes = (name: string): [args: string, outputArgs: string, result: string] => {
  const begin = pascal(name);
  return [`${begin}Args`, `${begin}OutputArgs`, `${begin}Result`];
};

function functionsText(schema: PackageSpec, module: string, functions: readonly NamedFunction[]): string {
  const { types, resources } = schema;
  const needed = new Set(
    functions.flatMap(([, , { outputs }]) =>
      Object.values(outputs.properties).flatMap((spec) => directTokens(spec, types)),
    ),
  );
  const homes = Object.entries(resources).flatMap(([token, spec]) => {
    const own = tokenParts(token);
    const tokens = own.module === module ? ownTokens(spec, types).filter((type) => needed.has(type)) : [];
    return [[`./${kebab(own.name)}.js`, tokens.filter((type) => tokenParts(type).module === module)] as const];
  });
  const shared = [...needed].filter((type) => tokenParts(type).module === ROOT_MODULE);
  const isAnySecret = functions.some(([, , spec]) => hasSecret(spec));
  const calls = ["invoke", "invokeOutput", ...(isAnySecret ? ["invokeSecretOutput"] : [])];
  const imports = [...homes, ["../types.js", shared] as const]
    .filter(([, tokens]) => tokens.length > 0)
    .map(
      ([path, tokens]) =>
        `import type { ${tokens.map((type) => typeName(type, "plain")).join(", ")} } from "${path}";\n`,
    );
  return [
    `${PULUMI}import { type InvokeOptions, ${calls.join(", ")} } from "../invoke.js";\n${imports.join("")}`,
    ...functions.map((each) => functionText(schema, each)),
  ].join("\n");
}

const hasSecret = ({ outputs }: FunctionSpec): boolean =>
  Object.values(outputs.properties).some(({ secret }) => secret === true);

/** The types that a property refers to directly. */
const directTokens = (spec: TypeSpec, types: Types): string[] => tokensIn(spec, types).slice(0, 1);

function functionText({ types, resources }: PackageSpec, [token, name, spec]: NamedFunction): string {
  const [args, outputArgs, result] = functionTypes(name);
  const { inputs, outputs, description } = spec;
  const { module } = tokenParts(token);
  // A function that looks up a resource requires arguments.
  const needsNone = resources[token.replace(/:get(\w+)$/, ":$1")] === undefined && inputs.required === undefined;
  const otherwise = needsNone ? " = {}" : "";
  const call = `"${module}:${name}", args, opts`;
  const isSecret = hasSecret(spec);
  const note = isSecret ? " The result is a secret." : "";
  return [
    interfaceText(args, "plain", inputs, types),
    interfaceText(outputArgs, "args", inputs, types),
    interfaceText(result, "plain", outputs, types),
    `${comment(withTypeScriptOnly(description))}
export function ${name}(args: ${args}${otherwise}, opts: InvokeOptions = {}): Promise<${result}> {
  return invoke(${call});
}`,
    `${comment(`As \`${name}\`, for arguments that are outputs of resources.${note}`)}
export function ${name}Output(args: ${outputArgs}${otherwise}, opts: InvokeOptions = {}): pulumi.Output<${result}> {
  return ${isSecret ? "invokeSecret" : "invoke"}Output(${call});
}
`,
  ].join("\n\n");
}

/** The arguments of a provider that are accounts; any other is a plain value. */
const accountsIn = ({ provider }: PackageSpec): [cloud: string, PropertySpec][] =>
  Object.entries(provider.inputProperties).filter(([, { $ref }]) => $ref !== undefined);

const accountToken = ({ $ref = "" }: PropertySpec): string => tokenIn($ref) ?? "";
const accountName = (property: PropertySpec): string => tokenParts(accountToken(property)).name;

function providerArgs(schema: PackageSpec): string {
  const { provider, types } = schema;
  const accounts = accountsIn(schema).map(([, property]) => {
    const account = types[accountToken(property)];
    return account === undefined || "enum" in account
      ? ""
      : `${interfaceText(accountName(property), "args", account, types)}\n`;
  });
  const members = Object.entries(provider.inputProperties).map(([key, property]) =>
    [
      comment(property.description ?? "", "  "),
      `  ${key}?: pulumi.Input<${property.$ref === undefined ? property.type : accountName(property)}> | undefined;`,
    ].join("\n"),
  );
  return [
    PULUMI,
    ...accounts,
    `/** The accounts that a \`Provider\` brings; at least one. */\nexport interface ProviderArgs {\n${members.join("\n\n")}\n}\n`,
    `/** The keys of \`ProviderArgs\` that are accounts. */\nexport const CLOUDS = ${JSON.stringify(accountsIn(schema).map(([cloud]) => cloud))} as const;\n`,
    `/** The settings of each that are secrets. */\nexport const SECRET_SETTINGS: Readonly<Record<(typeof CLOUDS)[number], readonly string[]>> = ${JSON.stringify(secretSettings(schema))};\n`,
  ].join("\n");
}

const secretSettings = (schema: PackageSpec): Record<string, string[]> =>
  Object.fromEntries(
    accountsIn(schema).map(([cloud, property]) => {
      const account = schema.types[accountToken(property)];
      const settings = account === undefined || "enum" in account ? {} : (account.properties ?? {});
      return [cloud, Object.entries(settings).flatMap(([key, { secret }]) => (secret === true ? [key] : []))];
    }),
  );

/** The object types that only this module uses, in both forms. */
const ownTypes = (spec: ResourceSpec, types: Types, module: string): string[] =>
  ownTokens(spec, types)
    .filter((token) => tokenParts(token).module === module)
    .flatMap((token) => [typeName(token, "plain"), typeName(token, "args")]);

const ownTokens = ({ inputProperties, properties = {} }: ResourceSpec, types: Types): string[] => [
  ...new Set(
    [...Object.values(inputProperties), ...Object.values(properties)].flatMap((spec) => tokensIn(spec, types)),
  ),
];

function resourceText(token: string, spec: ResourceSpec, types: Types): string {
  const { module, name } = tokenParts(token);
  const tokens = ownTokens(spec, types);
  const own = tokens.filter((type) => tokenParts(type).module === module);
  const shared = tokens
    .filter((type) => tokenParts(type).module !== module)
    .flatMap((type) => [typeName(type, "plain"), typeName(type, "args")]);
  return [
    PULUMI +
      'import { Resource, type Shape } from "../resource.js";\n' +
      (shared.length === 0 ? "" : `import type { ${shared.join(", ")} } from "../types.js";\n`),
    `${interfaceText(`${name}Args`, "args", { properties: spec.inputProperties, ...(spec.requiredInputs === undefined ? {} : { required: spec.requiredInputs }) }, types)}\n`,
    ...own.flatMap((type) => {
      const object = types[type];
      return object === undefined || "enum" in object ? [] : bothSides(type, object, types);
    }),
    shapeText(`${module}:${name}`, spec),
    classText(name, spec, types),
  ].join("\n");
}

function shapeText(token: string, { properties = {} }: ResourceSpec): string {
  const secrets = Object.keys(properties).filter((key) => properties[key]?.secret === true);
  return `const shape: Shape = {
  token: ${JSON.stringify(token)},
  properties: ${JSON.stringify(Object.keys(properties))},
  secrets: ${JSON.stringify(secrets)},
};\n`;
}

function classText(name: string, spec: ResourceSpec, types: Types): string {
  const { properties = {}, required = [], requiredInputs = [], description = "" } = spec;
  const outputs = Object.entries(properties).map(([key, property]) => {
    const value = `${typeText(property, "plain", types)}${required.includes(key) ? "" : " | undefined"}`;
    const member = memberText(key, property, true, "plain", types).split("\n").slice(0, -1);
    // `declare`: otherwise the field would be set to undefined after the base class has filled it.
    return [...member, `  declare readonly ${key}: pulumi.Output<${value}>;`].join("\n");
  });
  return `${comment(withSeeTag(withTypeScriptOnly(withoutImport(description))))}
export class ${name} extends Resource {
${outputs.join("\n\n")}

  /** \`name\` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args${requiredInputs.length === 0 ? "?" : ""}: ${name}Args, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ${name}Args | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ${name}Args | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ${name} {
    return new ${name}(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is ${name} {
    return Resource.isOf(shape, value);
  }
}
`;
}

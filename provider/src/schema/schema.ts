import { dynamicType } from "../adapters/dynamic/text.ts";
import type { CloudDefinition } from "../engine/definition/cloud.ts";
import { commonInputs } from "../engine/definition/common-inputs.ts";
import type { ResourceDefinition } from "../engine/definition/definition.ts";
import { functionsOf } from "../engine/observe/functions.ts";
import type { LookupFunction } from "../engine/observe/lookup.ts";
import { isListed } from "../engine/observe/objects.ts";
import { resourcesOf } from "../engine/plan/plan-choice.ts";
import {
  accountDescription,
  firstParagraph,
  inputDescription,
  listInputDescription,
  paragraphs,
  resourceDescription,
  resultDescription,
  settingDescription,
  TIMEOUT_DESCRIPTIONS,
  timeoutsFact,
} from "./describe.ts";
import { type Examples, exampleSection } from "./examples.ts";
import { listed, pascal } from "./naming.ts";
import { CSHARP_ROOT, GO_PACKAGE, JAVA_GROUP, NPM_PACKAGE, REPOSITORY } from "./repository.ts";
import {
  type FunctionSpec,
  type ObjectTypeSpec,
  PACKAGE,
  type PackageSpec,
  type PropertySpec,
  type ResourceSpec,
  ROOT_MODULE,
  typeRef,
} from "./spec.ts";
import { TypeNamer } from "./types.ts";
import { VALUES } from "./value-descriptions.ts";

const FAILURE: PropertySpec = {
  type: "string",
  description:
    "Why the build failed, in the cloud's words; or what was created with the object and is still charged although the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.",
};

const NAMESPACE: PropertySpec = {
  type: "string",
  description:
    "Makes the names that this deployment generates unique: it replaces project and stack in the hash. Set one if another deployment with the same project and stack name may use the account; no two deployments may share one. In the stack's configuration: `pulumi config set indiecloud:namespace VALUE`. Names of objects in the state do not change.",
};

const BUDGET: PropertySpec = {
  type: "string",
  description:
    "URL of a PostgreSQL, Redis or Valkey server, such as `postgres://USER:PASSWORD@HOST/DATABASE` or `rediss://:PASSWORD@HOST:6379`. All processes that name it share the limit on requests of each account, and what was learned of it. Without it, each process has a limit of its own. In the stack's configuration: `pulumi config set --secret indiecloud:budget`, which asks for the value.\n\nEnvironment: `INDIECLOUD_BUDGET`.",
};

/** The Pulumi package schema of all clouds. Pure: the same definitions always give the same text. */
export function packageSchema(
  clouds: readonly CloudDefinition[],
  version: string,
  examples: Examples = new Map(),
): PackageSpec {
  const namer = new TypeNamer(VALUES);
  for (const cloud of clouds) {
    namer.add(accountToken(cloud), accountType(cloud), cloud.name);
  }
  const resources = Object.fromEntries(
    clouds.flatMap((cloud) =>
      resourcesOf(cloud).map(
        (definition) => [tokenOf(definition), resourceSpec(namer, cloud, definition, examples)] as const,
      ),
    ),
  );
  const functions = clouds.flatMap((cloud) =>
    functionsOf(cloud).map((each) => [tokenOf(each), functionSpec(namer, each, resources, examples)] as const),
  );
  const titles = listed(clouds.map(({ title }) => title));
  return {
    name: PACKAGE,
    displayName: "Indie Cloud",
    version,
    description: `Servers, and the resources that belong to them, at ${titles}.`,
    keywords: ["pulumi", PACKAGE, "category/cloud", "kind/native", ...clouds.map(({ name }) => name)],
    homepage: `https://${REPOSITORY}`,
    license: "Apache-2.0",
    repository: `https://${REPOSITORY}`,
    logoUrl: `https://${REPOSITORY.replace("github.com", "raw.githubusercontent.com")}/main/docs/logo.svg`,
    // Pulumi then installs the plugin from the archives of the releases there.
    pluginDownloadURL: `github://api.${REPOSITORY}`,
    publisher: PACKAGE,
    meta: { moduleFormat: "(.*)", supportPack: true },
    config: { variables: { ...Object.fromEntries(clouds.map(configVariable)), namespace: NAMESPACE, budget: BUDGET } },
    types: sorted(namer.types),
    provider: {
      description: `Accounts at ${titles}, for resources that use this provider. Accounts are secrets in the state. An account that is not set comes from the environment.`,
      inputProperties: {
        ...Object.fromEntries(clouds.map(accountVariable)),
        namespace: NAMESPACE,
        budget: { ...BUDGET, secret: true },
      },
    },
    resources: sorted(resources),
    functions: sorted(Object.fromEntries(functions)),
    language: languages(clouds, titles),
  };
}

const tokenOf = ({ token }: { token: string }): string => `${PACKAGE}:${token}`;
/** In the root module, beside the provider: in Go modules are packages, and the root may not import a cloud's package. */
const accountToken = ({ name }: CloudDefinition): string => `${PACKAGE}:${ROOT_MODULE}:${pascal(name)}Account`;

/** Not marked as a secret: `pulumi config set --secret` makes it one, no SDK evaluates the mark, and Java's generator warns. */
function configVariable(cloud: CloudDefinition): [string, PropertySpec] {
  const [key, { secret: _, ...spec }] = accountVariable(cloud);
  return [key, spec];
}

/** The whole argument is a secret, because Pulumi cannot mark a part of one. */
const accountVariable = (cloud: CloudDefinition): [string, PropertySpec] => [
  cloud.name,
  { ...typeRef(accountToken(cloud)), description: accountDescription(cloud), secret: true },
];

function accountType(cloud: CloudDefinition): ObjectTypeSpec {
  const properties = Object.entries(cloud.settings).map(([key, { secret }]): [string, PropertySpec] => [
    key,
    { type: "string", description: settingDescription(cloud, key), ...(secret === true ? { secret } : {}) },
  ]);
  // Nothing is required: the environment may have the credentials, and the provider reports what is missing.
  return { description: cloud.description, type: "object", properties: Object.fromEntries(properties) };
}

function resourceSpec(
  namer: TypeNamer,
  cloud: CloudDefinition,
  definition: ResourceDefinition,
  examples: Examples,
): ResourceSpec {
  const [module = "", owner = ""] = definition.token.split(":");
  const { inputs, outputs, name } = definition;
  const own = Object.entries(inputs).map(([field, input]): [string, PropertySpec] => [
    field,
    {
      ...namer.convert(input.type, "input", { module, owner, field }),
      description: inputDescription(cloud, definition, field, input),
      ...(input.secret === true ? { secret: true } : {}),
      ...(input.change === "replace" ? { willReplaceOnChanges: true } : {}),
    },
  ]);
  const reported = Object.entries(outputs).map(([field, output]): [string, PropertySpec] => [
    field,
    {
      ...namer.convert(output.type, "output", { module, owner, field }),
      description: output.description,
      ...(output.secret === true ? { secret: true } : {}),
    },
  ]);
  const clash = reported.find(([key]) => inputs[key] !== undefined);
  if (clash !== undefined) {
    throw new Error(`${definition.token}: ${clash[0]} is an input and an output; one name cannot hold both`);
  }
  const all = [...own, ...steeringInputs(namer, definition)].map(memberOf(owner));
  const required = Object.keys(inputs).filter((key) => inputs[key]?.required === true);
  // Required inputs, the name (the provider generates one) and outputs that are always present. Other outputs may be missing:
  // while a build is in progress, or in the state of a release that did not have them yet.
  const always = Object.keys(outputs).filter((key) => outputs[key]?.always === true);
  const chosen = definition.choice?.inputs ?? [];
  const known = [...new Set([...required, ...(name === undefined ? [] : [name.input]), ...chosen, ...always])];
  return {
    description: resourceDescription(tokenOf(definition), definition, examples.get(tokenOf(definition))),
    inputProperties: Object.fromEntries(all),
    ...(required.length === 0 ? {} : { requiredInputs: required }),
    properties: Object.fromEntries([
      ...all.map(asOutput),
      ...reported.map(memberOf(owner)),
      ["failure", FAILURE] as const,
    ]),
    ...(known.length === 0 ? {} : { required: known }),
    ...(isListed(definition) ? { listInputs: listSpec(definition, Object.fromEntries(own)) } : {}),
    // The type that the Node.js SDK registers, so that a program that moves to the plugin keeps its objects.
    aliases: [{ type: dynamicType(definition.token) }],
  };
}

/** The inputs with which `pulumi do` lists the objects of an account. */
function listSpec(
  definition: ResourceDefinition,
  inputs: Readonly<Record<string, PropertySpec>>,
): NonNullable<ResourceSpec["listInputs"]> {
  const by = Object.entries(definition.listBy ?? {});
  const required = by.flatMap(([key, absent]) => (absent === "required" ? [key] : []));
  const properties = by.map(([key, absent = "all"]): [string, PropertySpec] => {
    const { willReplaceOnChanges: _, ...shape } = inputs[key] ?? {};
    return [key, { ...shape, description: listInputDescription(definition, key, absent) }];
  });
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** The result of a function has the types of the resource that it looks up, or types that all clouds share. */
function functionSpec(
  namer: TypeNamer,
  { token, resource, description, inputs, outputs, required = [] }: LookupFunction,
  resources: Readonly<Record<string, ResourceSpec>>,
  examples: Examples,
): FunctionSpec {
  const [module = "", name = ""] = token.split(":");
  const { properties: like = {}, inputProperties: settable = {} } = resources[`${PACKAGE}:${module}:${resource}`] ?? {};
  const taken = Object.entries(inputs).map(([field, { type, description: text }]): [string, PropertySpec] => [
    field,
    { ...namer.convert(type, "input", { module, owner: pascal(name), field }), description: text },
  ]);
  const reported = Object.entries(outputs).map(
    ([field, { type, description: text, secret }]): [string, PropertySpec] => [
      field,
      asResult(like[field], settable[field] !== undefined) ?? {
        ...namer.convert(type, "output", { module: ROOT_MODULE, owner: "", field }),
        description: text,
        ...(secret === true ? { secret } : {}),
      },
    ],
  );
  const always = Object.keys(outputs).filter((field) => outputs[field]?.always === true);
  return {
    description: paragraphs(description, ...exampleSection(examples.get(`${PACKAGE}:${token}`))),
    inputs: {
      type: "object",
      properties: Object.fromEntries(taken),
      ...(required.length === 0 ? {} : { required: [...required] }),
    },
    outputs: { type: "object", properties: Object.fromEntries(reported), required: always },
  };
}

/** A property of a resource as the result of a function: what it is, without how to set it. */
function asResult(property: PropertySpec | undefined, isInput: boolean): PropertySpec | undefined {
  return property === undefined || !isInput
    ? property
    : { ...property, description: resultDescription(property.description ?? "") };
}

/** In C#, a member must not have the name of its class. */
const memberOf =
  (owner: string) =>
  ([key, spec]: [string, PropertySpec]): [string, PropertySpec] => [
    key,
    pascal(key) === owner ? { ...spec, language: { csharp: { name: `${owner}Value` } } } : spec,
  ];

/** An input as an output: without the description of what a change does. */
const asOutput = ([key, spec]: [string, PropertySpec]): [string, PropertySpec] => {
  const { willReplaceOnChanges: _, description = "", ...displayed } = spec;
  return [key, { ...displayed, description: firstParagraph(description) }];
};

/** Their types are shared by all resources, in the package's root module. */
function steeringInputs(namer: TypeNamer, definition: ResourceDefinition): [string, PropertySpec][] {
  return commonInputs(definition).map(([field, { type, description }]) => [
    field,
    {
      ...namer.convert(type, "input", { module: ROOT_MODULE, owner: "", field }, TIMEOUT_DESCRIPTIONS),
      description: paragraphs(description, field === "timeouts" ? timeoutsFact(definition) : ""),
    },
  ]);
}

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Settings for Pulumi's SDK generators, with names that the project's owner can publish (repository.ts). `respectSchemaVersion`:
 * an SDK requires the plugin of its own version, not just any; Java's always does.
 */
function languages(clouds: readonly CloudDefinition[], titles: string): Record<string, unknown> {
  const respectSchemaVersion = true;
  const readme = sdkReadme(titles);
  return {
    nodejs: {
      packageName: NPM_PACKAGE,
      respectSchemaVersion,
      dependencies: { "@pulumi/pulumi": "^3.216.0" },
      devDependencies: { "@types/node": "^20.19.0" },
      typescriptVersion: "~5.9.3",
      readme,
    },
    python: { packageName: "pulumi_indiecloud", respectSchemaVersion, pyproject: { enabled: true }, readme },
    go: {
      importBasePath: GO_PACKAGE,
      respectSchemaVersion,
      generateResourceContainerTypes: true,
      generateExtraInputTypes: true,
    },
    csharp: {
      rootNamespace: CSHARP_ROOT,
      respectSchemaVersion,
      namespaces: {
        [PACKAGE]: "Sdk",
        ...Object.fromEntries(clouds.map(({ name, title }) => [name, title.replace(/[^A-Za-z0-9]/g, "")])),
      },
    },
    java: { basePackage: JAVA_GROUP, buildFiles: "gradle" },
  };
}

/** What npm and PyPI show of a generated SDK. */
const sdkReadme = (titles: string): string => {
  const page = (path: string) => `https://${REPOSITORY}/blob/main/${path}`;
  return `# Indie Cloud for Pulumi

Servers, and the resources that belong to them, at ${titles}. This package is generated from the schema of
the Pulumi plugin \`${PACKAGE}\`, which Pulumi installs in the same version.

- [Installation and configuration](${page("docs/installation-configuration.md")})
- [Programs in each language](${page("docs/languages.md")}), and [examples](${page("examples")})
- [Every property](${page("docs/reference")})
- [Changes of each version](${page("CHANGELOG.md")})
`;
};

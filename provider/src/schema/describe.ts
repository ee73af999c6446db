import type { CloudDefinition, Setting } from "../engine/definition/cloud.ts";
import type { IdForm, ResourceDefinition } from "../engine/definition/definition.ts";
import type { InputField, ListedBy } from "../engine/definition/fields.ts";
import { isNamed } from "../engine/observe/by-name.ts";
import { type Example, exampleSection } from "./examples.ts";
import { listed } from "./naming.ts";
import { PACKAGE } from "./spec.ts";

/** The texts of the schema, in Markdown. They become the comments of the SDK and the pages of the Registry. */

export type Field = InputField<unknown, Record<string, unknown>, boolean>;

/** The description of an input with everything a user has to know: what a change does, and whether drift is detected. */
export function inputDescription(
  cloud: CloudDefinition,
  definition: ResourceDefinition,
  key: string,
  field: Field,
): string {
  const facts = [
    changeFact(definition, key, field),
    definition.isLocal === true ? "" : readFact(field),
    ...valueFacts(cloud, field),
    field.secret === true ? "A secret in the state." : "",
  ];
  return paragraphs(sentence(field.description), facts.filter((fact) => fact !== "").join(" "));
}

/** Facts about the values of an input. */
export function valueFacts(cloud: CloudDefinition, field: Field): string[] {
  const { catalog, default: fallback, exclusive, matches, growOnly } = field;
  return [
    exclusive === undefined
      ? ""
      : "Only one object can have it at a time, so a replacement that keeps it deletes the old object first.",
    growOnly === undefined ? "" : `A change that would shrink the ${growOnly.what} is refused.`,
    catalog === undefined ? "" : catalogFact(cloud, catalog),
    matches === undefined
      ? ""
      : `Its ${matches.fact} must be that of \`${matches.input}\`; of several with one name, it is the one that fits.`,
    // Not the schema's `default`: SDKs send that as if the user had set it, so a default added by a later release would change
    // existing objects.
    fallback === undefined ? "" : `Default: \`${JSON.stringify(fallback)}\`.`,
  ];
}

function changeFact({ noun }: ResourceDefinition, key: string, { change, interrupts }: Field): string {
  switch (change) {
    case "update":
      return interrupts === undefined
        ? "Can be changed in place."
        : `Can be changed in place: ${INTERRUPTIONS[interrupts](noun)}.`;
    case "replace":
      return `A change replaces the ${noun}.`;
    case "initial":
      return `Used only at creation: a later change is recorded and does nothing. To replace the ${noun} instead, set the resource option \`replaceOnChanges: ["${key}"]\`.`;
    case "trigger":
      return "Changing a value that was already set runs the action once; setting it for the first time does nothing.";
    default:
      return `Changed in place if the cloud can do that; otherwise a change replaces the ${noun}.`;
  }
}

const INTERRUPTIONS: Readonly<Record<NonNullable<Field["interrupts"]>, (noun: string) => string>> = {
  reboots: (noun) => `the ${noun} is rebooted`,
  stops: (noun) => `the ${noun} is stopped and, if it was running, started again`,
  "may stop": (noun) =>
    `if the cloud refuses it while the ${noun} is running, the ${noun} is stopped and started again`,
};

function readFact({ read, change }: Field): string {
  if (read === undefined) {
    return change === "trigger" ? "" : "Cannot be read back, so drift is not detected.";
  }
  return read.drift === "repair"
    ? "`pulumi refresh` detects drift, and the next `pulumi up` reverts it."
    : "Drift is reported in a warning, not repaired.";
}

/** The description of an input that filters a list. */
export function listInputDescription(definition: ResourceDefinition, key: string, by: ListedBy): string {
  const absent = {
    all: "All if absent.",
    configured: "The configuration's if absent.",
    default: `Default: \`${JSON.stringify(definition.inputs[key]?.default)}\`.`,
    required: "",
  }[by];
  return [`Lists only objects with this \`${key}\`, in any spelling that the resource accepts.`, absent]
    .join(" ")
    .trim();
}

function catalogFact(cloud: CloudDefinition, kind: string): string {
  const noun = cloud.catalogs[kind]?.noun;
  if (noun === undefined) {
    throw new Error(`${cloud.name}: there is no catalog ${kind}`);
  }
  return `\`pulumi preview\` checks that the ${noun} exists.`;
}

/** A resource's page: what it is, an example, and how to import or adopt an existing one. */
export function resourceDescription(
  token: string,
  definition: ResourceDefinition,
  example: Example | undefined,
): string {
  const { description, see } = definition;
  return paragraphs(
    sentence(description),
    see === undefined ? "" : seeAlso(see),
    ...exampleSection(example),
    ...(definition.isLocal === true ? [] : [importSection(token, definition)]),
  );
}

function importSection(token: string, definition: ResourceDefinition): string {
  const { noun, id } = definition;
  const imported = (by: string) => `\`\`\`sh\n${importCommand(token, by)}\n\`\`\``;
  const alone = keyAlone(id);
  return paragraphs(
    "## Import",
    `Import an existing ${noun} by its ID:`,
    imported(id.example),
    alone === undefined ? "" : `\`${alone}\` alone is enough, unless the account has it twice.`,
    ...(isNamed(definition) ? ["by its name in the cloud, if it is unique:", imported(NAMED)] : []),
    `or adopt it in the program with ${adoption(definition)}.`,
  );
}

const SEE_ALSO = "See also: ";

/** A Markdown link to the vendor's page. */
export const seeAlso = (url: string): string => `${SEE_ALSO}<${url}>`;

/** Replaces the link to the vendor's page by a tag of a doc comment, which ends the comment's text. */
export function withSeeTag(description: string): string {
  const link = new RegExp(`\n\n${SEE_ALSO}<(.*)>(?=\n|$)`);
  const url = link.exec(description)?.[1];
  return url === undefined ? description : `${description.replace(link, "")}\n\n@see ${url}`;
}

/** An import by the name that the cloud shows. */
const NAMED = "name:example";

export const importCommand = (token: string, by: string): string => `pulumi import ${token} example ${shellWord(by)}`;

/** The ways to import an object: by its ID, by the cloud's own part of the ID, by its name. */
export const importIds = (definition: ResourceDefinition): string[] =>
  definition.isLocal === true
    ? []
    : [definition.id.example, keyAlone(definition.id), isNamed(definition) ? NAMED : undefined].filter(
        (by) => by !== undefined,
      );

/** The line of a program that adopts an object. */
export const adoption = ({ adoptInput = "adopt", id }: ResourceDefinition): string =>
  `\`${adoptInput}: "${id.example}"\``;

/** The cloud's own part of an ID with several parts, if it is enough to find the rest. */
export function keyAlone({ example, parse, lacks }: IdForm): string | undefined {
  const { key, scope } = parse(example);
  try {
    return scope !== undefined && parse(key).key === key && lacks?.(parse(key)) === undefined ? key : undefined;
  } catch {
    return undefined;
  }
}

/** The comment of a class: it leaves out `pulumi import` by type, which needs the plugin that the classes do not use. */
export const withoutImport = (description: string): string => description.replace(/\n\n## Import\n[\s\S]*$/, "");

/** The default timeouts. */
export function timeoutsFact({ timeouts }: ResourceDefinition): string {
  const { create, update, delete: remove } = timeouts ?? DEFAULT_TIMEOUTS;
  return `Defaults: ${listed([`${durationText(create)} to create`, `${durationText(update)} to update`, `${durationText(remove)} to delete`])}.`;
}

/** The properties of `timeouts`. */
export const TIMEOUT_DESCRIPTIONS: Readonly<Record<string, string>> = {
  create: "How long a create may take, from the first call until the object is ready.",
  update: "How long an update may take, with all its steps.",
  delete: "How long a delete may take, until the cloud no longer shows the object.",
};

const DEFAULT_TIMEOUTS = { create: 600, update: 600, delete: 600 };

const durationText = (seconds: number): string => (seconds % 60 === 0 ? `\`${seconds / 60}m\`` : `\`${seconds}s\``);

/** How to set one key of a cloud's configuration. */
export function settingDescription(cloud: CloudDefinition, key: string): string {
  const setting = cloud.settings[key] ?? { description: "", env: [] };
  const { description, env } = setting;
  return paragraphs(
    sentence(description),
    [env.length === 0 ? "" : `Environment: ${listed(env.map((name) => `\`${name}\``))}.`, ...settingFacts(setting)]
      .filter((text) => text !== "")
      .join(" "),
  );
}

/** Facts about the value of a setting. */
export const settingFacts = ({ default: fallback }: Setting): string[] => [
  fallback === undefined ? "" : `Default: \`${fallback}\`.`,
];

export function accountDescription(cloud: CloudDefinition): string {
  const first = Object.entries(cloud.settings).find(([, { secret }]) => secret === true)?.[0];
  const example = `pulumi config set --path --secret ${PACKAGE}:${cloud.name}.${first ?? "endpoint"} VALUE`;
  return paragraphs(
    `An account at ${cloud.title}: \`${PACKAGE}:${cloud.name}\` in the stack's configuration, or an argument of a \`Provider\`.`,
    first === undefined
      ? ""
      : `Set with \`${example}\`. All credentials come from one source: what is set here, or else the environment.`,
  );
}

export const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");

export const firstParagraph = (text: string): string => text.split("\n\n")[0] ?? text;

/** What an input is, for a function that returns it: the first sentence, without the ways to spell it. */
export const resultDescription = (description: string): string =>
  (/^[\s\S]*?\.(?= [A-Z`]|\n|$)/.exec(description)?.[0] ?? description)
    .replace(/, by (?:id|name) or (?:name|number|description)(?=[ .,])/i, "")
    .trim();

export const sentence = (text: string): string => (/[.!?:)`]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
const shellWord = (text: string): string => (/[^\w./:@-]/.test(text) ? `'${text}'` : text);

import type { CloudDefinition, Setting } from "../engine/definition/cloud.ts";
import type { IdForm, InputField, ListedBy, ResourceDefinition } from "../engine/definition/definition.ts";
import { withArticle } from "../engine/definition/words.ts";
import { isNamed } from "../engine/observe/by-name.ts";
import { listed } from "./naming.ts";
import { PACKAGE } from "./spec.ts";

/** The texts of the schema. They are Markdown, and become the comments of the SDK and the pages of the Registry. */

export type Field = InputField<unknown, Record<string, unknown>, boolean>;

/** What a user must know of an input beside what it is: what a change does, and whether drift can be seen. */
export function inputDescription(
  cloud: CloudDefinition,
  definition: ResourceDefinition,
  key: string,
  field: Field,
): string {
  const facts = [
    changeFact(definition, key, field),
    readFact(field),
    ...valueFacts(cloud, field),
    field.secret === true ? "A secret in the state." : "",
  ];
  return paragraphs(sentence(field.description), facts.filter((fact) => fact !== "").join(" "));
}

/** What is known of the values of an input. */
export function valueFacts(cloud: CloudDefinition, { catalog, default: fallback, exclusive }: Field): string[] {
  return [
    exclusive === undefined
      ? ""
      : "Only one object can have it at a time: a replacement that keeps it deletes the old object first.",
    catalog === undefined ? "" : catalogFact(cloud, catalog),
    // Not the schema's `default`: SDKs send that as if the user had set it, and one that a later release adds would
    // then change what exists.
    fallback === undefined ? "" : `Default: \`${JSON.stringify(fallback)}\`.`,
  ];
}

function changeFact({ noun }: ResourceDefinition, key: string, { change, interrupts }: Field): string {
  switch (change) {
    case "update":
      return interrupts === undefined
        ? "A change is made in place."
        : `A change is made in place; ${INTERRUPTIONS[interrupts](noun)}.`;
    case "replace":
      return `A change replaces the ${noun}.`;
    case "initial":
      return `Used at creation only: a later change is recorded and touches nothing. To have it replace the ${noun}, set the resource option \`replaceOnChanges: ["${key}"]\`.`;
    case "trigger":
      return "A change of a value that was set before runs the action, once; setting it for the first time runs nothing.";
    default:
      return `A change is made in place where the cloud can do that, and else replaces the ${noun}.`;
  }
}

const INTERRUPTIONS: Readonly<Record<NonNullable<Field["interrupts"]>, (noun: string) => string>> = {
  reboots: (noun) => `the ${noun} is rebooted`,
  stops: (noun) => `the ${noun} is stopped for it, and started again if it ran`,
  "may stop": (noun) => `where the cloud refuses it while the ${noun} runs, it is stopped and started again`,
};

function readFact({ read, change }: Field): string {
  if (read === undefined) {
    return change === "trigger" ? "" : "It cannot be read back: a change made elsewhere is not seen.";
  }
  return read.drift === "repair"
    ? "It is read back: `pulumi refresh` shows a change made elsewhere, and the next `pulumi up` undoes it."
    : "It is read back: a change made elsewhere is told as a warning, and left as it is.";
}

/** What a list says of an input by which it is asked for. */
export function listInputDescription(definition: ResourceDefinition, key: string, by: ListedBy): string {
  const absent = {
    all: "All of them if absent.",
    configured: "That of the configuration if absent.",
    default: `Default: \`${JSON.stringify(definition.inputs[key]?.default)}\`.`,
    required: "",
  }[by];
  return [`Lists those of this \`${key}\`, as the resource's input takes it.`, absent].join(" ").trim();
}

function catalogFact(cloud: CloudDefinition, kind: string): string {
  const noun = cloud.catalogs[kind]?.noun;
  if (noun === undefined) {
    throw new Error(`${cloud.name}: there is no catalog ${kind}`);
  }
  return `\`pulumi preview\` checks that there is such ${withArticle(noun)}.`;
}

/** A resource's page: what it is, and how to take over one that exists. */
export function resourceDescription(token: string, definition: ResourceDefinition): string {
  const { description, noun, id } = definition;
  const imported = (by: string) => `\`\`\`sh\n${importCommand(token, by)}\n\`\`\``;
  const alone = keyAlone(id);
  return paragraphs(
    sentence(description),
    "## Import",
    `${capital(withArticle(noun))} that exists is imported by its id:`,
    imported(id.example),
    alone === undefined ? "" : `\`${alone}\` alone will do, where the account does not have it twice.`,
    ...(isNamed(definition) ? ["by the name that the cloud shows, where only one has it:", imported(NAMED)] : []),
    `or taken over by the program with ${adoption(definition)}.`,
  );
}

/** An import by the name that the cloud shows. */
const NAMED = "name:example";

export const importCommand = (token: string, by: string): string => `pulumi import ${token} example ${shellWord(by)}`;

/** By what an object can be imported: its id, the cloud's own part of it, its name. */
export const importIds = (definition: ResourceDefinition): string[] =>
  [definition.id.example, keyAlone(definition.id), isNamed(definition) ? NAMED : undefined].filter(
    (by) => by !== undefined,
  );

/** The line of a program that takes an object over. */
export const adoption = ({ adoptInput = "adopt", id }: ResourceDefinition): string =>
  `\`${adoptInput}: "${id.example}"\``;

/** The cloud's own part of an id that has more parts, if the rest can be found out. */
function keyAlone({ example, parse }: IdForm): string | undefined {
  const { key, scope } = parse(example);
  try {
    return scope !== undefined && parse(key).key === key ? key : undefined;
  } catch {
    return undefined;
  }
}

/** The class's own comment: `pulumi import` by type needs the plugin, which the classes do not use. */
export const withoutImport = (description: string): string => description.replace(/\n\n## Import\n[\s\S]*$/, "");

/** The times that apply where a program sets none. */
export function timeoutsFact({ timeouts }: ResourceDefinition): string {
  const { create, update, delete: remove } = timeouts ?? DEFAULT_TIMEOUTS;
  return `Defaults: ${listed([`${durationText(create)} to create`, `${durationText(update)} to update`, `${durationText(remove)} to delete`])}.`;
}

/** The properties of `timeouts`. */
export const TIMEOUT_DESCRIPTIONS: Readonly<Record<string, string>> = {
  create: "How long a creation may take, from the first call until the object is as wanted.",
  update: "How long a change in place may take, all its steps together.",
  delete: "How long a deletion may take, until the cloud shows the object no more.",
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

/** What is known of the value of a setting. */
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
      : `Set with \`${example}\`. Credentials come from one source as a whole: what is set here, else the environment.`,
  );
}

export const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");

export const firstParagraph = (text: string): string => text.split("\n\n")[0] ?? text;

export const sentence = (text: string): string => (/[.!?:)`]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const shellWord = (text: string): string => (/[^\w./:@-]/.test(text) ? `'${text}'` : text);

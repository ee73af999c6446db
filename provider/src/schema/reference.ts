import type { CloudDefinition } from "../engine/definition/cloud.ts";
import type { ResourceDefinition } from "../engine/definition/definition.ts";
import { resourcesOf } from "../engine/plan/plan-choice.ts";
import {
  adoption,
  type Field,
  importCommand,
  importIds,
  paragraphs,
  seeAlso,
  sentence,
  settingFacts,
  timeoutsFact,
  valueFacts,
} from "./describe.ts";
import { codeBlock, type Example, type Examples } from "./examples.ts";
import { tokensIn, typeText } from "./sdk-types.ts";
import { PACKAGE, type PackageSpec, type PropertySpec, type ResourceSpec, ROOT_MODULE, tokenParts } from "./spec.ts";

/** The reference page of a cloud, in Markdown: its configuration, and every property of every resource. Pure. */

const LEGEND = `**A change** of an input in the program is made *in place*, or *replaces* the object: a new one is created and the old one deleted.
The old one is deleted first if both would have the same explicit name, or the same value of an input that only one object can
have at a time; \`pulumi preview --diff --show-replacement-steps\` shows the order. An input that is used *only at creation* is
recorded and does nothing, unless \`replaceOnChanges\` makes it replace. One that *runs* performs its action each time its value
changes.

**Drift** is a change outside of Pulumi, as in the cloud's panel. It is *repaired*: \`pulumi refresh\` detects it and the next
\`pulumi up\` reverts it; *reported* in a warning and left as it is; or *not detected*, because the API does not show the value.
An input that the program does not set is unmanaged: it is neither compared nor changed.

Every resource also has \`timeouts\` (\`create\`, \`update\` and \`delete\`, as durations such as \`"10m"\`). The output \`failure\` is
set if the build of an object failed, or if the object is gone and something that was created with it is still charged; the
next \`pulumi up\` then replaces it.`;

export function referencePage(cloud: CloudDefinition, schema: PackageSpec, examples: Examples = new Map()): string {
  return `${paragraphs(
    `# ${cloud.title}: reference`,
    "<!-- Generated from the definitions by `make generate`; do not edit. -->",
    `See also: [${cloud.title}](../${cloud.name}.md). The same texts are in the classes' doc comments and in [schema.json](../../schema.json).`,
    "## Configuration",
    settingsTable(cloud),
    "## Resources",
    LEGEND,
    ...resourcesOf(cloud).map((definition) => resourceSection(cloud, definition, schema, examples)),
  )}\n`;
}

function settingsTable({ name, settings }: CloudDefinition): string {
  return table(
    [`\`${PACKAGE}:${name}.\``, "environment", "description"],
    Object.entries(settings).map(([key, setting]) => [
      code(key),
      setting.env.map(code).join(", "),
      [
        sentence(setting.description),
        setting.secret === true ? "A secret." : "",
        setting.required === true ? "Required." : "",
        ...settingFacts(setting),
      ],
    ]),
  );
}

function resourceSection(
  cloud: CloudDefinition,
  definition: ResourceDefinition,
  schema: PackageSpec,
  examples: Examples,
): string {
  const token = `${PACKAGE}:${definition.token}`;
  const spec = schema.resources[token];
  if (spec === undefined) {
    throw new Error(`the schema has no ${token}`);
  }
  const { properties = {} } = spec;
  const typed = (key: string): string => code(typeText(properties[key] ?? {}, "plain", schema.types));
  const inputs = Object.entries(definition.inputs).map(([key, field]) => [
    `${code(key)}${field.required ? " (required)" : ""}`,
    typed(key),
    changeWords(field),
    elsewhereWord(field),
    [sentence(field.description), ...valueFacts(cloud, field), field.secret === true ? "A secret." : ""],
  ]);
  const outputs = Object.entries(definition.outputs).map(([key, { description, secret }]) => [
    code(key),
    typed(key),
    [sentence(description), secret === true ? "A secret." : ""],
  ]);
  return paragraphs(
    `### \`${definition.token.replace(":", ".")}\``,
    sentence(definition.description),
    definition.see === undefined ? "" : seeAlso(definition.see),
    ...exampleBlocks(examples.get(token)),
    table(["input", "type", "a change", "drift", "description"], inputs),
    ...objectTables(spec, schema),
    outputs.length === 0 ? "" : table(["output", "type", "description"], outputs),
    ...(definition.isLocal === true ? [] : [importSection(token, definition)]),
  );
}

/** In the languages of the dynamic adapter and of the shortest program with the plugin; the Registry has more. */
const exampleBlocks = (example: Example | undefined): string[] =>
  example === undefined
    ? []
    : [
        example.about,
        `<!-- example: in TypeScript -->\n${codeBlock("typescript", example)}`,
        `<!-- example: in YAML -->\n${codeBlock("yaml", example)}`,
      ];

function importSection(token: string, definition: ResourceDefinition): string {
  const commands = importIds(definition).map((id) => importCommand(token, id));
  return paragraphs(
    `**ID**: \`${definition.id.example}\`. Adopt an existing ${definition.noun} in the program with ${adoption(definition)}, or import it${commands.length > 1 ? " by any of these IDs" : ""}:`,
    `\`\`\`sh\n${commands.join("\n")}\n\`\`\``,
    `**Timeouts**. ${timeoutsFact(definition)}`,
  );
}

/** The object types of a resource's own properties. Types that all resources share are described once, elsewhere. */
function objectTables({ properties = {} }: ResourceSpec, { types }: PackageSpec): string[] {
  const tokens = new Set(Object.values(properties).flatMap((property: PropertySpec) => tokensIn(property, types)));
  return [...tokens].flatMap((token) => {
    const type = types[token];
    const { module, name } = tokenParts(token);
    if (type === undefined || "enum" in type || module === ROOT_MODULE) {
      return [];
    }
    const rows = Object.entries(type.properties).map(([key, property]) => [
      `${code(key)}${type.required?.includes(key) === true ? " (required)" : ""}`,
      code(typeText(property, "plain", types)),
      [property.description ?? ""],
    ]);
    return [table([`of \`${name}\``, "type", "description"], rows)];
  });
}

function changeWords({ change, interrupts }: Field): string {
  const words = { update: "in place", replace: "replaces", initial: "only at creation", trigger: "runs" };
  const word = typeof change === "string" ? words[change] : "in place or replaces";
  return interrupts === undefined ? word : `${word}; ${interrupts} it`;
}

function elsewhereWord({ read, change }: Field): string {
  if (read === undefined) {
    return change === "trigger" ? "" : "not detected";
  }
  return read.drift === "repair" ? "repaired" : "reported";
}

const code = (text: string): string => `\`${text}\``;

type Cell = string | readonly string[];

/** A Markdown table. A cell may be several sentences; empty ones are left out. */
function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const text = (cell: Cell): string =>
    (typeof cell === "string" ? cell : cell.filter((part) => part !== "").join(" "))
      .split(/\n/)
      .map((part) => part.trim())
      .join(" ")
      .replaceAll("|", "\\|");
  const line = (cells: readonly Cell[]): string => `| ${cells.map(text).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

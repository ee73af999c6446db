import { readFile } from "node:fs/promises";
import { z } from "zod";

/**
 * The examples of resources and functions. Each is written once, as the Pulumi YAML program
 * `clouds/<cloud>/examples/<resource>.yaml`, and Pulumi's own generators make the others of it: `tools/sdks/examples.ts` keeps
 * what they made in examples.json, so that only a changed example needs Go.
 */

/** As the Registry calls and orders them. */
export const EXAMPLE_LANGUAGES = ["typescript", "python", "csharp", "go", "java", "yaml"] as const;

const exampleType = z.object({
  /** Of everything that the programs depend on. */
  hash: z.string(),
  /** What it shows, in a sentence; may be empty. */
  about: z.string(),
  programs: z.record(z.enum(EXAMPLE_LANGUAGES), z.string()),
});
export type Example = z.output<typeof exampleType>;

/** By token: `indiecloud:lunanode:Vm`. */
export type Examples = ReadonlyMap<string, Example>;

export const EXAMPLES_FILE = new URL("examples.json", import.meta.url);

export async function readExamples(): Promise<Examples> {
  const text = await readFile(EXAMPLES_FILE, "utf8");
  return new Map(Object.entries(z.record(z.string(), exampleType).parse(JSON.parse(text))));
}

const BEGIN = "<!--Start PulumiCodeChooser -->";
const END = "<!--End PulumiCodeChooser -->";

/** The section of a description that the Registry shows with a choice of languages. */
export function exampleSection(example: Example | undefined): string[] {
  if (example === undefined) {
    return [];
  }
  const blocks = EXAMPLE_LANGUAGES.map((language) => codeBlock(language, example));
  return ["## Example Usage", example.about, [BEGIN, ...blocks, END].join("\n")];
}

export const codeBlock = (language: (typeof EXAMPLE_LANGUAGES)[number], { programs }: Example): string =>
  `\`\`\`${language}\n${programs[language]}\`\`\``;

const CHOICE = new RegExp(`${BEGIN}\n(\`\`\`typescript\n[\\s\\S]*?\n\`\`\`)[\\s\\S]*?${END}`);

/** The description with the example in TypeScript only. */
export const withTypeScriptOnly = (description: string): string => description.replace(CHOICE, (_, block) => block);

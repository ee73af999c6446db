import { type EXAMPLE_LANGUAGES, readExamples } from "../../../provider/src/schema/examples.ts";

/** Every example of the schema in a language. */
export const examplePrograms = async (
  language: (typeof EXAMPLE_LANGUAGES)[number],
): Promise<{ token: string; text: string }[]> =>
  [...(await readExamples())].map(([token, { programs }]) => ({ token, text: programs[language] }));

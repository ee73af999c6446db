import type { z } from "zod";
import type { ErrorMapping } from "./call.ts";
import { textAt } from "./decode/schemas.ts";
import type { Tree } from "./decode/tree.ts";

const PLACES: readonly (readonly string[])[] = [
  ["error", "message"],
  ["Error", "Message"],
  ["error_description"],
  ["message"],
  ["Message"],
  ["error"],
  ["detail"],
  ["title"],
];

/** The message of a document that is not the cloud's own, such as a gateway's `{"message": "…"}`. */
export function messageIn(tree: Tree | undefined): string | undefined {
  for (const place of PLACES) {
    const text = textAt(tree, ...place);
    if (text !== undefined) {
      return text.slice(0, 200);
    }
  }
  return undefined;
}

/** An answer with a missing or invalid part proves nothing: neither that an object exists nor that it does not. */
export function misshapen(issues: readonly z.core.$ZodIssue[], tree: Tree): ErrorMapping {
  const found = issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
  return {
    kind: "protocol",
    words: `unexpected response: ${found.join("; ")}${saying(tree)}`,
    nextStep: issues.map(adviceIn).find((advice) => advice !== undefined),
  };
}

/** The message in the document, if there is one. */
export function saying(tree: Tree | undefined): string {
  const reported = messageIn(tree);
  return reported === undefined ? "" : `; it says "${reported}"`;
}

/** The next step that a schema provides for the issue. */
function adviceIn(issue: z.core.$ZodIssue): string | undefined {
  const advice: unknown = issue.code === "custom" ? issue.params?.nextStep : undefined;
  return typeof advice === "string" ? advice : undefined;
}

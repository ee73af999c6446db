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

/** What a document that is not the cloud's own says to a person, such as a gateway's `{"message": "…"}`. */
export function messageIn(tree: Tree | undefined): string | undefined {
  for (const place of PLACES) {
    const text = textAt(tree, ...place);
    if (text !== undefined) {
      return text.slice(0, 200);
    }
  }
  return undefined;
}

/** An answer in which something is missing or wrong says nothing, neither that something is there nor that it is not. */
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

/** Somebody else's words, if there are any. */
export function saying(tree: Tree | undefined): string {
  const reported = messageIn(tree);
  return reported === undefined ? "" : `; it says "${reported}"`;
}

/** The next step that a schema knows for what it has found. */
function adviceIn(issue: z.core.$ZodIssue): string | undefined {
  const advice: unknown = issue.code === "custom" ? issue.params?.nextStep : undefined;
  return typeof advice === "string" ? advice : undefined;
}

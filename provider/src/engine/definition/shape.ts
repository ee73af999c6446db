import type { core, ZodType } from "zod";
import { isQuotable } from "./key-types.ts";
import { holdsPrivateKey, quoted } from "./secrecy.ts";
import { inPlainWords } from "./shape-words.ts";

/** An error of one property, which Pulumi shows with it. */
export interface CheckFailure {
  property: string;
  reason: string;
}

/** The errors in a field's value, judged by its type alone. */
export function shapeFailures(key: string, field: { type: ZodType; secret?: true }, value: unknown): CheckFailure[] {
  const parsed = parse(field.type, value);
  const isHidden = field.secret === true || !isQuotable(field.type);
  if (parsed.success && field.secret !== true && holdsPrivateKey(value)) {
    return [
      {
        property: key,
        reason: "contains a private key, which would be sent, shown in previews and stored in plain text",
      },
    ];
  }
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({
        property: pathOf(key, issue.path),
        reason: isHidden ? issue.message : `${quoted(valueAt(value, issue.path))}: ${issue.message}`,
      }));
}

const parse = (type: ZodType, value: unknown) => type.safeParse(value, { error: inPlainWords });

/** As Pulumi writes it: `rules[0].protocol`. */
const pathOf = (key: string, path: readonly PropertyKey[]): string =>
  [key, ...path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))].join("");

/**
 * A value in which whole numbers stand as text where the type wants text: in YAML, `plan: 87` is a number. Larger numbers
 * than a program can represent, and fractions, such as 22.10, have already lost digits, and stay errors.
 */
export function withTexts(type: ZodType, value: unknown): unknown {
  if (!holdsNumber(value)) {
    return value;
  }
  const parsed = parse(type, value);
  const paths = parsed.success ? [] : parsed.error.issues.flatMap((issue) => textPaths(issue));
  return paths.reduce<unknown>((changed, path) => textAt(changed, path), value);
}

const holdsNumber = (value: unknown): boolean =>
  typeof value === "object" && value !== null ? Object.values(value).some(holdsNumber) : typeof value === "number";

/** Where an issue wants text; in a union, if one of the alternatives does. */
const textPaths = (issue: core.$ZodIssue): (readonly PropertyKey[])[] =>
  issue.code === "invalid_union"
    ? issue.errors.flat().flatMap((each) => textPaths(each).map((path) => [...issue.path, ...path]))
    : issue.code === "invalid_type" && issue.expected === "string"
      ? [issue.path]
      : [];

function textAt(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) {
    return Number.isSafeInteger(value) ? String(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map((each, index) => (index === key ? textAt(each, rest) : each));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, name === key ? textAt(each, rest) : each]))
    : value;
}

/** The value at a path: in a map with one wrong value, that value. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null) {
    return value;
  }
  return valueAt(Reflect.get(value, key), rest);
}

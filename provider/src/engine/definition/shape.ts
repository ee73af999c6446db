import type { ZodType } from "zod";
import { isQuotable } from "./key-types.ts";
import { holdsPrivateKey, quoted } from "./secrecy.ts";

/** An error of one property, which Pulumi shows with it. */
export interface CheckFailure {
  property: string;
  reason: string;
}

/** The errors in a field's value, judged by its type alone. */
export function shapeFailures(key: string, field: { type: ZodType; secret?: true }, value: unknown): CheckFailure[] {
  const parsed = field.type.safeParse(value);
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
        property: [key, ...issue.path].join("."),
        reason: isHidden ? issue.message : `${quoted(valueAt(value, issue.path))}: ${issue.message}`,
      }));
}

/** The value at a path: in a map with one wrong value, that value. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null) {
    return value;
  }
  return valueAt(Reflect.get(value, key), rest);
}

import type { core } from "zod";
import { orList } from "./words.ts";

type Issue = core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
};

const FORMATS: Readonly<Record<string, string>> = {
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  cidrv4: "an IPv4 network such as 10.0.0.0/16",
  cidrv6: "an IPv6 network such as 2001:db8::/32",
  base64: "base64",
  email: "an email address",
  url: "a URL",
  uuid: "a UUID",
};

const SIZES: Readonly<Record<string, string>> = { string: " characters", array: " entries", set: " entries" };

/** What is wrong with an input, for a user who knows neither the schema nor its library. Undefined: the library's own words. */
export function inPlainWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${orList(issue.values.map((value) => JSON.stringify(value)))}`;
    case "too_big":
    case "too_small":
      return size(issue);
    case "invalid_format":
      return FORMATS[issue.format] === undefined ? undefined : `is not ${FORMATS[issue.format]}`;
    case "unrecognized_keys":
      return `has no ${orList(issue.keys)}`;
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_union":
      return union(issue.errors);
    default:
      return undefined;
  }
}

function size(issue: Extract<Issue, { code: "too_big" | "too_small" }>): string {
  const [bound, limit] = issue.code === "too_big" ? ["at most", issue.maximum] : ["at least", issue.minimum];
  const unit = SIZES[issue.origin];
  if (unit !== undefined && issue.code === "too_small" && Number(limit) === 1) {
    return "must not be empty";
  }
  return unit === undefined ? `must be ${bound} ${limit}` : `must have ${bound} ${limit}${unit}`;
}

/** The alternatives, if each is refused as a whole: `is not an IPv4 address, and is not an IPv6 address`. */
function union(alternatives: readonly (readonly core.$ZodIssue[])[]): string | undefined {
  // It has the form of this one.
  const own = alternatives.flat().find(({ code, path }) => code === "custom" && path.length === 0);
  if (own !== undefined) {
    return own.message;
  }
  const messages = alternatives.map(([issue]) => (issue?.path.length === 0 ? issue.message : undefined));
  return messages.some((message) => message === undefined) || messages.length === 0
    ? undefined
    : [...new Set(messages)].join(", and ");
}

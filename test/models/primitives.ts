import type { Primitive } from "./schema.ts";

export const matching = (pattern: RegExp): Primitive => ({
  fits: (value) => typeof value === "string" && pattern.test(value),
});
const anyText: Primitive = { fits: (value) => typeof value === "string" };
const whole = /^-?\d+$/;
const octets = String.raw`(\d{1,3}\.){3}\d{1,3}`;

/** Texts, which are the same in every encoding. */
const texts: Readonly<Record<string, Primitive>> = {
  string: anyText,
  text: anyText,
  password: anyText,
  uuid: matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
  ipv4: matching(new RegExp(`^${octets}$`)),
  ip: matching(new RegExp(`^(${octets}|[0-9a-f:]*:[0-9a-f:]*)$`, "i")),
  ipv4Block: matching(new RegExp(`^${octets}/\\d+$`)),
  ipBlock: matching(new RegExp(`^(${octets}|[0-9a-f:]*:[0-9a-f:]*)/\\d+$`, "i")),
  date: matching(/^\d{4}-\d\d-\d\d$/),
  datetime: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/),
  country: matching(/^[a-z]{2}$/),
  /** Matches nothing: `never[]` is a list that must be empty. */
  never: { fits: () => false },
  COUNTRY: matching(/^[A-Z]{2}$/),
};

/** Values as JSON writes them. */
export const jsonPrimitives: Readonly<Record<string, Primitive>> = {
  ...texts,
  long: { fits: Number.isSafeInteger },
  double: { fits: (value) => typeof value === "number" },
  boolean: { fits: (value) => typeof value === "boolean" },
  /** No answer. */
  void: { fits: (value) => value === undefined || value === null },
};

/** Values in encodings in which everything is a text, such as XML and forms. */
export const textPrimitives: Readonly<Record<string, Primitive>> = {
  ...texts,
  long: matching(whole),
  double: matching(/^-?\d+(\.\d+)?(E\d+)?$/),
  boolean: matching(/^(true|false)$/),
};

/** One resource of a test program; `{"$out": "key.keyId"}` in its arguments is another resource's output. */
export interface Declared {
  type: string;
  name: string;
  args?: Record<string, unknown>;
  opts?: Record<string, unknown>;
  /** Name of an entry in `providers`. */
  provider?: string;
}

/** A program that either adapter can run. */
export interface Program {
  resources: readonly Declared[];
  /** Arguments of explicit providers by name; only for dynamic resources. */
  providers?: Readonly<Record<string, unknown>>;
}

/** Interprets a `Program` in the real language host. */
export const INDEX = `"use strict";
const indiecloud = require("@indiecloud/pulumi");
const program = require("./program.json");
const made = {};
const value = (v) => {
  if (Array.isArray(v)) return v.map(value);
  if (v === null || typeof v !== "object") return v;
  if (typeof v.$out === "string") {
    const [name, output] = v.$out.split(".");
    return made[name][output];
  }
  return Object.fromEntries(Object.entries(v).map(([k, w]) => [k, value(w)]));
};
const providers = {};
for (const [name, args] of Object.entries(program.providers ?? {})) providers[name] = new indiecloud.Provider(name, args);
for (const { type, name, args, opts, provider } of program.resources) {
  const [cloud, kind] = type.split(":");
  const options = { ...opts, ...(provider ? { provider: providers[provider] } : {}) };
  made[name] = new indiecloud[cloud][kind](name, value(args ?? {}), options);
  exports[name] = made[name];
}
`;

/** The same program in YAML, for the plugin. */
export const yamlResources = ({ resources }: Program): Record<string, object> =>
  Object.fromEntries(
    resources.map(({ type, name, args = {}, opts = {} }) => [
      name,
      { type: `indiecloud:${type}`, properties: interpolated(args), options: opts },
    ]),
  );

const interpolated = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(interpolated);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return "$out" in value ? `\${${value.$out}}` : mapped(value);
};

const mapped = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, interpolated(inner)]));

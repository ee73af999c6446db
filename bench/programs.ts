import { lunanode } from "../test/contract/clouds/lunanode.ts";
import { naver } from "../test/contract/clouds/naver.ts";
import { ovh } from "../test/contract/clouds/ovh.ts";
import { isCannot } from "../test/contract/suite/target.ts";

/** The programs that are measured: many servers of one cloud, or as many resources of a provider that does nothing. */

export type Subject = "nothing" | "lunanode" | "naver" | "ovh";
export type Adapter = "dynamic" | "plugin";

export const OUTPUTS = Array.from({ length: 30 }, (_, index) => `output${index}`);

interface Resource {
  type: string;
  args: Record<string, unknown>;
}

const CLOUDS = { lunanode, naver, ovh };

/** The resource of a subject; `resized`: on another plan. */
function resource(subject: Subject, resized: boolean): Resource {
  if (subject === "nothing") {
    return { type: "nothing:Thing", args: { size: resized ? "large" : "small" } };
  }
  const { token, program, resize } = CLOUDS[subject];
  if (isCannot(resize)) throw new Error(resize.cannot);
  const { name: _, ...args } = program;
  return { type: token, args: { ...args, ...(resized ? resize.up : {}) } };
}

/** The subnets that NAVER's emulator begins with, each of which has room for more than 200 servers. */
const SUBNETS = ["demo-public", "demo-public-2", "demo-private"];
const ROOM = 200;

/** What differs between the resources of a program. */
const placeOf = (subject: Subject, index: number): object =>
  subject === "naver" ? { subnet: SUBNETS[Math.floor(index / ROOM)] } : {};

/** The text of `Pulumi.yaml` and, for dynamic resources, of the program. */
export function program(
  subject: Subject,
  adapter: Adapter,
  count: number,
  { resized = false }: { resized?: boolean } = {},
): Readonly<Record<string, string>> {
  const { type, args } = resource(subject, resized);
  const all = Array.from({ length: count }, (_, index) => ({ ...args, ...placeOf(subject, index) }));
  if (adapter === "plugin") {
    const full = subject === "nothing" ? "nothing:index:Thing" : `indiecloud:${type}`;
    const resources = Object.fromEntries(all.map((properties, index) => [`web${index}`, { type: full, properties }]));
    return { "Pulumi.yaml": JSON.stringify({ name: "bench", runtime: "yaml", resources }) };
  }
  return {
    "Pulumi.yaml": "name: bench\nruntime: nodejs\nmain: index.js\n",
    "package.json": '{ "name": "bench", "private": true }\n',
    "index.js": dynamicProgram(subject, type, all),
  };
}

function dynamicProgram(subject: Subject, type: string, all: readonly object[]): string {
  const many = `for (const [index, args] of ${JSON.stringify(all)}.entries()) make("web" + index, args);\n`;
  if (subject !== "nothing") {
    const [cloud, kind] = type.split(":");
    return `const make = (name, args) => new (require("@indiecloud/pulumi").${cloud}.${kind})(name, args);\n${many}`;
  }
  return `const pulumi = require("@pulumi/pulumi");
const outputs = ${JSON.stringify(Object.fromEntries(OUTPUTS.map((name) => [name, `value of ${name}`])))};
const provider = {
  create: async (inputs) => ({ id: "thing", outs: { ...inputs, ...outputs } }),
  update: async (id, olds, news) => ({ outs: { ...news, ...outputs } }),
  read: async (id, props) => ({ id, props }),
};
class Thing extends pulumi.dynamic.Resource {
  constructor(name, args) {
    // As every dynamic resource whose outputs a program can read.
    super(provider, name, { ...Object.fromEntries(Object.keys(outputs).map((name) => [name, undefined])), ...args });
  }
}
const make = (name, args) => new Thing(name, args);
${many}`;
}

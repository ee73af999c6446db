import test from "ava";
import { z } from "zod";
import { type ResourceDefinition, resourceKit } from "./definition.ts";

interface Row {
  name: string;
  cores: number;
}

class Api {
  readonly created: string[] = [];
  async make(name: string): Promise<string> {
    this.created.push(name);
    return name;
  }
}

const { required, optional, output, define } = resourceKit<Api, { row: Row }>();

// The compiler checks the directives below: each fails `make lint` if the line after it compiles.
const vm = define({
  token: "fake:Box",
  noun: "box",
  description: "A box.",
  inputs: {
    name: required(z.string(), {
      description: "Name.",
      change: "update",
      read: { from: { row: (row) => row.name }, drift: "repair" },
    }),
    cores: optional(z.int(), {
      description: "Cores.",
      change: "update",
      read: {
        drift: "repair",
        // @ts-expect-error the wire has a number of cores, and no field `core`
        from: { row: (row) => row.core },
      },
    }),
    note: optional(z.string(), {
      description: "Note.",
      change: "update",
      // @ts-expect-error the wire's number is not text
      read: { drift: "repair", from: { row: (row) => row.cores } },
    }),
  },
  outputs: { cpu: output(z.int(), { description: "Cores.", from: { row: (row) => row.cores } }) },
  scope: () => "",
  id: { format: ({ key }) => key, parse: (key) => ({ key }), example: "b1" },
  views: { row: {} },
  absenceProof: "list",
  create: (context) => context.api.make(context.desired.name),
  steps: [
    {
      label: "be renamed",
      // @ts-expect-error there is no input `nam`
      fields: ["nam"],
      run: async (context) => {
        // @ts-expect-error the API has no such call
        await context.api.rename(context.key);
      },
    },
  ],
  remove: async () => undefined,
});

test("a definition that matches its wire types is a resource whose types the engine need not know", (t) => {
  const known: ResourceDefinition = vm;
  t.deepEqual(Object.keys(known.inputs), ["name", "cores", "note"]);
  t.true(known.inputs.name?.required);
  t.false(known.inputs.cores?.required);
});

import { z } from "zod";
import type { CloudFunction } from "../../engine/definition/cloud.ts";
import { record, text } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { instanceId, within } from "./scope.ts";

/** OVHcloud's lookup functions in addition to those for plans, images, regions and instances. */

const consoleArguments = z.object({ id: z.string() });

export const functions: readonly CloudFunction<Ovh>[] = [
  {
    name: "getInstanceConsole",
    description:
      "The console of an instance, for a browser (`vnc`). Whoever has its address may use it. Every call asks OVHcloud for one. The instance must be running.",
    inputs: {
      id: {
        type: z.string().min(1).optional(),
        description: "ID of the instance, with its project and region or without.",
      },
    },
    required: ["id"],
    outputs: {
      url: { type: z.string(), description: "Address of the console.", always: true, secret: true },
      type: { type: z.string(), description: "Kind of console, such as `novnc`.", always: true },
    },
    run: async (api, args) => {
      const { key, scope = "" } = instanceId.parse(consoleArguments.parse(args).id);
      const parameters = { serviceName: within(api, scope).serviceName, instanceId: key };
      const route = "POST /cloud/project/{serviceName}/instance/{instanceId}/vnc";
      return api.call(route, "idempotent", parameters, record({ url: text, type: text }));
    },
  },
];

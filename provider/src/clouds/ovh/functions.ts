import { z } from "zod";
import type { CloudFunction } from "../../engine/definition/cloud.ts";
import { record, text } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { openrc } from "./project-user-schemas.ts";
import { instanceId, keyId, within } from "./scope.ts";

/** OVHcloud's lookup functions in addition to those for plans, images, regions and instances. */

const consoleArguments = z.object({ id: z.string() });
const VERSIONS = z.enum(["v3", "v2.0"]);
const openrcArguments = z.object({ id: z.string(), region: z.string(), version: VERSIONS.optional() });

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
  {
    name: "getUserOpenrc",
    description:
      "The environment of a project's user for OpenStack's own tools, as a script (`openrc`). It does not contain the password.",
    inputs: {
      id: { type: z.string().min(1).optional(), description: "ID of the user, with its project or without." },
      region: { type: z.string().min(1).optional(), description: "Region, such as `GRA11`." },
      version: { type: VERSIONS.optional(), description: "Version of the identity API: `v3` or `v2.0`." },
    },
    required: ["id", "region"],
    outputs: { content: { type: z.string(), description: "The script.", always: true } },
    run: async (api, args) => {
      const { id, region, version } = openrcArguments.parse(args);
      const { key, scope = "" } = keyId.parse(id);
      const parameters = { serviceName: within(api, scope).serviceName, userId: key, region, version };
      return api.call("GET /cloud/project/{serviceName}/user/{userId}/openrc", "read", parameters, openrc);
    },
  },
];

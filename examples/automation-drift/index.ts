// Brings a server up, looks for drift, and takes the server down again: a whole life from one TypeScript program.
// The server is LunaNode's; the credentials come from the environment (LUNANODE_API_ID, LUNANODE_API_KEY).
import * as indiecloud from "@indiecloud/pulumi";
import { type EngineEvent, LocalWorkspace } from "@pulumi/pulumi/automation/index.js";

const stack = await LocalWorkspace.createOrSelectStack(
  {
    projectName: "automation-drift",
    stackName: "dev",
    program: async () => {
      const server = new indiecloud.lunanode.Vm("api", {
        plan: "m.1",
        image: "Debian 12 64-bit",
        powerState: "running",
      });
      return { id: server.id, ip: server.ip };
    },
  },
  { envVars: { PULUMI_CONFIG_PASSPHRASE: process.env.PULUMI_CONFIG_PASSPHRASE ?? "" } },
);

const { outputs } = await stack.up({ onOutput: (text) => process.stdout.write(text) });
console.log(`up: ${outputs.ip?.value}`);

// What changed behind Pulumi's back, property by property; nothing is written.
const drifted: string[] = [];
await stack.previewRefresh({
  onEvent: ({ resOutputsEvent }: EngineEvent) => {
    const { metadata } = resOutputsEvent ?? {};
    if (metadata !== undefined && metadata.op !== "same" && metadata.type.includes("indiecloud")) {
      const { inputs: before } = metadata.old ?? { inputs: {} };
      const { inputs: now } = metadata.new ?? { inputs: {} };
      for (const key of Object.keys({ ...before, ...now })) {
        if (JSON.stringify(before[key]) !== JSON.stringify(now[key])) {
          drifted.push(`${key}: ${JSON.stringify(before[key])} -> ${JSON.stringify(now[key])}`);
        }
      }
    }
  },
});
console.log(drifted.length === 0 ? "drift: none" : `drift: ${drifted.join(", ")}`);

await stack.destroy();
await stack.workspace.removeStack("dev");
console.log("destroyed");

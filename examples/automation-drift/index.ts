// Creates a LunaNode server, checks it for drift, and destroys it again, all from one TypeScript program.
// The credentials come from the environment (LUNANODE_API_ID, LUNANODE_API_KEY).
import * as indiecloud from "@indiecloud/pulumi";
import { detectDrift } from "@indiecloud/pulumi/automation";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";

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

// What has changed outside Pulumi, property by property. Nothing is written.
const { hasDrift, resources } = await detectDrift(stack);
console.log(hasDrift ? "there is drift" : "there is no drift");
for (const { name, status, properties } of resources) {
  console.log(`${name}: ${status}`);
  for (const { path, old, new: now, nextAction } of properties) {
    console.log(`  ${path}: ${JSON.stringify(old)} -> ${JSON.stringify(now)} (the next up: ${nextAction})`);
  }
}

await stack.destroy();
await stack.workspace.removeStack("dev");
console.log("destroyed");

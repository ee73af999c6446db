import { setTimeout as sleep } from "node:timers/promises";
import { startEmulators } from "../emulators/src/index.ts";
import { installPlugin } from "./plugins.ts";
import { processesWith } from "./processes.ts";
import { type Adapter, program } from "./programs.ts";
import { openStack } from "./stack.ts";

export interface Interrupted {
  adapter: Adapter;
  count: number;
  /** Servers at the cloud when the CLI was killed. */
  atKill: number;
  /** 30 seconds later. */
  processesLeft: readonly string[];
  /** After `indiecloud recover` and the next `pulumi up`; more than `count` are bought twice. */
  afterNextRun: number;
}

/** Kills the CLI when half of the servers have been ordered, and lets the next run finish. */
export async function interrupted(adapter: Adapter): Promise<Interrupted> {
  const count = 10;
  const emulators = await startEmulators({ clouds: ["lunanode"], timeScale: 5 });
  const servers = () =>
    emulators.objects("lunanode").filter(({ kind, phase }) => kind === "vm" && phase !== "deleted").length;
  const seeded = servers();
  const stack = await openStack(emulators.clouds.lunanode.environment);
  try {
    await stack.write(program("lunanode", adapter, count));
    await stack.run("stack", "init", "dev");
    if (adapter === "plugin") await installPlugin("lunanode", stack);
    // LunaNode does not show when a VM was created: a namespace proves that it is this stack's.
    await stack.run("config", "set", "indiecloud:namespace", "bench");
    const child = stack.start(["up", "--yes", "--skip-preview", "--parallel", "3"]);
    await emulators.waitFor({ operation: "vm/create", count: count / 2, stage: "replied" });
    child.kill("SIGKILL");
    const atKill = servers() - seeded;
    await sleep(30_000);
    const processesLeft = await processesWith(stack.folder);
    await stack.recover();
    await stack.run("up", "--yes", "--skip-preview", "--parallel", "10");
    const afterNextRun = servers() - seeded;
    await stack.run("destroy", "--yes", "--skip-preview", "--parallel", "10");
    return { adapter, count, atKill, processesLeft, afterNextRun };
  } finally {
    await emulators.stop();
    await stack.close();
  }
}

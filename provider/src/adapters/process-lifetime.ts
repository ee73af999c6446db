import type { BeforeCreate } from "../engine/cloud-provider-options.ts";
import { recordsFolder } from "./cache-folder.ts";
import { EngineLifetime } from "./lifetime.ts";
import { onConnectionClosed, ownServers } from "./own-server.ts";

/** Milliseconds between two probes if there is no other sign. */
const PROBE_INTERVAL_MS = 1000;

/**
 * The lifetime of this process's engine. When the engine is dead, all waits end at once.
 *
 * A process that the engine itself started (its address is among the arguments) then exits. It waits only for creates that were
 * sent, a minute at most: cutting one off would not undo it, and while this process exists, `indiecloud recover` knows that
 * something may still be created. A process that was started separately, for `PULUMI_DEBUG_PROVIDERS`, stays for the next
 * engine that attaches. The dynamic server's process also serves the program's other dynamic providers, which end with it.
 */
export function processLifetime(cancel: (reason: string) => void): {
  engine: EngineLifetime;
  /** Called before every create, and before its lookup. */
  beforeCreate: BeforeCreate;
  /** Call it once the server listens. */
  start(address: string): void;
} {
  let ends = false;
  const engine = new EngineLifetime({
    onDeath: () => {
      cancel("its Pulumi process has ended");
      if (ends) {
        void engine.pendingCreates().finally(() => process.exit(1));
      }
    },
    onChange: async () => {
      if (ends) {
        const { recordRun, removeOldRecords } = await import("./run-records.ts");
        const folder = recordsFolder(process.env);
        await recordRun({ folder }, engine.address);
        void removeOldRecords(folder);
      }
    },
  });
  let alone: Promise<void> | undefined;
  const beforeCreate: BeforeCreate = async (context) => {
    const { findProvidersLeftRunning, waitForProvidersLeftRunning } = await import("./leftover-providers.ts");
    alone ??= waitForProvidersLeftRunning(
      () => findProvidersLeftRunning({ folder: recordsFolder(process.env) }),
      context,
    );
    await alone.catch((error: unknown) => {
      alone = undefined;
      throw error;
    });
  };
  const start = (address: string): void => {
    ends = address !== "";
    engine.follow(address);
    const probe = () => void engine.isDead();
    // Without a listener, a broken pipe would be an uncaught exception, whose message goes to the same pipe.
    process.stdout.on("error", probe);
    process.stderr.on("error", probe);
    onConnectionClosed(ownServers(), probe);
    if (ends) {
      onInputEnd(probe);
    }
    setInterval(probe, PROBE_INTERVAL_MS).unref();
  };
  return { engine, beforeCreate, start };
}

/** The engine holds the other end of standard input, even if there is a shell in between. */
function onInputEnd(callback: () => void): void {
  try {
    process.stdin.once("end", callback).once("error", callback).resume();
  } catch {
    // Not every kind of input can be read.
  }
}

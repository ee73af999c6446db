import type { dynamic } from "@pulumi/pulumi";
import type { CloudDefinition } from "../../engine/cloud.ts";
import { messageOf } from "../../engine/problems.ts";
import type { Json } from "../../engine/values.ts";
import { printable } from "../../http/printable.ts";
import { Cores } from "../cores.ts";
import { debugTo, type Print } from "../debug.ts";
import { openDesk } from "../desk.ts";
import type { Desk } from "../desk-types.ts";
import { invoke } from "../invoke.ts";
import { engineAddress } from "../lifetime.ts";
import { processLifetime } from "../process-lifetime.ts";
import { incoming } from "../wire.ts";
import { watchCancel } from "./cancel.ts";
import { DynamicProvider } from "./provider.ts";
import { reporterTo } from "./report.ts";

export type ProviderOf = (token: string) => dynamic.ResourceProvider<Json, Json>;

export interface Door {
  provider: ProviderOf;
  /** What a function answers, with an account as the stack's configuration or an explicit provider has it. */
  invoke(token: string, args: Json, account: unknown): Promise<Json>;
  /** For the `indiecloud` command, whose standard output belongs to its results. */
  desk(): Desk;
}

/** The door of this process: its environment, its output, and its gRPC server, which tells when to stop. */
export function openDoor(load: (cloud: string) => Promise<CloudDefinition>, clouds: readonly string[] = []): Door {
  const out: Print = (line) => void process.stdout.write(`${line}\n`);
  const err: Print = (line) => void process.stderr.write(`${line}\n`);
  const debug = debugTo(err, process.env.INDIECLOUD_DEBUG);
  const { engine, beforeCreate, start } = processLifetime((reason) => cores.cancel(reason));
  const cores = new Cores({ load, env: process.env, reporter: reporterTo(out, err), debug, engine, beforeCreate });
  let watching: boolean | undefined;
  return {
    provider: (token) => {
      // Not at loading: the server is known to listen only when it asks for a provider, and other processes load this too.
      if (watching === undefined) {
        start(engineAddress(process.argv.slice(2)));
      }
      if (watching !== true) {
        watching = watchCancel(() => cores.cancel());
      }
      return new DynamicProvider(token, cores);
    },
    invoke: async (token, args, account) => {
      try {
        return await invoke(cores, token, incoming(args), account);
      } catch (error) {
        cores.surroundings.debug?.line(`${token}: ${(error instanceof Error && error.stack) || messageOf(error)}`);
        throw new Error(printable(messageOf(error)));
      }
    },
    desk: () => openDesk(new Cores({ load, env: process.env, reporter: reporterTo(err, err), debug }), clouds),
  };
}

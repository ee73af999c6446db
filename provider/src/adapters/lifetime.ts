import { connect } from "node:net";
import type { ChangeGuard } from "../http/call.ts";

/** Milliseconds for one probe. Windows tries a closed port three times, for two seconds in all, before it reports an error. */
const PROBE_LIMIT_MS = 5000;

/** `127.0.0.1:4711` */
const ADDRESS = /^\S+:\d+$/;

/** The address of Pulumi's engine in a plugin's arguments; empty if the engine sends it when it attaches. */
export function engineAddress(args: readonly string[]): string {
  const last = args.at(-1) ?? "";
  return ADDRESS.test(last) && args.at(-2) !== "--tracing" ? last : "";
}

/** Whether an address refuses a connection, which proves that nothing listens there. Any other error proves nothing. */
export const isRefused = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const at = address.lastIndexOf(":");
    const port = Number(address.slice(at + 1));
    const socket = connect({ host: address.slice(0, at), port, timeout: PROBE_LIMIT_MS });
    const end = (refused: boolean) => {
      socket.destroy();
      resolve(refused);
    };
    // A probe can connect to itself, if the system happens to assign it the port that it probes.
    socket.once("connect", () => end(socket.localPort === port));
    socket.once("timeout", () => end(false));
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code === "ECONNREFUSED"));
  });

export interface LifetimeOptions {
  /** Called once for every engine that is proven dead. */
  onDeath(): void;
  /** Called before the first call that changes something; no such call is sent before it resolves. */
  onChange?(): Promise<void>;
  isRefused?: (address: string) => Promise<boolean>;
}

/**
 * Whether the Pulumi engine that this process works for is still alive. Without it, nothing that is created gets recorded. The
 * only proof of its death is that its address refuses a connection: the parent of this process may be a shell that outlives the
 * engine. Without an address, nothing is known and nothing is refused.
 */
export class EngineLifetime {
  private readonly options: LifetimeOptions;
  private readonly creates = new Set<Promise<unknown>>();
  /** The address of the current engine; empty until one is known. */
  address = "";
  private dead = false;
  private change: Promise<void> | undefined;
  private probing: Promise<boolean> | undefined;

  constructor(options: LifetimeOptions) {
    this.options = options;
  }

  /** Switches to the engine at this address. */
  follow(address: string): void {
    if (ADDRESS.test(address) && (address !== this.address || this.dead)) {
      this.address = address;
      this.dead = false;
      this.probing = undefined;
    }
  }

  async isDead(): Promise<boolean> {
    const { address } = this;
    if (address === "" || this.dead) {
      return this.dead;
    }
    const probing = this.probing ?? (this.options.isRefused ?? isRefused)(address);
    this.probing = probing;
    const refused = await probing;
    if (this.probing === probing) {
      this.probing = undefined;
      if (refused) {
        this.dead = true;
        this.options.onDeath();
      }
    }
    return this.dead;
  }

  /** Called before every call that changes something: a dead engine would not record the outcome. */
  readonly guard: ChangeGuard = async (call, effect, send) => {
    if (await this.isDead()) {
      throw new Error(
        `${call} was not sent, because its Pulumi process has ended. Run npx indiecloud recover, then pulumi up.`,
      );
    }
    this.change ??= this.options.onChange?.();
    if (this.change !== undefined) {
      await this.change;
    }
    const sent = send();
    if (effect === "create") {
      const answered = sent.catch(() => undefined).finally(() => this.creates.delete(answered));
      this.creates.add(answered);
    }
    return sent;
  };

  /** Resolves when every create that was sent has been answered or has reached the time limit of a call. */
  async pendingCreates(): Promise<void> {
    await Promise.all(this.creates);
  }
}

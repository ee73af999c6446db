import type { Delivery, Emulators, Fault } from "../../emulators/src/index.ts";
import type { Request } from "../../provider/src/http/call.ts";
import type { Exchange } from "../../provider/src/http/transport.ts";
import { receive } from "../support/direct.ts";
import { damaged, faults } from "./odd.ts";

/** A request of a run. */
export interface Point {
  on: "any" | "read" | "write" | "create" | "remove" | "list";
  nth: number;
  /** Before the request has its effect, or after it. */
  when: "before" | "after";
}

/** What happens to a provider process on its way to the cloud. */
export type Disturbance =
  /** If only the provider is killed, Pulumi notices and ends; if the CLI is, the operation stays in the state. */
  | { is: "kill"; who: "provider" | "CLI"; at: Point }
  /** Ctrl-C. */
  | { is: "cancel"; at: Point }
  | { is: "fault"; at: Point; fault: string; times: number }
  /** The answer, with a part of its envelope missing or changed. */
  | { is: "damage"; at: Point; choice: number; times: number }
  /** The answer to an earlier call of another name. */
  | { is: "swap"; at: Point; choice: number }
  /** Reads show the state before the last write. */
  | { is: "stale"; at: Point; times: number }
  /** Somebody else acts while the request is in flight, which then fails without effect. */
  | { is: "meanwhile"; at: Point };

export interface Calls {
  create: string;
  remove: string;
  list: string;
}

export interface LineOptions {
  emulators: Emulators<string>;
  cloud: string;
  calls: Calls;
  disturbance?: Disturbance | undefined;
  /** Bodies that this cloud could have sent. */
  lies: readonly string[];
  /** What others do meanwhile. */
  meanwhile?(): Promise<void>;
  cancel(): void;
  now(): number;
  /** Answers of earlier runs, by call name. */
  answers: Map<string, Delivery>;
}

/** How long a list may lag behind writes. */
const LAG_MS = 10_000;

const never = <T>(): Promise<T> => new Promise(() => undefined);

/**
 * The connection of one provider process to the cloud. If it is cut, the process is dead: it sends and receives nothing
 * more.
 */
export class Line {
  readonly died: Promise<void>;
  isDead = false;
  /** Whether the disturbance took place. */
  isHit = false;
  /** Ctrl-C was pressed. */
  isCancelled = false;
  private die: () => void = () => undefined;
  private matched = 0;
  private writtenAt = Number.NEGATIVE_INFINITY;
  private left: number;
  private readonly options: LineOptions;

  constructor(options: LineOptions) {
    this.options = options;
    const { disturbance } = options;
    this.left = disturbance !== undefined && "times" in disturbance ? disturbance.times : 1;
    this.died = new Promise((resolve) => {
      this.die = resolve;
    });
  }

  now(): number {
    return this.options.now();
  }

  readonly exchange: Exchange = async (request, { signal }) => {
    if (this.isDead) {
      return never();
    }
    signal?.throwIfAborted();
    const disturbance = this.due(request);
    const reply = disturbance === undefined ? await this.send(request) : await this.suffer(disturbance, request);
    signal?.throwIfAborted();
    return receive(reply);
  };

  /** The answer to a dead process is never received. */
  async heard<T>(answer: Promise<T>): Promise<T> {
    try {
      const value = await answer;
      return this.isDead ? never() : value;
    } catch (error) {
      return this.isDead ? never() : Promise.reject(error);
    }
  }

  private due(request: Request): Disturbance | undefined {
    const { emulators, cloud, calls, disturbance } = this.options;
    if (disturbance === undefined || this.left === 0) {
      return undefined;
    }
    const { on, nth } = disturbance.at;
    const { operation, kind } = emulators.inspect(cloud, request);
    if (disturbance.is === "swap" && kind === "write") {
      // The answer to another write would be a complete one.
      return undefined;
    }
    const fits =
      on === "any" || on === "read" || on === "write" ? on === "any" || on === kind : operation === calls[on];
    if (!fits) {
      return undefined;
    }
    this.matched += 1;
    if (this.matched <= nth) {
      return undefined;
    }
    this.left -= 1;
    this.isHit = true;
    return disturbance;
  }

  private async suffer(disturbance: Disturbance, request: Request): Promise<Delivery | undefined> {
    const { at } = disturbance;
    switch (disturbance.is) {
      case "kill":
        if (at.when === "after") {
          await this.send(request);
        }
        this.isDead = true;
        this.die();
        return never();
      case "cancel": {
        this.isCancelled = true;
        if (at.when === "before") {
          this.options.cancel();
          return this.send(request);
        }
        const reply = await this.send(request);
        this.options.cancel();
        return reply;
      }
      case "fault":
        return this.faulty(request, at.when, faults[disturbance.fault] ?? {});
      case "stale":
        // A list lags for a while, not forever; and what it has shown once it does not hide again.
        return this.options.now() - this.writtenAt < LAG_MS
          ? this.faulty(request, "before", { stale: true })
          : this.send(request);
      case "meanwhile":
        await this.options.meanwhile?.();
        return this.faulty(request, "before", { status: 500, body: "oops" });
      default:
        return this.altered(disturbance, request);
    }
  }

  private async faulty(
    request: Request,
    when: Point["when"],
    fault: Fault & { echo?: true },
  ): Promise<Delivery | undefined> {
    const { emulators, cloud, lies } = this.options;
    if ("body" in fault && lies.includes(String(fault.body))) {
      return this.send(request);
    }
    const { operation } = emulators.inspect(cloud, request);
    const { echo, ...plain } = fault;
    const { url, headers, body } = request;
    const echoed = echo === true ? { error: `${fault.error} ${body} ${Object.values(headers).join(" ")} ${url}` } : {};
    emulators.addFault({
      cloud,
      operation,
      when: fault.error === undefined && fault.status !== 429 ? when : "before",
      fault: { ...plain, ...echoed },
    });
    return emulators.send(cloud, request);
  }

  private async altered(
    disturbance: Disturbance & { is: "damage" | "swap" },
    request: Request,
  ): Promise<Delivery | undefined> {
    const { lies, answers } = this.options;
    const reply = await this.send(request);
    if (reply === undefined) {
      return undefined;
    }
    const { operation } = reply;
    if (disturbance.is === "damage") {
      const body = damaged(reply.body, disturbance.choice);
      return lies.includes(body) ? reply : { ...reply, body };
    }
    const others = [...answers].filter(([name, { body }]) => name !== operation && !lies.includes(body.trim()));
    const [, other = reply] = others[disturbance.choice % Math.max(1, others.length)] ?? [];
    return { ...other, headers: reply.headers };
  }

  private async send(request: Request): Promise<Delivery | undefined> {
    const { emulators, cloud, answers, now } = this.options;
    const reply = await emulators.send(cloud, request);
    if (reply?.kind === "write") {
      this.writtenAt = now();
    }
    if (reply !== undefined && reply.error === undefined && reply.cut === undefined) {
      answers.set(reply.operation, reply);
    }
    return reply;
  }
}

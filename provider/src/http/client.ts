import { Budget } from "./budget.ts";
import type { Call, ChangeGuard, ClientConfig, Request } from "./call.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Debug, describeAttempt, describeBody, describeRequest } from "./debug.ts";
import { CloudError } from "./errors.ts";
import { type Answered, type Context, type Outcome, parseFault, parseResponse, timeoutOf } from "./parse-response.ts";
import type { BudgetLimits, RateKeeper } from "./rate.ts";
import { Redactor } from "./redact.ts";
import { requestSecrets } from "./request-secrets.ts";
import { nextDelay, policies } from "./retry.ts";
import type { SharedBudgetOptions } from "./shared-budget.ts";
import { emptyStats, type Stats } from "./stats.ts";
import { Connections, type Exchange, exchange, isSafeAddress, type RawAnswer, TransportFault } from "./transport.ts";

export interface ClientOptions {
  clock?: Clock;
  /** Default: a new one. */
  redactor?: Redactor | undefined;
  /** Uniform in [0, 1); spreads the retries. */
  random?: () => number;
  debug?: Debug | undefined;
  /** Aborts everything that this client does. */
  signal?: AbortSignal | undefined;
  /** Replaces the network, for tests. */
  exchange?: Exchange | undefined;
  /** Default: every call is sent. */
  guard?: ChangeGuard | undefined;
  /** Default: what the cloud bears is learned anew in every process. */
  rate?: RateKeeper | undefined;
  /** Default: the budget is this process's own. */
  shared?: SharedBudgetOptions | undefined;
  /** Fastest rate, as the user set it. Default: that of the cloud. */
  requestsPerSecond?: number | undefined;
}

const unguarded: ChangeGuard = (_call, _effect, send) => send();

/**
 * The request chain to one account of one cloud, the same for all clouds:
 * budget -> sign -> guard -> debug -> send -> decode -> classify -> retry.
 */
export class Client {
  readonly stats: Stats = emptyStats();
  readonly budget: Budget;
  /** Add secrets that the cloud returns, such as a root password. */
  readonly redactor: Redactor;
  readonly #config: ClientConfig;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #debug: Debug | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #send: Exchange;
  readonly #guard: ChangeGuard;
  readonly #connections = new Connections();
  /** Names of the calls that the cloud has carried out for this account. */
  readonly #allowed = new Set<string>();
  /**
   * Milliseconds by which the cloud's clock is ahead of ours; set when an error mapping asks to sign with the cloud's clock.
   */
  #clockOffset = 0;

  constructor(config: ClientConfig, options: ClientOptions = {}) {
    this.#config = config;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#debug = options.debug;
    this.#signal = options.signal;
    this.#send = options.exchange ?? exchange;
    this.#guard = options.guard ?? unguarded;
    const { requestsPerSecond } = options;
    const limits = requestsPerSecond === undefined ? config.budget : limited(config.budget, requestsPerSecond);
    this.budget = new Budget(limits, this.#clock, options.rate, options.shared);
    this.redactor = options.redactor ?? new Redactor();
    for (const secret of config.secrets) this.redactor.add(secret);
  }

  /**
   * Resolves with the parsed answer. Rejects with a `CloudError`, or with the signal's reason; after the latter nothing is in
   * doubt, because a write or create that was sent is not interrupted: its answer may hold the ID of a new server.
   */
  async send<T>(call: Call<T>, signal?: AbortSignal): Promise<T> {
    return (await this.sendForPage(call, signal)).value;
  }

  /** Like `send`, with the response headers, in which `linkedPages` may find the next page. */
  async sendForPage<T>(call: Call<T>, signal?: AbortSignal): Promise<Answered<T>> {
    const stop = anyOf(this.#signal, signal);
    const policy = policies[call.safety];
    const request = call.request();
    const startedAt = this.#clock.now();
    let queued = 0;
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const queuedAt = this.#clock.now();
      const release = await this.budget.acquire(stop);
      queued += this.#clock.now() - queuedAt;
      const outcome = await this.#attempt(call, request, attempt, stop).finally(release);
      if ("value" in outcome) return outcome;
      const { error, retryOnce } = outcome;
      let delay: number | undefined;
      if (retryOnce !== undefined && !renewed && error.effect === "none") {
        renewed = true;
        await this.#config.renew?.();
        delay = retryOnce.after * 1000;
      } else {
        delay = nextDelay(policy, { error, attempt, elapsed: this.#clock.now() - startedAt - queued }, this.#random);
      }
      if (delay === undefined) throw error;
      await this.#clock.sleep(delay, stop);
    }
  }

  /** Closes idle connections. The client stays usable. */
  close(): void {
    this.#connections.close();
  }

  async #attempt<T>(
    call: Call<T>,
    request: Request,
    attempt: number,
    stop: AbortSignal | undefined,
  ): Promise<Outcome<T>> {
    const sentAt = this.#clock.now();
    const signedAt = this.#clock.now() + this.#clockOffset;
    const signed = await this.#sign(call, request, signedAt);
    if (!isSafeAddress(signed.url)) throw this.#unsafe(call, signed.url);
    // Built only when an error or a debug line needs it, which is rare.
    const redactor = () => this.redactor.with(requestSecrets(signed));
    const context = (): Context => ({
      redactor,
      now: this.#clock.now(),
      signedAt,
      host: signed.url.host,
    });
    const send = () => {
      stop?.throwIfAborted();
      return this.#exchange(call, { unsigned: request, signed }, attempt, redactor, stop);
    };
    const { name, safety } = call;
    const answer = await (safety === "read" ? send() : this.#guard(`${this.#config.cloud} ${name}`, safety, send));
    if (answer instanceof TransportFault) {
      if (answer.reason === "connection" && answer.connected) this.budget.suspicious(sentAt);
      return { error: parseFault(this.#config, call, answer, context()) };
    }
    const outcome = parseResponse(this.#config, call, answer, context());
    this.#heed(call, outcome, answer, sentAt);
    return outcome;
  }

  /** Nothing may change the request after it is signed. */
  async #sign<T>(call: Call<T>, request: Request, now: number): Promise<Request> {
    const copy: Request = {
      ...request,
      url: new URL(request.url),
      headers: { "user-agent": "indiecloud", ...request.headers },
    };
    if (call.unsigned === true) return copy;
    try {
      return await this.#config.sign(copy, now);
    } catch (error) {
      if (error instanceof CloudError) throw error;
      throw new CloudError({
        kind: "auth",
        cloud: this.#config.cloud,
        call: call.name,
        effect: "none",
        words: `the request could not be signed: ${this.redactor.text(error instanceof Error ? error.message : String(error))}`,
        nextStep: "Check the credentials.",
      });
    }
  }

  async #exchange<T>(
    call: Call<T>,
    { unsigned, signed: request }: { unsigned: Request; signed: Request },
    attempt: number,
    redactor: () => Redactor,
    stop: AbortSignal | undefined,
  ): Promise<RawAnswer | TransportFault> {
    const debug = this.#debug;
    const sentOnce = call.safety === "write" || call.safety === "create";
    const sent = Buffer.byteLength(request.body ?? "");
    this.#count(call.name, attempt, sent);
    if (debug?.bodies) debug.line(describeRequest(request, redactor()));
    const began = this.#clock.now();
    const report = (outcome: string, received: number) =>
      debug?.line(
        describeAttempt({
          cloud: this.#config.cloud,
          call: call.name,
          attempt,
          outcome,
          duration: this.#clock.now() - began,
          sent,
          received,
        }),
      );
    try {
      const answer = await this.#send(request, {
        clock: this.#clock,
        timeout: timeoutOf(call) * 1000,
        connections: this.#connections,
        once: sentOnce,
        signal: sentOnce ? undefined : stop,
        call: { name: call.name, safety: call.safety, request: unsigned },
      });
      this.stats.bytesReceived += answer.bytes;
      report(String(answer.status), answer.bytes);
      if (debug?.bodies) debug.line(describeBody(this.#config.decode, answer.body, redactor()));
      return answer;
    } catch (error) {
      report(error instanceof TransportFault ? error.code : "stopped", 0);
      if (error instanceof TransportFault) return error;
      throw error;
    }
  }

  #count(name: string, attempt: number, bytes: number): void {
    this.stats.requests += 1;
    if (attempt > 1) this.stats.retries += 1;
    this.stats.bytesSent += bytes;
    this.stats.byCall.set(name, (this.stats.byCall.get(name) ?? 0) + 1);
  }

  /**
   * Applies what an answer says about the whole account. Runs before the slot is released, so that the next request in the queue
   * already respects it.
   */
  #heed<T>(call: Call<T>, outcome: Outcome<T>, { status, headers }: RawAnswer, sentAt: number): void {
    if (!("error" in outcome)) {
      this.#allowed.add(call.name);
      this.budget.accepted(sentAt);
      return;
    }
    const { error, retryOnce, isPage } = outcome;
    if (error.kind === "throttled") {
      this.budget.refused(sentAt, Math.min((error.retryAfter ?? 0) * 1000, policies[call.safety].maxRetryAfter));
    } else if (isPage === true || (status === 403 && this.#allowed.has(call.name))) {
      this.budget.suspicious(sentAt);
    } else {
      this.budget.accepted(sentAt);
    }
    const at = Date.parse(headers.date ?? "");
    if (retryOnce?.serverClock === true && !Number.isNaN(at)) this.#clockOffset = at - this.#clock.now();
  }

  #unsafe<T>(call: Call<T>, url: URL): CloudError {
    return new CloudError({
      kind: "invalid",
      cloud: this.#config.cloud,
      call: call.name,
      effect: "none",
      words: `the endpoint ${url.protocol}//${url.host} is not https:; plain http: is allowed only for this machine (127.0.0.0/8, ::1, localhost)`,
      nextStep: "Set endpoint to an https: URL.",
    });
  }
}

/** The limits of a cloud at another rate: a burst is that of a second at most. */
function limited({ burst, concurrent }: BudgetLimits, perSecond: number): BudgetLimits {
  return { perSecond, burst: Math.max(1, Math.min(burst, Math.floor(perSecond))), concurrent };
}

function anyOf(...signals: (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
}

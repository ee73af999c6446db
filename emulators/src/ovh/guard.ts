import { CallCounter } from "../core/call-counter.ts";
import type { CloudRequest } from "../core/cloud.ts";
import type { Memory } from "../core/memory.ts";
import type { OvhCloudState } from "./cloud-state.ts";
import { forbidden, OvhError } from "./errors.ts";
import { applicationOf, header, type Identity, isGranted, unknownApplication } from "./identity.ts";
import type { OvhInspection } from "./inspect.ts";
import { iamAction } from "./routes/router.ts";

/** The checks between a request and its route: whether the route exists, credentials, rate, rights. */
export class Guard {
  readonly #cloudState: OvhCloudState;
  readonly #calls = new CallCounter();

  constructor(cloudState: OvhCloudState) {
    this.#cloudState = cloudState;
  }

  get memory(): Memory {
    return { calls: this.#calls };
  }

  reset(): void {
    this.#calls.reset();
  }

  /** Returns the caller; undefined for calls that need no authentication. */
  admit(request: CloudRequest, { match, rulePath, authentication }: OvhInspection): Identity | undefined {
    if (!match) {
      const message = "Got an invalid (or empty) URL";
      throw new OvhError({ status: 404, class: "Client::NotFound", message });
    }
    if (match.route.open) return undefined;
    if (authentication.outcome === "refused") throw authentication.error;
    if (authentication.outcome === "anonymous") {
      throw applicationOf(this.#cloudState, header(request, "x-ovh-application"))
        ? forbidden("You must login first", "NOT_CREDENTIAL")
        : unknownApplication();
    }
    const { identity } = authentication;
    this.#countCall(identity.by === "oauth" ? identity.clientId : identity.credential.id);
    if (identity.by === "consumerKey" && !isGranted(identity.credential.rules, request.method, rulePath))
      throw forbidden("This call has not been granted", "NOT_GRANTED_CALL");
    this.#checkIam(match.name);
    return identity;
  }

  #checkIam(name: string): void {
    const action = iamAction(name);
    if (action === undefined || !this.#cloudState.switches.deniedActions.includes(action)) return;
    const detail = { status: 403, class: "Client::Forbidden", message: "User not granted for this request" };
    throw new OvhError({ ...detail, details: { unauthorizedActionsByIAM: action } });
  }

  /** There is a limit, but its response is not documented (docs/api/ovh.md §2.4). */
  #countCall(key: string): void {
    const { callsPerMinute, blocksAfter } = this.#cloudState.switches;
    const limits = { window: 60, calls: callsPerMinute, blocksAfter };
    const verdict = this.#calls.count(key, this.#cloudState.timeline.now, limits);
    if (verdict === "within") return;
    if (verdict === "blocked") throw forbidden("blocked", "NOT_CREDENTIAL");
    const seconds = Math.floor(this.#cloudState.timeline.now / 1000);
    const headers = { "retry-after": String(60 - (seconds % 60)) };
    throw new OvhError({ status: 429, class: "Client::TooManyRequests", message: "Too many requests", headers });
  }
}

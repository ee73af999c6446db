import type { CloudReply } from "./cloud.ts";
import { matchesRequest } from "./log.ts";
import { type Keeper, trusted } from "./memory.ts";

/** What goes wrong. Fields combine; `status`, `body`, `html` and `error` produce a reply of the fault's own. */
export interface Fault {
  /** HTTP status of that reply. */
  readonly status?: number;
  /** Added to the reply, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Overrides the content type of the reply. */
  readonly contentType?: string;
  /** A gateway's HTML page, with status 502 unless `status` says otherwise. */
  readonly html?: boolean;
  /** The cloud's own error envelope with this text. */
  readonly error?: string;
  /** `connection`: closed without a byte. `body`: the headers announce the whole body, and half of it follows. */
  readonly cut?: "connection" | "body";
  /** Real milliseconds to wait, before or after the effect (clients' timeouts are real). */
  readonly delayMs?: number;
  /** Holds the request before its effect, or the reply after it, until released; sets `when`. */
  readonly hold?: "before" | "after";
  /** A read returns the state before the last write. */
  readonly stale?: boolean;
  /** Undocumented fields in every object of the real reply. */
  readonly extra?: boolean;
  /**
   * Computes the body from the real one. Only for tests in the emulator's own process: it cannot be expressed in JSON.
   */
  readonly rewrite?: (body: string, operation: string) => string;
}

export interface FaultRule {
  readonly cloud?: string;
  /** The cloud's name for the call; `*` matches anything. Default: every call. */
  readonly operation?: string;
  /** `before`: the call has no effect. `after`: it has its effect, and only the reply is altered. Default: `before`. */
  readonly when?: "before" | "after";
  /** How many times; 0: until deleted. Default: 1. */
  readonly times?: number;
  /** How many matching calls to skip first. Default: 0. */
  readonly after?: number;
  readonly fault: Fault;
}

/** A rule in force, with its remaining counts. */
export interface ActiveFault {
  readonly id: string;
  readonly rule: FaultRule;
  readonly when: "before" | "after";
  readonly skip: number;
  /** Undefined: until deleted. */
  readonly left: number | undefined;
}

interface Entry extends ActiveFault {
  skip: number;
  left: number | undefined;
  readonly held: Set<() => void>;
  released: boolean;
}

export class Faults implements Keeper {
  #entries: Entry[] = [];
  readonly #byId = new Map<string, Entry>();
  #nextId = 1;

  add(rule: FaultRule): string {
    const id = `fault-${this.#nextId++}`;
    const left = rule.times === 0 ? undefined : (rule.times ?? 1);
    const when = rule.fault.hold ?? rule.when ?? "before";
    const entry: Entry = { id, rule, when, skip: rule.after ?? 0, left, held: new Set(), released: false };
    this.#entries.push(entry);
    this.#byId.set(id, entry);
    return id;
  }

  /**
   * Rules are tried in the order in which they were added. The first that is due takes the call; later rules do not see
   * it.
   */
  take(cloud: string, operation: string): ActiveFault | undefined {
    for (const entry of this.#entries) {
      if (!matchesRequest(entry.rule, cloud, operation)) continue;
      if (entry.skip > 0) {
        entry.skip--;
        continue;
      }
      if (entry.left !== undefined && --entry.left === 0) this.#entries = this.#entries.filter((one) => one !== entry);
      return entry;
    }
    return undefined;
  }

  list(): ActiveFault[] {
    return this.#entries.map(({ id, rule, when, skip, left }) => ({ id, rule, when, skip, left }));
  }

  /** Resolves when the fault is released or `gone` aborts. */
  held(id: string, gone: AbortSignal): Promise<void> {
    const entry = this.#byId.get(id);
    if (!entry || entry.released || gone.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const go = (): void => {
        entry.held.delete(go);
        resolve();
      };
      entry.held.add(go);
      gone.addEventListener("abort", go, { once: true });
    });
  }

  /** Releases what the fault holds now and later. Throws if the ID is unknown. */
  release(id: string): void {
    const entry = this.#byId.get(id);
    if (!entry) throw new Error(`there is no fault ${JSON.stringify(id)}`);
    entry.released = true;
    for (const go of [...entry.held]) go();
  }

  save(): unknown {
    return { faults: this.list().filter(({ rule }) => rule.fault.rewrite === undefined), nextId: this.#nextId };
  }

  load(saved: unknown): void {
    const { faults, nextId } = trusted<{ faults: ActiveFault[]; nextId: number }>(saved);
    this.clear();
    this.#entries = faults.map(({ id, rule, when, skip, left }) => ({
      ...{ id, rule, when, skip, left, held: new Set(), released: false },
    }));
    for (const entry of this.#entries) this.#byId.set(entry.id, entry);
    this.#nextId = nextId;
  }

  /** Deletes a rule and releases what it holds. Throws if the ID is unknown. */
  remove(id: string): void {
    this.release(id);
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
    this.#byId.delete(id);
  }

  /** Deletes all rules and releases what they hold. */
  clear(): void {
    for (const id of this.#byId.keys()) this.release(id);
    this.#entries = [];
    this.#byId.clear();
  }
}

/** Whether the fault produces a reply of its own. */
export function replaces(fault: Fault): boolean {
  return [fault.status, fault.body, fault.html || undefined, fault.error, fault.cut].some((one) => one !== undefined);
}

/** Creates the cloud's own error envelope. */
type ErrorReply = (text: string) => CloudReply;

/** The reply as altered by the fault; `reply` is the real one, or undefined if the call had no effect. */
export function spoil(
  fault: Fault,
  reply: CloudReply | undefined,
  errorReply: ErrorReply,
  operation: string,
): CloudReply {
  const base = fabricated(fault, errorReply) ?? reply ?? errorReply("injected fault");
  const real = fault.rewrite === undefined ? base.body : fault.rewrite(base.body, operation);
  return {
    ...base,
    status: fault.status ?? base.status,
    body: fault.body ?? (fault.extra ? withUnforeseen(real) : real),
    headers: {
      ...base.headers,
      ...(fault.contentType === undefined ? {} : { "content-type": fault.contentType }),
      ...fault.headers,
    },
  };
}

function fabricated(fault: Fault, errorReply: ErrorReply): CloudReply | undefined {
  if (fault.error !== undefined) return errorReply(fault.error);
  const status = fault.status ?? 502;
  if (fault.html)
    return { status, headers: { "content-type": "text/html" }, body: gatewayPage(status), error: "HTML page" };
  if (fault.status === undefined && fault.body === undefined) return undefined;
  return { status: fault.status ?? 200, headers: {}, body: "", error: "injected fault" };
}

/** The body with an unknown field in each of its objects. A body that is neither JSON nor XML gets one at its end. */
function withUnforeseen(body: string): string {
  const text = body.trim();
  if (text.startsWith("<"))
    return body.replaceAll(/(<\/[^>]+>|\/>)(\s*)(?=<\/)/g, "$1$2<unforeseen>by anybody</unforeseen>");
  if (!/^[[{]/.test(text))
    return text === "" || /^[\d"]|^null|^true/.test(text) ? body : `${body.trimEnd()}\nunforeseen: "by anybody"\n`;
  const more = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(more);
    if (!isRecord(value)) return value;
    const known = Object.entries(value).map(([key, each]) => [key, more(each)]);
    return { ...Object.fromEntries(known), unforeseen: "by anybody" };
  };
  return JSON.stringify(more(JSON.parse(text)), undefined, 2);
}

function gatewayPage(status: number): string {
  const title = `${status} ${status === 502 ? "Bad Gateway" : "Error"}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === "string";
const isCount: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const isFlag: Check = (value) => typeof value === "boolean";
const isOneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && words.includes(value);
const isHeaders: Check = (value) => isRecord(value) && Object.values(value).every(isText);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const ruleFields: Record<keyof FaultRule, Check> = {
  cloud: isText,
  operation: isText,
  when: isOneOf(["before", "after"]),
  times: isCount,
  after: isCount,
  fault: isRecord,
};
const faultFields: Record<keyof Fault, Check> = {
  status: (value) => isCount(value) && Number(value) >= 200 && Number(value) <= 599,
  headers: isHeaders,
  body: isText,
  contentType: isText,
  html: isFlag,
  error: isText,
  cut: isOneOf(["connection", "body"]),
  delayMs: isCount,
  hold: isOneOf(["before", "after"]),
  stale: isFlag,
  extra: isFlag,
  rewrite: (value) => typeof value === "function",
};

/** Checks a rule received as JSON. Throws with the name of an invalid field. */
export function parseFaultRule(value: unknown): FaultRule {
  checkFields(value, ruleFields, "fault rule");
  if (!isRecord(value) || value.fault === undefined) throw new Error("a fault rule needs a fault");
  checkFields(value.fault, faultFields, "fault");
  return value as unknown as FaultRule;
}

function checkFields(value: unknown, fields: Record<string, Check>, what: string): void {
  if (!isRecord(value)) throw new Error(`a ${what} must be an object`);
  for (const [name, one] of Object.entries(value)) {
    const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!check) throw new Error(`a ${what} has no field ${name}; it has ${Object.keys(fields).join(", ")}`);
    if (!check(one)) throw new Error(`the ${what}'s ${name} cannot be ${JSON.stringify(one)}`);
  }
}

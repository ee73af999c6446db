import type { Answered, CloudName } from "../../emulators/src/index.ts";
import type { CloudModel } from "./cloud-model.ts";
import { keepAnswer } from "./corpus.ts";
import { count } from "./counts.ts";
import { deviates } from "./deviations.ts";
import { gigenetModel } from "./gigenet.ts";
import { hostdimeModel } from "./hostdime.ts";
import { lunanodeModel } from "./lunanode.ts";
import { naverModel } from "./naver.ts";
import { ovhModel } from "./ovh.ts";
import type { Problem } from "./schema.ts";

const makers: Readonly<Record<CloudName, () => CloudModel>> = {
  gigenet: gigenetModel,
  hostdime: hostdimeModel,
  lunanode: lunanodeModel,
  naver: naverModel,
  ovh: ovhModel,
};
/** A cloud that a test brings along has no model. */
const isModelled = (cloud: string): cloud is CloudName => Object.hasOwn(makers, cloud);
const made = new Map<CloudName, CloudModel>();

/** Compiled once in a process. */
export function modelOf(cloud: string): CloudModel {
  if (!isModelled(cloud)) {
    throw new Error(`${cloud} has no model`);
  }
  const known = made.get(cloud) ?? makers[cloud]();
  made.set(cloud, known);
  return known;
}

/** The latest correct answers of each call: most are repeated many times. */
const right = new Map<string, Set<string>>();
const MOST = 16;

/** Parts that differ in every answer and mean nothing. */
const requestId = /("requestId": "|<requestI[dD]>|<RequestID>)[0-9a-f-]+/;

function isRight(key: string, body: string): boolean {
  return right.get(key)?.has(body) === true;
}

function noteRight(key: string, body: string): void {
  const known = right.get(key) ?? new Set();
  right.set(key, known.add(body));
  const [oldest = ""] = known;
  if (known.size > MOST) known.delete(oldest);
}

/** Checks the traffic between clients and emulators against the vendors' models. */
export class ModelRecorder {
  /** What does not match, each once: cloud, call, path, and what the model says. */
  readonly findings: ReadonlySet<string>;
  readonly #findings = new Set<string>();
  readonly #checksRequests: boolean;
  readonly #deviatesFromStart: boolean;
  #isPaused: boolean;

  /**
   * Without `requests` only answers are checked: tests of an emulator send invalid requests on purpose. `switches`:
   * those that the emulator starts with.
   */
  constructor({ requests, switches = {} }: { requests: boolean; switches?: object }) {
    this.findings = this.#findings;
    this.#checksRequests = requests;
    this.#deviatesFromStart = deviates(switches);
    this.#isPaused = this.#deviatesFromStart;
  }

  readonly onAnswer = (answered: Answered): void => {
    if (this.#isPaused || !isModelled(answered.cloud)) return;
    const model = modelOf(answered.cloud);
    keepAnswer(answered);
    this.#answer(model, answered);
    if (this.#checksRequests) {
      const problems = model.request(answered);
      if (problems !== undefined) count(answered.cloud, "requests");
      this.#note(answered, "request", problems);
    }
  };

  /** An emulator's switches were changed: some produce answers that no model describes. */
  noteSwitches(switches: object): void {
    if (deviates(switches)) this.#isPaused = true;
  }

  /** The switches are at their initial positions again. */
  resume(): void {
    this.#isPaused = this.#deviatesFromStart;
  }

  /** Throws if there are findings: every answer of an emulator and every request of the provider must match. */
  assertConforms(): void {
    if (this.#findings.size > 0) {
      throw new Error(`not as the vendors' models have it:\n${[...this.#findings].join("\n")}`);
    }
  }

  #answer(model: CloudModel, answered: Answered): void {
    const { cloud, inspection, reply } = answered;
    const key = `${cloud} ${inspection.operation} ${reply.status}`;
    const body = reply.body.replace(requestId, "");
    if (isRight(key, body)) {
      count(cloud, "answers");
      return;
    }
    const problems = model.answer(answered);
    if (problems !== undefined) count(cloud, "answers");
    if (problems?.length === 0) noteRight(key, body);
    this.#note(answered, "answer", problems);
  }

  #note({ cloud, inspection }: Answered, part: string, problems: readonly Problem[] | undefined): void {
    for (const { path, says } of problems ?? []) {
      const place = path.replace(/\[\d+\]/g, "[]");
      this.#findings.add(`${cloud} ${inspection.operation}, ${part}${place}: ${says}`);
    }
  }
}

import type { RecordedExchange } from "../../engine/definition/evidence.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";
import type { VerifyExchange, VerifyRead, VerifyReport, VerifyStep } from "../query-types.ts";
import { Pseudonyms } from "./pseudonyms.ts";
import { unknownIn } from "./unknown.ts";
import type { VerifySession } from "./verify.ts";

const CONTENT_TYPE = /^[\w/+.-]+(; ?charset=[\w-]+)?$/i;

/** A call, safe to publish. */
export function reported(
  exchange: RecordedExchange,
  signing: readonly string[],
  pseudonyms: Pseudonyms,
): VerifyExchange {
  const { call, step, status, headers, tree, body } = exchange;
  const type = headers["content-type"] ?? "";
  return {
    call,
    ...(step === undefined ? {} : { step: pseudonyms.sentence(step) }),
    parameters: pseudonyms.tree(without(exchange.parameters, signing)),
    status,
    contentType: CONTENT_TYPE.test(type) ? type : "",
    ...(tree === undefined ? { unreadable: body.length } : { answer: pseudonyms.tree(tree) }),
  };
}

const without = (tree: Tree, names: readonly string[]): Tree =>
  isMap(tree) ? Object.fromEntries(Object.entries(tree).filter(([name]) => !names.includes(name))) : tree;

/** Everything that was observed, safe to attach to an issue. */
export function reportOf(
  session: VerifySession,
  reads: readonly VerifyRead[],
  steps: readonly VerifyStep[],
): VerifyReport {
  const { cloud, recorder, settings, verification } = session;
  const credentials = Object.entries(cloud.settings).flatMap(([key, { isCredential, required, secret }]) =>
    isCredential === true || required === true || secret === true ? [settings[key] ?? ""] : [],
  );
  const pseudonyms = new Pseudonyms(credentials);
  // Twice, because a name in one response may be a key or a word in an earlier one.
  const all = () => recorder.exchanges.map((each) => reported(each, verification.signing, pseudonyms));
  all();
  const exchanges = all();
  const clean = (text: string): string => pseudonyms.sentence(text);
  return {
    format: 1,
    cloud: cloud.name,
    title: cloud.title,
    withServer: steps.length > 0,
    findings: session.findings().map(({ position, ...finding }) => ({
      ...finding,
      ...(position === undefined
        ? {}
        : { position: typeof position === "string" ? pseudonyms.word(position) : position }),
    })),
    reads: reads.map(({ message, ...read }) => ({
      ...read,
      ...(message === undefined ? {} : { message: clean(message) }),
    })),
    steps: steps.map(({ message, ...step }) => ({
      ...step,
      ...(message === undefined ? {} : { message: clean(message) }),
    })),
    unknown: unknownIn(exchanges, verification.known),
    exchanges,
  };
}

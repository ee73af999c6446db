import type { KeptAnswer } from "./corpus.ts";
import type { Fixture } from "./fixture.ts";
import type { Mutant } from "./mutants.ts";
import { type Fields, isWords, type Type } from "./schema.ts";

/**
 * Why a model allows a change of an answer; undefined if it must not. Reads the fixture without using the checks,
 * because otherwise both could be wrong in the same way.
 */
export function leewayOf({ calls, models }: Fixture, answer: KeptAnswer, { path, change }: Mutant): string | undefined {
  const [first = "", ...others] = path.split(/\.|(?=\[\])/).filter((step) => step !== "");
  const { operation } = answer.inspection;
  const failed = answer.reply.error !== undefined;
  let type: Type | undefined = failed ? errorType(answer, first) : calls[operation]?.answer;
  const inside = answer.cloud === "naver" && answer.reply.body.startsWith("{");
  let isOptional = false;
  let isNamed = true;
  for (const step of inside ? others : [first, ...others]) {
    const text: string = typeof type === "string" ? type.replace(/[?!]+$/, "") : "";
    if (text.includes("|") || text === "any") return "its type is not known";
    const fields: Type | undefined = typeof type === "object" ? type : modelOf(models, text);
    if (text.endsWith("[]")) {
      [type, isOptional, isNamed] = [text.slice(0, -2), true, true];
    } else if (text.startsWith("map[string]")) {
      [type, isOptional, isNamed] = [text.slice("map[string]".length), true, false];
    } else if (typeof fields === "object") {
      isNamed = fields[step] !== undefined || fields[`${step}?`] !== undefined;
      isOptional = fields[step] === undefined;
      type = fields[step] ?? fields[`${step}?`] ?? fields["*"];
    } else {
      return undefined;
    }
  }
  if (type === undefined) return undefined;
  return leewayIn(String(type), change, isOptional, isNamed);
}

function leewayIn(type: string, change: Mutant["change"], isOptional: boolean, isNamed: boolean): string | undefined {
  if (type.includes("|") || ["any", "amount"].includes(type)) return "its type is not known";
  if (change === "leave out" && isOptional) return "it may be left out";
  if (change === "rename" && !isNamed) return "its name is free";
  if (change === "null" && type.endsWith("?")) return "it may be null";
  if (change === "nonsense" && /^(string|text|password)[?]?$/.test(type)) return "it is any text";
  return undefined;
}

const modelOf = (models: Fixture["models"], name: string): Fields | undefined => {
  const model = models[name];
  return model === undefined || isWords(model) ? undefined : model;
};

function errorType({ cloud, reply }: KeptAnswer, first: string): string {
  if (cloud === "hostdime") return "failure";
  if (cloud !== "naver") return "error";
  if (reply.body.includes("responseCode")) return "reportedError";
  if (reply.body.startsWith("{")) return first === "error" ? "gatewayError" : first;
  return reply.body.includes("<responseError>") ? "responseError" : "gatewayMessage";
}

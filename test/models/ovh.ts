import type { Answered } from "../../emulators/src/index.ts";
import type { CloudModel } from "./cloud-model.ts";
import { ovhExceptions } from "./exceptions.ts";
import { loadFixture } from "./fixture.ts";
import { jsonPrimitives } from "./primitives.ts";
import { type Problem, prefixed, Schema } from "./schema.ts";

/** Answers in which the control panel's headers replaced IDs by objects, which the schema does not describe. */
const isPaged = ({ request }: Answered): boolean => request.headers["x-pagination-mode"] !== undefined;

/** Bodies that are not JSON are in no model: the token endpoint and the page on which a consumer key is validated. */
const isOutside = ({ inspection }: Answered): boolean => /^\w+ \/auth\/(oauth2\/token)?$/.test(inspection.operation);

export function ovhModel(): CloudModel {
  const fixture = loadFixture("ovh", ovhExceptions, "ovh-v2");
  const { models } = fixture;
  const answers = new Schema(models, jsonPrimitives, "answer");
  const requests = new Schema(models, jsonPrimitives, "request");
  return {
    fixture,
    answer: (answered) => {
      const { inspection, reply } = answered;
      if (isPaged(answered) || isOutside(answered)) return undefined;
      const body = read(reply.body);
      if (reply.error !== undefined) return answers.of("error")(body);
      const call = fixture.calls[inspection.operation];
      return call === undefined ? undefined : answers.of(call.answer)(body);
    },
    request: (answered) => {
      const { inspection, request } = answered;
      if (isOutside(answered)) return undefined;
      const call = fixture.calls[inspection.operation];
      if (call === undefined) return [{ path: "", says: "the model has no such call" }];
      const body = read(request.body.toString("utf8"));
      return [
        ...prefixed(".query", requests.of(call.query ?? {})(parametersOf(request.query))),
        ...prefixed(".body", call.body === undefined ? nothing(body) : requests.of(call.body)(body)),
      ];
    },
  };
}

const read = (text: string): unknown => (text === "" ? undefined : JSON.parse(text));
const nothing = (body: unknown): readonly Problem[] =>
  body === undefined ? [] : [{ path: "", says: "the model has no body here" }];

/** A query contains only texts: a number or boolean is parsed from its text. */
function parametersOf(query: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...query].map(([name, text]) => [name, /^(true|false|\d+)$/.test(text) ? JSON.parse(text) : text]),
  );
}

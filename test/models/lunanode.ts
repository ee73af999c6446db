import type { CloudModel } from "./cloud-model.ts";
import { loadFixture } from "./fixture.ts";
import { matching, textPrimitives } from "./primitives.ts";
import { Schema } from "./schema.ts";

/** The documented calls and recorded answers: in JSON all values are texts (docs/api/lunanode.md §2). */
export function lunanodeModel(): CloudModel {
  const fixture = loadFixture("lunanode", []);
  const answers = new Schema(fixture.models, primitives, "answer");
  const requests = new Schema(fixture.models, primitives, "request");
  return {
    fixture,
    answer: ({ inspection, reply }) => {
      // Outside the API, the answer is a page or plain text.
      if (!reply.body.startsWith("{")) return undefined;
      const body: unknown = JSON.parse(reply.body);
      if (reply.error !== undefined) return answers.of("error")(body);
      const call = fixture.calls[inspection.operation];
      return call === undefined ? undefined : answers.of(call.answer)(body);
    },
    request: ({ inspection, request }) => {
      const call = fixture.calls[inspection.operation];
      if (call === undefined) return [{ path: "", says: "the model has no such call" }];
      const sent = new URLSearchParams(request.body.toString("utf8")).get("req") ?? "{}";
      return requests.of(call.query ?? {})(JSON.parse(sent));
    },
  };
}

const primitives = {
  ...textPrimitives,
  /** A time without a zone. */
  localTime: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
};

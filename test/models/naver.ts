import type { CloudModel } from "./cloud-model.ts";
import { naverExceptions } from "./exceptions.ts";
import { loadFixture } from "./fixture.ts";
import { nested } from "./form.ts";
import { jsonPrimitives, textPrimitives } from "./primitives.ts";
import { type Problem, prefixed, Schema } from "./schema.ts";
import { parseXml, xmlTree } from "./xml.ts";

export function naverModel(): CloudModel {
  const fixture = loadFixture("naver", naverExceptions);
  const { models } = fixture;
  const json = new Schema(models, jsonPrimitives, "answer");
  const xml = new Schema(models, textPrimitives, "answer");
  const requests = new Schema(models, textPrimitives, "request");
  return {
    fixture,
    answer: ({ inspection, reply }) => {
      const isJson = reply.body.startsWith("{");
      const tree = isJson ? Object.entries(JSON.parse(reply.body)) : [rootOf(reply.body)];
      const [[root, body] = ["", undefined]] = tree;
      const schema = isJson ? json : xml;
      if (reply.error !== undefined) return refusal(root, body, schema);
      const call = fixture.calls[inspection.operation];
      if (call === undefined) return undefined;
      return root === `${inspection.operation}Response`
        ? schema.of(call.answer)(body)
        : [{ path: "", says: `the root is ${root}` }];
    },
    request: ({ inspection, request }) => {
      const call = fixture.calls[inspection.operation];
      if (call === undefined) return [{ path: "", says: "the model has no such call" }];
      const form = new URLSearchParams(request.body.toString("utf8"));
      return requests.of(call.query ?? {})(nested([...request.query, ...form]));
    },
  };
}

/** A list's name ends in `List`; its elements have the name without it (docs/api/naver.md §2.2). */
const itemName = (list: string): string | undefined => (list.endsWith("List") ? list.slice(0, -4) : undefined);

function rootOf(body: string): [string, unknown] {
  const root = parseXml(body);
  return [root.name, xmlTree(root, itemName)];
}

/** The service's error or the gateway's (docs/api/naver.md §2.4). */
function refusal(root: string, body: unknown, schema: Schema): readonly Problem[] {
  if (root === "responseError") {
    // Its members have been reported with other names (docs/api/naver.md §2.4).
    const isReported = typeof body === "object" && body !== null && "responseCode" in body;
    return schema.of(isReported ? "reportedError" : "responseError")(body);
  }
  if (root === "error") return schema.of("gatewayError")(body);
  return root === "Message" ? schema.of("gatewayMessage")(body) : prefixed(`.${root}`, [{ path: "", says: "unknown" }]);
}

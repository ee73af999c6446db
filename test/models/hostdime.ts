import { load } from "js-yaml";
import type { CloudModel } from "./cloud-model.ts";
import { type CallModel, loadFixture } from "./fixture.ts";
import { jsonPrimitives, matching, textPrimitives } from "./primitives.ts";
import { type Primitive, Schema } from "./schema.ts";
import { parseXml, xmlTree } from "./xml.ts";

/** What the vendor's own clients send and read: no answers are documented or recorded (docs/api/hostdime.md §3.2). */
export function hostdimeModel(): CloudModel {
  const fixture = loadFixture("hostdime", []);
  const typed = new Schema(fixture.models, { ...jsonPrimitives, ...shared, amount: number }, "answer");
  const texts = new Schema(fixture.models, { ...textPrimitives, ...shared, amount: matching(/^\d+$/) }, "answer");
  const requests = new Schema(fixture.models, { ...textPrimitives, ...shared }, "request");
  return {
    fixture,
    answer: ({ inspection, reply }) => {
      const type = reply.headers["content-type"] ?? "";
      // A page comes from below the API, and JSONP is a program.
      if (type.startsWith("text/html") || type.includes("javascript")) return undefined;
      const call = fixture.calls[inspection.operation];
      const answer = reply.error === undefined ? call?.answer : "failure";
      if (answer === undefined) return undefined;
      if (type.includes("xml")) return texts.of(answer)(xmlTree(parseXml(reply.body), itemNameIn(call)));
      return typed.of(answer)(type.includes("yaml") ? load(reply.body) : JSON.parse(reply.body));
    },
    request: ({ inspection, request }) => {
      const call = fixture.calls[inspection.operation];
      if (call === undefined) return [{ path: "", says: "the model has no such call" }];
      return requests.of(call.query ?? {})(Object.fromEntries(new URLSearchParams(request.body.toString("utf8"))));
    },
  };
}

/** Whether numbers are encoded as numbers or texts is unknown (docs/api/hostdime.md §3.3). */
const number: Primitive = {
  fits: (value) => Number.isInteger(value) || (typeof value === "string" && /^\d+$/.test(value)),
};

const shared: Readonly<Record<string, Primitive>> = {
  any: { fits: () => true },
  null: { fits: (value) => value === null },
};

/** XML does not show whether an empty element is a list. */
const itemNameIn =
  (call: CallModel | undefined) =>
  (list: string): string | undefined =>
    ["dns", "hard_drives"].includes(list) || (list === "response" && isList(call)) ? "item" : undefined;

const isList = (call: CallModel | undefined): boolean =>
  typeof call?.answer === "object" && call.answer.response?.endsWith("[]") === true;

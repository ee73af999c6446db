import type { CloudModel } from "./cloud-model.ts";
import { loadFixture } from "./fixture.ts";
import { nested } from "./form.ts";
import { matching, textPrimitives } from "./primitives.ts";
import { Schema } from "./schema.ts";
import { parseXml, xmlTree } from "./xml.ts";

/** EC2's names, replaced where GigeNET's own samples differ (docs/api/gigenet.md §4). */
export function gigenetModel(): CloudModel {
  const fixture = loadFixture("gigenet", []);
  const answers = new Schema(fixture.models, primitives, "answer");
  const requests = new Schema(fixture.models, primitives, "request");
  return {
    fixture,
    answer: ({ inspection, reply }) => {
      // Outside the API there is a page.
      if (inspection.operation === "?" && !reply.body.startsWith("<?xml")) return undefined;
      const root = parseXml(reply.body);
      const body = xmlTree(root, itemName);
      if (reply.error !== undefined) return answers.of("error")(body);
      const call = fixture.calls[inspection.operation];
      if (call === undefined) return undefined;
      return root.name === `${inspection.operation}Response`
        ? answers.of(call.answer)(body)
        : [{ path: "", says: `the root is ${root.name}` }];
    },
    request: ({ inspection, request }) => {
      const call = fixture.calls[inspection.operation];
      if (call === undefined) return [{ path: "", says: "the model has no such call" }];
      const form = new URLSearchParams(request.body.toString("utf8"));
      return requests.of(call.query ?? {})(nested([...request.query, ...form]));
    },
  };
}

const primitives = {
  ...textPrimitives,
  requestId: matching(/^[0-9a-f]{32}$/),
  /** `none` until there is an address. */
  privateIp: matching(/^(none|(\d{1,3}\.){3}\d{1,3})$/),
};

/** The children of `messageSet` are not items (docs/api/gigenet.md §4). */
const itemName = (list: string): string | undefined =>
  (list.endsWith("Set") && list !== "messageSet") || lists.has(list) ? "item" : undefined;

const lists: ReadonlySet<string> = new Set(["regionInfo", "availabilityZoneInfo", "recurringCharges", "details"]);

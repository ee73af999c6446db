import type { CloudReply } from "../core/cloud.ts";
import { Ids } from "../core/ids.ts";
import type { Memory } from "../core/memory.ts";
import type { GigeNetCloudState } from "./cloud-state.ts";
import type { GigeNetError } from "./errors.ts";
import { extra } from "./instance-view.ts";
import { type Content, type Element, writeXml, type Xml } from "./xml.ts";

const namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

/** Writes documents; each ends with a RequestID of 32 hexadecimal digits (docs/api/gigenet.md §4). */
export class Replies {
  readonly #cloudState: GigeNetCloudState;
  readonly #seed: string;
  #ids: Ids;

  constructor(cloudState: GigeNetCloudState, seed: string) {
    this.#cloudState = cloudState;
    // A separate seed, so that reads do not affect the IDs of new objects.
    this.#seed = `${seed}/requests`;
    this.#ids = new Ids(this.#seed);
  }

  get memory(): Memory {
    return { requestIds: this.#ids };
  }

  reset(): void {
    this.#ids = new Ids(this.#seed);
  }

  success(operation: string, reply: Xml): CloudReply {
    const { contentType, xmlns, emptyLists } = this.#cloudState.switches;
    const named = xmlns === "always" || (xmlns === "documented" && operation === "DescribeVmTypes");
    const isLeftOut = ([, content]: Element): boolean => emptyLists === "absent" && isEmpty(content);
    const members = reply.filter((element) => !isLeftOut(element));
    const root: Element = [`${operation}Response`, [...members, ...extra(this.#cloudState), this.#requestId()]];
    return {
      status: 200,
      headers: { "content-type": contentType },
      body: writeXml(root, named ? namespace : undefined),
    };
  }

  /** All errors have the same structure, with HTTP 400, 401 or 500 (docs/api/gigenet.md §4). */
  failure({ code, message, status }: GigeNetError): CloudReply {
    const error: Xml = [
      ["Code", code],
      ["Message", message],
    ];
    const root: Element = ["Response", [["Errors", [["Error", error]]], this.#requestId()]];
    const headers = { "content-type": this.#cloudState.switches.contentType };
    return { status, headers, body: writeXml(root), error: `${code}: ${message}` };
  }

  #requestId(): Element {
    return ["RequestID", this.#ids.hex(32)];
  }
}

const isEmpty = (content: Content): boolean => typeof content === "object" && content.length === 0;

/** The response outside the API. */
export function notFoundPage(): CloudReply {
  const body = "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n";
  return { status: 404, headers: { "content-type": "text/html" }, body, error: "404 page" };
}

import type { CloudReply } from "../core/cloud.ts";
import { type EncodedTree, reshape } from "./encoding.ts";
import type { HostDimeError } from "./errors.ts";
import { contentTypes, type Format, write } from "./formats.ts";
import type { HostDimeSwitches } from "./switches.ts";

/** How a reply is encoded. */
export interface Manner {
  readonly format: Format;
  /** Name of the JSONP function; only for JSON. */
  readonly callback?: string;
}

/** The envelope of a success: `error` first, in one of the forms that mean no error (docs/api/hostdime.md §5.1). */
export function success(response: EncodedTree, manner: Manner, switches: HostDimeSwitches): CloudReply {
  const none: Record<HostDimeSwitches["successError"], Record<string, EncodedTree>> = {
    null: { error: null },
    absent: {},
    false: { error: false },
    list: { error: [] },
  };
  const isLeftOut = switches.emptyLists === "null" && Array.isArray(response) && response.length === 0;
  const reported = isLeftOut ? null : response;
  return envelope(200, { ...none[switches.successError], response: reported }, manner, switches);
}

/** The envelope of an error; its HTTP status is 200 unless a switch says otherwise (docs/api/hostdime.md §4.2). */
export function failure({ code, message }: HostDimeError, manner: Manner, switches: HostDimeSwitches): CloudReply {
  const error = { code: switches.codesAs === "text" ? String(code) : code, message };
  const reply = envelope(switches.httpStatuses[code], { error, response: null }, manner, switches);
  return { ...reply, error: message };
}

function envelope(
  status: number,
  body: Record<string, EncodedTree>,
  manner: Manner,
  switches: HostDimeSwitches,
): CloudReply {
  const { format, callback } = manner;
  const text = write[format](reshape(body, switches));
  const padded = format === "json" && callback !== undefined;
  const headers = { "content-type": contentTypes[padded ? "jsonp" : format] };
  return { status, headers, body: padded ? `${callback}(${text});` : text };
}

/** A reply from below the envelope. */
export function page(status: number, text: string, headers: Readonly<Record<string, string>> = {}): CloudReply {
  const body = `<html><head><title>${status} ${text}</title></head><body><h1>${text}</h1></body></html>\n`;
  return { status, headers: { "content-type": "text/html; charset=utf-8", ...headers }, body, error: `${status} page` };
}

import type { CloudReply } from "../core/cloud.ts";
import { type Fields, writeJson, writeXml } from "./encoding.ts";
import { type GatewayError, gatewayErrors, ServiceError } from "./errors.ts";
import type { Format } from "./request.ts";
import type { NaverSwitches } from "./switches.ts";

/** A success; the members go next to requestId, returnCode and returnMessage (docs/api/naver.md §2.1, §2.2). */
export function success(
  operation: string,
  members: Fields,
  requestId: string,
  format: Format,
  switches: NaverSwitches,
): CloudReply {
  const root = `${operation}Response`;
  const frame = { requestId, returnCode: "0", returnMessage: "success" };
  const body =
    format === "json"
      ? writeJson({ [root]: { ...members, ...frame } }, switches)
      : writeXml(root, { ...frame, ...members }, switches);
  return { status: 200, headers: { "content-type": switches.contentTypes[format] }, body };
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** The encoding of errors does not vary. */
const plain = { idsAs: "text", largeNumbersAs: "integer", missingAs: "empty" } as const;

export interface Formats {
  readonly service: Format;
  readonly gateway: Format;
}

/** The service's or the gateway's error, each in its own envelope and format (docs/api/naver.md §2.4). */
export function failure(error: ServiceError | GatewayError, formats: Formats, switches: NaverSwitches): CloudReply {
  const reported = `${error.code} ${error.message}`;
  if (error instanceof ServiceError) {
    const members =
      switches.errorMembers === "return"
        ? { returnCode: error.code, returnMessage: error.message }
        : { responseCode: error.code, responseMessage: error.message };
    const json = formats.service === "json";
    return {
      ...{ status: error.status, headers: { "content-type": switches.contentTypes[formats.service] }, error: reported },
      body: json ? writeJson({ responseError: members }, plain) : writeXml("responseError", members, plain),
    };
  }
  const { status, message } = gatewayErrors[error.code];
  const members = { error: { errorCode: error.code, message, details: error.details } };
  return {
    ...{ status, error: reported },
    headers: { "content-type": switches.contentTypes[formats.gateway], ...error.headers },
    body: formats.gateway === "json" ? JSON.stringify(members) : declaration + writeXml("Message", members, plain),
  };
}

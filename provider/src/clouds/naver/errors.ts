import type { ErrorMapping, Response } from "../../http/call.ts";
import { textAt } from "../../http/decode/schemas.ts";
import { body } from "./schemas.ts";

type Known = Pick<ErrorMapping, "kind" | "nextStep" | "busy" | "effect">;

const KEY_STEP =
  "Check that access key and secret key belong together and are enabled in the console, that site matches the account (public, gov or fin), and that this machine's clock is right.";
const LATER = "Run pulumi up again later.";
const LIMIT = "Delete what you do not need, or ask NAVER Cloud's support for a higher limit.";

const busy: Known = { kind: "conflict", busy: true, nextStep: "Another change is in progress; run pulumi up again." };

/** The gateway in front of all services (§2.5). Its 404 means an unknown path, never a missing object. */
const GATEWAY: Readonly<Record<string, Known>> = {
  100: { kind: "invalid", nextStep: "Check that the endpoint begins with https:." },
  200: { kind: "auth", nextStep: KEY_STEP },
  210: {
    kind: "auth",
    nextStep: "Grant this access key the permissions for Server and VPC, or subscribe to the service in the console.",
  },
  300: { kind: "protocol", effect: "none", nextStep: "Check endpoint and site: this endpoint does not have the call." },
  400: { kind: "quota", nextStep: "The account has used up its API calls; raise the limit, or wait." },
  410: { kind: "throttled" },
  420: { kind: "throttled" },
  430: { kind: "invalid", nextStep: "Make the request smaller, such as the init script." },
  500: { kind: "unavailable", nextStep: LATER },
  510: { kind: "timeout", nextStep: LATER },
  900: { kind: "unavailable", nextStep: LATER },
};

/** The services behind it (§2.6). Their messages are localized and reworded, so only the codes are reliable. */
const SERVICE: Readonly<Record<string, Known>> = {
  800: { kind: "auth", nextStep: KEY_STEP },
  801: { kind: "auth", nextStep: KEY_STEP },
  900: { kind: "invalid", nextStep: "Set the property named in the message." },
  1000: { kind: "unavailable", nextStep: LATER },
  1300: { kind: "unavailable", nextStep: LATER },
  1401: { kind: "invalid", nextStep: "Choose another plan: the requested one is not known there." },
  1413: { kind: "invalid", nextStep: "Choose a plan and an image for the same hypervisor: both XEN, or both KVM." },
  3000: busy,
  10102: { kind: "quota", nextStep: LIMIT },
  10300: { kind: "invalid", nextStep: "Choose another name, or adopt the existing object." },
  10407: busy,
  10501: {
    kind: "conflict",
    nextStep: "The server has additional storage: detach it in the console, then run this again.",
  },
  23003: busy,
  23006: busy,
  24002: { kind: "conflict", nextStep: "Unmount the storage in the guest, then run this again." },
  25013: busy,
  25017: busy,
  25033: busy,
  1001007: { kind: "invalid", nextStep: "Choose an address range that no other subnet of the VPC uses." },
  1001015: busy,
  1002035: busy,
  1003016: busy,
  1007000: { kind: "notFound" },
  1007009: busy,
  1012005: busy,
  1015009: { kind: "quota", nextStep: LIMIT },
  1017007: { kind: "notFound" },
  1017013: busy,
  1100031: busy,
  1200004: busy,
  1205009: { kind: "notFound" },
  1250000: busy,
  1250700: {
    kind: "conflict",
    nextStep: "An auto scaling group uses it, has servers or is being scaled; change or delete the group first.",
  },
  3000100: { kind: "unavailable", nextStep: LATER },
  3005004: { kind: "quota", nextStep: LIMIT },
};

/** "Cannot access the network ACL": on a read of its rules, the ACL is gone; on a write, it is being changed (§2.6). */
const AMBIGUOUS = "1011002";

/** Seconds of clock skew above which a request is retried with the gateway's own time; it tolerates five minutes. */
const CLOCK_SECONDS = 240;

type MappedError = Pick<Response, "status" | "tree" | "call" | "skew">;

export function classify(response: MappedError): ErrorMapping | undefined {
  return byGateway(response) ?? byService(response);
}

/**
 * `{"error": …}` in JSON, `<Message><error>…` in XML; also with status 200, which would look like an empty list (§2.3).
 */
function byGateway({ tree, status, skew }: MappedError): ErrorMapping | undefined {
  const where = textAt(tree, "error", "errorCode") === undefined ? ["Message", "error"] : ["error"];
  const code = textAt(tree, ...where, "errorCode");
  if (code === undefined) {
    return undefined;
  }
  const words = [textAt(tree, ...where, "message"), textAt(tree, ...where, "details")].filter(Boolean).join(": ");
  return {
    words: words === "" ? "the gateway gave no reason" : words,
    code,
    ...(GATEWAY[code] ?? unknown(status)),
    retryOnce: code === "200" ? byServerClock(skew) : undefined,
  };
}

/**
 * `responseError`, or a return code other than 0 in an apparent success. A value that is not a code is not an error.
 */
function byService({ tree, status, call, skew }: MappedError): ErrorMapping | undefined {
  const answer = body(tree, "responseError") ?? body(tree, `${call.name}Response`);
  // In some errors the members have other names (§2.4).
  const code = textAt(answer, "returnCode") ?? textAt(answer, "responseCode");
  if (code === undefined || code === "0" || !/^\d+$/.test(code)) {
    return undefined;
  }
  const known = code === AMBIGUOUS ? (call.safety === "read" ? SERVICE[1007000] : busy) : SERVICE[code];
  return {
    words: textAt(answer, "returnMessage") ?? textAt(answer, "responseMessage") ?? "NAVER Cloud gave no reason",
    code,
    ...(known ?? unknown(status)),
    retryOnce: code === "801" ? byServerClock(skew) : undefined,
  };
}

/** An unknown code is a rejection, unless the status says that the service itself failed. */
function unknown(status: number): Known {
  if (status >= 500) {
    return { kind: "unavailable", nextStep: LATER };
  }
  return status === 401 || status === 403
    ? { kind: "auth", nextStep: KEY_STEP }
    : {
        kind: "invalid",
        nextStep:
          "Correct what the message names. If capacity is missing, choose another plan or zone, or run pulumi up again later.",
      };
}

const byServerClock = (skew = 0): ErrorMapping["retryOnce"] =>
  Math.abs(skew) > CLOCK_SECONDS ? { after: 0, serverClock: true } : undefined;

import test from "ava";
import type { Tree } from "../../http/decode/tree.ts";
import { classify, TOKEN_CALL } from "./errors.ts";

const given = (status: number, tree: Tree | undefined, name = "POST /cloud/project/{serviceName}/instance") =>
  classify({ status, tree, call: { name, safety: "create" } });

const NOT_READY = "Client::Conflict::ServiceNotReady";

for (const [status, code, message, kind, more] of [
  [400, "Client::BadRequest", "Invalid signature", "auth", { retryOnce: { after: 0 } }],
  [400, "INVALID_SIGNATURE", "Invalid signature", "auth", { retryOnce: { after: 0 } }],
  [400, "Client::BadRequest", "Query out of time", "auth", { retryOnce: { after: 0 } }],
  [400, "QUERY_TIME_OUT", "Try again", "auth", { retryOnce: { after: 0 } }],
  [401, "Client::Unauthorized::InvalidAuthToken", "Invalid access token", "auth", { retryOnce: { after: 0 } }],
  [403, "INVALID_KEY", "Invalid application key", "auth", {}],
  [403, "Client::Forbidden", "Invalid application key", "auth", {}],
  [403, "NOT_GRANTED_CALL", "This call has not been granted", "auth", {}],
  [403, "INVALID_CREDENTIAL", "This credential is not valid", "auth", {}],
  [403, "NOT_CREDENTIAL", "This credential does not exist", "auth", {}],
  [403, "Client::Forbidden", "You must login first", "auth", {}],
  [403, "Client::Forbidden", "something else", "auth", {}],
  [403, "Client::Forbidden", "Quota exceeded for instances", "quota", {}],
  [403, "Client::Forbidden", "This service is suspended", "quota", {}],
  [460, "Client::Forbidden", "This Service is expired", "quota", {}],
  [400, "Client::BadRequest", "No capacity is available for this flavor in the region", "capacity", {}],
  [400, "Client::BadRequest", "No valid host was found", "capacity", {}],
  [400, "Client::BadRequest", "Image x cannot be used with flavor y", "invalid", {}],
  [400, "Client::BadRequest", "Missing parameter: name", "invalid", {}],
  [404, "Client::NotFound", "This service does not exist", "notFound", {}],
  [404, "Client::NotFound", "This instance does not exist", "notFound", {}],
  [404, "Client::NotFound", "Got an invalid (or empty) URL", "invalid", {}],
  [409, "Client::Conflict", "SSH key me already exists", "invalid", {}],
  [409, "Client::Conflict", "hm", "conflict", { busy: undefined }],
  [409, "Client::Conflict::ServiceLocked", "Instance 7 is locked", "conflict", { busy: undefined }],
  [409, "Client::Conflict::ServiceOnlyOneModification", "one at a time", "conflict", { busy: true }],
  [409, NOT_READY, "Not now", "conflict", { busy: true }],
  [400, "Client::BadRequest", "Network pn-1 is not ready yet", "conflict", { busy: true }],
  [409, "Client::Conflict", "IP address 10.0.0.5 is already in use", "conflict", { busy: true }],
  [409, NOT_READY, "Cannot 'stop' instance 7 while it is in status RESIZE", "conflict", { busy: true }],
  [409, "Client::Conflict", "Cannot 'stop' instance 7 while it is in task_state active", "conflict", { busy: true }],
  [409, NOT_READY, "Cannot 'stop' instance 7 while it is in status SHUTOFF", "conflict", { busy: undefined }],
  [
    400,
    "Client::BadRequest",
    "Cannot 'x' instance 7 while it is in vm_state shelved_offloaded",
    "conflict",
    { busy: undefined },
  ],
  [412, "Client::PreconditionFailed::ChecksumMismatch", "other checksum", "conflict", {}],
  [423, "Client::Locked::X", "wait", "conflict", { busy: true }],
  [429, "Client::TooManyRequests", "Maximum number of calls, limit reached", "throttled", {}],
] as const) {
  test(`${status} ${code} "${message}" is ${kind}, and nothing was done`, (t) => {
    const field = code.includes("::") ? { class: code } : { errorCode: code, httpCode: `${status} Some words` };
    const mapping = given(status, { message, ...field });
    t.is(mapping?.kind, kind);
    t.is(mapping?.effect, "none");
    t.is(mapping?.words, message);
    t.is(mapping?.code, code);
    for (const [key, value] of Object.entries(more)) {
      t.deepEqual(Object.entries(mapping ?? {}).find(([name]) => name === key)?.[1], value, key);
    }
  });
}

test("after a server error it is unknown what was done, whatever it says", (t) => {
  const body = { class: "Server::InternalServerError::Maintenance", message: "Region GRA11 is under maintenance" };
  t.like(given(503, body), { kind: "unavailable", effect: "unknown" });
  t.like(given(500, { message: "No valid host was found" }), { kind: "unavailable", effect: "unknown" });
});

test("an error with a success status is still an error", (t) => {
  t.is(given(200, { class: "Client::BadRequest", message: "Missing parameter" })?.kind, "invalid");
  t.is(given(200, { message: "Not granted", httpCode: "403 Forbidden", errorCode: "NOT_GRANTED_CALL" })?.kind, "auth");
  t.is(given(200, { id: "7", name: "web", message: "hello" }), undefined);
});

test("without the cloud's words there is no mapping: the status is a gateway's", (t) => {
  t.is(given(404, undefined), undefined);
  t.is(given(404, null), undefined);
  t.is(given(502, { oops: "x" }), undefined);
});

test("a permission that a policy does not grant is named", (t) => {
  const message = "User not granted for this request";
  const details = { unauthorizedActionsByIAM: "publicCloudProject:apiovh:instance/create" };
  t.like(given(403, { class: "Client::Forbidden", message, details }), { kind: "auth" });
  t.regex(
    given(403, { class: "Client::Forbidden", message, details })?.nextStep ?? "",
    /Grant these credentials publicCloudProject:apiovh:instance\/create with an IAM policy/,
  );
});

for (const [status, tree] of [
  [400, { error: "invalid_client", error_description: "ovhcloud oauth2 client does not exists" }],
  [200, { error: "invalid_client", error_description: "ovhcloud oauth2 client does not exists" }],
  [401, { error: "Invalid client" }],
] as const) {
  test(`a token request rejected with ${status} means a wrong client`, (t) => {
    const mapping = given(status, tree, TOKEN_CALL);
    t.is(mapping?.kind, "auth");
    t.regex(mapping?.nextStep ?? "", /clientId and clientSecret/);
  });
}

import type { ErrorMapping, Response } from "../../http/call.ts";
import { textAt } from "../../http/decode/schemas.ts";

/** The call that returns an OAuth2 token; its errors have a different format from all others. */
export const TOKEN_CALL = "POST /auth/oauth2/token";

type Known = Pick<ErrorMapping, "kind"> & Partial<Pick<ErrorMapping, "nextStep" | "busy" | "retryOnce">>;

const NEW_KEY =
  "Create a new consumer key (@indiecloud/pulumi/ovh-credentials requests one) and validate it on the page that it links to. Keys expire after a day unless you chose another time.";
const FRESH = { after: 0 };
const BUSY: Known = { kind: "conflict", busy: true };

/**
 * By class or errorCode and the text, because different errors share statuses and classes (§5.3). The first match wins.
 */
const TEXTS: readonly (readonly [RegExp, Known])[] = [
  [
    /invalid.?signature/i,
    {
      kind: "auth",
      retryOnce: FRESH,
      nextStep:
        "Check that applicationKey, applicationSecret and consumerKey belong together and to this endpoint, and that the consumer key was validated: OVHcloud reports one that was not in the same way.",
    },
  ],
  [
    /query.?time.?out|out of time|timestamp/i,
    { kind: "auth", retryOnce: FRESH, nextStep: "Check this machine's clock." },
  ],
  [
    /application key|invalid.?key/i,
    { kind: "auth", nextStep: "Check applicationKey, and that endpoint is the region where it was created." },
  ],
  [
    /not been granted|not.?granted.?call/i,
    {
      kind: "auth",
      nextStep:
        "The consumer key does not allow this call. Create one that does: resources need GET, POST, PUT and DELETE on /cloud/project/* (@indiecloud/pulumi/ovh-credentials requests one).",
    },
  ],
  [
    /invalid.?credential|not.?credential|credential (is not|does not)|must login|login first/i,
    { kind: "auth", nextStep: NEW_KEY },
  ],
  [
    /invalid_client|invalid client|oauth2 client/i,
    {
      kind: "auth",
      nextStep: "Check clientId and clientSecret, and that endpoint is the region where they were created.",
    },
  ],
  [
    /service is (expired|suspended)|payment|unpaid|\bdebt\b/i,
    { kind: "quota", nextStep: "Check the project's billing in OVHcloud's panel, then run pulumi up again." },
  ],
  [
    /quota|limit (is )?(reached|exceeded)|maximum number/i,
    {
      kind: "quota",
      nextStep: "Delete what you do not need, or raise the project's quota in OVHcloud's panel (Quota & Regions).",
    },
  ],
  [
    /capacity|no valid host|out of stock|not enough (resources|hosts)|insufficient/i,
    { kind: "capacity", nextStep: "Choose another region or plan, or run pulumi up again later." },
  ],
  [
    /cannot be used with flavor|too small for/i,
    {
      kind: "invalid",
      nextStep: "Choose a plan and an image that match: a Windows image needs a plan whose name begins with win-.",
    },
  ],
  [/invalid \(or empty\) url/i, { kind: "invalid", nextStep: "Check endpoint: this API does not have the call." }],
  [/(address|ip) .{0,200}?already in use/i, BUSY],
  [
    /already exists|already taken/i,
    { kind: "invalid", nextStep: "Choose another name, or adopt the existing object." },
  ],
  [/not ready|notready|onlyonemodification|in progress|try again|is busy|is immutable/i, BUSY],
  [/is locked|servicelocked/i, { kind: "conflict", nextStep: "Unlock it in OVHcloud's panel, then try again." }],
];

const SERVICE_STEP = "Check the name, and that it belongs to the account of these credentials.";

const OTHER_RIGHTS =
  "The consumer key does not allow this call. Create one that does: docs/ovh.md lists the rights that each resource needs (@indiecloud/pulumi/ovh-credentials requests a key).";

const PROJECT_STEP =
  "Check project, and that the account of these credentials may use it. A new project becomes visible after some minutes.";

const STATUSES: Readonly<Record<number, Known>> = {
  401: { kind: "auth", retryOnce: FRESH, nextStep: "Check the access token, or clientId and clientSecret." },
  403: { kind: "auth", nextStep: "Check the permissions of these credentials." },
  404: { kind: "notFound" },
  409: { kind: "conflict" },
  412: { kind: "conflict" },
  423: BUSY,
  429: { kind: "throttled" },
  460: { kind: "quota", nextStep: "The service has expired: renew it in OVHcloud's panel." },
};

/** Rejected because of the server's state: a transitional state is waited for, a lasting one is not. */
const WRONG_STATE = /while it is in (\w+) (\S+)/i;
const STAYS = /^(active|shutoff|stopped|shelved\w*|rescued?|paused|suspended|resized|error|(soft_)?deleted)$/i;

/**
 * Errors are `{class, message, details?}`, in the older form `{message, httpCode, errorCode}`, with any status (§2.2).
 */
export function classify({ tree, status, call }: Pick<Response, "tree" | "status" | "call">): ErrorMapping | undefined {
  const code = textAt(tree, "class") ?? textAt(tree, "errorCode") ?? textAt(tree, "httpCode");
  const token = call.name === TOKEN_CALL ? textAt(tree, "error") : undefined;
  const isError =
    status >= 400 || token !== undefined || /^(Client|Server)::|^[45]\d\d |^[A-Z]+(_[A-Z]+)+$/.test(code ?? "");
  const words = textAt(tree, "message") ?? textAt(tree, "error_description") ?? token;
  // Without a text it is not OVHcloud's envelope: it comes from a gateway, and only the status is known.
  if (!isError || words === undefined) {
    return undefined;
  }
  if (status >= 500 || code?.startsWith("Server::") === true) {
    return { kind: "unavailable", words, code, effect: "unknown" };
  }
  const found = known(call.name, status, `${code ?? ""} ${token ?? ""} ${words}`);
  // A gateway can return 404 too, but not in OVHcloud's envelope.
  const kind = found.kind === "notFound" && code === undefined ? "protocol" : found.kind;
  return { words, code, effect: "none", ...found, kind, ...denied(tree) };
}

function known(call: string, status: number, text: string): Known {
  const [, where = "", state = ""] = WRONG_STATE.exec(text) ?? [];
  if (state !== "") {
    return /status|vm_state/i.test(where) && STAYS.test(state) ? { kind: "conflict" } : BUSY;
  }
  if (status === 404 && /service does not exist/i.test(text)) {
    return { kind: "notFound", nextStep: call.includes("/cloud/project") ? PROJECT_STEP : SERVICE_STEP };
  }
  const byText = status === 429 ? undefined : TEXTS.find(([pattern]) => pattern.test(text))?.[1];
  if (/not been granted/i.test(text) && !/ \/(cloud|auth|me)\b/.test(call)) {
    return { kind: "auth", nextStep: OTHER_RIGHTS };
  }
  return byText ?? STATUSES[status] ?? { kind: "invalid" };
}

/** The names of the permissions that an IAM policy (or the way of signing in) does not grant. */
function denied(tree: Response["tree"]): Known | undefined {
  const byPolicy = textAt(tree, "details", "unauthorizedActionsByIAM");
  const actions = byPolicy ?? textAt(tree, "details", "unauthorizedActionsByAuthentication");
  return actions === undefined
    ? undefined
    : {
        kind: "auth",
        nextStep: `Grant these credentials ${actions} with an IAM policy in OVHcloud's panel.`,
      };
}

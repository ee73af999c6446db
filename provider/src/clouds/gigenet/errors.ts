import type { ErrorMapping, Response } from "../../http/call.ts";
import { at, textAt } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";

/** If a signature is refused, a clock that is off by more seconds is the suspected cause; AWS tolerates 300. */
const SUSPICIOUS_SKEW = 240;

const authStep = (skew: number | undefined): string =>
  `Check that API Key and API Hash belong together and are the newest pair (a new pair invalidates the old one), that the API is enabled for them and allows this IP address, and that this machine's clock is right${skew === undefined || Math.abs(skew) < 30 ? "" : `: it is ${Math.round(Math.abs(skew))} s ${skew > 0 ? "behind" : "ahead of"} GigeNET's`}.`;

/** Refused temporary credentials are replaced once: they may have expired, or been revoked. */
export const renewable = (mapping: ErrorMapping): ErrorMapping => ({
  ...mapping,
  retryOnce: mapping.retryOnce ?? { after: 0 },
  nextStep: `${mapping.nextStep ?? ""} If requests succeed without temporaryCredentials, unset it.`,
});

type Known = Pick<ErrorMapping, "kind" | "nextStep" | "effect">;

/**
 * Matched by code, because the messages may change. GigeNET documents no codes for throttling and missing capacity. Those are
 * EC2's, whose style GigeNET follows.
 */
const ERRORS: readonly (readonly [RegExp, Known])[] = [
  [
    /^(AuthFailure|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|RequestExpired|InvalidClientTokenId|UnauthorizedOperation)$/,
    { kind: "auth" },
  ],
  [
    /^InsufficientFunds$/,
    { kind: "quota", nextStep: "Add funds to the account in GigeNET's dashboard, then run pulumi up again." },
  ],
  [
    /LimitExceeded$|^MaxSpotInstanceCountExceeded$|^RequestResourceCountExceeded$/,
    { kind: "quota", nextStep: "Delete what you do not need, or ask GigeNET's support for a higher limit." },
  ],
  [
    /^Insufficient.*Capacity$/,
    { kind: "capacity", effect: "none", nextStep: "Choose another zone or plan, or run pulumi up again later." },
  ],
  [/^Invalid(InstanceID|Address|KeyPair)\.NotFound$/, { kind: "notFound" }],
  [
    /^InvalidHostname\.Duplicate$/,
    { kind: "invalid", nextStep: "Choose another name, or adopt the instance that has it." },
  ],
  [
    /^InvalidKeyPair\.Duplicate$/,
    { kind: "invalid", nextStep: "Choose another name, or adopt the key pair that has it." },
  ],
  [
    /^InvalidAMIID\./,
    { kind: "invalid", nextStep: "Choose an image that GigeNET currently offers for new instances." },
  ],
  [
    /^InvalidZone\./,
    { kind: "invalid", nextStep: "Choose another zone: this one may currently be closed to new instances." },
  ],
  [
    /^InvalidInstanceAttributeValue$/,
    {
      kind: "invalid",
      nextStep:
        "The disk of a new plan must be at least as large as the current one and large enough for the image. A new image must be of the same family as the current one; to replace the instance instead, unset reinstallOnImageChange.",
    },
  ],
  [
    /^InvalidAction$/,
    {
      kind: "invalid",
      nextStep: "GigeNET does not offer this call. If it is GetSessionToken, unset temporaryCredentials.",
    },
  ],
  [/^(InvalidState|IncorrectInstanceState|IncorrectState)$/, { kind: "conflict" }],
  [/^(ServerError|Internal(Error|Failure)|(Service)?Unavailable)$/, { kind: "unavailable", effect: "unknown" }],
];

const THROTTLED = /^(RequestLimitExceeded|Throttl\w*|SlowDown|TooManyRequests\w*)$/;

/** An error document is an error with any HTTP status, including 200. */
export function classify({ tree, status, skew }: Pick<Response, "tree" | "status" | "skew">): ErrorMapping | undefined {
  const error = firstOf(at(tree, "Response", "Errors", "Error"));
  const code = textAt(error, "Code");
  const reported = textAt(error, "Message");
  if (code === undefined && reported === undefined) {
    return undefined;
  }
  const messages = {
    code,
    words: reported ?? code ?? "",
    requestId: textAt(tree, "Response", "RequestID") ?? textAt(tree, "Response", "RequestId"),
  };
  const known = matchKnownError(code ?? "") ?? (status >= 500 ? unexplained : { kind: "invalid" });
  if (known.kind !== "auth") {
    return { effect: "none", ...messages, ...known };
  }
  const isLate = code === "RequestExpired" || (skew !== undefined && Math.abs(skew) > SUSPICIOUS_SKEW);
  return {
    ...{ ...messages, kind: "auth", effect: "none", nextStep: authStep(skew) },
    ...(isLate ? { retryOnce: { after: 0, serverClock: true } } : {}),
  };
}

const unexplained: Known = { kind: "unavailable", effect: "unknown" };

const matchKnownError = (code: string): Known | undefined =>
  THROTTLED.test(code) ? { kind: "throttled" } : ERRORS.find(([pattern]) => pattern.test(code))?.[1];

const firstOf = (tree: Tree | undefined): Tree | undefined => (Array.isArray(tree) ? tree[0] : tree);

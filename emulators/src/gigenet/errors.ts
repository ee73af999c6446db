/**
 * The documented codes with their HTTP statuses and our wording: the documentation has meanings but no texts
 * (docs/api/gigenet.md §4).
 */
const codes = {
  AuthFailure: [401, "The API key is not known, or may not be used like this"],
  SignatureDoesNotMatch: [401, "The signature does not match the request"],
  IncompleteSignature: [400, "The signature lacks fields"],
  MissingAuthenticationToken: [400, "The request is not signed"],
  MissingAction: [400, "The request names no action"],
  InvalidAction: [400, "This API does not support the action"],
  RequestExpired: [400, "The request has expired"],
  MalformedQueryString: [400, "You have provided a malformed query string"],
  ValidationError: [400, "A value is not valid"],
  MissingParameter: [400, "A required parameter is missing"],
  AddressLimitExceeded: [400, "The account has its greatest number of addresses"],
  MaxSpotInstanceCountExceeded: [400, "These are more instances than the account may have"],
  RequestResourceCountExceeded: [400, "These are more resources than one request may create"],
  TagLimitExceeded: [400, "The account has its greatest number of tags"],
  InsufficientFunds: [400, "The account's funds are too low"],
  InvalidInstanceAttributeValue: [400, "The instance cannot have this attribute value"],
  InvalidInstanceType: [400, "There is no such instance type"],
  InvalidParameterValue: [400, "A parameter has a wrong format"],
  "InvalidAMIID.NotFound": [400, "There is no such image"],
  "InvalidAMIID.NotAvailable": [400, "The image is not available for new instances"],
  "InvalidHostname.Duplicate": [400, "Another instance has this hostname"],
  "InvalidSubnetID.NotFound": [400, "There is no such subnet"],
  InvalidState: [400, "The state of the instance does not allow this action"],
  "InvalidInstanceID.NotFound": [400, "There is no such instance"],
  "InvalidZone.NotFound": [400, "The zone is not valid"],
  "InvalidAddress.NotFound": [400, "There is no such address"],
  InvalidInput: [400, "The input is not valid"],
  "InvalidKeyPair.NotFound": [400, "There is no such key pair"],
  "InvalidKeyPair.Duplicate": [400, "There is a key pair with this name"],
  DryRunOperation: [500, "The call would have succeeded, but DryRun is set"],
  ServerError: [500, "An internal error occurred"],
  /** EC2's own, for `enforceClientToken`. */
  IdempotentParameterMismatch: [400, "The client token was used with other parameters"],
} satisfies Record<string, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof codes;

/** An error: becomes the error document with this code. */
export class GigeNetError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: ErrorCode, message: string = codes[code][1], status: number = codes[code][0]) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /** An error with a code chosen by a switch, because GigeNET documents none. */
  static undocumented(code: string, message: string, status: number): GigeNetError {
    const error = new GigeNetError("ServerError", message, status);
    return Object.assign(error, { code });
  }

  /** Parses `Code`, `Code: message`, or just a message (then a ServerError). */
  static parse(text: string): GigeNetError {
    const [, code = "", message] = /^([A-Za-z]+(?:\.[A-Za-z]+)?)(?:: (.*))?$/s.exec(text) ?? [];
    if (isCode(code)) return new GigeNetError(code, message);
    if (message !== undefined) return GigeNetError.undocumented(code, message, 400);
    return new GigeNetError("ServerError", text);
  }
}

/** An object named in a call does not exist, or not for this account. */
export function missing(code: ErrorCode, name: string): GigeNetError {
  return new GigeNetError(code, `${JSON.stringify(name)} does not exist`);
}

function isCode(text: string): text is ErrorCode {
  return Object.hasOwn(codes, text);
}

import type { NaverCodes } from "./switches.ts";

/** An error of the service: `responseError` with a return code (docs/api/naver.md §2.4, §2.6). */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = statusOf(code)) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

function statusOf(code: string): number {
  if (code === "800" || code === "801") return 401;
  return code === "1000" || code === "3000100" ? 500 : 400;
}

/** Return codes known from public sources (docs/api/naver.md §2.6). */
export const known = {
  missingField: "900",
  unknownSpec: "1401",
  unknownError: "1300",
  additionalStorage: "10501",
  duplicateCidr: "1001007",
  subnetUnderWay: "1001015",
  lastGroup: "1002035",
  publicIpNotNow: "1003016",
  noGroup: "1007000",
  groupBusy: "1007009",
  aclInaccessible: "1011002",
  aclRulesBusy: "1012005",
  noRouteTable: "1017007",
  routeTableBusy: "1017013",
  serverBusy: "1100031",
  balancerBusy: "1200004",
  noTargetGroup: "1205009",
  scalingInUse: "1250700",
} as const;

/** The errors of the gateway, by errorCode (docs/api/naver.md §2.5). */
export const gatewayErrors = {
  "100": { status: 400, message: "Bad Request Exception" },
  "200": { status: 401, message: "Authentication Failed" },
  "210": { status: 401, message: "Permission Denied" },
  "300": { status: 404, message: "Not Found Exception" },
  "400": { status: 429, message: "Quota Exceeded" },
  "410": { status: 429, message: "Throttle Limited" },
  "420": { status: 429, message: "Rate Limited" },
  "430": { status: 413, message: "Request Entity Too Large" },
  "500": { status: 503, message: "Endpoint Error" },
  "510": { status: 504, message: "Endpoint Timeout" },
  "900": { status: 500, message: "Unexpected Error" },
} as const;
export type GatewayCode = keyof typeof gatewayErrors;

/** An error of the gateway, for a request that never reached the service. */
export class GatewayError extends Error {
  readonly code: GatewayCode;
  readonly details: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: GatewayCode, details: string, headers: Readonly<Record<string, string>> = {}) {
    super(`${gatewayErrors[code].message}: ${details}`);
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

function isGatewayCode(code: string): code is GatewayCode {
  return Object.hasOwn(gatewayErrors, code);
}

/** The error for a fault's text: `gateway 410 …`, `1007009 …`, or any other text as an unknown error. */
export function errorOfText(text: string): ServiceError | GatewayError {
  const [, layer, code = "", words = ""] = /^(gateway )?(\d{3,7}) (.*)$/s.exec(text) ?? [];
  if (layer && isGatewayCode(code)) return new GatewayError(code, words);
  return layer || code === "" ? new ServiceError(known.unknownError, text) : new ServiceError(code, words);
}

export function missingField(name: string): ServiceError {
  return new ServiceError(known.missingField, `required field missing: ${name}`);
}

export function invalidField(name: string, codes: NaverCodes): ServiceError {
  return new ServiceError(codes.invalid, `invalid value: ${name}`);
}

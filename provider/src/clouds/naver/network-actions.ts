import type { Naver } from "./account.ts";
import type { Parameters } from "./parameters.ts";
import { done } from "./schemas.ts";

interface Place {
  api: Naver;
  scope: string;
}

/** Requests a change in a VPC. It is not sent twice, because NAVER rejects a change that is already done. */
export const askVpc = ({ api, scope }: Place, action: string, parameters: Parameters): Promise<void> =>
  api.call(`vpc/${action}`, "write", scope, parameters, done);

/** Requests something in a VPC that can be requested again. */
export const setVpc = ({ api, scope }: Place, action: string, parameters: Parameters): Promise<void> =>
  api.call(`vpc/${action}`, "idempotent", scope, parameters, done);

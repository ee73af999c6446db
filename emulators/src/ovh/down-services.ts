import type { OvhCloudState } from "./cloud-state.ts";

/** Whether a region, or one of its services, is down. */
export const isDown = (
  { switches: { downServices } }: Pick<OvhCloudState, "switches">,
  region: string,
  service?: string,
) => downServices.includes(service === undefined ? region : `${region} ${service}`);

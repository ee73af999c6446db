import type { CloudProvider } from "../../engine/cloud-provider.ts";
import type { TrialObject } from "../../engine/definition/trial.ts";
import type { Json } from "../../engine/definition/values.ts";

/** What an object of the trial can belong to, as inputs: one for each object that the account has, or no input at all. */
export async function placesOf(cloudProvider: CloudProvider, { within }: TrialObject): Promise<Json[]> {
  if (within === undefined) {
    return [{}];
  }
  const { objects } = await cloudProvider.list(within.token, {});
  return objects.map(({ id }) => ({ [within.input]: id }));
}

import type { Plan, PlanPrice } from "../../types.js";
import type { AccountSettings, CloudFacts, ProviderQueries } from "../queries.js";

/** The price of a server in the cloud's list of plans; undefined if the list does not give one. */
export async function priceOf(
  queries: ProviderQueries,
  { name, server = "", functions }: CloudFacts,
  id: string,
  account: AccountSettings,
): Promise<PlanPrice | undefined> {
  const getPlans = `${name}:getPlans`;
  if (!functions.includes(getPlans)) {
    return undefined;
  }
  const inputs = (await queries.read(server, id, account))?.inputs ?? {};
  const { plans }: { plans?: readonly Plan[] } = await queries.invoke(getPlans, {}, account);
  const fitting = (plans ?? []).filter((plan) => plan.id === inputs.plan || plan.name === inputs.plan);
  return (fitting.find(({ region }) => region === inputs.region) ?? fitting[0])?.price;
}

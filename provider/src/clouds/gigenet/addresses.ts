import { type GigeNet, numbered } from "./account.ts";
import { type AddressRow, addressRow } from "./schemas.ts";

/** The account's elastic and additional addresses, or only these. */
export const listAddresses = (api: GigeNet, ips: readonly string[] = []): Promise<AddressRow[]> =>
  api.list("DescribeAddresses", numbered("PublicIp", ips), "addressesSet", addressRow);

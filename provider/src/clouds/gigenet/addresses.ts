import { type GigeNet, numbered } from "./account.ts";
import { type AddressRow, addressRow } from "./schemas.ts";

/** The account's elastic and additional addresses, or only these. */
export const listAddresses = (api: GigeNet, ips: readonly string[] = []): Promise<AddressRow[]> =>
  api.list("DescribeAddresses", numbered("PublicIp", ips), "addressesSet", addressRow);

/** All addresses as they are now: one list for all that ask at the same time. */
export const shareAddresses = (api: GigeNet, ip: string): Promise<AddressRow[]> =>
  api.addresses.join("", ip, () => listAddresses(api));

/** An address as it is now. Several that are asked for at the same time are in one list, which a wrong one cannot fail. */
export const readAddress = async (api: GigeNet, ip: string): Promise<AddressRow | undefined> => {
  const listed = await api.addresses.join("one", ip, (ips) => listAddresses(api, ips.length === 1 ? ips : []));
  return listed.find(({ publicIp }) => publicIp === ip);
};

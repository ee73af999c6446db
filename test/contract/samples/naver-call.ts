import { openAccount } from "../../../provider/src/clouds/naver/account.ts";
import type { Parameters } from "../../../provider/src/clouds/naver/parameters.ts";
import { done } from "../../../provider/src/clouds/naver/schemas.ts";
import type { EmulatedAccount } from "../suite/account.ts";
import { idOf } from "../suite/samples.ts";

export const PUBLIC_KEY =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC9omKlXSLfqcZd2HJ5gY5pvbTc1rw9AgF5cXO/orUfAU7iMzZCOEo/tkQJXbvt2IwIk4ErUQL+D+4rRXeMgsS8ogc88wzThoqwrZVXe/EEt4nu3lZEV6cFJ5WI3Kdw5YNZd+28LF2nTCimA0pK6ThKDcfD8yb1eCLLR81GJdhiFD/hFjKemPICKo/eDCQ6nmcRvyyXv38nNvJ7luw1fAxm4k21UmYp8WMWK0O/Ry5IvLPpqlwkD7mbScmJv9P2tfyvK1dqu+sIwMunxhoc+G6DbJeubFoQKfaluuXbCZfpKQqjiO/m4hYYaVLPpommBXjq0w/sDKqOniwI4/0lUAkJ me@desk";

/** A call that the provider does not make. */
export function call(account: EmulatedAccount, name: string, parameters: Parameters, region = "KR"): Promise<void> {
  const { api } = openAccount(account.settings(), account.dependencies());
  return api.call(name, "write", region, parameters, done);
}

/** The network that an account starts with. */
export const demo = (account: EmulatedAccount) => ({
  vpcNo: idOf(account, "vpc", { name: "demo-vpc" }),
  other: idOf(account, "subnet", { name: "demo-public-2" }),
});

/** The IDs of servers with these names and other inputs than the minimal ones. */
export async function servers(account: EmulatedAccount, programs: Readonly<Record<string, object>>): Promise<string[]> {
  const ids: string[] = [];
  for (const [name, more] of Object.entries(programs)) {
    const engine = account.engine(name, { token: "naver:Server" });
    await engine.up({ plan: "s2-g3", image: "ubuntu-22.04-base", subnet: "demo-public", name, ...more });
    ids.push(engine.state?.id ?? "");
  }
  return ids;
}

/** A network and a key in Japan, as far as the tests need them. */
export async function abroad(account: EmulatedAccount): Promise<void> {
  await call(account, "vpc/createVpc", { vpcName: "demo-vpc", ipv4CidrBlock: "10.0.0.0/16" }, "JPN");
  await account.clock.sleep(60_000);
  const vpcNo = idOf(account, "vpc", { region: "JPN" });
  const networkAclNo = idOf(account, "networkAcl", { region: "JPN" });
  const place = { subnet: "10.0.1.0/24", zoneCode: "JPN-1", subnetTypeCode: "PUBLIC" };
  await call(account, "vpc/createSubnet", { vpcNo, networkAclNo, subnetName: "demo-public", ...place }, "JPN");
  await call(account, "vserver/importLoginKey", { keyName: "newest", publicKey: PUBLIC_KEY }, "JPN");
  await account.clock.sleep(60_000);
}

/** Another VPC in Korea. */
export async function otherVpc(account: EmulatedAccount): Promise<void> {
  await call(account, "vpc/createVpc", { vpcName: "other-vpc", ipv4CidrBlock: "10.2.0.0/16" });
  await account.clock.sleep(60_000);
}

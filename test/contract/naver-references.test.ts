import test from "ava";
import { up } from "../support/fixture.ts";
import {
  DENY_ALLOW_GROUP,
  GROUP,
  NAS_VOLUME,
  NETWORK_ACL,
  NETWORK_INTERFACE,
  naverFixture,
  PUBLIC_IP,
  ROUTE_TABLE,
  SERVER,
  SERVER_IMAGE,
  STORAGE,
  TARGET_GROUP,
  WEB,
} from "../support/naver-fixture.ts";

/* Inputs that hold the number or ID of an object: what does not exist is an error of the preview. */

const RULE = { protocol: "TCP", portRange: "22" };

/** A program with an ID in it. */
const programs: readonly (readonly [token: string, property: string, kind: string, (id: string) => object])[] = [
  [PUBLIC_IP, "server", SERVER, (server) => ({ server })],
  [STORAGE, "server", SERVER, (server) => ({ size: 10, volumeType: "SSD", server })],
  [NETWORK_INTERFACE, "server", SERVER, (server) => ({ subnet: "demo-private", server })],
  [SERVER_IMAGE, "server", SERVER, (server) => ({ server })],
  [
    TARGET_GROUP,
    "targets",
    SERVER,
    (id) => ({ vpc: "demo-vpc", protocol: "TCP", healthCheckProtocol: "TCP", targets: [id] }),
  ],
  [NAS_VOLUME, "servers", SERVER, (id) => ({ name: "files", protocol: "NFS", size: 500, servers: [id] })],
  [GROUP, "inbound", GROUP, (accessControlGroup) => ({ vpc: "demo-vpc", inbound: [{ ...RULE, accessControlGroup }] })],
  [
    NETWORK_ACL,
    "inbound",
    DENY_ALLOW_GROUP,
    (denyAllowGroup) => ({ vpc: "demo-vpc", inbound: [{ ...RULE, priority: 1, action: "DROP", denyAllowGroup }] }),
  ],
  [
    ROUTE_TABLE,
    "routes",
    "",
    (target) => ({
      ...{ vpc: "demo-vpc", supportedSubnetType: "PRIVATE" },
      routes: [{ destinationCidrBlock: "0.0.0.0/0", targetType: "NATGW", target }],
    }),
  ],
];

test("an object that does not exist is an error of the preview that lists what there is; one that exists is none", async (t) => {
  const fixture = await naverFixture(t);
  const server = await up(fixture.core(), SERVER, "web", WEB);
  const group = await up(fixture.core(), GROUP, "group", { vpc: "demo-vpc" });
  const addresses = await up(fixture.core(), DENY_ALLOW_GROUP, "addresses", { vpc: "demo-vpc" });
  const ids: Readonly<Record<string, string>> = {
    [SERVER]: server.id,
    [GROUP]: group.id,
    [DENY_ALLOW_GROUP]: addresses.id,
  };
  for (const [token, property, kind, program] of programs) {
    const failuresOf = async (id: string): Promise<string[]> => {
      const request = { olds: {}, news: { ...program(id) }, urn: `urn:pulumi:dev::shop::x::${token}` };
      const { failures } = await fixture.core().check(token, request);
      return failures.map((failure) => `${failure.property}: ${failure.reason}`);
    };
    const wrong = await failuresOf("KR/1");
    t.is(wrong.length, 1, `${token}: ${wrong.join("; ")}`);
    t.regex(
      wrong[0] ?? "",
      new RegExp(`^${property}: "KR/1" is not a NAVER Cloud .* in KR\\. (Did you mean|There are none)`),
    );
    const right = ids[kind];
    if (right !== undefined) t.deepEqual(await failuresOf(right), [], token);
  }
});

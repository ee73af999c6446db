import type { ExecutionContext } from "ava";
import type { CloudName } from "../../emulators/src/core/cloud.ts";
import { startEmulators } from "../../emulators/src/index.ts";
import { goTests } from "./support/go.ts";

const test = await goTests();

/** An emulator on a clock that only the program advances. */
async function start(t: ExecutionContext, cloud: CloudName) {
  const emulators = await startEmulators({ timeScale: 0, clouds: [cloud] });
  t.teardown(() => emulators.stop());
  /** Calls that were rejected: operation and status. */
  const refused = () =>
    emulators
      .requests()
      .filter(({ status }) => status >= 400)
      .map(({ operation, status }) => `${operation} ${status}`);
  return { emulators, refused };
}

test("NAVER's Go SDK creates and removes a VPC, a subnet, a KVM server, its disk, a snapshot and an image", async (t, run) => {
  const { emulators, refused } = await start(t, "naver");
  const { endpoint, credentials } = emulators.clouds.naver;
  t.deepEqual(await run("naver", emulators, { endpoint, ...credentials }), {
    network: ["10.9.1.0/24", "PUBLIC", "RUN"],
    image: ["ubuntu-24.04-base", "KVM", true],
    spec: ["c2-g3", "KVM"],
    made: ["web", "INIT"],
    built: ["RUN", "NULL"],
    disks: 2,
    snapshot: ["CREAT", "FULL", 20],
    "own image": ["golden", "SELF", "CREAT"],
    "terminated while it runs": true,
    stopped: ["NSTOP", "NULL"],
    grown: 30,
    gone: 0,
  });
  t.deepEqual(refused(), ["terminateServerInstances 400"]);
  t.deepEqual(
    emulators.objects("naver").filter(({ kind }) => ["server", "storage", "snapshot", "serverImage"].includes(kind)),
    [],
  );
});

test("NAVER's Go SDK creates and removes a load balancer with a listener, and a scaling group with its servers", async (t, run) => {
  const { emulators, refused } = await start(t, "naver");
  const { endpoint, credentials } = emulators.clouds.naver;
  t.deepEqual(await run("naverbalancers", emulators, { endpoint, ...credentials }), {
    "target group": ["HTTP", "/health", 60],
    "while it is created": true,
    listener: [80, "HTTP", false, true],
    "load balancer": ["USED", "NULL", 60, 1, 1],
    scaled: ["INSVC", "INSVC"],
    policies: ["grow", "KST"],
    targets: 2,
    "deleted with servers": true,
    gone: 0,
  });
  t.deepEqual(refused(), ["createLoadBalancerListener 400", "deleteAutoScalingGroup 400"]);
  const left = /^server$|^loadBalancer|targetGroup|caling|launch|publicIp/;
  t.deepEqual(
    emulators.objects("naver").filter(({ kind }) => left.test(kind)),
    [],
  );
});

test("OVH's Go client creates a network, an instance and a volume, copies both, and reads the errors", async (t, run) => {
  const { emulators, refused } = await start(t, "ovh");
  const { endpoint, credentials } = emulators.clouds.ovh;
  const seen = await run("ovh", emulators, { endpoint, ...credentials });
  t.like(seen, {
    network: ["ACTIVE"],
    subnet: "10.8.0.0/24",
    built: "ACTIVE",
    attached: ["in-use", true],
    retyped: ["completed", "high-speed", 20],
    snapshot: ["available", 1],
    backup: ["ok", 1],
    restored: ["available", "again", 20],
    images: ["golden GRA11 active", "golden-far SBG5 active"],
    gone: [404, "Client::NotFound", "This instance does not exist", true],
    "another secret": [400, "Client::BadRequest", "Invalid signature", true],
  });
  t.deepEqual(refused(), [
    "DELETE /cloud/project/{serviceName}/volume/{volumeId} 409",
    "DELETE /cloud/project/{serviceName}/volume/{volumeId} 409",
    "GET /cloud/project/{serviceName}/instance/{instanceId} 404",
    "GET /me 400",
  ]);
  t.deepEqual(
    emulators.objects("ovh").filter(({ kind }) => /^volume/.test(kind)),
    [],
  );
});

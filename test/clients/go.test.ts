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

test("NAVER's Go SDK creates, reads and removes servers, disks, networks, routes, load balancers, scaling groups and NAS volumes", async (t, run) => {
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
    "target group": ["HTTP", "/health", 60],
    "while it is created": true,
    listener: [80, "HTTP", false, true],
    "load balancer": ["USED", "NULL", 60, 1, 1],
    scaled: ["INSVC", "INSVC"],
    policies: ["grow", "KST"],
    targets: 2,
    "deleted with servers": true,
    "balancers left": 0,
    "deny-allow group": ["RUN", ["192.0.2.7"], false],
    rules: [
      [10, "TCP", "ALLOW", "INBND", false],
      [20, "ICMP", "DROP", "INBND", true],
    ],
    "accepted again": false,
    peering: ["RUN", false, true, true, "10.8.0.0/16"],
    gateway: ["RUN", "PUBLIC", true],
    routes: [
      ["10.0.0.0/16", "LOCAL", "LOCAL", true],
      ["0.0.0.0/0", "NATGW", "out", false],
      ["10.8.0.0/16", "VPCPEERING", "there", false],
    ],
    "subnets of the table": 1,
    "peerings left": 0,
    "NAS volume": ["CREAT", "NFS", 600, 0, true, 0],
    "deleted while protected": false,
    "volumes left": 0,
  });
  t.deepEqual(refused(), [
    ...["terminateServerInstances 400", "createLoadBalancerListener 400", "deleteAutoScalingGroup 400"],
    ...["acceptOrRejectVpcPeering 400", "deleteNasVolumeInstances 400"],
  ]);
  const left =
    /^(server|storage|snapshot|natGateway|route|publicIp|nasVolume)$|^loadBalancer|Image|eering|denyAllow|targetGroup|caling|launch/;
  t.deepEqual(
    emulators.objects("naver").filter(({ kind }) => left.test(kind)),
    [],
  );
});

test("OVH's Go client creates, copies, reads and removes instances, volumes, networks and load balancers, changes DNS and a VPS, and reads the errors", async (t, run) => {
  const { emulators, refused } = await start(t, "ovh");
  const { endpoint, credentials } = emulators.clouds.ovh;
  const seen = await run("ovh", emulators, { endpoint, ...credentials });
  t.like(seen, {
    network: ["back", "ACTIVE", 77, 1, true],
    subnet: ["10.8.0.0/24", 4, "10.8.0.1", true, "10.8.0.200"],
    gateway: ["gateway#create", "completed", "out", "s", "active", "10.8.0.1", true],
    "load balancer": ["front", true, true, true, "online", "active"],
    listener: [80, "http", true, "active"],
    pool: ["roundRobin", 2, 2, 5, "/health"],
    "while it is changed": [409, "Client::Conflict"],
    record: [1, "example.com", "A", "192.0.2.8", 600],
    "no record": [404, "Client::NotFound"],
    vps: ["web", "stopped", true, "stopVm", "done", 1],
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
    "PUT /cloud/project/{serviceName}/region/{regionName}/loadbalancing/loadbalancer/{loadBalancerId} 409",
    "GET /domain/zone/{zoneName}/record/{id} 404",
    "GET /me 400",
  ]);
  t.deepEqual(
    emulators
      .objects("ovh")
      .filter(({ kind }) => /^(volume|network|subnet|gateway|pool|listener|member)|alancer/.test(kind)),
    [],
  );
});

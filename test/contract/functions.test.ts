import test, { type ExecutionContext } from "ava";
import type { CloudName } from "../../emulators/src/index.ts";
import { cloudNames, loadCloud } from "../../provider/src/clouds/index.ts";
import type { CloudProvider } from "../../provider/src/engine/cloud-provider.ts";
import { functionsOf } from "../../provider/src/engine/observe/functions.ts";
import { type Fixture, startFixture, up } from "../support/fixture.ts";

/* The functions of each cloud against its emulator, and their cost. */

type Json = Record<string, unknown>;

const fixture = async (t: ExecutionContext, cloud: CloudName): Promise<Fixture> => {
  const started = await startFixture({ clouds: [cloud] });
  t.teardown(started.stop);
  return started;
};

const ask = async (cloudProvider: CloudProvider, token: string, args: Json = {}): Promise<Json> => {
  const { result, failures } = await cloudProvider.invoke(token, args);
  if (failures.length > 0) {
    throw new Error(JSON.stringify(failures));
  }
  return result;
};

const isCloud = (name: string): name is CloudName => cloudNames.includes(name);

/** The only list in a result. */
const listIn = (result: Json): Json[] => {
  const [list] = Object.values(result);
  return Array.isArray(list) ? list : [];
};

/** The calls since the last check, except those that only read the time. */
const calls = ({ emulators }: Fixture, cloud: CloudName): string[] => {
  const operations = emulators.requests(cloud).map(({ operation }) => operation);
  emulators.clearRequests();
  return operations.filter((operation) => operation !== "GET /auth/time").sort();
};

const PROJECT = "/cloud/project/{serviceName}";

interface Lists {
  /** The location of the emulator's objects that are named below. */
  region: string;
  regions: { calls: string[]; first: Json };
  plans: { calls: string[]; args: Json; first: Json };
  images: { calls: string[]; args: Json; first: Json };
}

const LISTS: Record<Exclude<CloudName, "hostdime">, Lists> = {
  lunanode: {
    region: "Montreal, Canada",
    regions: { calls: ["region/list"], first: { id: "montreal", name: "Montreal, Canada" } },
    plans: {
      calls: ["plan/list"],
      args: { name: "s.", minVcpus: 2, minMemoryMb: 2048 },
      first: {
        ...{ id: "81", name: "s.2", description: "SSD-Cached Standard", vcpus: 2, memoryMb: 2048, diskGb: 35 },
        price: { hourly: 0.015, monthly: 10.8, currency: "USD" },
      },
    },
    images: {
      calls: ["image/list"],
      args: { name: "ubuntu 24" },
      first: { region: "montreal", available: true, os: "linux", distribution: "ubuntu", version: "24.04" },
    },
  },
  gigenet: {
    region: "ord1",
    // The documentation's sample lists ord1 as both open and closed.
    regions: {
      calls: ["DescribeAvailabilityZones"],
      first: { id: "ord1", description: "Arlington Heights, IL Zone 2" },
    },
    plans: {
      calls: ["DescribeInstanceTypes", "DescribeVmTypes"],
      args: { name: "gcl", minMemoryMb: 8000 },
      first: { id: "gcl.max.8", name: "gcl.max.8", vcpus: 2, memoryMb: 8192, diskGb: 180 },
    },
    images: {
      calls: ["DescribeImages"],
      args: { os: "windows" },
      first: { id: "win64_2012", available: true, os: "windows", distribution: "windows server", version: "2012" },
    },
  },
  naver: {
    region: "Korea",
    regions: { calls: ["getRegionList"], first: { id: "DEN", name: "DEN", description: "Germany" } },
    plans: {
      calls: ["getServerSpecList"],
      // An image fits a plan if both are for the same hypervisor.
      args: { minVcpus: 4, name: "g3" },
      first: { id: "c4-g3", region: "KR", vcpus: 4, memoryMb: 8192 },
    },
    images: {
      calls: ["getServerImageList", "getMemberServerImageInstanceList"],
      args: { os: "linux", name: "rocky" },
      first: { id: "25495367", name: "rocky-8.10-base (KVM)", available: true, distribution: "rocky", version: "8.10" },
    },
  },
  ovh: {
    region: "SBG5",
    regions: { calls: [`GET ${PROJECT}/region`], first: { id: "BHS5", name: "BHS5" } },
    plans: {
      calls: [`GET ${PROJECT}/flavor`],
      args: { minVcpus: 2, minMemoryMb: 8000 },
      first: { name: "b3-8", region: "SBG5", available: true, vcpus: 2, memoryMb: 8000, diskGb: 50 },
    },
    images: {
      calls: [`GET ${PROJECT}/image`, `GET ${PROJECT}/snapshot`],
      args: { name: "debian" },
      first: { name: "Debian 12", region: "SBG5", available: true, os: "linux", distribution: "debian", version: "12" },
    },
  },
};

for (const [cloud, { region, regions, plans, images }] of Object.entries(LISTS)) {
  if (!isCloud(cloud)) {
    throw new Error(`there is no emulator of ${cloud}`);
  }

  test(`${cloud}: regions, plans and images cost one list each`, async (t) => {
    const started = await fixture(t, cloud);
    const cloudProvider = started.cloudProvider();
    t.like(listIn(await ask(cloudProvider, `${cloud}:getRegions`))[0], regions.first);
    t.deepEqual(calls(started, cloud), regions.calls);
    const fitting = listIn(await ask(cloudProvider, `${cloud}:getPlans`, { region, ...plans.args }));
    t.like(fitting[0], plans.first);
    t.like(listIn(await ask(cloudProvider, `${cloud}:getImages`, { region, ...images.args }))[0], images.first);
    t.deepEqual(calls(started, cloud), [...plans.calls, ...images.calls].sort());
    await ask(cloudProvider, `${cloud}:getPlans`, { region });
    await ask(cloudProvider, `${cloud}:getImages`, { region, name: "none of this name" });
    t.deepEqual(calls(started, cloud), []);
  });

  test(`${cloud}: values from the lists can be used in a program`, async (t) => {
    const started = await fixture(t, cloud);
    const cloudProvider = started.cloudProvider();
    const { lookups } = await loadCloud(cloud);
    const [plan, image] = [
      listIn(await ask(cloudProvider, `${cloud}:getPlans`, { region, ...plans.args }))[0],
      listIn(await ask(cloudProvider, `${cloud}:getImages`, { region, ...images.args }))[0],
    ];
    for (const value of ["id", "name"]) {
      const news = {
        ...{ plan: plan?.[value], image: image?.[value], [lookups?.region ?? "region"]: region },
        ...(cloud === "naver" ? { subnet: "demo-public" } : {}),
      };
      const urn = `urn:pulumi:test::project::${lookups?.server.token}::web`;
      const { failures } = await cloudProvider.check(lookups?.server.token ?? "", { olds: {}, news, urn });
      t.deepEqual(failures, []);
    }
  });

  test(`${cloud}: an unknown region is an error that names the nearest`, async (t) => {
    const cloudProvider = (await fixture(t, cloud)).cloudProvider();
    await t.throwsAsync(ask(cloudProvider, `${cloud}:getPlans`, { region: `${region}x` }), {
      message: /^region: ".*x" is not an? .*\. Did you mean "/,
    });
  });
}

test("OVHcloud: without a region the lists show all regions, with the region of each ID", async (t) => {
  const cloudProvider = (await fixture(t, "ovh")).cloudProvider();
  const plans = listIn(await ask(cloudProvider, "ovh:getPlans", { name: "b3-8" }));
  t.deepEqual(
    plans.filter(({ name }) => name === "b3-8").map(({ region }) => region),
    ["BHS5", "EU-SOUTH-LZ-MAD-A", "EU-WEST-PAR", "GRA11", "SBG5"],
  );
  t.is(new Set(plans.map(({ id }) => id)).size, plans.length);
});

test("HostDime has no call that lists plans, systems or places (docs/api/hostdime.md §3.2): servers are looked up, and graphs", async (t) => {
  t.deepEqual(
    functionsOf(await loadCloud("hostdime")).map(({ token }) => token),
    [
      ...["hostdime:getVps", "hostdime:getDedicatedServer"],
      ...["hostdime:getDedicatedServerBandwidth", "hostdime:getVpsBandwidth"],
    ],
  );
});

test("hostdime:getDedicatedServer: by name and by ID, without its IPMI password", async (t) => {
  const started = await fixture(t, "hostdime");
  const cloudProvider = started.cloudProvider();
  const found = await ask(cloudProvider, "hostdime:getDedicatedServer", { name: "server1.example.com" });
  t.like(found, { id: "S37", cuid: "S37", cpu: "Intel Xeon E-2236", hardDrives: ["960 GB SSD"], ipmiIp: "10.0.0.37" });
  t.false("ipmiPassword" in found);
  t.deepEqual(calls(started, "hostdime"), ["server.get", "server.list"]);
  t.deepEqual(await ask(started.cloudProvider(), "hostdime:getDedicatedServer", { id: "S37" }), found);
  await t.throwsAsync(ask(cloudProvider, "hostdime:getDedicatedServer", { name: "server3.example.com" }), {
    message: /There is no HostDime dedicated server named "server3\.example\.com"\. Did you mean/,
  });
});

for (const format of ["json", "xml", "yml"]) {
  test(`hostdime: graphs of bandwidth are pictures in base64, in ${format}`, async (t) => {
    const started = await fixture(t, "hostdime");
    const cloudProvider = started.cloudProvider({ hostdime: { ...started.given().hostdime, format } });
    const isPicture = ({ pngBase64 }: Json) =>
      t.is(Buffer.from(String(pngBase64), "base64").subarray(1, 4).toString(), "PNG");
    isPicture(await ask(cloudProvider, "hostdime:getDedicatedServerBandwidth", { id: "S37" }));
    isPicture(await ask(cloudProvider, "hostdime:getDedicatedServerBandwidth", { id: "S37", period: "year" }));
    isPicture(
      await ask(cloudProvider, "hostdime:getVpsBandwidth", { id: "V101", from: "2026-11-01", to: "2026-11-28" }),
    );
    const sent = started.emulators.requests("hostdime").map(({ parameters }) => parameters);
    t.like(sent, [
      { cuid: "S37", graph_type: "port", time_period: "month" },
      { cuid: "S37", graph_type: "port", time_period: "year" },
      { cuid: "V101", type: "bandwidth", date_range: '["2026-11-01","2026-11-28"]' },
    ]);
  });
}

test("hostdime: what a graph needs, and what HostDime refuses, is an error", async (t) => {
  const cloudProvider = (await fixture(t, "hostdime")).cloudProvider();
  for (const [token, args, message] of [
    ["hostdime:getVpsBandwidth", { id: "V101" }, /getVpsBandwidth needs from.*getVpsBandwidth needs to/],
    ["hostdime:getVpsBandwidth", { id: "V101", from: "yesterday", to: "2026-11-28" }, /from/],
    ["hostdime:getDedicatedServerBandwidth", { id: "S37", period: "decade" }, /period/],
    ["hostdime:getDedicatedServerBandwidth", { id: "S99" }, /HostDime server\.bandwidth: .*S99/],
  ] as const) {
    await t.throwsAsync(ask(cloudProvider, token, args), { message });
  }
});

test("lunanode: credit, and what a VM used", async (t) => {
  const started = await fixture(t, "lunanode");
  const cloudProvider = started.cloudProvider();
  t.deepEqual(await ask(cloudProvider, "lunanode:getCredit"), { credit: 4.81033438 });
  const vm = await up(cloudProvider, "lunanode:Vm", "web", { plan: "m.1", image: "Debian 12 64-bit" });
  await started.clock.sleep(3_600_000);
  for (const [kind, keys] of [
    ["bandwidth", ["incomingRate", "outgoingRate", "totalRate", "unixTime"]],
    ["cpu", ["percent", "unixTime"]],
    ["io", ["read", "unixTime", "write"]],
  ] as const) {
    const points = listIn(await ask(cloudProvider, "lunanode:getVmUsage", { id: vm.id, kind }));
    t.is(points.length, 6);
    t.deepEqual(Object.keys(points[0] ?? {}).sort(), keys);
  }
  await t.throwsAsync(ask(cloudProvider, "lunanode:getVmUsage", { id: vm.id }), { message: /getVmUsage needs kind/ });
});

interface Server {
  program: Json;
  token: string;
  /** The expected result. */
  shows: Json;
  /** The calls of one lookup by name in a new process. */
  calls: string[];
  region?: string;
  /** A location where it does not exist. */
  elsewhere?: string;
}

const SERVERS: Record<CloudName, Server> = {
  lunanode: {
    token: "lunanode:Vm",
    program: { plan: "m.2", image: "Ubuntu 24.04 64-bit", region: "montreal" },
    region: "montreal",
    elsewhere: "toronto",
    shows: {
      region: "montreal",
      plan: "87",
      imageName: "Ubuntu 24.04 64-bit (template)",
      memoryMb: 2048,
      powerState: "running",
    },
    calls: ["vm/info", "vm/list"],
  },
  hostdime: {
    token: "hostdime:Vps",
    program: { order: { plan: "vps-1", os: "Ubuntu 24.04" } },
    shows: { status: "active", os: "Ubuntu 24.04" },
    calls: ["vps.get", "vps.list"],
  },
  gigenet: {
    token: "gigenet:Instance",
    program: { plan: "gcl.2", image: "ubuntu64_16.04", tags: ["shop"] },
    region: "ord1",
    elsewhere: "lax1",
    shows: { zone: "ord1", image: "ubuntu64_16.04", tags: ["shop"], powerState: "running", additionalIps: 0 },
    calls: ["DescribeAddresses", "DescribeInstances", "DescribeReservedInstances"],
  },
  naver: {
    token: "naver:Server",
    program: { plan: "s2-g3", image: "ubuntu-22.04-base", subnet: "demo-public" },
    region: "KR",
    elsewhere: "JPN",
    shows: { region: "KR", plan: "s2-g3", vcpus: 2, memoryMb: 8192, powerState: "running", zone: "KR-1" },
    calls: ["getNetworkInterfaceList", "getServerInstanceList"],
  },
  ovh: {
    token: "ovh:Instance",
    program: { region: "SBG5", plan: "b3-8", image: "Debian 12" },
    region: "SBG5",
    elsewhere: "GRA11",
    shows: { region: "SBG5", status: "ACTIVE", powerState: "running" },
    calls: [
      `GET ${PROJECT}/instance`,
      `GET ${PROJECT}/instance/{instanceId}/interface`,
      `GET ${PROJECT}/region/{regionName}/workflow/backup`,
    ],
  },
};

for (const [cloud, { token, program, shows, calls: expected, region, elsewhere }] of Object.entries(SERVERS)) {
  if (!isCloud(cloud)) {
    throw new Error(`there is no emulator of ${cloud}`);
  }
  const name = token.replace(/:/, ":get");

  test(`${name}: by name at the cost of one list and the missing details, and by either ID`, async (t) => {
    const started = await startFixture({ clouds: [cloud], switches: { hostdime: { ordering: true } } });
    t.teardown(started.stop);
    const created = await up(started.cloudProvider(), token, "web", { name: "web", ...program });
    await up(started.cloudProvider(), token, "other", { name: "other", ...program });
    calls(started, cloud);
    const cloudProvider = started.cloudProvider();
    const found = await ask(cloudProvider, name, { name: "web" });
    t.is(found.id, created.id);
    t.like(found, shows);
    t.is(found.ip, created.outputs.ip);
    t.deepEqual(calls(started, cloud), expected);
    const definition = await cloudProvider.definition(token);
    const secrets = [...Object.entries(definition.inputs), ...Object.entries(definition.outputs)];
    t.false(secrets.some(([key, { secret }]) => secret === true && key in found));
    for (const id of [created.id, definition.id.parse(created.id).key]) {
      t.deepEqual(await ask(started.cloudProvider(), name, { id, ...(region === undefined ? {} : { region }) }), found);
    }
    if (region !== undefined) {
      t.deepEqual(await ask(started.cloudProvider(), name, { name: "web", region }), found);
      const other = elsewhere ?? "";
      await t.throwsAsync(ask(started.cloudProvider(), name, { name: "web", region: other }), {
        message: new RegExp(`There is no .* named "web" in .*${other}`),
      });
    }
    await t.throwsAsync(ask(cloudProvider, name, { name: "we" }), { message: /There is no .* named "we"/ });
  });
}

test("LunaNode: two VMs of the same name are listed with their IDs, or distinguished by region", async (t) => {
  const started = await fixture(t, "lunanode");
  const program = { plan: "m.2", image: "Ubuntu 24.04 64-bit", name: "web" };
  const ids: string[] = [];
  for (const region of ["montreal", "toronto"]) {
    ids.push((await up(started.cloudProvider(), "lunanode:Vm", region, { ...program, region })).id);
  }
  const cloudProvider = started.cloudProvider();
  await t.throwsAsync(ask(cloudProvider, "lunanode:getVm", { name: "web" }), {
    message: `"web" is ambiguous: 2 LunaNode VMs have that name. Use an ID: ${ids.join(", ")}.`,
  });
  t.is((await ask(cloudProvider, "lunanode:getVm", { name: "web", region: "Toronto, Canada" })).id, ids[1]);
});

test("OVHcloud: an instance in another project is found there", async (t) => {
  const started = await fixture(t, "ovh");
  const other = "a1000000000000000000000000000002";
  const program = { ...SERVERS.ovh.program, name: "web", project: other };
  const created = await up(started.cloudProvider(), "ovh:Instance", "web", program);
  const cloudProvider = started.cloudProvider();
  t.is((await ask(cloudProvider, "ovh:getInstance", { name: "web", project: other })).id, created.id);
  await t.throwsAsync(ask(cloudProvider, "ovh:getInstance", { name: "web" }), {
    message: /There is no OVHcloud instance/,
  });
});

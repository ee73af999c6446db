import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { abroad, call, otherVpc } from "./naver-call.ts";

/** Subnets for load balancers, in two zones of a region. */
async function balancerSubnets(account: EmulatedAccount, region = "KR"): Promise<void> {
  const vpcNo = idOf(account, "vpc", { name: "demo-vpc", region });
  const networkAclNo = idOf(account, "networkAcl", { vpcNo });
  for (const [zone, subnetName] of ["lb-1", "lb-2"].entries()) {
    const place = { subnet: `10.0.2${zone}.0/24`, zoneCode: `${region}-${zone + 1}`, subnetTypeCode: "PUBLIC" };
    const parameters = { vpcNo, networkAclNo, subnetName, usageTypeCode: "LOADB", ...place };
    await call(account, "vpc/createSubnet", parameters, region);
    await account.clock.sleep(60_000);
  }
}

const GROUP = { protocol: "HTTP", healthCheckProtocol: "HTTP" };
const CONFIGURATION = { changeTargetGroupConfiguration: "algorithmTypeCode targetGroupNo useStickySession" };
const PROXY = { changeTargetGroupConfiguration: "algorithmTypeCode targetGroupNo useProxyProtocol" };
const CHECK = {
  changeTargetGroupHealthCheckConfiguration:
    "healthCheckCycle healthCheckDownThreshold healthCheckHttpMethodTypeCode healthCheckPort healthCheckUpThreshold healthCheckUrlPath targetGroupNo",
};
/** A setting of the health check, which is sent at creation. */
const checked = (value: unknown, to: unknown, parameter: string) => ({
  value,
  sends: { createTargetGroup: parameter },
  change: { to, sends: CHECK },
});

const targetGroup: Samples = async (account) => {
  const targets: string[] = [];
  for (const name of ["one", "two"]) {
    const engine = account.engine(name, { token: "naver:Server" });
    await engine.up({ plan: "s2-g3", image: "ubuntu-22.04-base", subnet: "demo-public", name });
    targets.push(engine.state?.id ?? "");
  }
  await abroad(account);
  await otherVpc(account);
  const [first, second] = targets;
  const members = "targetGroupNo targetNoList.1";
  const proxied = { protocol: "PROXY_TCP", healthCheckProtocol: "TCP" };
  return {
    kind: "targetGroup",
    program: { name: "web", vpc: "demo-vpc", ...GROUP },
    sends: {
      createTargetGroup: "healthCheckProtocolTypeCode targetGroupName targetGroupProtocolTypeCode targetTypeCode vpcNo",
    },
    destroys: { deleteTargetGroups: "targetGroupNoList.1" },
    inputs: {
      name: { value: "Fred", sends: { createTargetGroup: "targetGroupName" } },
      region: {
        value: "JPN",
        sends: { createTargetGroup: "regionCode vpcNo" },
        destroys: { deleteTargetGroups: "regionCode" },
      },
      vpc: { value: "other-vpc", sends: { createTargetGroup: "vpcNo" } },
      protocol: { value: "HTTPS", sends: { createTargetGroup: "targetGroupProtocolTypeCode" } },
      port: { value: 8080, sends: { createTargetGroup: "targetGroupPort" } },
      description: {
        value: "ours",
        sends: { createTargetGroup: "targetGroupDescription" },
        change: { to: "next", sends: { setTargetGroupDescription: "targetGroupDescription targetGroupNo" } },
      },
      targets: {
        value: [first],
        sends: { createTargetGroup: "targetNoList.1" },
        change: { to: [second], sends: { addTarget: members, removeTarget: members } },
      },
      algorithm: { value: "LC", sends: CONFIGURATION, change: { to: "RR", sends: CONFIGURATION } },
      stickySession: { value: true, sends: CONFIGURATION, change: { to: false, sends: CONFIGURATION } },
      proxyProtocol: { value: true, beside: proxied, sends: PROXY, change: { to: false, sends: PROXY } },
      healthCheckProtocol: { value: "HTTPS", sends: { createTargetGroup: "healthCheckProtocolTypeCode" } },
      healthCheckPort: checked(8080, 81, "healthCheckPort"),
      healthCheckUrlPath: checked("/health", "/alive", "healthCheckUrlPath"),
      healthCheckHttpMethod: checked("GET", "HEAD", "healthCheckHttpMethodTypeCode"),
      healthCheckCycle: checked(60, 5, "healthCheckCycle"),
      healthCheckUpThreshold: checked(3, 4, "healthCheckUpThreshold"),
      healthCheckDownThreshold: checked(3, 4, "healthCheckDownThreshold"),
    },
    drifts: {
      name: { set: { name: "Joe" }, shows: "Joe", reported: true },
      region: { cannot: "A group does not move between regions.", see: "§4.13" },
      vpc: { set: { vpcNo: idOf(account, "vpc", { name: "other-vpc" }) }, shows: "other-vpc", reported: true },
      protocol: { set: { protocol: "HTTPS" }, shows: "HTTPS", reported: true },
      port: { program: 80, set: { port: 81 }, shows: "81", reported: true },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs" },
      targets: { program: [first], set: { targetNos: [] }, shows: [] },
      algorithm: { program: "RR", set: { algorithm: "LC" }, shows: "LC" },
      stickySession: { program: false, set: { stickySession: true }, shows: true },
      proxyProtocol: { program: false, beside: proxied, set: { proxyProtocol: true }, shows: true },
      healthCheckProtocol: { set: { checkProtocol: "HTTPS" }, shows: "HTTPS", reported: true },
      healthCheckPort: { program: 80, set: { checkPort: 81 }, shows: 81 },
      healthCheckUrlPath: { program: "/", set: { checkPath: "/alive" }, shows: "/alive" },
      healthCheckHttpMethod: { program: "HEAD", set: { checkMethod: "GET" }, shows: "GET" },
      healthCheckCycle: { program: 30, set: { checkCycle: 60 }, shows: 60 },
      healthCheckUpThreshold: { program: 2, set: { checkUp: 3 }, shows: 3 },
      healthCheckDownThreshold: { program: 2, set: { checkDown: 3 }, shows: 3 },
    },
  };
};

const loadBalancer: Samples = async (account) => {
  await abroad(account);
  await balancerSubnets(account);
  await balancerSubnets(account, "JPN");
  const configuration = {
    changeLoadBalancerInstanceConfiguration: "idleTimeout loadBalancerInstanceNo throughputTypeCode",
  };
  const [one, two] = ["lb-1", "lb-2"].map((name) => idOf(account, "subnet", { name, region: "KR" }));
  return {
    kind: "loadBalancer",
    program: { name: "front", type: "APPLICATION", subnets: ["lb-1"] },
    sends: { createLoadBalancerInstance: "loadBalancerName loadBalancerTypeCode subnetNoList.1 vpcNo" },
    destroys: { deleteLoadBalancerInstances: "loadBalancerInstanceNoList.1 returnPublicIpTogether" },
    inputs: {
      name: { value: "Fred", sends: { createLoadBalancerInstance: "loadBalancerName" } },
      region: {
        value: "JPN",
        sends: { createLoadBalancerInstance: "regionCode subnetNoList.1 vpcNo" },
        destroys: { deleteLoadBalancerInstances: "regionCode" },
      },
      type: { value: "NETWORK", sends: { createLoadBalancerInstance: "loadBalancerTypeCode" } },
      networkType: { value: "PRIVATE", sends: { createLoadBalancerInstance: "loadBalancerNetworkTypeCode" } },
      subnets: {
        value: ["lb-2"],
        sends: { createLoadBalancerInstance: "subnetNoList.1" },
        change: {
          to: ["lb-1", "lb-2"],
          sends: { setLoadBalancerInstanceSubnet: "loadBalancerInstanceNo subnetNoList.1 subnetNoList.2" },
        },
      },
      throughputType: {
        value: "MEDIUM",
        sends: { createLoadBalancerInstance: "throughputTypeCode" },
        change: { to: "LARGE", sends: configuration },
      },
      idleTimeout: {
        value: 120,
        sends: { createLoadBalancerInstance: "idleTimeout" },
        change: { to: 90, sends: configuration },
      },
      description: {
        value: "ours",
        sends: { createLoadBalancerInstance: "loadBalancerDescription" },
        change: { to: "next", sends: { setLoadBalancerDescription: "loadBalancerDescription loadBalancerInstanceNo" } },
      },
    },
    drifts: {
      name: { set: { name: "Joe" }, shows: "Joe", reported: true },
      region: { cannot: "A load balancer does not move between regions.", see: "§4.14" },
      type: { set: { type: "NETWORK_PROXY" }, shows: "NETWORK_PROXY", reported: true },
      networkType: { program: "PUBLIC", set: { networkType: "PRIVATE" }, shows: "PRIVATE", reported: true },
      subnets: { set: { subnetNos: [one, two] }, shows: "lb-2", reported: true },
      throughputType: { program: "SMALL", set: { throughput: "LARGE" }, shows: "LARGE" },
      idleTimeout: { program: 60, set: { idleTimeout: 90 }, shows: 90 },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs" },
    },
  };
};

/** Two load balancers and two target groups in a region. */
async function balancers(account: EmulatedAccount, region: string): Promise<void> {
  await balancerSubnets(account, region);
  const vpcNo = idOf(account, "vpc", { name: "demo-vpc", region });
  const subnetNo = idOf(account, "subnet", { name: "lb-1", region });
  for (const name of ["front", "back"]) {
    const balancer = { loadBalancerName: name, loadBalancerTypeCode: "APPLICATION", vpcNo, subnetNoList: [subnetNo] };
    await call(account, "vloadbalancer/createLoadBalancerInstance", balancer, region);
    const group = { targetGroupProtocolTypeCode: "HTTP", healthCheckProtocolTypeCode: "HTTP", vpcNo };
    await call(account, "vloadbalancer/createTargetGroup", { targetGroupName: `${name}-web`, ...group }, region);
  }
  const net = { loadBalancerName: "net", loadBalancerTypeCode: "NETWORK", vpcNo, subnetNoList: [subnetNo] };
  await call(account, "vloadbalancer/createLoadBalancerInstance", net, region);
  const tcp = { targetGroupProtocolTypeCode: "TCP", healthCheckProtocolTypeCode: "TCP", vpcNo };
  await call(account, "vloadbalancer/createTargetGroup", { targetGroupName: "net-tcp", ...tcp }, region);
  await account.clock.sleep(60_000);
}

const loadBalancerListener: Samples = async (account) => {
  await abroad(account);
  await balancers(account, "KR");
  await balancers(account, "JPN");
  const settings = "loadBalancerListenerNo port protocolTypeCode";
  const secure = { protocol: "HTTPS", sslCertificate: "12" };
  const secureSettings = {
    changeLoadBalancerListenerConfiguration: `cipherSuiteList.1 cipherSuiteList.2 ${settings} sslCertificateNo tlsMinVersionTypeCode useHttp2`,
  };
  const suite = (bits: number) => `TLS_ECDHE_RSA_WITH_AES_${bits}_CBC_SHA`;
  return {
    kind: "loadBalancerListener",
    parent: { kind: "loadBalancer", input: "loadBalancer" },
    another: (_, index) => ({ port: 8000 + index }),
    program: { loadBalancer: "front", port: 80, protocol: "HTTP", targetGroup: "front-web" },
    sends: { createLoadBalancerListener: "loadBalancerInstanceNo port protocolTypeCode targetGroupNo" },
    destroys: { deleteLoadBalancerListeners: "loadBalancerListenerNoList.1" },
    inputs: {
      region: {
        value: "JPN",
        sends: { createLoadBalancerListener: "loadBalancerInstanceNo regionCode targetGroupNo" },
        destroys: { deleteLoadBalancerListeners: "regionCode" },
      },
      loadBalancer: { value: "back", sends: { createLoadBalancerListener: "loadBalancerInstanceNo" } },
      port: {
        value: 8080,
        sends: { createLoadBalancerListener: "port" },
        change: { to: 81, sends: { changeLoadBalancerListenerConfiguration: settings } },
      },
      protocol: {
        value: "TCP",
        together: { loadBalancer: "net", targetGroup: "net-tcp" },
        sends: { createLoadBalancerListener: "loadBalancerInstanceNo protocolTypeCode targetGroupNo" },
        change: { to: "UDP", sends: { changeLoadBalancerListenerConfiguration: settings } },
      },
      targetGroup: { value: "back-web", sends: { createLoadBalancerListener: "targetGroupNo" } },
      sslCertificate: {
        value: "12",
        together: { protocol: "HTTPS" },
        sends: { createLoadBalancerListener: "protocolTypeCode sslCertificateNo" },
        change: { to: "13", sends: secureSettings },
      },
      useHttp2: {
        value: true,
        beside: secure,
        sends: { createLoadBalancerListener: "useHttp2" },
        change: { to: false, sends: secureSettings },
      },
      tlsMinVersion: {
        value: "TLSV12",
        beside: secure,
        sends: { createLoadBalancerListener: "tlsMinVersionTypeCode" },
        change: { to: "TLSV11", sends: secureSettings },
      },
      cipherSuites: {
        value: [suite(128), suite(256)],
        beside: secure,
        sends: { createLoadBalancerListener: "cipherSuiteList.1 cipherSuiteList.2" },
        change: {
          to: [suite(256)],
          sends: {
            changeLoadBalancerListenerConfiguration: `cipherSuiteList.1 ${settings} sslCertificateNo tlsMinVersionTypeCode useHttp2`,
          },
        },
      },
    },
    drifts: {
      region: { cannot: "A listener does not move between regions.", see: "§4.15" },
      loadBalancer: { cannot: "The load balancer is part of the ID.", see: "§4.15" },
      port: { set: { port: 81 }, shows: 81 },
      protocol: { set: { protocol: "HTTPS", certificateNo: "12" }, shows: "HTTPS" },
      targetGroup: {
        set: { targetGroupNo: idOf(account, "targetGroup", { name: "back-web", region: "KR" }) },
        shows: "back-web",
        reported: true,
      },
      sslCertificate: {
        program: "12",
        beside: { protocol: "HTTPS" },
        set: { certificateNo: "13" },
        shows: "13",
      },
      useHttp2: { program: true, beside: secure, set: { useHttp2: false }, shows: false },
      tlsMinVersion: { program: "TLSV12", beside: secure, set: { tlsMinVersion: "TLSV10" }, shows: "TLSV10" },
      cipherSuites: {
        program: [suite(128)],
        beside: secure,
        set: { cipherSuites: [suite(256)] },
        shows: [suite(256)],
      },
    },
  };
};

export const naverBalancers: Readonly<Record<string, Samples>> = {
  "naver:TargetGroup": targetGroup,
  "naver:LoadBalancer": loadBalancer,
  "naver:LoadBalancerListener": loadBalancerListener,
};

import type { Owned } from "./model.ts";

/** docs/api/naver.md §4.13 */
export interface TargetGroup extends Owned {
  readonly name: string;
  readonly description: string;
  readonly vpcNo: string;
  readonly protocol: string;
  readonly port: number;
  /** Servers, by number. */
  readonly targetNos: readonly string[];
  readonly algorithm: string;
  readonly stickySession: boolean;
  readonly proxyProtocol: boolean;
  readonly checkProtocol: string;
  readonly checkPort: number;
  /** "" for TCP, as is the method. */
  readonly checkPath: string;
  readonly checkMethod: string;
  /** Seconds. */
  readonly checkCycle: number;
  readonly checkUp: number;
  readonly checkDown: number;
  readonly createdAt: number;
}

export interface LoadBalancer extends Owned {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly networkType: string;
  readonly throughput: string;
  /** Seconds. */
  readonly idleTimeout: number;
  readonly vpcNo: string;
  readonly subnetNos: readonly string[];
  /** One for each subnet, if its network is public. */
  readonly publicIpNos: readonly string[];
  readonly domain: string;
  readonly status: "INIT" | "CREAT" | "USED" | "TERMT";
  /** Only one change at a time (docs/api/naver.md §4.14). */
  readonly operation: "NULL" | "CREAT" | "CHANG" | "TERMT" | "USE";
  readonly createdAt: number;
}

export interface LoadBalancerListener extends Owned {
  readonly balancerNo: string;
  readonly protocol: string;
  readonly port: number;
  readonly useHttp2: boolean;
  /** "" for none. */
  readonly certificateNo: string;
  readonly tlsMinVersion: string;
  readonly cipherSuites: readonly string[];
  /** The group of its default rule. Rules can only be read. */
  readonly targetGroupNo: string;
  readonly ruleNo: string;
}

import type { StoredRow } from "../core/store.ts";

/** An instance's place in its life cycle; the switches `words` and `codes` define how each is shown. */
export type Phase =
  | "building"
  | "on"
  | "stopping"
  | "off"
  | "starting"
  | "rebooting"
  | "reinstalling"
  | "paused"
  | "error"
  | "deleting"
  | "deleted";

/** Work in progress during which the instance stays usable; DescribeInstanceStatus shows it. */
export interface Task {
  readonly number: number;
  /** `modify`, `resize` … */
  readonly name: string;
  /** Virtual milliseconds since 1970. */
  readonly since: number;
}

/** An instance (VM); its ID is an integer as text. */
export interface Instance extends StoredRow {
  readonly phase: Phase;
  readonly hostname: string;
  /** A name as for RunInstances (`gcl.2`), or a custom size such as `custom_bal_1vcpu_384m_10gb`. */
  readonly type: string;
  /** The type that it was launched with. */
  readonly launchType: string;
  readonly imageId: string;
  readonly zone: string;
  readonly publicIp: string;
  /** "" if there is none, which is shown as `none`. */
  readonly privateIp: string;
  readonly wantsPrivateIp: boolean;
  /** "" until built. */
  readonly subnetId: string;
  /** Keys only: GigeNET's tags have no values. */
  readonly tags: readonly string[];
  /** Hours: 1, 730 or 2190. A client cannot read it back. */
  readonly billingTerm: number;
  /** Accepted, but without effect (a preview). */
  readonly keyName: string;
  /** Root password. */
  readonly password: string;
  readonly outcome: "on" | "error" | "never";
  readonly tasks: readonly Task[];
  /** Virtual milliseconds since 1970; 0 until built. */
  readonly launchedAt: number;
  /** When clients start to see it (docs/api/gigenet.md §3.1, eventual consistency). */
  readonly visibleFrom: number;
}

/** A public address in addition to the primary one; its ID is the address itself. */
export interface Address extends StoredRow {
  /** `elastic` addresses outlive an instance, `additional` ones belong to it. */
  readonly type: "elastic" | "additional";
  readonly zone: string;
  /** "" if not associated. */
  readonly instanceId: string;
}

/** Its ID is `<owner>/<name>`. */
export interface KeyPair extends StoredRow {
  readonly name: string;
  /** Pairs of hexadecimal digits with colons. */
  readonly fingerprint: string;
  /** OpenSSH line. */
  readonly publicKey: string;
}

/** Temporary credentials; the ID is the access key. */
export interface Session extends StoredRow {
  readonly secret: string;
  readonly token: string;
  /** Milliseconds since 1970 by the cloud's wall clock. */
  readonly expiresAt: number;
}

/** A RunInstances with a ClientToken; its ID is `<owner>/<token>`. */
export interface Launch extends StoredRow {
  /** Digest of the parameters. */
  readonly digest: string;
  readonly instanceIds: readonly string[];
}

/** A future event; `id` is the instance it happens to. */
export type GigeNetEvent =
  | { readonly type: "built" | "gone" | "erased"; readonly id: string }
  | { readonly type: "phase"; readonly id: string; readonly from: Phase; readonly to: Phase }
  | { readonly type: "modified"; readonly id: string; readonly task: number; readonly set: Partial<Instance> };

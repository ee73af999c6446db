import type { StoredRow } from "../core/store.ts";

/** Where an instance is in its life; the switches `words` and `codes` say how each shows. */
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

/** Work under way on an instance that leaves it usable; DescribeInstanceStatus shows it. */
export interface Task {
  readonly number: number;
  /** `modify`, `resize` … */
  readonly name: string;
  /** Virtual milliseconds since 1970. */
  readonly since: number;
}

/** An instance (VM); its id is a bare integer as text. */
export interface Instance extends StoredRow {
  readonly phase: Phase;
  readonly hostname: string;
  /** Name as for RunInstances (`gcl.2`), or a size of its own such as `custom_bal_1vcpu_384m_10gb`. */
  readonly type: string;
  /** The type that it was launched with. */
  readonly launchType: string;
  readonly imageId: string;
  readonly zone: string;
  readonly publicIp: string;
  /** "" when there is none, which is shown as `none`. */
  readonly privateIp: string;
  readonly wantsPrivateIp: boolean;
  /** "" until built. */
  readonly subnetId: string;
  /** Keys only: GigeNET's tags have no values. */
  readonly tags: readonly string[];
  /** Hours: 1, 730 or 2190. Cannot be read back by a client. */
  readonly billingTerm: number;
  /** Accepted, but without effect (a preview). */
  readonly keyName: string;
  /** Root password. */
  readonly password: string;
  readonly outcome: "on" | "error" | "never";
  readonly tasks: readonly Task[];
  /** Virtual milliseconds since 1970; 0 until built. */
  readonly launchedAt: number;
  /** From when on clients see it (docs/api/gigenet.md §3.1, eventual consistency). */
  readonly visibleFrom: number;
}

/** A public address beside the primary ones; its id is the address itself. */
export interface Address extends StoredRow {
  /** `elastic` ones outlive an instance, `additional` ones are bound to it. */
  readonly type: "elastic" | "additional";
  readonly zone: string;
  /** "" when not associated. */
  readonly instanceId: string;
}

/** Its id is `<owner>/<name>`. */
export interface KeyPair extends StoredRow {
  readonly name: string;
  /** Pairs of hexadecimal digits with colons. */
  readonly fingerprint: string;
  /** OpenSSH line. */
  readonly publicKey: string;
}

/** Temporary credentials; the id is the access key. */
export interface Session extends StoredRow {
  readonly secret: string;
  readonly token: string;
  /** Milliseconds since 1970 by the cloud's wall clock. */
  readonly expiresAt: number;
}

/** A RunInstances that gave a ClientToken; its id is `<owner>/<token>`. */
export interface Launch extends StoredRow {
  /** Digest of the parameters. */
  readonly digest: string;
  readonly instanceIds: readonly string[];
}

/** What happens later; `id` is the instance it happens to. */
export type GigeNetEvent =
  | { readonly type: "built" | "gone" | "erased"; readonly id: string }
  | { readonly type: "phase"; readonly id: string; readonly from: Phase; readonly to: Phase }
  | { readonly type: "modified"; readonly id: string; readonly task: number; readonly set: Partial<Instance> };

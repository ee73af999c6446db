/** What a `Server` can be asked for, and which cloud can do it. */

export type ServerCloud = "lunanode" | "gigenet" | "naver" | "ovh";

export type ServerFeature = "sshKeys" | "userData" | "open";

interface Capability {
  title: string;
  /** How the cloud does it; `undefined`: it cannot. */
  does: Readonly<Record<ServerFeature, string | undefined>>;
  /** At most so many SSH keys. */
  mostKeys?: number;
  /** The one type of SSH keys that it takes. */
  keyType?: string;
  /** At most so many open ports. */
  mostPorts?: number;
}

/** `docs/portable-server.md` has this as a table. */
export const CAPABILITIES: Readonly<Record<ServerCloud, Capability>> = {
  lunanode: {
    title: "LunaNode",
    does: {
      sshKeys: "any number (`SshKey`)",
      userData: "a `StartupScript`",
      open: "a `SecurityGroup`",
    },
  },
  gigenet: {
    title: "GigeNET",
    does: { sshKeys: undefined, userData: undefined, open: undefined },
  },
  naver: {
    title: "NAVER Cloud",
    does: {
      sshKeys: "one RSA key (`LoginKey`)",
      userData: "an `InitScript`",
      open: "an `AccessControlGroup`",
    },
    mostKeys: 1,
    keyType: "ssh-rsa",
  },
  ovh: {
    title: "OVHcloud",
    does: {
      sshKeys: "one (`SshKey`)",
      userData: "`userData`",
      open: "an `IpFirewall`, for IPv4 only; at most 15 ports",
    },
    mostKeys: 1,
    mostPorts: 15,
  },
};

const isCloud = (text: string): text is ServerCloud => Object.hasOwn(CAPABILITIES, text);

const CLOUDS = Object.keys(CAPABILITIES).filter(isCloud);

const either = (items: readonly string[]): string =>
  [items.slice(0, -1).join(", "), ...items.slice(-1)].filter((part) => part !== "").join(" or ");

/** What the program asks of a server; only whether and how much of it is given matters. */
export interface Wanted {
  cloud: string;
  sshKeys?: readonly unknown[] | undefined;
  userData?: unknown;
  open?: readonly unknown[] | undefined;
}

/** Why a cloud cannot do what is asked, with the clouds that can; undefined if it can. */
export function unableTo(name: string, wanted: Wanted): string | undefined {
  const { cloud } = wanted;
  if (!isCloud(cloud)) {
    const why = cloud === "hostdime" ? "HostDime's API cannot create servers" : `There is no cloud "${cloud}"`;
    return `Server "${name}": ${why}. Set cloud to ${either(CLOUDS.map((each) => `"${each}"`))}.`;
  }
  const {
    title,
    does,
    keyType,
    mostKeys = Number.POSITIVE_INFINITY,
    mostPorts = Number.POSITIVE_INFINITY,
  } = CAPABILITIES[cloud];
  const asked: [ServerFeature, boolean][] = [
    ["sshKeys", (wanted.sshKeys ?? []).length > 0],
    ["userData", wanted.userData !== undefined],
    ["open", wanted.open !== undefined],
  ];
  for (const [feature, isAsked] of asked) {
    if (isAsked && does[feature] === undefined) {
      const able = CLOUDS.filter((each) => CAPABILITIES[each].does[feature] !== undefined);
      return `Server "${name}": ${title} cannot do ${feature}. Remove it, or set cloud to ${either(able.map((each) => `"${each}"`))}.`;
    }
  }
  if (new Set(wanted.open).size > mostPorts) {
    return `Server "${name}": ${title}'s firewall has room for ${mostPorts} ports in open. Leave some out, or declare an IpFirewall with ranges of ports instead of open.`;
  }
  const isOther = (key: unknown) => typeof key === "string" && key.trim().split(/\s+/)[0] !== keyType;
  if (keyType !== undefined && (wanted.sshKeys ?? []).some(isOther)) {
    const able = CLOUDS.filter((each) => {
      const { does: can, keyType: only } = CAPABILITIES[each];
      return can.sshKeys !== undefined && only === undefined;
    });
    return `Server "${name}": ${title} takes keys of type ${keyType} only. Give one of that type in sshKeys, or set cloud to ${either(able.map((each) => `"${each}"`))}.`;
  }
  return (wanted.sshKeys ?? []).length > mostKeys
    ? `Server "${name}": ${title} installs only ${mostKeys} of the sshKeys. Give one, or set cloud to "lunanode".`
    : undefined;
}

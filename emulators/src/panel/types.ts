/** What the server sends to the page. The page's own code (emulators/page) imports these types. */

/** Groups of objects, in the order in which the page shows them. */
export const groups = [
  "Servers",
  "Storage",
  "Addresses",
  "Networks",
  "Load balancing",
  "Scaling",
  "DNS",
  "Access",
  "Tasks",
  "Catalog",
] as const;
export type Group = (typeof groups)[number];

/** How a state is colored. */
export type Tone = "good" | "busy" | "bad" | "off" | "plain";

/** A change behind the user's back: an action of the cloud, or fields to set. */
export interface PanelAction {
  readonly label: string;
  readonly action?: string;
  readonly set?: Readonly<Record<string, unknown>>;
}

/** An object as a panel shows it. */
export interface PanelObject {
  /** Unique on the page. */
  readonly key: string;
  readonly cloud: string;
  readonly kind: string;
  readonly id: string;
  readonly group: Group;
  /** The kind in words: "virtual machine". */
  readonly title: string;
  readonly name: string;
  readonly state: string;
  readonly tone: Tone;
  readonly address: string;
  readonly plan: string;
  readonly region: string;
  readonly account: string;
  /** Virtual milliseconds since 1970; 0 if unknown. */
  readonly since: number;
  /** The field that a rename sets; "" if there is none. */
  readonly nameField: string;
  readonly actions: readonly PanelAction[];
  readonly fields: readonly PanelField[];
}

export interface PanelField {
  readonly name: string;
  readonly text: string;
  /** The type that a new value must have; undefined if it cannot be edited here. */
  readonly type?: "string" | "number" | "boolean";
}

export interface PanelRequest {
  readonly id: number;
  readonly time: string;
  readonly cloud: string;
  readonly operation: string;
  readonly kind: "read" | "write";
  readonly signature: "ok" | "bad" | "none";
  readonly status: number;
  readonly stage: string;
  /** What went wrong, or what happened. */
  readonly note: string;
  readonly isProblem: boolean;
}

/** A request with its reply, secrets masked. */
export interface RequestDetail extends PanelRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly signatureNote: string;
  readonly handled: boolean;
  readonly fault: string;
  readonly reply?: { readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly cut: string };
}

export interface PanelFault {
  readonly id: string;
  readonly cloud: string;
  readonly operation: string;
  /** What happens, in words. */
  readonly what: string;
  readonly when: "before" | "after";
  readonly skip: number;
  /** 0: until deleted. */
  readonly left: number;
  readonly holds: boolean;
}

/** One account of a cloud, as blocks to copy. */
export interface PanelAccount {
  readonly label: string;
  readonly shell: string;
  readonly pulumi: string;
}

export interface PanelCloud {
  readonly name: string;
  readonly title: string;
  readonly endpoint: string;
  readonly accounts: readonly PanelAccount[];
  readonly operations: readonly string[];
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** What a switch, or a group of them, decides, by its path. Code is in backticks. */
  readonly descriptions: Readonly<Record<string, string>>;
}

export interface PanelClock {
  /** Virtual milliseconds since 1970. */
  readonly now: number;
  readonly scale: number;
}

/** One message of the event stream; the first one has everything, later ones what has changed. */
export interface PanelUpdate {
  readonly clouds?: readonly PanelCloud[];
  readonly clock?: PanelClock;
  readonly faults?: readonly PanelFault[];
  readonly switches?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly objects?: readonly PanelObject[];
  /** Keys of objects that are gone. */
  readonly removed?: readonly string[];
  readonly requests?: readonly PanelRequest[];
  /** The log was emptied before these requests. */
  readonly isLogCleared?: boolean;
}

import type { CloudObject } from "../options.ts";
import { isSecretName, type Masker, masked } from "./mask.ts";
import { toneOf } from "./tones.ts";
import type { Group, PanelAction, PanelField, PanelObject } from "./types.ts";

export type Row = Readonly<Record<string, unknown>>;

/** Finds the objects of a kind in the same cloud. */
export type Lookup = (kind: string) => readonly Row[];

type Getter = (row: Row, lookup: Lookup) => string;

/** How the page shows a kind. What is left out is taken from the usual fields. */
export interface KindPanel {
  readonly group: Group;
  /** In words: "virtual machine". */
  readonly title: string;
  readonly nameField?: string;
  readonly name?: Getter;
  readonly state?: Getter;
  readonly address?: Getter;
  readonly plan?: Getter;
  readonly actions?: readonly PanelAction[];
  /** Belongs to all accounts, and is shown with the catalog, if this is true. */
  readonly isCatalog?: (row: Row) => boolean;
}

export interface CloudPanel {
  readonly title: string;
  /** The credentials that are secret in Pulumi's configuration. */
  readonly secrets: readonly string[];
  readonly kinds: Readonly<Record<string, KindPanel>>;
}

export const text = (row: Row | undefined, field: string): string => {
  const value = row?.[field];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
};

/** Gets a field. */
export const part =
  (field: string): Getter =>
  (row) =>
    text(row, field);

export const protocolAndPort: Getter = (row) => `${text(row, "protocol")} ${text(row, "port")}`;

/** It belongs to no account. */
export const isShared = ({ account }: Row): boolean => account === "";

/** A kind in one line. */
export const kind = (group: Group, title: string, rest: Partial<KindPanel> = {}): KindPanel => ({
  ...{ group, title, ...rest },
});

const firstOf = (row: Row, fields: readonly string[]): string =>
  fields.map((field) => text(row, field)).find((value) => value !== "") ?? "";

const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** Texts with what is empty left out. */
export const joined = (...parts: readonly (string | readonly string[])[]): string =>
  [...new Set(parts.flat().filter((part) => part !== ""))].join(", ");

/** Gets a field of another object, whose ID is in a field. */
export const of =
  (kind: string, by: string, field: string): Getter =>
  (row, lookup) =>
    text(
      lookup(kind).find(({ id }) => id === row[by]),
      field,
    ) || text(row, by);

/** Gets a field of all objects of a kind that refer to this one. */
export const having =
  (kind: string, by: string, field: string): Getter =>
  (row, lookup) =>
    joined(
      lookup(kind)
        .filter((other) => other[by] === row.id)
        .flatMap((other) => [text(other, field), ...list(other[field])]),
    );

export const gigabytes: Getter = (row) => (text(row, "size") === "" ? "" : `${text(row, "size")} GB`);

const usual = {
  name: ["name", "hostname", "displayName", "label", "identification", "description", "username", "subDomain"],
  state: ["phase", "status", "state", "resourceStatus", "operation"],
  address: ["ip", "ipMain", "privateIp", "publicIp", "target", "cidr", "subnet"],
  plan: ["plan", "specCode", "type", "model", "size"],
  region: ["region", "zone", "availabilityZone"],
  since: ["createdAt", "launchedAt"],
};

/** "accessControlGroupRule" as "access control group rule". */
const words = (name: string): string => name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();

/** The object as the page shows it. */
export function present(object: CloudObject, panel: KindPanel | undefined, lookup: Lookup, mask: Masker): PanelObject {
  const { cloud, kind, id, account, ...rest } = object;
  const row: Row = { ...rest, id, account };
  const get = (what: keyof typeof usual & keyof KindPanel): string => {
    const getter = panel?.[what];
    return mask.text(typeof getter === "function" ? getter(row, lookup) : firstOf(row, usual[what]));
  };
  const nameField = panel?.nameField ?? usual.name.find((field) => typeof row[field] === "string") ?? "";
  const state = get("state");
  return {
    ...{ key: `${cloud}/${kind}/${id}`, cloud, kind, id, account },
    group: panel?.isCatalog?.(row) ? "Catalog" : (panel?.group ?? "Tasks"),
    title: panel?.title ?? words(kind),
    ...{ name: (panel?.name ? get("name") : text(row, nameField)) || id, state: words(state), tone: toneOf(state) },
    ...{ address: get("address"), plan: get("plan"), region: firstOf(row, usual.region) },
    since: Number(firstOf(row, usual.since)) || 0,
    ...{ nameField, actions: panel?.actions ?? [] },
    fields: Object.entries(rest).map(([name, value]) => fieldOf(name, value, mask)),
  };
}

const longest = 300;

function fieldOf(name: string, value: unknown, mask: Masker): PanelField {
  const shown = isSecretName(name) && value !== "" ? masked : mask.text(display(value));
  const type = typeof value;
  const isEditable = type === "string" || type === "number" || type === "boolean";
  const cut = shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
  return { name, text: cut, ...(isEditable ? { type } : {}) };
}

function display(value: unknown): string {
  if (Array.isArray(value)) return value.map(display).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([name, each]) => `${words(name)} ${isSecretName(name) ? masked : display(each)}`)
    .join(", ");
}

import { nameIn, tokenOf } from "../shape.js";
import { isRecord, SIGNATURE } from "./values.js";

/** A stack's state, as `pulumi stack export` has it: what is needed to read it. */

type Properties = Record<string, unknown>;

/** A resource of a state, or of a step of a preview. */
export interface StateEntry {
  urn: string;
  type: string;
  inputs?: Properties;
  /** `<urn>::<id>` */
  provider?: string | undefined;
  /** Replaced, but not yet deleted. */
  delete?: boolean;
}

/** Marks a secret in a state and in Pulumi's wire format. */
export const SEALED = "1b47061264138c4ac30d75fd1eb44270";

export const isSealed = (value: unknown): value is Properties => isRecord(value) && value[SIGNATURE] === SEALED;

/** A value of an open state without its secret marks. */
function openSecrets(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(openSecrets);
  }
  if (!isRecord(value)) {
    return value;
  }
  return isSealed(value) && typeof value.plaintext === "string"
    ? openSecrets(JSON.parse(value.plaintext))
    : openSealed(value);
}

export const openSealed = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, openSecrets(value)]));

/** The URN in a provider reference. */
export const providerUrn = (reference: string): string => reference.slice(0, reference.lastIndexOf("::"));

/** Whether this is the default provider, for resources that name none. */
export const isDefaultProvider = (urn: string): boolean => urn === "" || /^default(_|$)/.test(nameIn(urn));

/**
 * The account that a resource uses: its explicit provider's, otherwise the stack's. If an explicit provider does not
 * set the cloud, the environment does.
 */
export function accountOf(
  resource: Pick<StateEntry, "type" | "provider">,
  state: { resources?: readonly StateEntry[] },
  accounts: (cloud: string) => unknown,
): unknown {
  const cloud = tokenOf(resource.type)?.split(":")[0] ?? "";
  const urn = providerUrn(resource.provider ?? "");
  if (isDefaultProvider(urn)) {
    return accounts(cloud);
  }
  const inputs = openSealed(state.resources?.find((each) => each.urn === urn && each.delete !== true)?.inputs ?? {});
  return inputs[`indiecloud:${cloud}`] ?? inputs[cloud];
}

import type { PlanPrice } from "../../types.js";
import { type Clue, type Owner, ownerOf, type Traces } from "../ownership.js";
import type { Charge, ListedObject, OrphanCandidate, ResourceFacts } from "../queries.js";
import { nameIn } from "../state.js";
import { type KnownObjects, keyOf } from "./known.js";

/** The contents of one account. */
export interface Account {
  cloud: string;
  /** The explicit provider whose account it is; undefined for the stack's own. */
  provider?: string | undefined;
  /** The type token of its servers. */
  server: string | undefined;
  objects: readonly { kind: ResourceFacts; object: ListedObject }[];
  /** The objects that have a name of the stack. */
  candidates: readonly { kind: ResourceFacts; candidate: OrphanCandidate }[];
  charges: readonly Charge[];
}

/** An object that is in no state. */
export interface Orphan {
  cloud: string;
  /** The explicit provider in whose account it is; absent in the stack's own. */
  provider?: string;
  /** `lunanode:Vm`, or the cloud's own term: `volume`. */
  resource: string;
  id: string;
  name: string;
  /** Whether this stack created it. */
  owner: Owner;
  why: string;
  /** The resource that it was created for or shares its name with. */
  urn?: string;
  /** Whether the provider generated its name or the program sets it. */
  by?: OrphanCandidate["by"];
  /** The cloud's ID of the server that it is attached to or was created for. */
  server?: string;
  isCharged: boolean;
  price?: PlanPrice | undefined;
  next: string;
}

export interface OrphanQuery {
  known: KnownObjects;
  /** Includes objects unrelated to the stack. */
  all: boolean;
  /** The namespaces that the stack's names are generated with. */
  namespaces: readonly string[];
  traces: Traces;
}

/** How long the create that left an orphan may have taken, in seconds: its program is not known. */
const CREATE_SECONDS = 900;

/** The objects that are in no state: those that the stack may have created or left behind, or all. Pure. */
export function orphansOf(account: Account, query: OrphanQuery): Orphan[] {
  const { known, all } = query;
  const candidates = account.candidates.filter(({ kind, candidate }) => !known.has(kind.token, candidate.id));
  const named = candidates.map(({ kind, candidate }) => namedOrphan(account, kind, candidate, query));
  const isTaken = (token: string, id: string) =>
    known.has(token, id) || candidates.some(({ kind, candidate }) => kind.token === token && candidate.id === id);
  const isKnownCharge = (charge: Charge) => isKnown(account, charge, known) || isTaken(charge.token ?? "", charge.id);
  const charges = account.charges.filter((charge) => !isKnownCharge(charge));
  const displayed = charges.flatMap((charge) => chargeOrphan(account, charge, named, all));
  const unfinished = account.objects.flatMap(({ kind, object }) =>
    object.isUnfinished === true && !isTaken(kind.token, object.id) ? [unfinishedOrphan(account, kind, object)] : [],
  );
  // An object that a resource manages may be in both lists; what came with a server belongs to that server.
  const isCharge = (token: string, id: string) =>
    account.charges.some((charge) => charge.token === token && charge.id === id);
  const others = all
    ? account.objects.flatMap(({ kind, object }) =>
        isTaken(kind.token, object.id) || isCharge(kind.token, object.id) || object.isUnfinished === true
          ? []
          : [other(account, kind, object)],
      )
    : [];
  return [...named, ...unfinished, ...displayed, ...others];
}

function isKnown(
  { server: token = "" }: Account,
  { id, aliases = [], server, token: own }: Charge,
  known: KnownObjects,
) {
  return (
    (own !== undefined && known.has(own, id)) ||
    (server !== undefined && known.hasKey(token, server)) ||
    [id, ...aliases].some(known.isNamed)
  );
}

/** The account of an orphan. */
const placeOf = ({ cloud, provider }: Account) => ({ cloud, ...(provider === undefined ? {} : { provider }) });

/** Only a resource with the account's own provider can adopt something there. */
const withProvider = ({ provider }: Account): string =>
  provider === undefined ? "" : ` with the provider ${provider}`;

function namedOrphan(account: Account, kind: ResourceFacts, candidate: OrphanCandidate, query: OrphanQuery): Orphan {
  const { id, name, urn, by, identity, createdAt } = candidate;
  const hasNamespace = query.namespaces.some((namespace) => identity === `urn:pulumi:${namespace}::`);
  const clue = { urn, createdAt, createSeconds: CREATE_SECONDS, isGenerated: by === "generated", hasNamespace };
  const owner = ownerOf(clue, query.traces);
  const logical = nameIn(urn);
  const condition = `if the program declares ${logical} and the state does not contain it`;
  const next =
    owner === "this stack"
      ? `indiecloud recover imports it ${condition}; ${kind.adoptInput}: "${id}" adopts it for another resource of the program${withProvider(account)}; otherwise delete it in the panel`
      : `find out who it belongs to; if it is this stack's, indiecloud recover --take '${urn}=${id}' imports it ${condition}; otherwise leave it`;
  const { isCharged } = kind;
  return {
    ...{ ...placeOf(account), resource: kind.token, id, name, owner, why: nameReason(owner, clue) },
    urn,
    by,
    isCharged,
    next,
  };
}

/** Its marker comes from a name that is in no state and that no resource of this stack would get. */
const unfinishedOrphan = (
  account: Account,
  { token, adoptInput, isCharged }: ResourceFacts,
  { id, name }: ListedObject,
): Orphan => ({
  ...{ ...placeOf(account), resource: token, id, name, owner: "unknown", isCharged },
  why: "created by indiecloud but never named: a run was interrupted, or another stack's is in progress",
  next: `if no run is creating it, adopt it with ${adoptInput}: "${id}" in a resource of the program${withProvider(account)}, or delete it in the panel`,
});

function nameReason(owner: Owner, { urn, hasNamespace }: Clue): string {
  const logical = nameIn(urn);
  switch (owner) {
    case "this stack":
      return `created for ${logical} by an interrupted run of this stack`;
    case "unknown":
      return hasNamespace
        ? `created for ${logical} with this stack's namespace, but no run is known to have been interrupted`
        : `created for ${logical} of this stack or of another deployment with the same name`;
    case "other":
      return `has the name that the program sets for ${logical}`;
  }
}

/** A charge on an orphan, or for a server that is gone; any other charge only if everything is requested. */
function chargeOrphan(account: Account, charge: Charge, named: readonly Orphan[], all: boolean): Orphan[] {
  const { noun, id, name = "", server, token } = charge;
  const { server: serverToken } = account;
  const host = named.find((each) => each.resource === serverToken && keyOf(each.id) === server);
  const isThere = account.objects.some(({ kind, object }) => kind.token === serverToken && keyOf(object.id) === server);
  const isLeft = server !== undefined && !isThere;
  if (host === undefined && !isLeft && !all) {
    return [];
  }
  const why =
    host !== undefined
      ? `belongs to ${host.id}`
      : server === undefined
        ? "not on a server"
        : isLeft
          ? `its server ${server} is gone`
          : `belongs to server ${server}`;
  const next =
    host === undefined ? "delete it in the panel if it is not needed" : `it is charged as long as ${host.id} has it`;
  return [
    {
      ...{ ...placeOf(account), resource: token ?? noun, id, name, owner: host?.owner ?? "other", why },
      ...(server === undefined ? {} : { server }),
      ...{ isCharged: true, next },
    },
  ];
}

const other = (account: Account, kind: ResourceFacts, { id, name }: ListedObject): Orphan => ({
  ...{
    ...placeOf(account),
    resource: kind.token,
    id,
    name,
    owner: "other",
    why: "in none of the stacks",
    isCharged: kind.isCharged,
  },
  next: `adopt it with ${kind.adoptInput}: "${id}" in a resource of the program${withProvider(account)}, or delete it in the panel if it is not needed`,
});

import type { Entry } from "../definition/catalog.ts";
import { adoptedBy, commonInputs } from "../definition/common-inputs.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { fittingName, generatedName, type NameRule } from "../definition/names.ts";
import { nearest } from "../definition/nearest.ts";
import { HIDDEN, quoted } from "../definition/secrecy.ts";
import { type CheckFailure, shapeFailures, withTexts } from "../definition/shape.ts";
import { defined, hasUnknown, type Json, namesUnknown, sameValue } from "../definition/values.ts";
import { withArticle } from "../definition/words.ts";
import { isFinal, messageOf } from "../errors.ts";
import { fitsWith, matchIsUnknown, matchOf, mismatchOf } from "../observe/matches.ts";
import type { ReadSession } from "../observe/read-session.ts";
import { describeEntry, references, unresolvedMessage } from "../observe/references.ts";
import { DEFAULTED, defaultedInputs, FORMERLY_DEFAULTED } from "../state/metadata.ts";
import { chooseMissing, withoutStaleChoices } from "./choice.ts";
import { closedFailures } from "./closed.ts";
import { shrinkFailures } from "./grow-only.ts";
import { listingFailures } from "./listings.ts";

export interface CheckRequest {
  /** The inputs in the state; empty at creation and for the new half of a replacement. */
  olds: Json;
  news: Json;
  urn: string;
  /** The stack's configuration for names that the program does not give. */
  naming?: Naming | undefined;
  /** Inputs that the program marked as secret: no message shows their values. */
  hidden?: ReadonlySet<string> | undefined;
}

/** `propose`: a name to use, adjusted if necessary. `enforce`: exactly that name. `refuse`: the program must give one. */
export type Naming = { is: "propose" | "enforce"; name: string } | { is: "refuse" };

/** Whether the provider generated the name. */
export const isAutoNamed = (definition: ResourceDefinition, inputs: Json): boolean =>
  definition.name !== undefined && Object.hasOwn(defaultedInputs(inputs), definition.name.input);

/**
 * Completes and validates inputs. Unknown values pass unchanged. `replaced` has, by URN, the names of objects whose replacement
 * may be checked next in this process.
 */
export async function check(
  session: () => ReadSession,
  definition: ResourceDefinition,
  request: CheckRequest,
  replaced: Map<string, string>,
): Promise<{ inputs: Json; failures: CheckFailure[] }> {
  const failures: CheckFailure[] = [];
  const { olds } = request;
  const { inputs, own } = completeInputs(definition, request, replaced);
  const common = new Map(commonInputs(definition));
  for (const [key, value] of Object.entries(inputs)) {
    const known = definition.inputs[key] ?? common.get(key);
    if (key.startsWith("__") || value === undefined) {
      continue;
    }
    if (known === undefined) {
      const names = [...Object.keys(definition.inputs), ...common.keys()];
      const [closest] = nearest(key, names, (name) => [name], 1);
      failures.push({
        property: key,
        reason: `${withArticle(definition.noun)} has no property ${key}. Did you mean ${closest}?`,
      });
    } else if (!hasUnknown(value)) {
      failures.push(...shapeFailures(key, request.hidden?.has(key) ? { ...known, secret: true } : known, value));
    }
  }
  for (const [key, field] of Object.entries(definition.inputs)) {
    if (field.required && inputs[key] === undefined) {
      failures.push({
        property: key,
        reason: `${withArticle(definition.noun)} needs ${key}: ${firstSentence(field.description)}`,
      });
    }
  }
  if (definition.name !== undefined && mayBeUnnamed(definition, own)) {
    const reason = `${withArticle(definition.noun)} needs a name, because the stack's configuration turns automatic names off (pulumi:autonaming)`;
    failures.push({ property: definition.name.input, reason });
  }
  const isNewObject = isCreation(olds) && adoptedBy(definition, inputs) === undefined;
  if (failures.length === 0) {
    const issues = definition.validate?.(knownOnly(own), (key) => own[key] !== undefined, isNewObject) ?? [];
    failures.push(...issues);
  }
  if (failures.length === 0) {
    const before = isCreation(olds) ? {} : olds;
    if (Object.keys(definition.inputs).every((key) => sameValue({}, own[key], before[key]))) {
      // Nothing is new, so nothing is asked.
      return { inputs, failures };
    }
    const references = await referenceFailures(session, definition, own, before, {
      hidden: request.hidden,
      isNewObject,
    });
    failures.push(...references.failures);
    if (failures.length === 0) {
      const { resolved } = references;
      failures.push(
        ...(await listingFailures(session, definition, { own: resolved, olds: before, hidden: request.hidden })),
      );
    }
    if (failures.length === 0 && references.scope !== undefined) {
      failures.push(...shrinkFailures(session, definition, { olds: before, news: own, scope: references.scope }));
    }
    if (failures.length === 0) {
      const { chosen, failures: unmet } = await chooseMissing(session, definition, own, references.scope);
      return { inputs: withFilled(inputs, chosen), failures: [...unmet] };
    }
  }
  return { inputs, failures };
}

/** The known inputs, for functions that validate several inputs together. */
const knownOnly = (inputs: Json): Json =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => !hasUnknown(value)));

function completeInputs(
  definition: ResourceDefinition,
  request: CheckRequest,
  replaced: Map<string, string>,
): { inputs: Json; own: Json } {
  const { olds, news, urn } = request;
  const creating = isCreation(olds);
  const given = defined(
    Object.fromEntries(Object.entries(news).map(([key, value]) => [key, textual(definition, key, value)])),
  );
  const all: Json = {};
  const before = defaultedInputs(olds);
  for (const [key, field] of Object.entries(definition.inputs)) {
    // Defaults apply at creation only: one that a later release adds, changes or removes must not change existing objects.
    const stored =
      before[key] ?? (field.default === undefined && key !== definition.name?.input ? undefined : olds[key]);
    const value = given[key] ?? (creating ? field.default : stored);
    if (value !== undefined) {
      all[key] = value;
    }
  }
  const own = withoutStaleChoices(definition, all, { given, olds });
  const filled = Object.fromEntries(Object.entries(own).filter(([key]) => given[key] === undefined));
  const { name } = definition;
  if (name !== undefined) {
    const last = before[name.input] ?? olds[name.input];
    if (!creating && typeof last === "string") {
      replaced.set(urn, last);
    }
    if (mayBeUnnamed(definition, own)) {
      const created = generateName(name, request, replaced.get(urn) ?? "");
      if (created !== undefined) {
        own[name.input] = filled[name.input] = created;
      }
    }
  }
  const inputs: Json = { ...given, ...own };
  delete inputs[DEFAULTED];
  delete inputs[FORMERLY_DEFAULTED];
  return { inputs: withFilled(inputs, filled), own };
}

/** An input as its type wants it; null counts as missing. */
function textual({ inputs }: ResourceDefinition, key: string, value: unknown): unknown {
  const type = inputs[key]?.type;
  return type === undefined || hasUnknown(value) ? (value ?? undefined) : withTexts(type, value ?? undefined);
}

/** The inputs with a record of those that the program did not give. */
const withFilled = (inputs: Json, filled: Json): Json =>
  Object.keys(filled).length === 0
    ? inputs
    : { ...inputs, ...filled, [DEFAULTED]: { ...defaultedInputs(inputs), ...filled } };

/** Whether a name has to be generated. An object that is adopted by an input of its own keeps its name. */
const mayBeUnnamed = (definition: ResourceDefinition, own: Json): boolean =>
  definition.name !== undefined &&
  definition.name.isGiven !== true &&
  own[definition.name.input] === undefined &&
  (definition.adoptInput === undefined || adoptedBy(definition, own) === undefined);

/** The name of a new object whose program gives none; undefined if the program has to give one. */
function generateName(rule: NameRule, { naming, urn }: CheckRequest, before: string): string | undefined {
  switch (naming?.is) {
    case "refuse":
      return undefined;
    case "enforce":
      return naming.name;
    case "propose":
      return fittingName(rule, naming.name);
    default:
      return generatedName(rule, urn, before);
  }
}

/** Whether the object is new: the half of a replacement too. */
export const isCreation = (olds: Json): boolean => Object.keys(olds).every((key) => key.startsWith("__"));

/**
 * Resolves references in the order of the inputs, because the scope of later ones may be the ID of an earlier one. Values that
 * are in the state are not reported: an image that is no longer offered must not block a fleet that was created from it.
 */
async function referenceFailures(
  session: () => ReadSession,
  definition: ResourceDefinition,
  own: Json,
  olds: Json,
  { hidden, isNewObject }: { hidden: ReadonlySet<string> | undefined; isNewObject: boolean },
): Promise<{ failures: CheckFailure[]; resolved: Json; scope?: string }> {
  const failures: CheckFailure[] = [];
  const resolved = { ...own };
  const configured = isNewObject && definition.configured !== undefined ? definition.configured(session().api) : {};
  const unresolved: unknown[] = [];
  const entries = new Map<string, Entry>();
  let lastScope: string | undefined;
  for (const { key, kind, texts } of [
    ...references(definition, own),
    ...references(definition, absentIn(own, configured)),
  ]) {
    const readSession = session();
    const scope = definition.scope(resolved, readSession.api);
    if (namesUnknown(scope) || unresolved.includes(scope)) {
      break;
    }
    lastScope = scope;
    const before = [olds[key]].flat();
    for (const text of texts.filter((text) => !hasUnknown(text))) {
      try {
        const match = await matchOf(readSession, definition, key, scope, own);
        const resolution = await readSession.catalogs.resolve(kind, scope, text, fitsWith(match));
        if (resolution.is === "ambiguous" && matchIsUnknown(definition, key, own)) {
          unresolved.push(own[key]);
          continue;
        }
        const displayText = hidden?.has(key) ? HIDDEN : quoted(text);
        const mismatch = mismatchOf(resolution, match, displayText);
        const reason =
          unresolvedMessage(resolution, displayText, describeEntry(readSession, kind, scope, text)) ?? mismatch;
        if (reason !== undefined) {
          unresolved.push(own[key]);
          if (!before.includes(text)) {
            failures.push({ property: key, reason });
          } else if (mismatch !== undefined && match !== undefined && own[match.input] !== olds[match.input]) {
            failures.push({ property: match.input, reason: `${key} ${reason}` });
          }
        } else if (resolution.is === "entry") {
          const isMoved = !isCreation(olds) && definition.inputs[key]?.change === "replace";
          if (!before.includes(text) && (isNewObject || isMoved)) {
            failures.push(...(await closedFailures(readSession, definition, key, { scope, entry: resolution.entry })));
          }
          if (own[key] === text) {
            resolved[key] = resolution.entry.id;
            entries.set(key, resolution.entry);
          }
        }
      } catch (error) {
        if (isFinal(error)) {
          throw error;
        }
        unresolved.push(own[key]);
        readSession.reporter.warn(`${key} was not checked, because the list could not be read. ${messageOf(error)}`);
        break;
      }
    }
  }
  const hasChanged = (key: string) => !sameValue({}, own[key], olds[key]);
  failures.push(...(definition.validateEntries?.(knownOnly(own), (key) => entries.get(key), hasChanged) ?? []));
  return lastScope === undefined ? { failures, resolved } : { failures, resolved, scope: lastScope };
}

/** The values whose keys a program does not have. */
const absentIn = (own: Json, values: Json): Json =>
  Object.fromEntries(Object.entries(values).filter(([key]) => own[key] === undefined));

const firstSentence = (text: string): string => text.split(/(?<=\.)\s/)[0] ?? text;

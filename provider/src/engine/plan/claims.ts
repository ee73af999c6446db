import { adoptedBy } from "../definition/common-inputs.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import type { CheckFailure } from "../definition/shape.ts";
import { hasUnknown, type Json } from "../definition/values.ts";

interface Holder {
  token: string;
  property: string;
  /** Known where inputs are checked. */
  urn?: string | undefined;
}

/**
 * What the resources of a program set on things that are not theirs alone, such as the reverse DNS name of an address. Two
 * that set the same would undo each other's work in every run. Seen as far as their inputs and ids are known.
 */
export class Claims {
  private readonly holders = new Map<string, Holder>();

  /** Notes what a resource sets, and gives what another one sets already. */
  conflicts(definition: ResourceDefinition, inputs: Json, { id, urn }: { id?: string; urn?: string }): CheckFailure[] {
    const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => !hasUnknown(value)));
    const adopted = adoptedBy(definition, known);
    const own = id ?? (typeof adopted === "string" ? adopted : undefined);
    const claims = definition.claims?.(known, own === undefined ? undefined : definition.id.parse(own).key) ?? {};
    return Object.entries(claims).flatMap(([property, what]): CheckFailure[] => {
      const holder = this.holders.get(what);
      const isOther =
        holder !== undefined &&
        (holder.token !== definition.token || (urn !== undefined && holder.urn !== undefined && holder.urn !== urn));
      if (isOther) {
        const [, type] = holder.token.split(":");
        const reason = `another resource of this program, of type ${type}, sets ${what} too (${holder.property}); remove it from one of the two`;
        return [{ property, reason }];
      }
      this.holders.set(what, { token: definition.token, property, urn: urn ?? holder?.urn });
      return [];
    });
  }
}

import { messageOf } from "../errors.ts";
import { plural } from "./words.ts";

/**
 * Something that an account is charged for that is not a resource here, or that came with one: a volume, an address, an image,
 * a backup schedule. Charges are only listed, so that none is forgotten.
 */
export interface Charge {
  /** As the cloud's panel or API shows it. */
  id: string;
  name?: string | undefined;
  /** Other names that a program may use for it: an address, its ID alone. */
  aliases?: readonly string[];
  /** The cloud's ID of the server that it is attached to or was created for, which may be gone. */
  server?: string | undefined;
  /** The token of the resource that manages such objects, if there is one. */
  token?: string;
}

export interface ChargeList<Api> {
  /** `volume` */
  noun: string;
  list(api: Api): Promise<readonly Charge[]>;
}

export interface Charges {
  charges: readonly (Charge & { noun: string })[];
  /** The lists that could not be read, and why. */
  failures: readonly string[];
}

/** All charges in the lists. A failed list does not hide the others. */
export async function chargesOf<Api>(api: Api, title: string, lists: readonly ChargeList<Api>[]): Promise<Charges> {
  const found = await Promise.all(
    lists.map(async ({ noun, list }) => {
      try {
        return { charges: (await list(api)).map((charge) => ({ ...charge, noun })), failures: [] };
      } catch (error) {
        return {
          charges: [],
          failures: [`${title}: the ${plural(noun)} could not be listed. ${messageOf(error)}`],
        };
      }
    }),
  );
  return {
    charges: found.flatMap(({ charges }) => charges),
    failures: found.flatMap(({ failures }) => failures),
  };
}

import { messageOf } from "../errors.ts";
import { plural } from "./words.ts";

/**
 * Something that an account is charged for and that is no resource here, or that came with one: a volume, an address, an
 * image, a backup schedule. They are only listed, so that none is forgotten.
 */
export interface Charge {
  /** As the cloud's panel or API calls it. */
  id: string;
  name?: string | undefined;
  /** What else a program may name it by: an address, its id alone. */
  aliases?: readonly string[];
  /** The cloud's id of the server that it is on, or was made for; that may be gone. */
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
  /** Which lists could not be had, and why. */
  failures: readonly string[];
}

/** Everything that the lists show. A list that fails does not hide the others. */
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

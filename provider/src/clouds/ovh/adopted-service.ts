import type { Catalog, Entry } from "../../engine/definition/catalog.ts";
import type { IdForm } from "../../engine/definition/definition.ts";
import { isOtherImage } from "../../engine/definition/other-image.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { Ovh } from "./account.ts";

/** What servers have in common that are ordered in the panel and adopted by their names, which OVHcloud gives. */

/** The name is the whole ID, and where the service's catalogs are. */
export const serviceId = (example: string): IdForm => ({
  format: ({ key }) => key,
  parse: (key) => ({ scope: key, key }),
  example,
});

/** A catalog of one service, which is its scope; empty for any other scope. */
export const catalogOfService = (
  noun: string,
  list: (api: Ovh, serviceName: string) => Promise<readonly Entry[]>,
): Catalog<Ovh> => ({
  noun,
  list: async (api, serviceName) => (serviceName === "" || serviceName.includes("/") ? [] : list(api, serviceName)),
});

/** The names of an account's services of a kind. */
export const serviceNames = (noun: string, list: (api: Ovh) => Promise<readonly string[]>): Catalog<Ovh> => ({
  noun,
  within: () => "",
  list: async (api) => (await list(api)).map((name) => ({ id: name, name })),
});

interface Installing {
  readonly key: string;
  readonly desired: { readonly onImageChange?: string | undefined };
}

/** The parts of a step that installs another image, which the program must allow with `onImageChange`. */
export const imageStep = ({ what, erases, allowedBy }: { what: string; erases: string; allowedBy: string }) => ({
  fields: ["image"] as const,
  due: isOtherImage,
  precondition: ({ desired: { onImageChange }, key }: Installing): void => {
    if (onImageChange !== allowedBy) {
      throw new RefusedError(
        `OVHcloud ${what} ${key}: another image would erase the ${erases}. Nothing was changed. Set onImageChange to "${allowedBy}" if that is intended, or restore image.`,
      );
    }
  },
});

/** Deleting the resource leaves the service as it is. */
export const release =
  (what: string) =>
  async ({ key, warn }: { readonly key: string; warn(message: string): void }): Promise<"released"> => {
    warn(`${what} ${key} was released: it stays at OVHcloud and is charged until you cancel it in the panel.`);
    return "released";
  };

import type { LunaNode } from "./account.ts";
import { type ImageRow, imageList } from "./schemas.ts";

/** How the names of LunaNode's own images end. Nothing else in image/list distinguishes them from the account's (§4.2). */
const NOT_OWN = / \((template|ISO)\)$/;

export const isOwnName = (name: string): boolean => !NOT_OWN.test(name);

/** The account's own images, in all regions. */
export const listOwnImages = async (api: LunaNode): Promise<ImageRow[]> =>
  (await api.call("image/list", "read", {}, imageList)).filter(({ name }) => isOwnName(name));

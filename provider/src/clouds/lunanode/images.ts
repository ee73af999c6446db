import type { LunaNode } from "./account.ts";
import { type ImageRow, imageList } from "./schemas.ts";

/** LunaNode's own images end so; nothing else in image/list tells them from the account's (§4.2). */
const NOT_OWN = / \((template|ISO)\)$/;

export const isOwnName = (name: string): boolean => !NOT_OWN.test(name);

/** Images of the account, in all regions. */
export const listOwnImages = async (api: LunaNode): Promise<ImageRow[]> =>
  (await api.call("image/list", "read", {}, imageList)).filter(({ name }) => isOwnName(name));

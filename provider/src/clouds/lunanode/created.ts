import { keyOfCreated as keyOf } from "../../engine/definition/created-key.ts";

/** LunaNode documents the response of only a few creating calls (§2.4). */
export const keyOfCreated = (
  call: string,
  send: () => Promise<string | undefined>,
  find: () => Promise<readonly string[]>,
): Promise<string> => keyOf({ cloud: "LunaNode", call }, send, find);

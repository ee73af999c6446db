import { about, list, record, text } from "../../http/decode/schemas.ts";

/** Answers about addresses of the account (§4.5). */

export const blockList = list(text);
export const addressList = list(text);
export const reverseOf = (address: string) =>
  about(record({ ipReverse: text, reverse: text }), ({ ipReverse }) => ipReverse, address);

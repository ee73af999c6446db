import type { z } from "zod";
import { about, optionalList, optionalText, record, text } from "../../http/decode/schemas.ts";

const subOperation = record({ resourceId: optionalText, action: optionalText });

export const operationRow = record({
  id: text,
  action: optionalText,
  status: text,
  resourceId: optionalText,
  subOperations: optionalList(subOperation),
});
export type OperationRow = z.output<typeof operationRow>;

/** The answer for one operation. */
export const operationOf = (id: string) => about(operationRow, (row) => row.id, id);

import type { z } from "zod";
import { about, integer, list, optionalList, optionalText, record, text } from "../../http/decode/schemas.ts";

/** A backup workflow. `region` is not in the answer: it is that of the request. */
export const workflowRow = record({
  id: text,
  name: optionalText,
  instanceId: text,
  cron: text,
  rotation: integer,
  backupName: optionalText,
  createdAt: optionalText,
  executions: optionalList(record({ id: optionalText })),
  region: optionalText,
});
export type WorkflowRow = z.output<typeof workflowRow>;
export const workflowList = list(workflowRow);
export const workflowOf = (id: string) => about(workflowRow, (row) => row.id, id);

import type { z } from "zod";
import { about, list, optionalText, record, text } from "../../http/decode/schemas.ts";

const roleRow = record({ id: text, name: text });
export const roleCatalog = record({ roles: list(roleRow) });

/** An OpenStack user of a project. */
export const userRow = record({
  id: text,
  username: text,
  description: optionalText,
  status: text,
  openstackId: optionalText,
  roles: list(roleRow),
  creationDate: optionalText,
});
export type UserRow = z.output<typeof userRow>;
export const userList = list(userRow);
export const userOf = (id: string) => about(userRow, (row) => row.id, id);

/** The only answers with the password. */
const userWithPassword = record({ id: text, password: text });
export const createdUser = userWithPassword;
export const passwordOf = (id: string) => about(userWithPassword, (row) => row.id, id);

export const openrc = record({ content: text });

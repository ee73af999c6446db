import type { Reporter } from "../../engine/reporter.ts";
import { line, type Print } from "../debug.ts";

export const reporterTo = (out: Print, err: Print): Reporter => ({
  info: (message) => out(`indiecloud: ${line(message)}`),
  warn: (message) => err(`indiecloud: warning: ${line(message)}`),
});

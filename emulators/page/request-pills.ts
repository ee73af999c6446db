import type { PanelRequest } from "../src/panel/types.ts";
import { pill } from "./format.ts";

export function statusPill({ status, stage, isProblem }: PanelRequest): HTMLElement | undefined {
  if (status === 0) return pill(stage, stage === "lost" ? "bad" : "busy");
  return pill(String(status), isProblem ? "bad" : "good");
}

export function signaturePill({ signature }: PanelRequest): HTMLElement | undefined {
  const texts = { ok: "valid", bad: "invalid", none: "none" } as const;
  return pill(texts[signature], signature === "ok" ? "good" : signature === "bad" ? "bad" : "off");
}

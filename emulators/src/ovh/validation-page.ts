import type { CloudReply, CloudRequest } from "../core/cloud.ts";
import { decide } from "./consumer-keys.ts";
import type { Credential } from "./model.ts";
import type { OvhWorld } from "./world.ts";

/** Path of the page that a user validates a consumer key on; the token is in the query. */
export const validationPath = "/auth/";

/**
 * The page of `validationUrl`: the rights asked for and two buttons; a POST with `decision=validate` or `refuse`
 * decides. Nobody logs in here: the key is for the account that owns the application.
 */
export function validationPage(world: OvhWorld, request: CloudRequest): CloudReply {
  const token = request.query.get("credentialToken") ?? "";
  const credential = world.credentials.find(world.vault.validationTokens.get(token) ?? "");
  if (!credential) return page(404, "<p>This validation link is not valid.</p>");
  if (request.method === "GET") return page(200, form(world, credential));
  const decision = new URLSearchParams(request.body.toString("utf8")).get("decision");
  if (decision !== "validate" && decision !== "refuse") return page(400, "<p>Choose validate or refuse.</p>");
  if (credential.status !== "pendingValidation") return page(409, `<p>The key is ${credential.status}.</p>`);
  decide(world, credential, decision === "validate" ? "validated" : "refused");
  if (credential.redirection === "") return page(200, `<p>Your key has been ${decision}d.</p>`);
  return { ...page(302, ""), headers: { location: credential.redirection } };
}

function form(world: OvhWorld, { account, applicationId, rules, status }: Credential): string {
  const name = world.applications.find(applicationId)?.name ?? "";
  const rights = rules.map(({ method, path }) => `<li>${escapeText(`${method} ${path}`)}</li>`).join("");
  const button = (decision: string): string => `<button name="decision" value="${decision}">${decision}</button>`;
  return `<p>${escapeText(name)} asks ${escapeText(account)} for:</p><ul>${rights}</ul><p>State: ${status}</p>
<form method="post">${button("validate")} ${button("refuse")}</form>`;
}

function page(status: number, content: string): CloudReply {
  const body = `<!doctype html>\n<html lang="en"><head><title>API key validation</title></head><body>${content}</body></html>\n`;
  const headers = { "content-type": "text/html; charset=utf-8" };
  return { status, headers, body, ...(status < 400 ? {} : { error: `validation page: ${status}` }) };
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

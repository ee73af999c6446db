import type { CloudReply, CloudRequest } from "../core/cloud.ts";
import type { OvhCloudState } from "./cloud-state.ts";
import { decide } from "./consumer-keys.ts";
import type { Credential } from "./model.ts";

/** Path of the page on which a user validates a consumer key; the token is in the query. */
export const validationPath = "/auth/";

/**
 * The page of `validationUrl`: the requested rights and two buttons. A POST with `decision=validate` or `refuse`
 * decides. There is no login: the key is for the account that owns the application.
 */
export function validationPage(cloudState: OvhCloudState, request: CloudRequest): CloudReply {
  const token = request.query.get("credentialToken") ?? "";
  const credential = cloudState.credentials.find(cloudState.vault.validationTokens.get(token) ?? "");
  if (!credential) return page(404, "<p>This validation link is not valid.</p>");
  if (request.method === "GET") return page(200, form(cloudState, credential));
  const decision = new URLSearchParams(request.body.toString("utf8")).get("decision");
  if (decision !== "validate" && decision !== "refuse") return page(400, "<p>Choose validate or refuse.</p>");
  if (credential.status !== "pendingValidation") return page(409, `<p>The key is ${credential.status}.</p>`);
  decide(cloudState, credential, decision === "validate" ? "validated" : "refused");
  if (credential.redirection === "") return page(200, `<p>Your key has been ${decision}d.</p>`);
  return { ...page(302, ""), headers: { location: credential.redirection } };
}

function form(cloudState: OvhCloudState, { account, applicationId, rules, status }: Credential): string {
  const name = cloudState.applications.find(applicationId)?.name ?? "";
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

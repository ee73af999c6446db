import type { CloudReply, CloudRequest } from "../core/cloud.ts";
import type { OvhCloudState } from "./cloud-state.ts";

export const tokenPath = "/auth/oauth2/token";

/**
 * OAuth2 client credentials: ID and secret in the form or as HTTP Basic (docs/api/ovh.md §1.7). The secret is compared
 * with the vault's; the token's lifetime is a switch.
 */
export function issueToken(cloudState: OvhCloudState, request: CloudRequest): CloudReply {
  const form = new URLSearchParams(request.body.toString("utf8"));
  const [clientId, secret] = basic(request) ?? [form.get("client_id") ?? "", form.get("client_secret") ?? ""];
  if (form.get("grant_type") !== "client_credentials")
    return json(400, { error: "unsupported_grant_type", error_description: "grant_type must be client_credentials" });
  const client = cloudState.oauthClients.find(clientId);
  if (!client || cloudState.vault.clientSecrets.get(clientId) !== secret) return wrongClient(cloudState);
  const lifetime = cloudState.switches.durations.token;
  const token = cloudState.ids.hex(64);
  cloudState.vault.accessTokens.set(token, { clientId, expiresAt: cloudState.timeline.now + lifetime * 1000 });
  const scope = form.get("scope") ?? "all";
  return json(200, { access_token: token, token_type: "Bearer", expires_in: lifetime, scope });
}

function basic(request: CloudRequest): [string, string] | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const mark = text.indexOf(":");
  return [decode(text.slice(0, mark)), decode(text.slice(mark + 1))];
}

/** OAuth2 form-encodes both halves before base64; many clients do not. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function wrongClient({ switches }: OvhCloudState): CloudReply {
  if (switches.oauthRefusal === "401") return json(401, { error: "Invalid client" });
  return json(400, { error: "invalid_client", error_description: "ovhcloud oauth2 client does not exists" });
}

function json(status: number, body: Readonly<Record<string, string | number>>): CloudReply {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  const error = status < 400 ? {} : { error: String(body.error) };
  return { status, headers, body: JSON.stringify(body), ...error };
}

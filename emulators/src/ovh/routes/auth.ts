import { expire, requestKey } from "../consumer-keys.ts";
import type { EncodedTree } from "../encoding.ts";
import { badRequest, forbidden } from "../errors.ts";
import { applicationOf, unknownApplication } from "../identity.ts";
import type { AccessRule, Credential } from "../model.ts";
import { validationPath } from "../validation-page.ts";
import { allowedBlocks, credentialView } from "./me.ts";
import type { Call, Routes } from "./route.ts";

const methods = ["GET", "POST", "PUT", "DELETE"] as const;

export const authRoutes: Routes = {
  "GET /auth/time": { run: ({ cloudState }) => Math.floor(cloudState.wallSeconds()), open: true },
  "POST /auth/credential": { run: askForKey, open: true },
  "GET /auth/currentCredential": { run: (call) => credentialView(call, credentialOf(call)) },
  "POST /auth/logout": { run: logOut },
  "GET /auth/details": { run: details },
};

function askForKey(call: Call): EncodedTree {
  const { cloudState, body, baseUrl, applicationKey } = call;
  const application = applicationOf(cloudState, applicationKey);
  if (!application) throw unknownApplication();
  const rules = body.objects("accessRules")?.map((rule): AccessRule => {
    return { method: rule.oneOf("method", methods), path: rule.text("path") };
  });
  if (!rules || rules.length === 0) throw badRequest("Missing parameter: accessRules");
  const allowedIPs = allowedBlocks(body);
  const { account, id: applicationId } = application;
  const redirection = body.get("redirection") ?? "";
  const { consumerKey, token } = requestKey(cloudState, { account, applicationId, rules, allowedIPs, redirection });
  const validationUrl = `${baseUrl}${validationPath}?credentialToken=${token}`;
  return { consumerKey, state: "pendingValidation", validationUrl };
}

/** The credential that signed this call. */
function credentialOf({ identity, cloudState }: Call): Credential {
  const found = identity?.by === "consumerKey" ? cloudState.credentials.find(identity.credential.id) : undefined;
  if (!found) throw forbidden("This call is for consumer keys only");
  return found;
}

function logOut(call: Call): undefined {
  expire(call.cloudState, credentialOf(call));
}

function details({ identity, account }: Call): EncodedTree {
  const byKey = identity?.by === "consumerKey" ? identity.credential : undefined;
  const clientId = identity?.by === "oauth" ? identity.clientId : "";
  return {
    account,
    user: byKey ? null : `oauth2-${clientId}`,
    method: byKey ? "account" : "oauth2_client_credentials",
    identities: [byKey ? `urn:v1:eu:identity:account:${account}` : identityUrn(account, clientId)],
    roles: [],
    allowedRoutes: byKey?.rules.map(({ method, path }) => ({ method, path })) ?? [],
    description: "",
  };
}

/** The URN of a service account in IAM policies (docs/api/ovh.md §1.7). */
export function identityUrn(account: string, clientId: string): string {
  return `urn:v1:eu:identity:credential:${account}/oauth2-${clientId}`;
}

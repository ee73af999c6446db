import { type EncodedTree, isoDate } from "../encoding.ts";
import { notFound } from "../errors.ts";
import type { OauthClient } from "../model.ts";
import { identityUrn } from "./auth.ts";
import type { Call, Routes } from "./route.ts";

const path = "/me/api/oauth2/client";

export const oauthClientRoutes: Routes = {
  [`GET ${path}`]: { run: (call) => clientsOf(call).map(({ id }) => id) },
  [`POST ${path}`]: { run: createClient },
  [`GET ${path}/{clientId}`]: { run: (call) => clientView(theClient(call)) },
  [`PUT ${path}/{clientId}`]: { run: editClient },
  [`DELETE ${path}/{clientId}`]: { run: deleteClient },
};

function clientsOf({ cloudState, account }: Call): OauthClient[] {
  return cloudState.oauthClients.where((one) => one.account === account);
}

function theClient(call: Call): OauthClient {
  const client = clientsOf(call).find(({ id }) => id === call.param("clientId"));
  if (!client) throw notFound("OAuth2 client", call.cloudState.switches);
  return client;
}

/** The secret is returned only here. */
function createClient({ cloudState, account, body }: Call): EncodedTree {
  const clientSecret = cloudState.ids.hex(32);
  const { id: clientId } = cloudState.oauthClients.put({
    ...{ id: `EU.${cloudState.ids.hex(16)}`, account, name: body.text("name"), description: body.text("description") },
    ...{ flow: body.oneOf("flow", ["CLIENT_CREDENTIALS", "AUTHORIZATION_CODE"]) },
    ...{ callbackUrls: body.texts("callbackUrls") ?? [], createdAt: cloudState.timeline.now },
  });
  cloudState.vault.clientSecrets.set(clientId, clientSecret);
  return { clientId, clientSecret };
}

function clientView({ id, account, name, description, flow, callbackUrls, createdAt }: OauthClient): EncodedTree {
  const about = { clientId: id, name, description, flow, callbackUrls, createdAt: isoDate(createdAt) };
  return { ...about, identity: identityUrn(account, id) };
}

function editClient(call: Call): undefined {
  const client = theClient(call);
  const { name, description, callbackUrls } = client;
  call.cloudState.oauthClients.patch(client.id, {
    name: call.body.get("name") ?? name,
    description: call.body.get("description") ?? description,
    callbackUrls: call.body.texts("callbackUrls") ?? callbackUrls,
  });
}

function deleteClient(call: Call): undefined {
  const { id } = theClient(call);
  call.cloudState.vault.clientSecrets.delete(id);
  call.cloudState.oauthClients.delete(id);
}

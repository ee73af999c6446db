import { notFound } from "../errors.ts";
import type { OauthClient } from "../model.ts";
import { isoDate, type Wire } from "../wire.ts";
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

function clientsOf({ world, account }: Call): OauthClient[] {
  return world.oauthClients.where((one) => one.account === account);
}

function theClient(call: Call): OauthClient {
  const client = clientsOf(call).find(({ id }) => id === call.param("clientId"));
  if (!client) throw notFound("OAuth2 client", call.world.switches);
  return client;
}

/** The secret is shown here and never again. */
function createClient({ world, account, body }: Call): Wire {
  const clientSecret = world.ids.hex(32);
  const { id: clientId } = world.oauthClients.put({
    ...{ id: `EU.${world.ids.hex(16)}`, account, name: body.text("name"), description: body.text("description") },
    ...{ flow: body.oneOf("flow", ["CLIENT_CREDENTIALS", "AUTHORIZATION_CODE"]) },
    ...{ callbackUrls: body.texts("callbackUrls") ?? [], createdAt: world.timeline.now },
  });
  world.vault.clientSecrets.set(clientId, clientSecret);
  return { clientId, clientSecret };
}

function clientView({ id, account, name, description, flow, callbackUrls, createdAt }: OauthClient): Wire {
  const about = { clientId: id, name, description, flow, callbackUrls, createdAt: isoDate(createdAt) };
  return { ...about, identity: identityUrn(account, id) };
}

function editClient(call: Call): undefined {
  const client = theClient(call);
  const { name, description, callbackUrls } = client;
  call.world.oauthClients.patch(client.id, {
    name: call.body.get("name") ?? name,
    description: call.body.get("description") ?? description,
    callbackUrls: call.body.texts("callbackUrls") ?? callbackUrls,
  });
}

function deleteClient(call: Call): undefined {
  const { id } = theClient(call);
  call.world.vault.clientSecrets.delete(id);
  call.world.oauthClients.delete(id);
}

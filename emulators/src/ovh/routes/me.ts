import { isIP } from "node:net";
import { expire } from "../consumer-keys.ts";
import { type EncodedTree, isoDate, isoDateOrNull } from "../encoding.ts";
import { badRequest, notFound } from "../errors.ts";
import { credentialStatus } from "../identity.ts";
import type { Application, Credential } from "../model.ts";
import type { Fields } from "./fields.ts";
import type { Call, Routes } from "./route.ts";

export const meRoutes: Routes = {
  "GET /me": { run: me },
  "GET /me/api/credential": {
    run: (call) => credentialsOf(call).map(({ id }) => Number(id)),
    expand: (call, id) => credentialView(call, ownCredential(call, id)),
  },
  "GET /me/api/credential/{credentialId}": { run: (call) => credentialView(call, theCredential(call)) },
  "PUT /me/api/credential/{credentialId}": { run: setAllowedIps },
  "DELETE /me/api/credential/{credentialId}": { run: (call) => void expire(call.cloudState, theCredential(call)) },
  "GET /me/api/credential/{credentialId}/application": {
    run: (call) => applicationView(ownApplication(call, theCredential(call).applicationId)),
  },
  "GET /me/api/application": {
    run: (call) => applicationsOf(call).map(({ id }) => Number(id)),
    expand: (call, id) => applicationView(ownApplication(call, id)),
  },
  "GET /me/api/application/{applicationId}": {
    run: (call) => applicationView(ownApplication(call, call.param("applicationId"))),
  },
  "DELETE /me/api/application/{applicationId}": { run: deleteApplication },
};

function me({ account, cloudState }: Call): EncodedTree {
  const isUs = cloudState.switches.priceForm === "us";
  return {
    ...{
      nichandle: account,
      firstname: "Alex",
      name: "Example",
      email: `${account}@example.com`,
      phone: "+33.100000000",
    },
    ...{ organisation: null, legalform: "individual", country: "FR", language: "en_GB", state: "complete", vat: null },
    ...{ city: "Roubaix", zip: "59100", address: "1 rue de l'Exemple", customerCode: "0000-0000-01" },
    currency: isUs ? { code: "USD", symbol: "$" } : { code: "EUR", symbol: "€" },
    ...{ ovhCompany: "ovh", ovhSubsidiary: isUs ? "US" : "FR", kycValidated: false },
    ...{ area: null, birthCity: null, birthDay: null, companyNationalIdentificationNumber: null },
    ...{ complementaryAddress: null, corporationType: null, displayName: null, fax: null, italianSDI: null },
    ...{ nationalIdentificationNumber: null, phoneCountry: "FR", phoneType: null, purposeOfPurchase: null },
    ...{ sex: null, spareEmail: null },
  };
}

function credentialsOf({ cloudState, account, query }: Call): Credential[] {
  const [status, applicationId] = [query.get("status"), query.get("applicationId")];
  return cloudState.credentials.where(
    (one) =>
      one.account === account &&
      (status === null || credentialStatus(cloudState, one) === status) &&
      (applicationId === null || one.applicationId === applicationId),
  );
}

function ownCredential({ cloudState, account }: Call, id: string): Credential {
  const credential = cloudState.credentials.find(id);
  if (credential?.account !== account) throw notFound("credential", cloudState.switches);
  return credential;
}

const theCredential = (call: Call): Credential => ownCredential(call, call.param("credentialId"));

export function credentialView({ cloudState }: Call, credential: Credential): EncodedTree {
  return {
    credentialId: Number(credential.id),
    applicationId: Number(credential.applicationId),
    status: credentialStatus(cloudState, credential),
    creation: isoDate(credential.createdAt),
    expiration: isoDateOrNull(credential.expiresAt),
    lastUse: isoDateOrNull(credential.usedAt),
    ovhSupport: false,
    rules: credential.rules.map(({ method, path }) => ({ method, path })),
    allowedIPs: credential.allowedIPs.length === 0 ? null : credential.allowedIPs,
  };
}

function setAllowedIps(call: Call): undefined {
  call.cloudState.credentials.patch(theCredential(call).id, { allowedIPs: allowedBlocks(call.body) });
}

/** `allowedIPs` of a body: addresses or CIDR blocks. */
export function allowedBlocks(body: Fields): string[] {
  const blocks = body.texts("allowedIPs") ?? [];
  for (const block of blocks) if (!isBlock(block)) throw badRequest(`[allowedIPs] ${block} is no IP block`);
  return blocks;
}

function isBlock(text: string): boolean {
  const [ip = "", bits, ...rest] = text.split("/");
  const size = { 4: 32, 6: 128 }[isIP(ip)];
  if (size === undefined || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= size);
}

function applicationsOf({ cloudState, account }: Call): Application[] {
  return cloudState.applications.where((one) => one.account === account);
}

function ownApplication(call: Call, id: string): Application {
  const application = applicationsOf(call).find((one) => one.id === id);
  if (!application) throw notFound("application", call.cloudState.switches);
  return application;
}

function applicationView({ id, applicationKey, name, description, status }: Application): EncodedTree {
  return { applicationId: Number(id), applicationKey, name, description, status };
}

/** Also revokes the application's consumer keys (docs/api/ovh.md §1.9). */
function deleteApplication(call: Call): undefined {
  const { cloudState } = call;
  const { id } = ownApplication(call, call.param("applicationId"));
  for (const credential of cloudState.credentials.where((one) => one.applicationId === id))
    expire(cloudState, credential);
  cloudState.applications.delete(id);
}

import { createHash } from "node:crypto";
import type { OvhCloudState } from "../cloud-state.ts";
import type { EncodedTree } from "../encoding.ts";
import { badRequest, conflict } from "../errors.ts";
import { usableRegion } from "../instance-create.ts";
import type { SshKey } from "../model.ts";
import { type Call, projectOf, type Routes, under } from "./route.ts";

export const sshKeyRoutes: Routes = under("/cloud/project/{serviceName}/sshkey", {
  "GET ": listKeys,
  "POST ": createKey,
  "GET /{keyId}": (call) => keyView(theKey(call)),
  "DELETE /{keyId}": (call) => void call.cloudState.sshKeys.delete(theKey(call).id),
});

/** The list omits the fingerprint (docs/api/ovh.md §4.1). */
function listKeys(call: Call): EncodedTree {
  const { id: project } = projectOf(call);
  const region = call.query.get("region");
  const keys = call.cloudState.inProject(call.cloudState.sshKeys, project);
  return keys
    .filter(({ regions }) => region === null || regions.includes(region))
    .map(({ keyId, name, publicKey, regions }) => ({ id: keyId, name, publicKey, regions }));
}

function createKey(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { id: project, regions } = projectOf(call);
  const [name, publicKey, region] = [body.text("name"), body.text("publicKey"), body.get("region")];
  const where = region === undefined ? regions : [usableRegion(cloudState, project, region).id];
  return keyView(addKey(cloudState, { account, project, name, publicKey, regions: where }));
}

/**
 * Without a region, a key is added to all. Its ID is derived from its name, so names are unique (docs/api/ovh.md §4.1).
 */
export function addKey(cloudState: OvhCloudState, key: Omit<SshKey, "id" | "keyId">): SshKey {
  const { name, publicKey, project } = key;
  const known = /^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-\S+) [A-Za-z0-9+/]+=*( .*)?$/;
  if (!known.test(publicKey.trim())) throw badRequest("Invalid SSH public key");
  const keyId = Buffer.from(Buffer.from(name).toString("base64")).toString("hex");
  const id = `${project}/${keyId}`;
  if (cloudState.sshKeys.find(id)) throw conflict(`SSH key ${name} already exists`);
  return cloudState.sshKeys.put({ id, keyId, ...key });
}

function theKey(call: Call): SshKey {
  const { id: project } = projectOf(call);
  return call.cloudState.own(call.cloudState.sshKeys, "SSH key", `${project}/${call.param("keyId")}`, project);
}

export function keyView({ keyId, name, publicKey, regions }: SshKey): EncodedTree {
  return { id: keyId, name, publicKey, fingerPrint: fingerprint(publicKey), regions };
}

/** MD5 with colons, as in OpenStack. */
function fingerprint(publicKey: string): string {
  const blob = Buffer.from(publicKey.trim().split(" ")[1] ?? "", "base64");
  return createHash("md5").update(blob).digest("hex").match(/../g)?.join(":") ?? "";
}

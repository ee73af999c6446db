import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { GigeNetError } from "../errors.ts";
import type { KeyPair } from "../model.ts";
import { invalid } from "../parameters.ts";
import { items, type Xml } from "../xml.ts";
import { type Actions, type Call, chosen, done, read, unsampled, write } from "./action.ts";

/** Key pairs: a preview feature that instances do not use yet (docs/api/gigenet.md §2). */
export const keyActions: Actions = {
  CreateKeyPair: write(create),
  ImportKeyPair: write(importKey),
  DescribeKeyPairs: read(describe),
  DeleteKeyPair: write(remove),
};

function create(call: Call): () => Xml {
  const name = newName(call);
  return () => {
    const key = ed25519(Buffer.from(call.cloudState.ids.hex(64), "hex"));
    const fingerprint = pairs(
      createHash("sha1")
        .update(key.export({ format: "der", type: "pkcs8" }))
        .digest("hex"),
    );
    store(call, name, fingerprint, openSsh(key, name));
    return [...described({ name, fingerprint }), ["keyMaterial", indented(key)]];
  };
}

/** The sample indents the PEM with a tab and ends it with one (docs/api/gigenet.md §4). */
function indented(key: KeyObject): string {
  const pem = String(key.export({ format: "pem", type: "pkcs8" }));
  return pem.replaceAll("\n", "\n\t");
}

/** A private key derived from 32 bytes, so that the same seed gives the same key. */
function ed25519(seed: Buffer): KeyObject {
  const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: "der", type: "pkcs8" });
}

function openSsh(key: KeyObject, comment: string): string {
  const raw = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
  const blob = Buffer.concat([wireText(Buffer.from("ssh-ed25519")), wireText(raw)]);
  return `ssh-ed25519 ${blob.toString("base64")} ${comment}`;
}

function wireText(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** PublicKeyMaterial is the base64 of an OpenSSH line, which itself contains base64 (docs/api/gigenet.md §2). */
function importKey(call: Call): () => Xml {
  const name = newName(call);
  const line = Buffer.from(call.parameters.text("PublicKeyMaterial"), "base64").toString("utf8").trim();
  const [, blob] = /^(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ ([A-Za-z0-9+/=]+)( .*)?$/.exec(line) ?? [];
  if (blob === undefined) throw invalid("PublicKeyMaterial", "is not the base64 of an OpenSSH public key");
  const fingerprint = pairs(createHash("md5").update(Buffer.from(blob, "base64")).digest("hex"));
  return () => {
    store(call, name, fingerprint, line);
    return described({ name, fingerprint });
  };
}

function newName({ cloudState, owner, parameters }: Call): string {
  const name = parameters.text("KeyName");
  if (cloudState.keyPairs.find(`${owner}/${name}`)) throw new GigeNetError("InvalidKeyPair.Duplicate");
  return name;
}

function store({ cloudState, owner }: Call, name: string, fingerprint: string, publicKey: string): void {
  cloudState.keyPairs.put({ id: `${owner}/${name}`, account: owner, name, fingerprint, publicKey });
}

function describe({ cloudState, owner, parameters }: Call): Xml {
  const rows = cloudState.keyPairs.where(({ account }) => account === owner);
  return [
    items(
      "keySet",
      chosen(parameters.list("KeyName"), rows, ({ name }) => name, "InvalidKeyPair.NotFound").map(described),
    ),
  ];
}

function remove(call: Call): () => Xml {
  const { cloudState, owner, parameters } = call;
  const id = `${owner}/${parameters.text("KeyName")}`;
  cloudState.own(cloudState.keyPairs, id, owner, "InvalidKeyPair.NotFound");
  return () => {
    cloudState.keyPairs.delete(id);
    return unsampled(call, done);
  };
}

function described({ name, fingerprint }: Pick<KeyPair, "name" | "fingerprint">): Xml {
  return [
    ["keyName", name],
    ["keyFingerprint", fingerprint],
  ];
}

/** Inserts colons between pairs of digits. */
function pairs(hex: string): string {
  return hex.match(/../g)?.join(":") ?? "";
}

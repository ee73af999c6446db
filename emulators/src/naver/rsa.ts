import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";

interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

const made = new Map<number, KeyPair>();

/**
 * The key pair with a number, as createLoginKey returns it: the private key in PEM, the public key in OpenSSH format. The
 * emulators of a process share them, as they share the IDs of a seed: making one takes a tenth of a second.
 */
export function keyPair(number: number): KeyPair {
  const known = made.get(number) ?? newKeyPair();
  made.set(number, known);
  return known;
}

function newKeyPair(): KeyPair {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const privateKey = String(pair.privateKey.export({ type: "pkcs1", format: "pem" }));
  return { privateKey, publicKey: `ssh-rsa ${sshBlob(pair.publicKey)?.toString("base64") ?? ""}` };
}

/**
 * MD5 over the SSH form of an RSA public key (`ssh-rsa …` or PEM), as colon-separated hexadecimal pairs.
 * @returns undefined if it is not an RSA public key.
 */
export function fingerprintOf(publicKey: string): string | undefined {
  const blob = /^ssh-rsa\s/.test(publicKey.trim()) ? checkedBlob(publicKey) : blobOfPem(publicKey);
  return (
    blob &&
    createHash("md5")
      .update(blob)
      .digest("hex")
      .replace(/..(?=.)/g, "$&:")
  );
}

/** The fingerprint of the public half of a private key in PEM; undefined for anything else. */
export function fingerprintOfPrivate(pem: string): string | undefined {
  try {
    const blob = sshBlob(createPublicKey(createPrivateKey(pem)));
    return blob && fingerprintOf(`ssh-rsa ${blob.toString("base64")}`);
  } catch {
    return undefined;
  }
}

function blobOfPem(pem: string): Buffer | undefined {
  try {
    return /PUBLIC KEY/.test(pem) ? sshBlob(createPublicKey(pem)) : undefined;
  } catch {
    return undefined;
  }
}

/** The bytes after `ssh-rsa`, if they identify themselves as an RSA key. */
function checkedBlob(publicKey: string): Buffer | undefined {
  const blob = Buffer.from(publicKey.trim().split(/\s+/)[1] ?? "", "base64");
  return blob.length > 64 && blob.subarray(0, 11).equals(field(Buffer.from("ssh-rsa"))) ? blob : undefined;
}

function sshBlob(key: KeyObject): Buffer | undefined {
  const { e, n } = key.export({ format: "jwk" });
  if (e === undefined || n === undefined) return undefined;
  const numbers = [e, n].map((one) => positive(Buffer.from(one, "base64url")));
  return Buffer.concat([Buffer.from("ssh-rsa"), ...numbers].map(field));
}

/** Prepends a zero if the first byte would make the number negative. */
function positive(number: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc((number[0] ?? 0) >> 7), number]);
}

function field(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
